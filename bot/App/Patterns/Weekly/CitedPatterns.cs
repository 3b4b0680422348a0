using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Weekly;

/// <summary>
/// The link rate: of the records that came to their end, how many cite a pattern, because one was used for them or kept from them.
/// </summary>
internal sealed class CitedPatterns(Session session, RecordKinds kinds, Teams teams, Actor actor, IServiceProvider services)
{
    private const string Closed = "closed";
    private const int DaysOfWeek = 7, DaysLooked = 90;

    /// <summary>The share of a week, as something that can be measured.</summary>
    public static MetricSource Metric { get; } = new("link-rate")
    {
        Choices = (_, _, _) => [new(Closed, PatternDigestTexts.MetricLinkRate)],
        Weeks = (services, query) => services.GetRequiredService<CitedPatterns>().Weeks(query),
        Words = (_, _, code) => code is Closed ? PatternDigestTexts.MetricLinkRate : null,
    };

    /// <summary>How many records of a team ended in the 90 days before a moment, and how many of them cite a pattern.</summary>
    public (int Cited, int Ended) Before(TeamId team, DateTimeOffset to) => Between(team, to.AddDays(-DaysLooked), to);

    /// <remarks>A week in which nothing ended has no share.</remarks>
    private double?[] Weeks(MetricQuery query)
    {
        var weeks = new double?[query.Weeks];
        if (teams.Find(query.Team) is not { } team) return weeks;
        var zone = Team.ZoneOf(team.TimeZone);
        for (var week = 0; week < weeks.Length; week++)
        {
            var monday = query.First.AddDays(DaysOfWeek * week);
            var (from, to) = (BeginOf(monday, zone), BeginOf(monday.AddDays(DaysOfWeek), zone));
            if (to > actor.Now) break;
            if (Between(query.Team, from, to) is { Ended: > 0 } found) weeks[week] = (double)found.Cited / found.Ended;
        }

        return weeks;
    }

    private (int Cited, int Ended) Between(TeamId team, DateTimeOffset from, DateTimeOffset to)
    {
        var (cited, ended) = (0, 0);
        foreach (var kind in kinds.All)
        {
            if (kind.Ended(services, team, from, to) is not { Count: > 0 } numbers) continue;
            ended += numbers.Count;
            cited += (int)session.Statements.Number($"""
                SELECT COUNT(*) FROM (
                    SELECT about FROM pattern_uses WHERE about_kind = {kind.Name} AND about IN {numbers}
                    UNION SELECT origin FROM patterns WHERE origin_kind = {kind.Name} AND origin IN {numbers}) cited
                """)!.Value;
        }

        return (cited, ended);
    }

    private static DateTimeOffset BeginOf(DateOnly day, TimeZoneInfo zone) => Team.MomentOf(day, TimeOnly.MinValue, zone);
}
