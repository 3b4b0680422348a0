using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Measures;

/// <summary>
/// How often errors of any kind were met, and what was lost by it. Each report and account counts when it happened; those of duplicates
/// stand among the accounts of what they are the same as. What is restricted, was withdrawn or is no error does not count.
/// </summary>
internal static class Occurrences
{
    private static readonly string[] None =
        [nameof(ErrorState.Draft), nameof(ErrorState.Duplicate), nameof(ErrorState.NotAnError), nameof(ErrorState.Withdrawn)];

    /// <summary>Errors a week (measure 13).</summary>
    public static Measure Errors { get; } =
        new("errors", () => MeasureTexts.Errors, (session, known) => Read(session, known), Measure.Number) { IsCount = true };

    /// <summary>Hours lost a week, all people together (measure 14), as far as somebody said how many it costs each time.</summary>
    public static Measure HoursLost { get; } = new("hours-lost", () => MeasureTexts.HoursLost, Read, Measure.Sum);

    private static IEnumerable<MeasuredValue> Read(Session session, KnownWeeks known)
    {
        var counts = Sql.Of($"e.team = {known.Team.Value} AND NOT e.restricted AND e.state NOT IN {None}");
        using var rows = session.Statements.Read($"""
            SELECT met.at, met.hours FROM (
                SELECT COALESCE(e.occurred_at, e.created_at) AS at, e.loss_hours AS hours FROM errors e WHERE {counts}
                UNION ALL
                SELECT COALESCE(w.occurred_at, w.created_at), e.loss_hours FROM witnesses w JOIN errors e ON e.id = w.error
                WHERE {counts}) met
            WHERE met.at >= {known.From} AND met.at < {known.To}
            """);
        while (rows.Read())
        {
            if (known.IndexOf(rows.Moment(0)) is { } week) yield return new(week, rows.IsDBNull(1) ? null : rows.GetDouble(1));
        }
    }
}
