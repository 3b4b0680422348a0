using System.Globalization;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Measures;

/// <summary>How well reports are documented, by the day on which they were made. What was imported was documented elsewhere.</summary>
internal static class ReportMeasures
{
    /// <summary>
    /// Share of the reports of a week that have a story, an impact and an object (measure 3), as they are by now: more may have been filled
    /// in since.
    /// </summary>
    public static Measure Documented { get; } = new("documented", () => MeasureTexts.Documented, Read, Measure.Percent);

    private static IEnumerable<MeasuredValue> Read(Session session, KnownWeeks known)
    {
        using var rows = session.Statements.Read($"""
            SELECT e.local_date, CASE WHEN TRIM(e.story) <> '' AND e.severity IS NOT NULL AND e.hit IS NOT NULL
                AND e.hit <> {nameof(HitWhom.NotKnownYet)} AND (e.object_kind IS NOT NULL OR TRIM(COALESCE(e.object_name, '')) <> '')
                THEN 1 ELSE 0 END
            FROM errors e
            WHERE e.team = {known.Team.Value} AND e.local_date >= {known.First} AND e.local_date < {known.End} AND NOT e.restricted
                AND e.reporter_kind <> {NewError.Imported} AND e.state <> {nameof(ErrorState.Draft)} AND e.state <> 'Withdrawn'
            """);
        while (rows.Read())
        {
            var day = DateOnly.ParseExact(rows.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (known.IndexOf(day) is { } week) yield return new(week, rows.GetInt32(1));
        }
    }
}
