using FluentAssertions;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Similarity;

/// <summary>What every engine must do: a process that has looked up for hours finds what one finds that has just begun.</summary>
public abstract class RememberedLookUpsCompliance : ReportsCompliance
{
    private protected RememberedLookUpsCompliance(StorageEngine engine) : base(engine)
    {
    }

    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_long_memory_finds_what_a_fresh_one_finds(int seed)
    {
        var random = new Random(seed);
        var old = new RecentRecordsOfKinds();
        var filed = 0;
        for (var step = 0; step < 40; step++)
        {
            // further behind, the oldest are left out
            var farBehind = filed - await Indexed() > RecentRecords.Most - (Indexing.BatchSize / 3);
            switch (farBehind ? 1 : random.Next(4))
            {
                case 0: await File(
                    [.. Enumerable.Range(filed, Indexing.BatchSize / 3).Select(Numbered)]); filed += Indexing.BatchSize / 3; break;
                case 1: await CatchUp(); break;
                case 2 when filed > 0: await Edit(random.Next(1, filed), Numbered(random.Next(10_000))); break;
                default: await File(Numbered(random.Next(10_000))); filed++; break;
            }

            var asked = Numbered(random.Next(10_000));
            Like(asked, old)
                .Should()
                .BeEquivalentTo(Like(asked, new RecentRecordsOfKinds()), options => options.WithStrictOrdering(), "of step {0}", step);
        }

        (await Indexed()).Should().BeGreaterThanOrEqualTo(Indexing.BatchSize, "the index must have taken something in");
    }

    [StoreFact]
    public async Task One_that_is_committed_after_another_with_a_higher_number_is_found()
    {
        var memory = new RecentRecordsOfKinds();
        var first = await File("The door to the archive is open at night");
        Like(Story, memory);
        await Commit(first + 2, "The second export of the night sent the file of last week");
        Like(Story, memory).Select(each => each.Record).Should().Contain(first + 2).And.NotContain(first + 1);

        await Commit(first + 1, Story);

        Like(Story, memory).Select(each => each.Record).Should().StartWith([first + 1, first + 2]);

        Task Commit(long number, string story) => Place.Database.Commit(session =>
        {
            session.Statements["""
                INSERT INTO errors (id, version, team, reporter, reporter_kind, state, title, story, restricted, created_at, local_date)
                VALUES (@id, 1, 1, 1, 'person', 'Reported', @title, @story, @restricted, 0, '2026-01-01')
                """].Execute(number, ProposedTitle.From(story), story, false);
            return default;
        });
    }

    private Task<long> Indexed() => Number("SELECT COALESCE(MAX(folded_to), 0) FROM record_indexes");

    [StoreFact]
    public async Task What_was_looked_up_before_is_not_read_again_when_the_index_takes_in_what_the_process_knows()
    {
        var memory = new RecentRecordsOfKinds();
        await File([.. Enumerable.Range(0, Indexing.BatchSize).Select(Numbered)]);
        Like(Numbered(5), memory);
        await CatchUp();
        var before = Like(Numbered(5), memory);
        before.Should().NotBeEmpty();
        await File([.. Enumerable.Range(Indexing.BatchSize, Indexing.BatchSize).Select(Numbered)]);
        Like(Numbered(5), memory);
        await CatchUp();

        await Run("DELETE FROM record_index_chunks");

        Like(Numbered(5), memory).Should().BeEquivalentTo(Like(Numbered(5), memory)).And.HaveCount(before.Count);
        Like(Numbered(5), new RecentRecordsOfKinds()).Should().BeEmpty("nobody else knows them by now");
    }

    [StoreFact]
    public async Task An_edit_that_another_process_made_and_took_in_is_heard_of()
    {
        var memory = new RecentRecordsOfKinds();
        await File([Story, .. Enumerable.Range(1, Indexing.BatchSize - 1).Select(Numbered)]);
        await CatchUp();
        Like(Story, memory)[0].Record.Should().Be(1);

        await Edit(1, "The lift stops between two floors");
        await CatchUp();

        Like(Story, memory).Should().NotContain(found => found.Record == 1 && found.Likeness > 0.1);
        Like("The lift stops between two floors", memory)[0].Record.Should().Be(1);
    }
}

public sealed class SqliteRememberedLookUpsTests() : RememberedLookUpsCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresRememberedLookUpsTests() : RememberedLookUpsCompliance(StorageEngine.PostgreSql);
