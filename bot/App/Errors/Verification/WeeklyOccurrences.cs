using System.Globalization;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Verification;

/// <summary>
/// How often an error was met in each week: the reports and accounts of its <see cref="Cluster"/>, each once. Weeks begin on Monday where
/// its team is; a week without any is 0.
/// </summary>
/// <param name="First">The Monday of the first week.</param>
/// <param name="Counts">The occurrences of each week from then on, the present week last.</param>
internal sealed record WeeklyOccurrences(DateOnly First, IReadOnlyList<int> Counts)
{
    /// <summary>Weeks that a card shows.</summary>
    public const int WeeksShown = 12;

    private const int DaysOfWeek = 7;

    /// <summary>
    /// The Monday of the week in which it was met for the first time, also before <see cref="First"/>; null where it never was.
    /// </summary>
    public DateOnly? FirstMet { get; init; }

    /// <summary>The Monday of the present week.</summary>
    public DateOnly Present => First.AddDays(DaysOfWeek * (Counts.Count - 1));

    /// <summary>
    /// The weeks from which a rate can be told: those that are over, after the one in which it was first met. That one is left out, as it
    /// was met then by definition.
    /// </summary>
    public WeeklyOccurrences Comparable
    {
        get
        {
            var before = FirstMet is not { } met ? Counts.Count : Math.Max(0, 1 + (met.DayNumber - First.DayNumber) / DaysOfWeek);
            return this with { First = First.AddDays(DaysOfWeek * before), Counts = [.. Counts.SkipLast(1).Skip(before)] };
        }
    }

    /// <summary>The place of a week, by its Monday, among the counts; below 0 for a week before them.</summary>
    public int IndexOf(DateOnly monday) => (monday.DayNumber - First.DayNumber) / DaysOfWeek;

    /// <summary>The counts as a card says them, the oldest first.</summary>
    public string Words => string.Join(" · ", Counts.Select(count => count.ToString(CultureInfo.CurrentCulture)));

    /// <summary>The last weeks of the error of a cluster that was asked for.</summary>
    /// <param name="zone">The zone of its team.</param>
    /// <param name="weeks">How many weeks, the present one among them; 1 or more.</param>
    public static WeeklyOccurrences Of(Session session, Cluster cluster, TimeZoneInfo zone, DateTimeOffset now, int weeks) =>
        Of(Moments(session, cluster), zone, now, weeks);

    /// <summary>
    /// The same as far as a team met it, without what is restricted: a duplicate, with its accounts, counts in the team that reported it.
    /// </summary>
    /// <inheritdoc cref="Of(Session, Cluster, TimeZoneInfo, DateTimeOffset, int)" path="/param"/>
    public static WeeklyOccurrences InTeam(
        Session session, Cluster cluster, TeamId team, TimeZoneInfo zone, DateTimeOffset now, int weeks)
    {
        long[] counted = [.. cluster.Counted];
        return Of(
            Moments(session.Statements.Read($"""
                SELECT COALESCE(e.occurred_at, e.created_at) FROM errors e
                WHERE e.id IN {counted} AND e.team = {team.Value} AND NOT e.restricted
                UNION ALL
                SELECT COALESCE(w.occurred_at, w.created_at) FROM witnesses w JOIN errors e ON e.id = COALESCE(w.carried_from, w.error)
                WHERE w.error IN {counted} AND e.team = {team.Value} AND NOT e.restricted
                """)),
            zone, now, weeks);
    }

    /// <summary>The weeks of moments; what lies before the first week or after the present one counts in none.</summary>
    public static WeeklyOccurrences Of(IEnumerable<DateTimeOffset> moments, TimeZoneInfo zone, DateTimeOffset now, int weeks)
    {
        var first = MondayOf(now, zone).AddDays(-DaysOfWeek * (weeks - 1));
        var counts = new int[weeks];
        DateOnly? met = null;
        foreach (var moment in moments)
        {
            var monday = MondayOf(moment, zone);
            if (met is null || monday < met) met = monday;
            var days = monday.DayNumber - first.DayNumber;
            if (days >= 0 && days / DaysOfWeek < weeks) counts[days / DaysOfWeek]++;
        }

        return new(first, counts) { FirstMet = met };
    }

    /// <summary>The Monday of the week of a moment, where a team is.</summary>
    public static DateOnly MondayOf(DateTimeOffset moment, TimeZoneInfo zone) => CalendarWeek.MondayOf(DayOf(moment, zone));

    /// <summary>The Monday after the week of a moment: the first day of the next whole week.</summary>
    public static DateOnly MondayAfter(DateTimeOffset moment, TimeZoneInfo zone) => MondayOf(moment, zone).AddDays(DaysOfWeek);

    /// <summary>
    /// Reports of a team in each week about anything but a cluster, by the day on which they were reported; without those
    /// that were taken back.
    /// </summary>
    /// <inheritdoc cref="Of(Session, Cluster, TimeZoneInfo, DateTimeOffset, int)" path="/param"/>
    public static WeeklyOccurrences OfOthers(
        Session session, Cluster cluster, TeamId? team, TimeZoneInfo zone, DateTimeOffset now, int weeks)
    {
        var first = MondayOf(now, zone).AddDays(-DaysOfWeek * (weeks - 1));
        var counts = new int[weeks];
        long[] own = [.. cluster.Numbers];
        // The cluster is taken off: to leave it out, each report of the team would be compared with each of the cluster.
        var counted = Sql.Of($"team = {team?.Value} AND local_date >= {first} AND state <> 'Withdrawn'");
        using var rows = session.Statements.Read($"""
            SELECT local_date, COUNT(*) FROM errors WHERE {counted} GROUP BY local_date
            UNION ALL SELECT local_date, -COUNT(*) FROM errors WHERE id IN {own} AND {counted} GROUP BY local_date
            """);
        while (rows.Read())
        {
            var week = (DateOnly.ParseExact(rows.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - first.DayNumber)
                / DaysOfWeek;
            if (week < weeks) counts[week] += rows.GetInt32(1);
        }
        return new(first, counts);
    }

    // When it happened, not when somebody wrote of it; where that is not known, when they did. What duplicates bring stands among the
    // accounts of the error that they are the same as, so that neither their reports nor their accounts are asked for here.
    private static List<DateTimeOffset> Moments(Session session, Cluster cluster)
    {
        long[] counted = [.. cluster.Counted];
        return Moments(session.Statements.Read($"""
            SELECT COALESCE(e.occurred_at, e.created_at) FROM errors e WHERE e.id IN {counted}
            UNION ALL
            SELECT COALESCE(w.occurred_at, w.created_at) FROM witnesses w WHERE w.error IN {counted}
            """));
    }

    private static List<DateTimeOffset> Moments(Rows found)
    {
        var moments = new List<DateTimeOffset>();
        using var rows = found;
        while (rows.Read()) moments.Add(rows.Moment(0));
        return moments;
    }
}
