using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>
/// The job behind alarms, every hour: counts what the events since the last run changed, judges the last week of each team once it is over
/// there, and looks at the thirty days of the rare categories to which something was added. Each commit leaves behind that it was done,
/// so a run that was killed goes on where it ended, and nothing is raised twice.
/// </summary>
internal sealed class AlarmWatch(
    IServiceProvider scope, Session session, JobCommit commits, Teams teams, OccurrenceDays days, AlarmRaising raising,
    IOptions<AlarmSettings> settings)
{
    /// <summary>Its name among the jobs.</summary>
    public const string Job = "alarms on categories";

    /// <summary>When: beside the full hour, at which so much else happens.</summary>
    public static Cron Schedule { get; } = new("17 * * * *", TimeZoneInfo.Utc);

    private double Budget => settings.Value.FalseAlarmsAYear;

    /// <summary>One run of it, as of a moment.</summary>
    public async Task Run(DateTimeOffset now, CancellationToken ct)
    {
        for (var dealtWith = OccurrenceDays.AtOnce; dealtWith is OccurrenceDays.AtOnce;)
        {
            await commits.Run(Job, scope, _ => dealtWith = days.CatchUp(now), ct);
        }

        if (!settings.Value.IsOn) return;
        foreach (var team in teams.All().Where(team => IsDue(team, now))) await commits.Run(Job, scope, _ => Judge(team, now), ct);
    }

    private bool IsDue(Team team, DateTimeOffset now) => !IsJudged(team, now) || Due(team) is not [];

    private bool IsJudged(Team team, DateTimeOffset now) => session.Statements.Any(
        $"SELECT 1 FROM watched_teams WHERE team = {team.Id.Value} AND week >= {EndedWeek(team, now)}");

    private static DateOnly EndedWeek(Team team, DateTimeOffset now) => CalendarWeek.MondayOf(team.LocalDate(now)).AddDays(-7);

    private List<string> Due(Team team)
    {
        var due = new List<string>();
        using var rows = session.Statements.Read(
            $"SELECT category FROM categories_due WHERE team = {team.Id.Value} ORDER BY category");
        while (rows.Read()) due.Add(rows.GetString(0));
        return due;
    }

    private void Judge(Team team, DateTimeOffset now)
    {
        if (TeamSeries.Of(session, team, now) is not { } series) return;
        var judgement = new TeamJudgement(series, AlarmRows.Since(session, team.Id, series.First), Budget);
        var alarms = judgement.Weekly(isJudged: !IsJudged(team, now), now).ToList();
        foreach (var category in Due(team).Where(category => alarms.TrueForAll(alarm => alarm.Category != category)))
        {
            if (judgement.InThirtyDays(category, team.LocalDate(now), now) is { } alarm) alarms.Add(alarm);
        }

        foreach (var alarm in alarms) raising.Raise(team, alarm, judgement.ExpectedAYear ?? Budget);
        session.Statements.Execute($"DELETE FROM categories_due WHERE team = {team.Id.Value}");
        session.Statements.Execute($"""
            INSERT INTO watched_teams {NewRow.Of(
                ("team", team.Id.Value), ("week", series.Ended), ("false_alarms_a_year", judgement.ExpectedAYear))}
            ON CONFLICT (team) DO UPDATE SET false_alarms_a_year = excluded.false_alarms_a_year,
                week = CASE WHEN excluded.week > watched_teams.week THEN excluded.week ELSE watched_teams.week END
            """);
    }
}
