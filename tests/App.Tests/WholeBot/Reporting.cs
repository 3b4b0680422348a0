using FluentAssertions;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What a person does to report an error, and what they must see.</summary>
internal static class Reporting
{
    /// <summary>The slowest that anything may come while the channel misbehaves.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public const string Form = "Report an error";

    /// <summary>Asks for the form with a sentence.</summary>
    public static async Task<SeenCard> BeginsReport(this Person person, string story)
    {
        var before = person.Chat.Messages.Count(m => m.FromBot && m.Shows(Form));
        await person.Say($"/report-error {story}");
        return (await person.Chat.Sees(m => m.FromBot && m.Cards.Any(c => c.Value("Story") == story) && before >= 0, Patience)).Card;
    }

    /// <summary>Presses the button and waits for the filed card.</summary>
    public static async Task<SeenMessage> Files(this Person person, SeenCard form, string story)
    {
        var pressed = await person.Press(form, "Report it");
        pressed.Error.Should().BeNull("{0} pressed once: {1}", person, pressed.Delivery.Body);
        return await person.Chat.Sees(
            m => m.FromBot && m.Shows("ERR-") && m.Shows(story) && m.Cards[0].Buttons.Contains("Withdraw"), Patience);
    }

    /// <summary>The numbers of the person's reports, as <c>/my</c> lists them.</summary>
    public static async Task<IReadOnlyList<string>> MyReports(this Person person)
    {
        var before = person.Chat.Messages.Count;
        await person.Say("/my");
        await person.Chat.Sees(m => m.FromBot && m.Shows("My reports") && person.Chat.Messages.Count > before + 1, Patience);
        var words = person.Chat.Messages.Last(m => m.FromBot && m.Shows("My reports")).Card.Words;
        return [.. words.Where(w => w.StartsWith("ERR-", StringComparison.Ordinal)).Select(w => w.Split(' ')[0])];
    }

    /// <summary>Nothing was wrong with anything that the bot gave away, and it logged no failure.</summary>
    public static void Behaved(this BotFixture bot)
    {
        bot.Teams.Problems.Take(5).Should().BeEmpty();
        bot.Failures.Take(3).Should().BeEmpty();
    }
}
