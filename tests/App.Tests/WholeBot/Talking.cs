using System.Text.RegularExpressions;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What people do with the bot again and again.</summary>
internal static partial class Talking
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Conversation Triage(this Team team) => team.Channels[1];

    /// <summary>A channel of the team other than the triage channel.</summary>
    public static Conversation Talk(this Team team) => team.Channels[2];

    /// <summary>Waits until the words are seen in a message of the bot.</summary>
    public static Task<SeenMessage> See(this Chat chat, string words) => chat.Sees(words, Patience);

    /// <summary>Waits until a message of the bot is as described.</summary>
    public static Task<SeenMessage> See(this Chat chat, Func<SeenMessage, bool> which) => chat.Sees(m => m.FromBot && which(m), Patience);

    /// <summary>Says something, and waits for the new message that answers it.</summary>
    public static Task<SeenMessage> Ask(this Person person, string text, string answer) => person.Chat.Ask(() => person.Say(text), answer);

    /// <summary>Does something, and waits for the new message that answers it.</summary>
    public static async Task<SeenMessage> Ask(this Chat chat, Func<Task> doing, string answer)
    {
        var before = chat.Messages.Select(m => m.Id).ToHashSet();
        await doing();
        return await chat.See(m => !before.Contains(m.Id) && m.Shows(answer));
    }

    /// <summary>Opens the form with a sentence in it.</summary>
    public static async Task<SeenCard> Form(this Person person, string sentence = "") =>
        (await person.Ask($"/report-error {sentence}", "Report an error")).Card;

    /// <summary>Files a report: a sentence and one press.</summary>
    /// <returns>The number, such as <c>ERR-12</c>, and the card that stands in the place of the form.</returns>
    public static async Task<Filed> Report(this Person person, string sentence, params (string, string)[] inputs)
    {
        var pressed = await person.Press(await person.Form(sentence), "Report it", inputs);
        return pressed.Card is { } card ? new(LabelOn(card), card) : throw new InvalidOperationException($"It was not filed: {pressed}");
    }

    /// <summary>The number that a card is about.</summary>
    public static string LabelOn(SeenCard card) =>
        card.Words.Select(w => Label().Match(w)).FirstOrDefault(m => m.Success)?.Value
            ?? throw new InvalidOperationException($"No number on {card}");

    /// <summary>What a client shows of a text with Markdown in it.</summary>
    public static string Read(string markdown)
    {
        var words =
            Bold().Replace(markdown.Replace("\u2060", "", StringComparison.Ordinal).Replace("\n\n", "\n", StringComparison.Ordinal), "");
        return Escaped().Replace(words, "$1").Replace('\u00a0', ' ');
    }

    [GeneratedRegex(@"ERR-\d+")]
    private static partial Regex Label();

    [GeneratedRegex(@"(?<!\\)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\\([\p{P}\p{S}])")]
    private static partial Regex Escaped();
}

/// <summary>A filed report as its reporter sees it.</summary>
internal sealed record Filed(string Label, SeenCard Card)
{
    /// <summary>The number alone.</summary>
    public long Number => long.Parse(Label.AsSpan(4));
}
