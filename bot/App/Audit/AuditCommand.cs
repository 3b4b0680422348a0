using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Audit;

/// <summary>
/// <c>/audit [filter]</c>: what happened, for administrators alone; in a channel they alone see the answer. That the trail was read is in
/// the trail, and so is that somebody wanted to who may not.
/// </summary>
internal static class AuditCommand
{
    public const string Name = "audit";

    /// <summary>The reading press that draws a page.</summary>
    public const string PagePress = "audit.page";

    /// <summary>The reading press that shows an entry.</summary>
    public const string EntryPress = "audit.entry";

    /// <summary>What the trail calls the reading of itself.</summary>
    public const string RecordKind = "audit";

    /// <summary>The command.</summary>
    public static ValueTask Run(TurnContext turn, string argument, CancellationToken ct)
    {
        if (!IsAdministrator(turn))
        {
            turn.Services.GetRequiredService<Refusals>().Note(new(RecordKind, 0, null));
            turn.SayPrivately(OutgoingActivity.Of(AuditTexts.OnlyAdministrators));
            return default;
        }

        var reading = ReadingOf(turn, argument);
        if (reading.Complaint is { } complaint)
        {
            turn.SayPrivately(OutgoingActivity.Of(Card(complaint)));
            return default;
        }

        turn.Write(_ =>
        {
            turn.Services.GetRequiredService<RecordEvents>().Append(new(RecordKind, 0, null), "read", data: reading.Filter.ToData());
            return default;
        });
        turn.SayPrivately(OutgoingActivity.Of(CardFor(turn, reading.Filter, ct)));
        return default;
    }

    /// <summary>Another page.</summary>
    public static ValueTask Turned(TurnContext turn, CancellationToken ct)
    {
        if (!IsAdministrator(turn)) turn.Tell(AuditTexts.OnlyAdministrators);
        else if (ReadingOf(turn, turn.PressData.Text("query") ?? "") is { Complaint: null } reading)
        {
            turn.Show(CardFor(turn, reading.Filter, ct));
        }
        return default;
    }

    /// <summary>One entry.</summary>
    public static ValueTask Opened(TurnContext turn, CancellationToken ct)
    {
        var statements = turn.Services.GetRequiredService<Session>().Statements;
        if (!IsAdministrator(turn)) turn.Tell(AuditTexts.OnlyAdministrators);
        else if (AuditRows.Find(statements, turn.PressData.Whole("entry") ?? 0) is not { } entry) turn.Tell(AuditTexts.Nothing);
        else
        {
            var back = AuditCards.Back(turn.PressData.Text("query") ?? "", turn.PressData);
            turn.Show(AuditCards.Entry(turn.Services.GetRequiredService<RecordKinds>(), entry, back));
        }
        return default;
    }

    private static bool IsAdministrator(TurnContext turn) => turn.Services.GetRequiredService<Actor>().IsAdministrator;

    private static AuditReading ReadingOf(TurnContext turn, string typed)
    {
        var actor = turn.Services.GetRequiredService<Actor>();
        return turn.Services.GetRequiredService<AuditReader>().Read(typed, actor.Today, actor.Zone);
    }

    private static Card CardFor(TurnContext turn, AuditFilter filter, CancellationToken ct)
    {
        var (before, after) = (turn.PressData.Whole("before"), turn.PressData.Whole("after"));
        var page = turn.Services.GetRequiredService<Session>().Read(
            session => AuditRows.Page(session.Statements, filter, before, after, AuditCards.PerPage), ct);
        return AuditCards.List(turn.Services.GetRequiredService<RecordKinds>(), filter.Typed, page);
    }

    private static Card Card(string complaint) => Draw.Card(complaint, Draw.Warning(complaint), Draw.Hint(AuditTexts.HowToFilter));
}
