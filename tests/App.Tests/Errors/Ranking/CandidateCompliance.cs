using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Ranking;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Jobs;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Ranking;

public sealed class SqliteCandidateTests() : CandidateCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresCandidateTests() : CandidateCompliance(StorageEngine.PostgreSql);

/// <summary>
/// What every engine must do: the errors on which somebody can act, each cluster once, with the factors that follow from what is stored.
/// </summary>
public abstract class CandidateCompliance : IDisposable, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _place;
    private readonly JobsUnderTest _bot;
    private PersonId _ann, _bob;
    private TeamId _team, _other;

    private protected CandidateCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        _bot = new(_place.Database, new FakeTimeProvider(Now), services => services
            .AddScoped<ErrorCandidates>().AddSingleton(Options.Create(new RankSettings())));
    }

    public Task InitializeAsync() => _bot.In(s =>
    {
        var people = s.GetRequiredService<KnownPeople>();
        _ann = people.Keep(new("home", PeopleScope.AadOf("Ann"), "29:ann", "Ann")).Id;
        _bob = people.Keep(new("home", PeopleScope.AadOf("Bob"), "29:bob", "Bob")).Id;
        var teams = s.GetRequiredService<Teams>();
        _team = teams.Keep(new("19:shop@thread.tacv2", null, "home", "Shop", "https://smba"));
        _other = teams.Keep(new("19:other@thread.tacv2", null, "home", "Other", "https://smba"));
    });

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _bot.Dispose();
        _place.Dispose();
    }

    [StoreFact]
    public async Task What_somebody_can_act_on_is_a_candidate_and_nothing_else()
    {
        foreach (var state in Enum.GetValues<Improvement.Bot.Errors.Life.ErrorState>()) await File(state.ToString());
        (await Candidates()).Select(candidate => candidate.State).Should().BeEquivalentTo(
            "Reported", "NeedsInfo", "Accepted", "Contained", "Analysing", "FixProposed", "ChangesRequested", "Implementing");
    }

    [StoreFact]
    public async Task A_restricted_error_is_a_candidate_for_those_alone_who_see_it()
    {
        var number = await File("Accepted", restricted: true);
        (await Candidates()).Should().BeEmpty("all of a team read");
        (await Candidates(viewer: Principal.OfMember(_team))).Should().BeEmpty();
        var lead = Principal.OfMember(_team) with { Person = _bob, Leads = [_team] };
        (await Candidates(viewer: lead)).Should().ContainSingle(candidate => candidate.Record.Number == number);
    }

    [StoreFact]
    public async Task Other_teams_are_left_out_and_what_was_imported_waits_for_somebody_to_accept_it()
    {
        var own = await File("Accepted");
        await File("Accepted", team: _other);
        var imported = await File("Reported", kind: NewError.Imported);
        (await Candidates()).Select(candidate => candidate.Record.Number).Should().Equal(own);
        await Do(Sql.Of($"UPDATE errors SET state = 'Accepted' WHERE id = {imported}"));
        (await Candidates()).Select(candidate => candidate.Record.Number).Should().BeEquivalentTo([own, imported]);
        (await Candidates(everywhere: true)).Should().HaveCount(3);
    }

    [StoreFact]
    public async Task A_cluster_is_one_candidate_with_the_occurrences_of_all_its_errors()
    {
        var first = await File("Closed", daysAgo: 100);
        var second = await File("Accepted", daysAgo: 40, severity: 2);
        var third = await File("Analysing", daysAgo: 10, severity: 4);
        var alone = await File("Accepted", daysAgo: 5);
        await Accounts(first, 2);
        await Accounts(third, 3);
        await Link(first, second);
        await Link(second, third);

        var found = await Candidates();
        found.Select(candidate => candidate.Record.Number).Should().BeEquivalentTo([second, alone]);
        var cluster = found.Single(candidate => candidate.Record.Number == second);
        cluster.Since.Should().Be(Now.AddDays(-100));
        var expected = Recurrence.Of(new(7, 100), RecurrencePrior.Default);
        cluster.Expected.Mean.Should().BeApproximately(expected.Expected, 1e-9,
            "three errors and five accounts, the first made the cluster");
        cluster.Chance.Should().BeApproximately(expected.Chance, 1e-9);
        cluster.Hours.Mean.Should().Be(40, "the worst of the two is of severity 4");
        cluster.MustNotWait.Should().BeTrue("severity 4, met eight times");
    }

    [StoreFact]
    public async Task As_of_a_week_ago_what_came_since_does_not_count()
    {
        var number = await File("Accepted", daysAgo: 30);
        await Accounts(number, 2, daysAgo: 20);
        await Accounts(number, 4, daysAgo: 3);
        await File("Accepted", daysAgo: 2);
        var before = (await Candidates(at: Now.AddDays(-7))).Should().ContainSingle().Subject;
        before.Expected.Mean.Should().BeApproximately(Recurrence.Of(new(2, 23), RecurrencePrior.Default).Expected, 1e-9);
    }

    [StoreFact]
    public async Task What_nobody_has_said_is_assumed_and_what_is_said_narrows_the_interval()
    {
        var number = await File("Accepted", severity: 3);
        var guess = (await Candidates()).Single();
        guess.Assumed.Should().Be(RankFactors.Hours | RankFactors.Works | RankFactors.Effort);
        guess.Hours.Should().Be(RankFactor.Of(4));
        guess.Effort.Should().Be(RankFactor.Of(8));

        await Do(Sql.Of($"UPDATE errors SET loss_hours = 14 WHERE id = {number}"));
        await Propose(number, "Strong", effort: 2, state: "Open");
        var known = (await Candidates()).Single();
        known.Assumed.Should().Be(RankFactors.None);
        known.Hours.Mean.Should().Be((4 * 4 + 14) / 5.0, "the table counts as four");
        known.Hours.LogDeviation.Should().BeLessThan(guess.Hours.LogDeviation);
        known.Effort.Should().Be(new RankFactor(2, 1, 4));
        known.Works.Mean.Should().Be(0.6);
        known.Works.LogDeviation.Should().BeLessThan(guess.Works.LogDeviation);

        await Do(Sql.Of($"UPDATE fixes SET state = 'Rejected'"));
        (await Candidates()).Single().Assumed.Should().Be(RankFactors.Works | RankFactors.Effort, "what was refused says nothing");
    }

    [StoreFact]
    public async Task Verdicts_on_fixes_of_the_same_strength_tell_how_likely_the_next_one_works()
    {
        for (var i = 0; i < 3; i++)
        {
            var fix = await Propose(await File("Closed"), "Strong", effort: null, state: "Approved");
            await Do(Sql.Of($"""
                INSERT INTO fix_outcomes {NewRow.Of(
                    ("fix", fix), ("strength", "Strong"), ("has_worked", i < 2), ("noted_at", Now.AddDays(-1)), ("is_measured", true))}
                """));
        }

        await Propose(await File("FixProposed", daysAgo: 5), "Strong", effort: null, state: "Open");
        var found = (await Candidates()).Single();
        found.Works.Mean.Should().BeApproximately((3 + 2) / (3.0 + 2 + 3), 1e-9);
        found.SourceOf(RankFactors.Works).Should().Contain("2 of 3");
        (await Candidates(at: Now.AddDays(-2))).Should().NotBeEmpty().And.OnlyContain(candidate => candidate.Works.Mean < 0.61);
    }

    private async Task<long> File(
        string state, int daysAgo = 1, int severity = 2, bool restricted = false, TeamId? team = null, string kind = "person")
    {
        long number = 0;
        await _bot.In(s =>
        {
            var session = s.GetRequiredService<Session>();
            var at = Now.AddDays(-daysAgo);
            number = new NewError("Title", "Story", _ann, kind, team ?? _team, at,
                DateOnly.FromDateTime(at.Date)).AddTo(session.Statements);
            session.Statements.Execute(
                $"UPDATE errors SET state = {state}, severity = {severity}, restricted = {restricted} WHERE id = {number}");
        });
        return number;
    }

    private async Task Accounts(long number, int count, int daysAgo = 1)
    {
        for (var i = 0; i < count; i++)
        {
            await Do(Sql.Of($"""
                INSERT INTO witnesses {NewRow.Of(
                    ("error", number), ("person", _bob.Value), ("dialog_id", Guid.NewGuid().ToString()),
                    ("created_at", Now.AddDays(-daysAgo)))}
                """));
        }
    }

    private Task Link(long one, long other) => _bot.In(s =>
        ErrorPairs.Decide(s.GetRequiredService<Session>(), s.GetRequiredService<Actor>(), one, other, isSame: true));

    private async Task<long> Propose(long error, string strength, double? effort, string state)
    {
        long number = 0;
        await _bot.In(s => number = s.GetRequiredService<Session>().Statements.Number($"""
            INSERT INTO fixes {NewRow.Of(
                ("version", 1), ("error", error), ("proposer_kind", "person"), ("proposed_at", Now.AddDays(-1)), ("state", state),
                ("what", "Do"), ("effect", "Less"), ("action_type", "Corrective"), ("strength", strength), ("reversible", true),
                ("effort_hours", effort), ("digest", ""))}
            RETURNING id
            """)!.Value);
        return number;
    }

    private Task Do(Sql sql) => _bot.In(s => s.GetRequiredService<Session>().Statements.Execute($"{sql}"));

    private async Task<List<Candidate>> Candidates(Principal? viewer = null, DateTimeOffset? at = null, bool everywhere = false)
    {
        List<Candidate> found = [];
        await _bot.In(s => found = [.. ErrorCandidates.Of(s, new(everywhere ? null : [_team], viewer, at ?? Now))]);
        return found;
    }
}
