using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Records;

/// <summary><c>/status ERR-12</c> for records of every kind, and a tap on one in a list.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public const string Name = "status";

    /// <summary>Records that one message may ask for at once.</summary>
    private const int Most = 3;

    /// <summary>The command: the record that its words name, or, without words, the one whose message is quoted.</summary>
    public static async ValueTask Run(TurnContext turn, string words, CancellationToken ct)
    {
        var kinds = turn.Services.GetRequiredService<RecordKinds>();
        var asked = words.Length is 0 ? await Quoted(turn, kinds, ct) : kinds.Read(words) is { } record ? [record] : kinds.In(words);
        foreach (var each in asked.Take(Most)) turn.SayPrivately(Answer(turn, each));
        if (asked is []) turn.SayPrivately(OutgoingActivity.Of(StatusHelp.Card(words, kinds.Beginning)));
    }

    /// <summary>The tap.</summary>
    /// <param name="back">Leads back to the list that it was opened from; null for none.</param>
    public static void Open(TurnContext turn, RecordKind kind, CardAction? back)
    {
        if (turn.PressData.Whole(kind.Name) is { } number && kind.Status(turn.Services, number, back) is { } card) turn.Show(card);
        else turn.Tell(kind.NotFound());
    }

    /// <summary>The same words whether there is no such record or the person may not see it.</summary>
    private static OutgoingActivity Answer(TurnContext turn, RecordId record)
    {
        if (record.Kind.Status(turn.Services, record.Number, back: null) is { } card) return OutgoingActivity.Of(card);
        record.Kind.NoteRefusal(turn.Services, record.Number);
        return OutgoingActivity.Of(record.Kind.NotFound());
    }

    /// <summary>What the quoted messages show: the bot's own cards by their place, everything else by the labels in its words.</summary>
    private static async ValueTask<IReadOnlyList<RecordId>> Quoted(TurnContext turn, RecordKinds kinds, CancellationToken ct)
    {
        var found = new List<RecordId>();
        foreach (var quote in turn.Quotes.Take(Most))
        {
            var place = quote.MessageId is { } id
                ? await turn.Services.GetRequiredService<ITurnStore>().PlaceAt(turn.Activity.Conversation.Base, id, ct)
                : null;
            if (place is not null && kinds.OfSubject(place.Subject) is { } shown) found.Add(shown);
            else found.AddRange(kinds.In(quote.Text));
        }

        return [.. found.Distinct()];
    }
}
