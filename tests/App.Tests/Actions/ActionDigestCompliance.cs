using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Jobs;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Actions;

public sealed class SqliteActionDigestTests() : ActionDigestCompliance(StorageEngine.Sqlite)
{
    [StoreFact]
    public async Task What_is_open_is_read_by_an_index_of_its_own()
    {
        await Add("Anything", ActionState.Open);
        using var session = Place.Database.OpenSession();
        using var rows = session.Statements.Read(
            $"EXPLAIN QUERY PLAN SELECT e.id FROM actions e WHERE e.closed_at IS NULL AND e.team = {1L} ORDER BY e.due_at");
        rows.Read().Should().BeTrue();
        rows.GetString(3).Should().Contain("actions_open");
    }
}

[OnPostgres]
public sealed class PostgresActionDigestTests() : ActionDigestCompliance(StorageEngine.PostgreSql);

/// <summary>What every engine must do: what action items tell in a digest. Ann leads the team, Bo and Cem are members.</summary>
public abstract class ActionDigestCompliance : IDisposable, IAsyncLifetime
{
    private static readonly DateTimeOffset To = new(2026, 3, 16, 8, 0, 0, TimeSpan.Zero);

    private readonly JobsUnderTest _bot;
    private Team _team = null!;
    private PersonId _ann, _bo, _cem;

    private protected ActionDigestCompliance(StorageEngine engine)
    {
        Place = new(engine: engine);
        _bot = new(Place.Database, new FakeTimeProvider(To), services => services
            .AddSingleton<RecordKind>(ActionKind.Definition).AddSingleton<ConversationCache>());
    }

    private protected TemporaryDatabase Place { get; }

    public Task InitializeAsync() => _bot.In(services =>
    {
        var teams = services.GetRequiredService<Teams>();
        var id = teams.Keep(new("19:team", null, "home", "Night", "https://channel.example/"));
        _team = teams.Find(id)!;
        (_ann, _bo, _cem) = (Keep("Ann"), Keep("Bo"), Keep("Cem"));
        services.GetRequiredService<Session>().Statements.Execute(
            $"INSERT INTO roles {NewRow.Of(("person", _ann.Value), ("role", Role.IntegrationLead), ("given_at", To))}");

        PersonId Keep(string name)
        {
            var person = services.GetRequiredService<KnownPeople>().Keep(new("home", PeopleScope.AadOf(name), $"29:{name}", name)).Id;
            teams.Joined(id, person);
            return person;
        }
    });

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _bot.Dispose();
        Place.Dispose();
    }

    [StoreFact]
    public async Task The_channel_reads_what_waits_for_a_lead_a_verifier_or_an_owner()
    {
        await Add("Proposed", ActionState.Proposed);
        await Add("Done", ActionState.Done, item => item with { NeedsVerifier = true, Verifier = _cem, Owner = _bo });
        await Add("Done too", ActionState.Done, item => item with { NeedsVerifier = true, Owner = _bo });
        await Add("Nobody's", ActionState.Open, item => item with { Owner = null });
        await Add("In work", ActionState.InProgress);
        await Add("Over", ActionState.Done, item => item with { Owner = _bo }, isOver: true);

        Lines(DigestSection.NeedsYou).Should().Equal(
            "ACT-1 waits for a lead to approve it, for 3 days", "ACT-2 done; waits for Cem to verify it, for 3 days",
            "ACT-3 done; waits for somebody who did not own it, for 3 days", "ACT-4 waits for an owner, for 3 days");
        Lines(DigestSection.NeedsYou, _ann).Should().Equal(
            "ACT-1 you are asked to approve it, for 3 days", "ACT-3 done; you are asked to verify it, for 3 days",
            "ACT-4 waits for an owner, for 3 days");
        Lines(DigestSection.NeedsYou, _cem).Should().Equal("ACT-2 done; you are asked to verify it, for 3 days");
        Lines(DigestSection.NeedsYou, _bo).Should().BeEmpty("what he owns is done, and has no date");
    }

    [StoreFact]
    public async Task An_owner_reads_what_is_late_or_due_within_a_week()
    {
        foreach (var day in new[] { -5, -1, 0, 1, 7, 8 })
        {
            await Add($"Due {day}", ActionState.Open, item => item with { DueDate = Day(day) });
        }


        Lines(DigestSection.NeedsYou, _bo).Should().Equal(
            "ACT-1 yours, and late by 5 days", "ACT-2 yours, and late by a day", "ACT-3 yours, and due today",
            "ACT-4 yours, and due tomorrow", "ACT-5 yours, and due in 7 days");
        Lines(DigestSection.Stuck, _bo).Should().BeEmpty("he has read it already");
        Lines(DigestSection.NeedsYou).Should().BeEmpty();
        Lines(DigestSection.Stuck).Should().Equal(
            "ACT-1 waits for its owner Bo, late by 5 days", "ACT-2 waits for its owner Bo, late by a day");
    }

    [StoreFact]
    public async Task What_is_blocked_says_why()
    {
        await Add("Blocked", ActionState.Blocked, item => item with { BlockedBecause = "The licence\nis missing" });
        Lines(DigestSection.Stuck).Should().Equal("ACT-1 blocked, waits for its owner Bo: The licence is missing");
    }

    [StoreFact]
    public async Task What_is_restricted_changes_nothing_for_those_who_may_not_see_it()
    {
        var random = new Random(16);
        await Fill(random, restricted: false);
        var before = new PersonId?[] { null, _cem }.Select(reader => Whole(reader)).ToList();
        var ofLead = Whole(_ann);
        await Fill(random, restricted: true);

        new PersonId?[] { null, _cem }.Select(reader => Whole(reader)).Should()
            .BeEquivalentTo(before, options => options.WithStrictOrdering());
        Whole(_ann).Should().NotEqual(ofLead);
    }

    [StoreFact]
    public async Task People_and_agents_are_told_apart_by_who_owns_it_and_limits_and_totals_hold()
    {
        await _bot.Change("UPDATE people SET person_kind = 'agent' WHERE id = @id", _cem.Value);
        await Add("Of a person", ActionState.Open, item => item with { DueDate = Day(-3) });
        await Add("Of an agent", ActionState.Open, item => item with { DueDate = Day(-2), Owner = _cem });

        Lines(DigestSection.Stuck, with: query => query with { WithAgents = false })
            .Should().ContainSingle().Which.Should().StartWith("ACT-1");
        Lines(DigestSection.Stuck, with: query => query with { WithPeople = false })
            .Should().ContainSingle().Which.Should().StartWith("ACT-2");
        var part = Tell(null, query => query with { MostLines = 1 });
        part.Lines.Should().ContainSingle().Which.Record!.Value.Number.Should().Be(1, "it is due for longest");
        part.Totals[DigestSection.Stuck].Should().Be(2);
    }

    private protected async Task Add(
        string title, ActionState state, Func<ActionItem, ActionItem>? with = null, bool isOver = false)
    {
        var item = new ActionItem(0, 1, _bo, state, title) { Team = _team.Id, Owner = _bo, CreatedAt = To.AddDays(-10) };
        item = with?.Invoke(item) ?? item;
        if (item.DueDate is { } due) item = item with { DueAt = ReminderTimes.DueAt(due, TimeZoneInfo.Utc) };
        await _bot.In(services =>
        {
            var session = services.GetRequiredService<Session>();
            var number = ActionRows.Add(session, item, new(2026, 3, 6));
            if (isOver) session.Statements.Execute($"UPDATE actions SET closed_at = {To} WHERE id = {number}");
            RecordEventRows.Append(session.Statements, new(
                ActionKind.Name, number, state is ActionState.Done ? "finished" : "proposed", To.AddDays(-3), ActorKind.Person)
            {
                Team = _team.Id.Value,
            });
        });
    }

    private async Task Fill(Random random, bool restricted)
    {
        ActionState[] states = [ActionState.Proposed, ActionState.Open, ActionState.Blocked, ActionState.Done, ActionState.InProgress];
        foreach (var state in states)
        {
            for (var each = 0; each < 4; each++)
            {
                await Add($"Title {random.Next()}", state, item => item with
                {
                    Restricted = restricted, NeedsVerifier = true, Owner = random.Next(3) is 0 ? null : _bo, BlockedBecause = "Away",
                    DueDate = random.Next(4) is 0 ? null : Day(random.Next(-20, 20)),
                });
            }
        }
    }

    private static DateOnly Day(int days) => new DateOnly(2026, 3, 16).AddDays(days);

    private DigestPart Tell(PersonId? reader, Func<DigestQuery, DigestQuery>? with = null)
    {
        var query = new DigestQuery(_team, To.AddDays(-7), To);
        return _bot.Read(services =>
        {
            var asked = query with { Reader = reader is { } id ? services.PrincipalOf(id) : null };
            return ActionKind.Definition.Digest(services, with?.Invoke(asked) ?? asked);
        });
    }

    private IEnumerable<string> Lines(
        DigestSection section, PersonId? reader = null, Func<DigestQuery, DigestQuery>? with = null) =>
        Tell(reader, with).Lines.Where(line => line.Section == section).Select(line => $"{line.Record?.Label} {line.Words}");

    private List<string> Whole(PersonId? reader)
    {
        var part = Tell(reader);
        return
        [
            .. part.Lines.Select(line => $"{line.Section} {line.Record?.Label} {line.Title}: {line.Words}"),
            .. part.Totals.Select(total => $"{total.Key} {total.Value}"),
        ];
    }
}
