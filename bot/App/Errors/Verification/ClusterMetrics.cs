using System.Globalization;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Verification;

/// <summary>How often a team met an error, with what is the same, in each week, as something that can be measured.</summary>
internal static class ClusterMetrics
{
    private const int DaysOfWeek = 7;

    /// <summary>The source; its codes are numbers of errors.</summary>
    /// <param name="kind">The kind of record that has them.</param>
    public static MetricSource Of(Func<RecordKind> kind) => new("error-cluster")
    {
        Choices = (services, team, subject) => Choices(
            services.GetRequiredService<Session>(), kind(), team, own: Among(services, kind(), subject)),
        Words = (services, team, code) => NumberIn(code) is var number && number is 0 ? null
            : TeamClusters.Named(services.GetRequiredService<Session>(), team, number) is { } error ? Titled(kind(), error)
            : Say(VerificationTexts.Metric, kind().Labels.Of(number)),
        Weeks = (services, query) => Weeks(
            services.GetRequiredService<Session>(), services.GetRequiredService<Teams>(), services.GetRequiredService<Actor>().Now, query),
        IsCount = _ => true,
    };

    /// <summary>The error that a record is or comes from; null for none.</summary>
    private static long? Among(IServiceProvider services, RecordKind kind, RecordId? subject) =>
        subject is not { } record ? null
        : record.Kind.Name == kind.Name ? record.Number
        : record.Kind.Origin(services, record.Number) is var (from, number) && from == kind.Name ? number
        : null;

    /// <summary>That of the record first, however often it was met; then those that the team met often, the commonest first.</summary>
    private static List<MetricChoice> Choices(Session session, RecordKind kind, TeamId team, long? own) =>
    [
        .. TeamClusters.Of(session, team, own).Select(error => new MetricChoice(
            error.Number.ToString(CultureInfo.InvariantCulture), Titled(kind, error))),
    ];

    private static string Titled(RecordKind kind, NamedError error) =>
        Say(VerificationTexts.MetricTitled, kind.Labels.Of(error.Number), error.Title);

    /// <remarks>
    /// Known are the weeks that are over, after the one in which the team met it first: it was met then by definition. What is restricted
    /// has none.
    /// </remarks>
    private static double?[] Weeks(Session session, Teams teams, DateTimeOffset now, MetricQuery query)
    {
        var weeks = new double?[query.Weeks];
        if (teams.Find(query.Team) is not { } team || TeamClusters.Named(session, query.Team, NumberIn(query.Code)) is null) return weeks;
        var present = CalendarWeek.MondayOf(team.LocalDate(now));
        if (present <= query.First) return weeks;
        var known = WeeklyOccurrences.InTeam(
            session, Cluster.Find(session, NumberIn(query.Code)), query.Team, Team.ZoneOf(team.TimeZone), now,
            1 + ((present.DayNumber - query.First.DayNumber) / DaysOfWeek));
        if (known.FirstMet is null) return weeks;
        known = known.Comparable;
        for (var week = 0; week < weeks.Length; week++)
        {
            var at = known.IndexOf(query.First.AddDays(DaysOfWeek * week));
            if (at >= 0 && at < known.Counts.Count) weeks[week] = known.Counts[at];
        }
        return weeks;
    }

    // 0 is the number of none
    private static long NumberIn(string code) =>
        long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
