using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Audit;

/// <summary>The trail as administrators see it.</summary>
internal static class AuditCards
{
    /// <summary>Entries on a page.</summary>
    public const int PerPage = 8;

    /// <summary>A page of it.</summary>
    /// <param name="typed">The filter as it was typed; empty for none.</param>
    public static Card List(RecordKinds kinds, string typed, AuditPage page) =>
        new ListCard(typed.Length is 0 ? AuditTexts.Heading : Say(AuditTexts.HeadingFor, typed))
        {
            Rows = [.. page.Entries.Select(entry => RowOf(kinds, typed, entry))],
            Empty = AuditTexts.Nothing,
            Notes = [AuditTexts.HowToFilter, AuditTexts.HowToExport],
            Buttons =
            [
                page is { HasNewer: true, Entries: [var first, ..] } ? Turn(ListCard.PreviousPage, typed, "after", first.Id) : null,
                page is { HasOlder: true, Entries: [.., var last] } ? Turn(ListCard.NextPage, typed, "before", last.Id) : null,
            ],
        }.ToCard();

    /// <summary>One entry, with all that is kept of it.</summary>
    /// <param name="back">Leads back to the list.</param>
    public static Card Entry(RecordKinds kinds, AuditEntry entry, CardAction back)
    {
        var label = entry.LabelIn(kinds);
        return Card(
            Say(AuditTexts.Title, label, entry.What),
            Heading(Say(AuditTexts.Title, label, entry.What)),
            Facts([
                (AuditTexts.FactWhen, Moment.DayAndTime(entry.At)),
                (AuditTexts.FactWho, WhoOf(entry)),
                (AuditTexts.FactTeam, entry.Team),
                .. DataOf(entry.Data),
                (AuditTexts.FactShown, entry.ShownAt is { } shown ? Moment.DayAndTime(shown) : null),
                (AuditTexts.FactSent, entry.SubmittedAt is { } sent ? Moment.DayAndTime(sent) : null),
                (AuditTexts.FactNumber, entry.Id.ToString(CultureInfo.InvariantCulture)),
            ]),
            Buttons(
                kinds.Named(entry.RecordKind) is { } kind && entry.RecordId > 0
                    ? ExecuteAction.Of(Say(AuditTexts.Open, label), kind.OpenVerb, (kind.Name, entry.RecordId))
                    : null,
                back));
    }

    /// <summary>The button that draws the page of the list in which an entry stands.</summary>
    public static CardAction Back(string typed, JsonElement data) => data.Whole("place") is { } place
        ? Turn(AuditTexts.Back, typed, "before", place)
        : ExecuteAction.Of(AuditTexts.Back, AuditCommand.PagePress, ("query", typed));

    private static ListRow RowOf(RecordKinds kinds, string typed, AuditEntry entry)
    {
        var title = Say(AuditTexts.Title, entry.LabelIn(kinds), entry.What);
        var open = ExecuteAction.Of(
            Say(AuditTexts.Open, title), AuditCommand.EntryPress, ("entry", entry.Id), ("query", typed), ("place", entry.Id + 1));
        return new(title, Say(AuditTexts.Line, WhoOf(entry), Moment.DayAndTime(entry.At)), open);
    }

    private static CardAction Turn(string title, string typed, string way, long id) =>
        ExecuteAction.Of(title, AuditCommand.PagePress, ("query", typed), (way, id));

    private static string WhoOf(AuditEntry entry) => entry switch
    {
        { ActorKind: ActorKind.Bot } => AuditTexts.TheBot,
        { Actor: null } => AuditTexts.NobodyKnown,
        { ActorKind: ActorKind.Person, Actor: { } name } => name,
        { ActorKind: ActorKind.Agent, Actor: { } name } => Say(AuditTexts.AnAgent, name),
        { Actor: { } name } => Say(AuditTexts.ASystem, name),
    };

    private static ImmutableArray<(string, string?)> DataOf(string? data)
    {
        if (data is null) return [];
        using var json = JsonDocument.Parse(data);
        return [.. json.RootElement.EnumerateObject()
            .Select(each => (Say(AuditTexts.FactData, each.Name), (string?)each.Value.ToString()))];
    }
}
