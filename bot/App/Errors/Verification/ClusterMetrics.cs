using System.Globalization;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Verification;

/// <summary>How often an error, with what is the same, was met in each week, as something that can be measured of it.</summary>
internal static class ClusterMetrics
{
    private const int DaysOfWeek = 7;

    /// <summary>The source; its codes are numbers of errors.</summary>
    /// <param name="kind">The name of the kind of record that has them.</param>
    public static MetricSource Of(string kind) => new("error-cluster")
    {
        Choices = (_, _, subject) => subject.Kind.Name == kind
            ? [new(subject.Number.ToString(CultureInfo.InvariantCulture), Say(VerificationTexts.Metric, subject.Label))]
            : [],
        Weeks = (services, query) => Weeks(
            services.GetRequiredService<Session>(), services.GetRequiredService<Teams>(), services.GetRequiredService<Actor>().Now, query),
        IsCount = true,
    };

    /// <remarks>
    /// Known are the weeks that are over, after the one in which it was met first: it was met then by definition.
    /// </remarks>
    private static double?[] Weeks(Session session, Teams teams, DateTimeOffset now, MetricQuery query)
    {
        var weeks = new double?[query.Weeks];
        if (teams.Find(query.Team) is not { } team || !long.TryParse(query.Code, NumberStyles.None, null, out var number)) return weeks;
        var present = WeeklyOccurrences.MondayOf(team.LocalDate(now));
        if (present <= query.First) return weeks;
        var known = WeeklyOccurrences.Of(
            session, Cluster.Find(session, number), Team.ZoneOf(team.TimeZone), now,
            1 + ((present.DayNumber - query.First.DayNumber) / DaysOfWeek)).Comparable;
        for (var week = 0; week < weeks.Length; week++)
        {
            var at = known.IndexOf(query.First.AddDays(DaysOfWeek * week));
            if (at >= 0 && at < known.Counts.Count) weeks[week] = known.Counts[at];
        }
        return weeks;
    }
}
