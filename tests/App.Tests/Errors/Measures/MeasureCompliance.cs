using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Measures;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Patterns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Jobs;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Measures;

public sealed class MeasuresOnSqlite() : MeasureCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class MeasuresOnPostgreSql() : MeasureCompliance(StorageEngine.PostgreSql);

/// <summary>
/// What every engine must do: the weeks of clusters and measures are those of the team, begin after its first report, end before the
/// present week, and know nothing of what is restricted.
/// </summary>
public abstract class MeasureCompliance : IDisposable, IAsyncLifetime
{
    /// <summary>A Wednesday; the weeks that are asked for begin five weeks before it.</summary>
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly First = new(2026, 2, 9);

    private readonly TemporaryDatabase _place;
    private readonly JobsUnderTest _bot;
    private PersonId _ann;
    private TeamId _team, _other;

    private protected MeasureCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        _bot = new(_place.Database, new FakeTimeProvider(Now), services => services
            .AddSingleton(ClusterMetrics.Of(() => ErrorKind.Definition)).AddSingleton(TeamMeasures.Source)
            .AddSingleton(CategoryMetrics.Source));
    }

    public Task InitializeAsync() => _bot.In(s =>
    {
        _ann = s.GetRequiredService<KnownPeople>().Keep(new("home", PeopleScope.AadOf("Ann"), "29:Ann", "Ann")).Id;
        var teams = s.GetRequiredService<Teams>();
        _team = teams.Keep(new("19:operations", null, "home", "Operations", null));
        _other = teams.Keep(new("19:accounts", null, "home", "Accounts", null));
    });

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _bot.Dispose();
        _place.Dispose();
    }

    [StoreFact]
    public async Task Clusters_that_a_team_met_often_can_be_measured_and_restricted_ones_never()
    {
        var rare = await File(-20);
        var often = await File(-30, met: [-12, -11, -5]);
        var linked = await File(-25, met: [-13]);
        await Do((session, actor) => ErrorPairs.Decide(session, actor, linked, rare, isSame: true));
        var hidden = await File(-30, restricted: true, met: [-12, -11, -5]);
        await File(-30, team: _other, met: [-12, -11, -5]);
        await File(-30, state: "Withdrawn", met: [-12, -11, -5]);
        var once = await File(-9);

        Clusters(ErrorKind.Id(once)).Should().Equal([once, often, rare], "its own first, then the commonest; what is linked is one");
        Clusters(ErrorKind.Id(hidden)).Should().Equal([often, rare]);
        Weeks(hidden).Should().OnlyContain(week => week == null);
        Words(often).Should().Be($"Errors a week like ERR-{often} (Title)");
        Words(hidden).Should().Be($"Errors a week like ERR-{hidden}", "its title is not for everybody");
        Weeks(often).Should().Equal(null, null, 0, 2, 1, null);

        await Do((session, _) => session.Statements.Execute($"UPDATE errors SET restricted = TRUE WHERE id = {often}"));
        Clusters(ErrorKind.Id(once)).Should().Equal([once, rare]);
    }

    [StoreFact]
    public async Task A_duplicate_counts_in_the_team_that_reported_it()
    {
        var primary = await File(-33, met: [-19]);
        var duplicate = await File(-33, team: _other, met: [-12, -11]);
        await Do((session, actor) =>
        {
            ErrorPairs.Decide(session, actor, duplicate, primary, isSame: true);
            CarriedAccounts.Carry(session, actor, duplicate, primary);
            session.Statements.Execute($"UPDATE errors SET duplicate_of = {primary}, state = 'Duplicate' WHERE id = {duplicate}");
        });

        Weeks(primary).Should().Equal(null, 0, 1, 0, 0, null);
        Weeks(duplicate, _other).Should().Equal(null, 0, 0, 2, 0, null);
        Clusters(ErrorKind.Id(primary), _other).Should().Equal([duplicate], "the other team's own report names it");
        Weeks(primary, _other).Should().OnlyContain(week => week == null, "that report is none of this team");
    }

    [StoreFact]
    public async Task The_error_that_a_pattern_comes_from_stands_first()
    {
        var (often, origin) = (await File(-30, met: [-12, -11, -5]), await File(-9));
        long pattern = 0;
        await _bot.In(s => pattern = PatternRows.Add(
            s.GetRequiredService<Session>(),
            new Pattern(0, 1, 1, _ann, PatternState.Candidate, new("Call", "Call"))
            {
                Team = _team, Origin = new(ErrorKind.Name, origin), CreatedAt = Now,
            },
            "d", new(2026, 3, 18)));

        Clusters(PatternKind.Id(pattern)).Should().Equal([origin, often]);
    }

    [StoreFact]
    public async Task Measures_are_told_for_the_weeks_that_are_over_and_known()
    {
        await File(-33, hours: 2, met: [-19, -12]); // in the week of the first report nothing is known
        await File(-26, isDocumented: true);
        await File(-19, isDocumented: true, hours: 0.5);
        await File(-19, restricted: true, hours: 100);
        await File(-19, state: "NotAnError", hours: 100);
        await File(-19, team: _other, hours: 100);
        await File(-5);
        await File(0, hours: 9);

        Measured("errors").Should().Equal(null, 1, 2, 1, 1, null);
        Measured("hours-lost").Should().Equal(null, null, 2.5, 2, null, null);
        Measured("documented").Should().Equal(null, 100, 50, null, 0, null);
        Measured("errors", _other).Should().OnlyContain(week => week == null || week == 0);
        _bot.Read(s => s.GetRequiredService<MetricSources>().Choices(_team, ErrorKind.Id(1)).Select(each => $"{each.Metric}"))
            .Should().Contain(TeamMeasures.All.Select(measure => $"measure:{measure.Code}"));
        IsCount("errors").Should().BeTrue();
        foreach (var code in new[] { "hours-lost", "documented", "days-to-resolved" }) IsCount(code).Should().BeFalse();
    }

    [StoreFact]
    public async Task The_median_until_resolved_needs_five_of_a_week_and_recurrences_count_when_they_happened()
    {
        await File(-33);
        for (var days = 1; days <= 5; days++) await Resolve(await File(-19 - days), -12, "corrected");
        await Resolve(await File(-100), -12, "verdict-confirmed", "DidNotWork");
        await Resolve(await File(-100), -12, "corrected", restricted: true);
        for (var error = 1; error <= 4; error++) await Resolve(await File(-19), -5, "verdict-confirmed", "Worked");
        var back = await File(-40);
        foreach (var (outcome, isUndone) in new[] { ("Reopened", false), ("NotFresh", false), ("Reopened", true) })
        {
            await Do((session, _) => session.Statements.Execute($"""
                INSERT INTO recurrences {NewRow.Of(
                    ("error", back), ("occurrence", $"{outcome}{isUndone}"), ("occurred_at", Now.AddDays(-12)), ("outcome", outcome),
                    ("from_state", "Resolved"), ("judged_at", Now.AddDays(-5)), ("undone_at", isUndone ? (Value)Now : default))}
                """));
        }

        Measured("days-to-resolved").Should().Equal(null, null, null, 10, null, null);
        Measured("came-back").Should().Equal(0, 0, 0, 1, 0, null);
    }

    private async Task<long> File(
        int day, TeamId? team = null, bool restricted = false, string? state = null, double? hours = null, bool isDocumented = false,
        int[]? met = null)
    {
        var (number, at) = (0L, Now.AddDays(day));
        await Do((session, _) =>
        {
            number = new NewError("Title", "Story", _ann, "person", team ?? _team, at, DateOnly.FromDateTime(at.UtcDateTime))
            {
                Restricted = restricted,
                Hit = isDocumented ? HitWhom.Customer : HitWhom.NotKnownYet,
                ObjectName = isDocumented ? "export" : null,
            }.AddTo(session.Statements);
            session.Statements.Execute(
                $"UPDATE errors SET state = {state ?? "Reported"}, loss_hours = {hours} WHERE id = {number}");
            foreach (var again in met ?? [])
            {
                session.Statements.Execute($"""
                    INSERT INTO witnesses {NewRow.Of(
                        ("error", number), ("person", _ann.Value), ("dialog_id", $"d{number}-{again}"), ("created_at", Now.AddDays(again)))}
                    """);
            }
        });
        return number;
    }

    private Task Resolve(long error, int day, string what, string? verdict = null, bool restricted = false) => Do((session, _) =>
    {
        session.Statements.Execute($"UPDATE errors SET state = 'Resolved', restricted = {restricted} WHERE id = {error}");
        session.Statements.Execute($"""
            INSERT INTO record_events {NewRow.Of(
                ("at", Now.AddDays(day)), ("actor_kind", "person"), ("record_kind", ErrorKind.Name), ("record_id", error),
                ("team", _team.Value), ("what", what), ("data", verdict is null ? null : $"{{\"verdict\":\"{verdict}\"}}"))}
            """);
    });

    private long[] Clusters(RecordId subject, TeamId? team = null) => _bot.Read(s => s.GetRequiredService<MetricSources>()
        .Choices(team ?? _team, subject).Where(each => each.Metric.Source is "error-cluster")
        .Select(each => long.Parse(each.Metric.Code, System.Globalization.CultureInfo.InvariantCulture)).ToArray());

    private IReadOnlyList<double?> Weeks(long error, TeamId? team = null) => Read(new("error-cluster", $"{error}"), team);

    private IReadOnlyList<double?> Measured(string code, TeamId? team = null) => Read(new("measure", code), team);

    private IReadOnlyList<double?> Read(MetricRef metric, TeamId? team) =>
        _bot.Read(s =>
        {
            s.GetRequiredService<Actor>().ActAsBot(Now);
            return s.GetRequiredService<MetricSources>().Weeks(team ?? _team, metric, First, 6);
        });

    private string Words(long error) =>
        _bot.Read(s => s.GetRequiredService<MetricSources>().WordsOf(_team, new("error-cluster", $"{error}")));

    private bool IsCount(string code) => _bot.Read(s => s.GetRequiredService<MetricSources>().IsCount(new("measure", code)));

    private Task Do(Action<Session, Actor> work) =>
        _bot.In(s => work(s.GetRequiredService<Session>(), s.GetRequiredService<Actor>()));
}
