using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Jobs;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Clusters;

public sealed class SqliteClusterTests() : ClusterCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresClusterTests() : ClusterCompliance(StorageEngine.PostgreSql);

/// <summary>
/// What every engine must do: whatever people merge, link and take back, in any order, clusters, counts and the ledger are those of a
/// reference that knows only the decisions that hold.
/// </summary>
public abstract class ClusterCompliance : IDisposable, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _place;
    private readonly JobsUnderTest _bot;
    private readonly List<PersonId> _people = [];

    private protected ClusterCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        _bot = new(_place.Database, new FakeTimeProvider(Now), _ => { });
    }

    public Task InitializeAsync() => _bot.In(s =>
    {
        foreach (var name in new[] { "Ann", "Bob", "Cem" })
        {
            _people.Add(s.GetRequiredService<KnownPeople>().Keep(new("home", PeopleScope.AadOf(name), $"29:{name}", name)).Id);
        }
    });

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _bot.Dispose();
        _place.Dispose();
    }

    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_merged_linked_and_taken_back_the_counts_are_those_of_the_decisions_that_hold(int seed)
    {
        var random = new Random(seed);
        var model = new ClusterModel();
        for (var error = 1; error <= 9; error++) await File(model, _people[random.Next(_people.Count)]);

        for (var step = 0; step < 100; step++)
        {
            var (one, other) = (random.Next(1, 10), random.Next(1, 10));
            switch (random.Next(8))
            {
                case 0 or 1 when model.MayMerge(one, other): await Merge(model, one, other); break;
                case 2 when model.DuplicateOf.ContainsKey(one): await Split(model, one); break;
                case 3 or 4 when model.MayLink(one, other): await Link(model, one, other); break;
                case 5 when model.IsLinked(one, other): await Unlink(model, one, other); break;
                case 6 when !model.DuplicateOf.ContainsKey(one): await Meet(model, one, _people[random.Next(_people.Count)]); break;
                case 7 when model.Accounts.Exists(account => account.Error == one): await Retract(model, one); break;
                default: break;
            }

            _bot.Read(s => Check(s.GetRequiredService<Session>(), model, step));
        }

        model.Merges.Should().BeGreaterThan(2, "the sequence must have merged something");
        model.Links.Should().BeGreaterThan(2);
    }

    [StoreFact]
    public async Task A_duplicate_counts_once_on_the_other_with_everything_that_was_met_of_it()
    {
        var model = new ClusterModel();
        for (var error = 1; error <= 3; error++) await File(model, _people[0]);
        await Meet(model, 3, _people[2]);
        await Merge(model, 3, 2);
        await Merge(model, 2, 1);

        var (weeks, record) = _bot.Read(s => (Weeks(s.GetRequiredService<Session>(), 1),
            ErrorRows.FindAny(s.GetRequiredService<Session>(), 1)!));
        weeks.Should().Be(4, "three reports and one witness, also of the duplicate of a duplicate");
        record.Occurrences.Should().Be(4);
        record.Reports.Should().Be(2, "one reported three times, another met it");

        await Split(model, 2);
        _bot.Read(s => Weeks(s.GetRequiredService<Session>(), 1)).Should().Be(1);
        _bot.Read(s => Weeks(s.GetRequiredService<Session>(), 2)).Should().Be(3, "what hangs on it goes with it");
    }

    [StoreFact]
    public async Task What_is_not_the_same_is_so_for_the_duplicates_of_both_sides_in_both_directions_until_they_are_split()
    {
        var model = new ClusterModel();
        for (var error = 1; error <= 5; error++) await File(model, _people[0]);
        await Merge(model, 1, 2);
        await Split(model, 1);
        await Merge(model, 3, 2);
        await Merge(model, 4, 1);
        await Link(model, 5, 1);

        Different(1).Should().BeEquivalentTo([2L, 3]);
        Different(4).Should().BeEquivalentTo([2L, 3], "the duplicate of the one is not the other either");
        Different(2).Should().BeEquivalentTo([1L, 4]);
        Different(3).Should().BeEquivalentTo([1L, 4]);
        Different(5).Should().BeEmpty("what has the same root is another error");

        await Split(model, 3);
        Different(3).Should().BeEquivalentTo([2L], "nobody said anything about 3 and 1");
    }

    [StoreFact]
    public async Task What_lies_beyond_the_limit_of_a_cluster_is_left_out_and_counts_as_nothing()
    {
        var model = new ClusterModel();
        for (var error = 1; error <= Cluster.MostMembers; error++) await File(model, _people[0]);
        await Do((session, actor) =>
        {
            session.Statements.Execute($"UPDATE errors SET state = 'Withdrawn' WHERE id = 1");
            session.Statements.Execute($"UPDATE errors SET state = 'Duplicate', duplicate_of = 1 WHERE id = 2");
            session.Statements.Execute($"UPDATE errors SET state = 'Duplicate', duplicate_of = 3 WHERE id > 3");
            ErrorPairs.Decide(session, actor, 2, 3, isSame: true);
        });

        var found = _bot.Read(s => Cluster.Find(s.GetRequiredService<Session>(), 3));
        found.Numbers.Should().HaveCount(Cluster.MostMembers - 1).And.NotContain(1, "nobody has read what it is");
        found.Primary.Should().Be(3);
        found.Counted.Should().Equal(3);
    }

    private IReadOnlySet<long> Different(long error) => _bot.Read(s => ErrorPairs.NotTheSameAs(s.GetRequiredService<Session>(), error));

    private static bool Check(Session session, ClusterModel model, int step)
    {
        foreach (var error in model.Errors)
        {
            var because = $"of {error} after step {step}: {model}";
            var found = Cluster.Find(session, error);
            found.Numbers.Should().BeEquivalentTo(model.ClusterOf(error), because);
            found.LinkedTo(error).Should().Equal(model.LinkedTo(error), because);
            ErrorPairs.LinkedTo(session, error).Should().Equal(model.LinkedTo(error), because);
            found.Primary.Should().Be(found.Numbers.Where(each => !model.DuplicateOf.ContainsKey(each)).Min(), because);
            Weeks(session, error).Should().Be(model.OccurrencesOfCluster(error), because);
            var record = ErrorRows.FindAny(session, error)!;
            record.Occurrences.Should().Be(model.OccurrencesOf(error), because);
            record.Reports.Should().Be(model.PeopleOf(error), because);
            ErrorPairs.NotTheSameAs(session, error).Should().BeEquivalentTo(model.NotTheSameAs(error), because);
        }

        return true;
    }

    private static int Weeks(Session session, long error) =>
        WeeklyOccurrences.Of(session, Cluster.Find(session, error), TimeZoneInfo.Utc, Now, weeks: 2).Counts.Sum();

    private Task File(ClusterModel model, PersonId reporter) => Do((session, _) =>
    {
        var number = new NewError("Title", "Story", reporter, "person", null, Now, new(2026, 3, 18)).AddTo(session.Statements);
        model.File(number, reporter);
    });

    private Task Merge(ClusterModel model, long one, long other) => Do((session, actor) =>
    {
        Contradicts(session, one, other).Should().Be(model.Contradicts(one, other));
        if (model.Contradicts(one, other)) return;
        ErrorPairs.Decide(session, actor, one, other, isSame: true);
        CarriedAccounts.Carry(session, actor, one, other);
        session.Statements.Execute($"UPDATE errors SET duplicate_of = {other}, state = 'Duplicate' WHERE id = {one}");
        model.Merge(one, other);
    });

    private Task Split(ClusterModel model, long one) => Do((session, actor) =>
    {
        var other = model.DuplicateOf[one];
        ErrorPairs.Decide(session, actor, one, other, isSame: false);
        CarriedAccounts.TakeBack(session, one, other);
        session.Statements.Execute($"UPDATE errors SET duplicate_of = NULL, state = 'Reported' WHERE id = {one}");
        model.Split(one);
    });

    private Task Link(ClusterModel model, long one, long other) => Do((session, actor) =>
    {
        Contradicts(session, one, other).Should().Be(model.Contradicts(one, other));
        if (model.Contradicts(one, other)) return;
        ErrorPairs.Decide(session, actor, other, one, isSame: true);
        model.Link(one, other);
    });

    private Task Unlink(ClusterModel model, long one, long other) => Do((session, actor) =>
    {
        ErrorPairs.Decide(session, actor, one, other, isSame: false);
        model.Unlink(one, other);
    });

    private Task Meet(ClusterModel model, long error, PersonId person) => Do((session, _) =>
    {
        var account = session.Statements.Number($"""
            INSERT INTO witnesses {NewRow.Of(
                ("error", error), ("person", person.Value), ("dialog_id", $"d{model.Accounts.Count}-{Guid.NewGuid()}"),
                ("created_at", Now))}
            RETURNING id
            """)!.Value;
        model.Accounts.Add((account, error, person));
    });

    private Task Retract(ClusterModel model, long error) => Do((session, _) =>
    {
        var account = model.Accounts.First(each => each.Error == error);
        CarriedAccounts.Remove(session, account.Id);
        model.Accounts.Remove(account);
    });

    private static bool Contradicts(Session session, long one, long other) => ErrorPairs.Contradiction(
        session, [.. Cluster.Find(session, one).Numbers], [.. Cluster.Find(session, other).Numbers], (one, other)) is not null;

    private Task Do(Action<Session, Actor> work) =>
        _bot.In(s => work(s.GetRequiredService<Session>(), s.GetRequiredService<Actor>()));
}
