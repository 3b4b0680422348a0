using FluentAssertions;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Operations;
using Improvement.Bot.Tests.Search;

namespace Improvement.Bot.Tests.Similarity;

/// <summary>What is worth showing is learnt once for all instances, and is the same on every engine.</summary>
public abstract class LearningCompliance : ReportsCompliance
{
    private protected LearningCompliance(StorageEngine engine) : base(engine)
    {
    }

    [StoreFact]
    public async Task In_the_first_days_it_is_what_it_is_at_first()
    {
        await File([.. Enumerable.Range(0, 11).Select(Numbered)]);

        (await Learner().CatchUp(default)).Should().Be(0);

        Like(Numbered(3))[0].ShownFrom.Should().Be(Threshold.AtFirst);
    }

    [StoreFact]
    public async Task It_is_learnt_once_and_all_instances_have_heard_of_it_whatever_they_remember()
    {
        await File([.. Enumerable.Range(0, 40).Select(Numbered)]);
        var memory = new RecentRecordsOfKinds();
        Like(Numbered(3), memory)[0].ShownFrom.Should().Be(Threshold.AtFirst);

        (await Learner().CatchUp(default)).Should().Be(1);
        (await Learner().CatchUp(default)).Should().Be(0, "another instance finds it learnt");

        Like(Numbered(3), memory)[0].ShownFrom.Should().Be(Learnt(40)).And.NotBe(Threshold.AtFirst);
        Like(Numbered(3), new RecentRecordsOfKinds())[0].ShownFrom.Should().Be(Learnt(40), "and so on every engine");
    }

    [StoreFact]
    public async Task Each_team_has_its_own_and_learns_again_when_it_has_grown()
    {
        await File([.. Enumerable.Range(0, 16).Select(Numbered)]);
        var learner = Learner();
        await learner.CatchUp(default);
        var first = Like(Numbered(3))[0].ShownFrom;
        Like("Finding about crane", team: 2).Should().BeEmpty();

        await File([.. Enumerable.Range(16, 3).Select(Numbered)]);
        (await learner.CatchUp(default)).Should().Be(0, "19 are no quarter more than 16");
        await File([.. Enumerable.Range(19, 41).Select(i => $"Another {i} word {i * 7} of {i * 13}")]);
        (await learner.CatchUp(default)).Should().Be(1);

        Like(Numbered(3))[0].ShownFrom.Should().NotBe(first);
    }

    [StoreFact]
    public async Task What_was_learnt_stays_when_the_index_takes_the_records_in()
    {
        await File([.. Enumerable.Range(0, 40).Select(Numbered)]);
        await Learner().CatchUp(default);
        await File([.. Enumerable.Range(40, Indexing.BatchSize).Select(Numbered)]);

        (await CatchUp()).Should().Be(Indexing.BatchSize);

        Like(Numbered(3), new RecentRecordsOfKinds())[0].ShownFrom.Should().Be(Learnt(40));
        (await Number("SELECT SUM(records) FROM record_index_counts")).Should().Be(Indexing.BatchSize);
    }

    private static double Learnt(int reports)
    {
        var kept = new InMemoryReports();
        for (var i = 0; i < reports; i++) kept.Keep(i + 1, Fingerprint.Of(ProposedTitle.From(Numbered(i)), Numbered(i)));
        return kept.Learnt();
    }

    private Learning Learner() => new(Place.Database, SearchedKinds.All, new RecentRecordsOfKinds(), Index());
}

public sealed class SqliteLearningTests() : LearningCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresLearningTests() : LearningCompliance(StorageEngine.PostgreSql);
