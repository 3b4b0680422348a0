using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Jobs;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Actions;

public sealed class SqliteActionsTests() : ActionsCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresActionsTests() : ActionsCompliance(StorageEngine.PostgreSql);

/// <summary>What every engine must do: the rows of action items, their parents, and the sweep that reminds of them.</summary>
public abstract class ActionsCompliance : IDisposable, IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _place;
    private readonly FakeTimeProvider _time = new(Monday);
    private readonly JobsUnderTest _bot;
    private readonly List<ActionChanged> _told = [];
    private PersonId _author, _owner;

    private protected ActionsCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        _bot = new(_place.Database, _time, services =>
        {
            ActionsSlice.Slice.Services(services);
            services.AddAttention(new ConfigurationBuilder().Build());
            services.AddSingleton<RecordKind>(ActionKind.Definition).AddSingleton<ConversationCache>()
                .AddSingleton(new ActionParent(ActionKind.Name, (_, changed) => _told.Add(changed)));
        });
    }

    public async Task InitializeAsync()
    {
        _author = await Keep("Ann", "a:ann");
        _owner = await Keep("Bob", "a:bob");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _bot.Dispose();
        _place.Dispose();
    }

    [StoreFact]
    public async Task What_is_created_is_read_back_whole()
    {
        var number = await Create(Asked with
        {
            NeedsVerifier = true, Verifier = _author, IsMandatory = true, DefinitionOfDone = "It stops", ExpectedEffect = "Fewer",
            Restricted = true,
        });

        var item = Find(number);
        item.Should().BeEquivalentTo(new
        {
            Number = number, Version = 1L, State = ActionState.Open, Title = "Check the date", Author = _author, AuthorName = "Ann",
            Owner = (PersonId?)_owner, OwnerName = "Bob", Verifier = (PersonId?)_author, Type = ActionType.Corrective,
            Strength = ActionStrength.Strong, IsMandatory = true, NeedsVerifier = true, DueDate = (DateOnly?)new DateOnly(2026, 3, 9),
            DueAt = (DateTimeOffset?)new DateTimeOffset(2026, 3, 9, 17, 0, 0, TimeSpan.Zero), DefinitionOfDone = "It stops",
            ExpectedEffect = "Fewer", Restricted = true,
            NextDueAt = (DateTimeOffset?)new DateTimeOffset(2026, 3, 7, 0, 0, 0, TimeSpan.Zero),
        });
    }

    [StoreFact]
    public async Task A_step_changes_the_row_notes_it_and_tells_the_parent_once()
    {
        var first = await Create(Asked);
        var number = await Create(Asked with { Parent = ActionKind.Id(first), IsMandatory = true });
        AreDone(first).Should().BeFalse();

        await In(s => s.GetRequiredService<ActionItems>().Cancel(number, "Not needed").Should().BeTrue());
        await In(s => s.GetRequiredService<ActionItems>().Cancel(number, "Not needed").Should().BeFalse("it is over"));

        Find(number).Should().BeEquivalentTo(
            new { State = ActionState.Cancelled, EndedBecause = "Not needed", NextDueAt = (DateTimeOffset?)null, Version = 2L });
        _told.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Parent = first, Before = ActionState.Open });
        _bot.Number("SELECT COUNT(*) FROM record_events WHERE what = 'cancelled' AND record_id = @id AND data LIKE '%Not needed%'", number)
            .Should().Be(1);
        AreDone(first).Should().BeTrue("what was cancelled need not be done");
        Read(s => s.GetRequiredService<ActionItems>().OfParent(ActionKind.Id(first))).Select(item => item.Number).Should().Equal(number);
    }

    [StoreFact]
    public async Task Nobody_is_to_verify_what_they_own()
    {
        var wrong = () => Create(Asked with { Verifier = _owner });

        await wrong.Should().ThrowAsync<ArgumentException>();
    }

    [StoreFact]
    public async Task Whoever_owned_it_once_is_remembered()
    {
        var number = await Create(Asked);
        var given = Find(number) with { Owner = _author };

        await In(s => ActionRows.Set(s.GetRequiredService<Session>(), given, closedAt: null).Should().BeTrue());

        HasOwned(_author).Should().BeTrue();
        HasOwned(_owner).Should().BeTrue();
        HasOwned(new(4_711)).Should().BeFalse();

        bool HasOwned(PersonId person) => Read(s => ActionRows.HasOwned(s.GetRequiredService<Session>(), number, person));
    }

    [StoreFact]
    public async Task An_agent_gives_evidence_for_what_it_owns_and_decides_nothing()
    {
        await _bot.Change("UPDATE people SET person_kind = 'agent' WHERE id = @id", _owner.Value);
        var number = await Create(Asked with { NeedsVerifier = true });

        (await AsOwner(s => s.GetRequiredService<ActionChange>().Take(number, ActionStep.MoveDate, origin: null)))
            .Should().Be(RecordTexts.PersonDecides);
        (await AsOwner(s => s.GetRequiredService<ActionItems>().Finish(number, " ", hours: null, new("d", null))))
            .Should().Be(ActionTexts.EvidenceMissing);
        (await AsOwner(s => s.GetRequiredService<ActionItems>().Finish(number, "Run 4711", hours: 2, new("d", null)))).Should().BeNull();

        Find(number).Should().BeEquivalentTo(new { State = ActionState.Done, Evidence = "Run 4711", EffortHours = (double?)2 });
        _bot.Number("SELECT COUNT(*) FROM record_events WHERE what = 'finished' AND actor_kind = 'agent' AND record_id = @id", number)
            .Should().Be(1);
    }

    [StoreFact]
    public async Task Its_owner_is_reminded_two_days_before_on_the_day_and_weekly_each_once()
    {
        await Create(Asked);
        Said().Should().Be(0);

        // the 7th and the 8th are a weekend, and what came up then is said with what comes up on the Monday
        foreach (var (day, said) in new[] { (6, 0L), (7, 0L), (8, 0L), (9, 1L), (15, 1L), (16, 2L), (23, 3L) })
        {
            await SweepAt(day, 9);
            await SweepAt(day, 10);
            Said().Should().Be(said, "on the {0}th", day);
        }
    }

    [StoreFact]
    public async Task What_was_missed_is_made_up_for_once_and_what_is_over_is_left_alone()
    {
        var number = await Create(Asked);
        var over = await Create(Asked);
        await In(s => s.GetRequiredService<ActionItems>().Cancel(over, "Not needed").Should().BeTrue());

        await SweepAt(25, 12);
        await SweepAt(25, 13);

        Said().Should().Be(1);
        Find(number).NextDueAt.Should().Be(new DateTimeOffset(2026, 3, 30, 0, 0, 0, TimeSpan.Zero));
    }

    private NewAction Asked => new("Check the date", ActionType.Corrective, ActionStrength.Strong)
    {
        Author = _author, Owner = _owner, IsApproved = true, DueDate = new(2026, 3, 9),
    };

    private async Task SweepAt(int day, int hour)
    {
        var now = new DateTimeOffset(2026, 3, day, hour, 0, 0, TimeSpan.Zero);
        if (now > _time.GetUtcNow()) _time.SetUtcNow(now);
        await _bot.Sweep.Run(now, default);
        _bot.Log.Lines.Should().BeEmpty();
    }

    // The place where its owner sees it is no reminder.
    private long Said() => _bot.Number("SELECT COUNT(*) FROM outbox WHERE place IS NULL");

    private bool AreDone(long parent) => Read(s => s.GetRequiredService<ActionItems>().AreMandatoryDone(ActionKind.Id(parent)));

    private ActionItem Find(long number) => Read(s => ActionRows.Find(s.GetRequiredService<Session>(), number))!;

    private async Task<long> Create(NewAction asked)
    {
        var number = 0L;
        await In(s => number = s.GetRequiredService<ActionItems>().Create(asked));
        return number;
    }

    private async Task<PersonId> Keep(string name, string chat)
    {
        var id = default(PersonId);
        await In(s =>
        {
            var person = s.GetRequiredService<KnownPeople>().Keep(new("home", PeopleScope.AadOf(name), "29:" + name, name));
            id = person.Id;
            s.GetRequiredService<KnownConversations>().Keep(
                new(chat, "personal", "https://channel.example/", "home", "28:bot", "bot", null), person.Id);
        });
        return id;
    }

    /// <summary>Does something as its owner does it with a key.</summary>
    private async Task<string?> AsOwner(Func<IServiceProvider, string?> work)
    {
        string? refusal = null;
        await In(s =>
        {
            s.GetRequiredService<Actor>().ActAs(s.GetRequiredService<KnownPeople>().Find(_owner)!, _time.GetUtcNow());
            refusal = work(s);
        });
        return refusal;
    }

    private T Read<T>(Func<IServiceProvider, T> read) => _bot.Read(read);

    private Task In(Action<IServiceProvider> work) => _bot.In(work);
}
