using System.Text.Json;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Measures;

/// <summary>How fast errors are resolved, and whether they come back. What is restricted does not count.</summary>
internal static class ResolutionMeasures
{
    private const string Corrected = "corrected", Confirmed = "verdict-confirmed";

    private static readonly string[] Ends = [Corrected, Confirmed, WatchRows.Called];

    /// <summary>
    /// Median days from the report to the step that resolved it, of the errors resolved in a week (measure 15). What was imported began
    /// elsewhere and is left out; those that are still open are in no median.
    /// </summary>
    public static Measure DaysToResolved { get; } = new("days-to-resolved", () => MeasureTexts.DaysToResolved, Resolved, Measure.Median);

    /// <summary>
    /// Errors that were taken to be fixed and were reopened as they were met again, a week, by when that happened (measure 16), without
    /// what was undone.
    /// </summary>
    public static Measure CameBack { get; } = new("came-back", () => MeasureTexts.CameBack, Recurred, Measure.Number) { IsCount = true };

    private static IEnumerable<MeasuredValue> Resolved(Session session, KnownWeeks known)
    {
        var last = new Dictionary<(long Error, int Week), double>();
        // in the very words of the index record_events_team
        using var rows = session.Statements.Read($"""
            SELECT e.id, h.at, h.what, h.data, e.created_at FROM record_events h JOIN errors e ON e.id = h.record_id
            WHERE h.team = {known.Team.Value} AND h.at >= {known.From} AND h.at < {known.To} AND h.what <> 'filed' AND h.what <> 'imported'
                AND h.record_kind = {ErrorKind.Name} AND h.what IN {Ends} AND NOT e.restricted
                AND e.reporter_kind <> {NewError.Imported}
            ORDER BY h.id
            """);
        while (rows.Read())
        {
            if (!Resolves(rows.GetString(2), rows.TextOrNull(3)) || known.IndexOf(rows.Moment(1)) is not { } week) continue;
            last[(rows.GetInt64(0), week)] = (rows.Moment(1) - rows.Moment(4)).TotalDays;
        }

        return last.Select(each => new MeasuredValue(each.Key.Week, each.Value));
    }

    // a verdict of another kind sends the error back to work
    private static bool Resolves(string what, string? data)
    {
        if (what is Corrected) return true;
        if (data is null) return false;
        using var kept = JsonDocument.Parse(data);
        return Enum.TryParse<Verdict>(kept.RootElement.Text("verdict"), out var verdict) && ErrorLife.Resolves(verdict);
    }

    private static IEnumerable<MeasuredValue> Recurred(Session session, KnownWeeks known)
    {
        using var rows = session.Statements.Read($"""
            SELECT r.occurred_at FROM recurrences r JOIN errors e ON e.id = r.error
            WHERE e.team = {known.Team.Value} AND r.occurred_at >= {known.From} AND r.occurred_at < {known.To}
                AND r.outcome = {nameof(RecurrenceOutcome.Reopened)} AND r.undone_at IS NULL AND NOT e.restricted
            """);
        while (rows.Read())
        {
            if (known.IndexOf(rows.Moment(0)) is { } week) yield return new(week, 1);
        }
    }
}
