using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Operations;
using Improvement.Bot.Tests.Search;

namespace Improvement.Bot.Tests.Similarity;

/// <summary>What every engine must do: reports are found whether an index has taken them in yet or not.</summary>
public abstract class SimilarityCompliance : ReportsCompliance
{
    private protected SimilarityCompliance(StorageEngine engine) : base(engine)
    {
    }

    [StoreFact]
    public async Task A_report_is_found_as_soon_as_it_is_filed_without_anything_being_indexed()
    {
        var number = await File(Story);

        Like(Story).Should().ContainSingle().Which.Record.Should().Be(number);
        (await Count("record_index_chunks")).Should().Be(0);
    }

    [StoreFact]
    public async Task What_is_found_and_how_alike_it_is_does_not_depend_on_what_is_indexed()
    {
        await File([.. Enumerable.Range(0, Indexing.BatchSize + 40).Select(Numbered)]);
        var asked = Enumerable.Range(0, 20).Select(i => Numbered(i * 29)).ToList();
        var before = asked.Select(text => Like(text)).ToList();

        (await CatchUp()).Should().Be(Indexing.BatchSize);

        asked.Select(text => Like(text)).Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
        asked.Select(text => Like(text, new RecentRecordsOfKinds()))
            .Should()
            .BeEquivalentTo(before, options => options.WithStrictOrdering());
        before.Should().OnlyContain(found => found.Count > 0);
    }

    [StoreFact]
    public async Task Reports_of_another_team_are_not_looked_at()
    {
        await File(Story);

        Like(Story, team: 2).Should().BeEmpty();
    }

    [StoreFact]
    public async Task An_edited_report_is_found_by_what_it_says_now_before_and_after_the_index_has_heard_of_it()
    {
        await File([Story, .. Enumerable.Range(0, Indexing.BatchSize).Select(Numbered)]);
        await CatchUp();

        await Edit(1, "Heating broken since Monday");
        await Edit(1, "The lift stops between two floors");

        Expect();
        (await CatchUp()).Should().Be(1);
        Expect();
        (await Count("record_index_edits")).Should().Be(0);

        void Expect()
        {
            Like("The lift stops between two floors")[0].Should().Match<Similar>(found => found.Record == 1 && found.Likeness > 0.5);
            Like(Story).Should().NotContain(found => found.Record == 1 && found.Likeness > 0.1);
            Like("Heating broken since Monday").Should().NotContain(found => found.Record == 1 && found.Likeness > 0.1);
            Having("lift").Should().Contain(1);
        }
    }

    [StoreFact]
    public async Task What_goes_to_another_team_is_found_there_and_no_more_in_the_former_before_and_after_the_index_has_heard_of_it()
    {
        await File([Story, .. Enumerable.Range(0, Indexing.BatchSize).Select(Numbered)]);
        await CatchUp();
        var before = await Number("SELECT SUM(records) FROM record_index_counts");

        await Move(1, 2);
        Expect();
        (await CatchUp()).Should().Be(1);
        Expect();

        (await Number("SELECT SUM(records) FROM record_index_counts")).Should().Be(before);
        (await Number("SELECT records FROM record_index_counts WHERE scope = 2")).Should().Be(1);
        await Edit(1, "The lift stops between two floors");
        await Move(1, 1);
        await CatchUp();
        Like("The lift stops between two floors")[0].Record.Should().Be(1);
        Like("The lift stops between two floors", team: 2).Should().BeEmpty();
        Like(Story, team: 2).Should().BeEmpty();
        (await Number("SELECT SUM(records) FROM record_index_counts")).Should().Be(before);

        void Expect()
        {
            Like(Story, team: 2)[0].Should().Match<Similar>(found => found.Record == 1 && found.Likeness > 0.5);
            Like(Story).Should().NotContain(found => found.Record == 1);
        }
    }

    [StoreFact]
    public async Task What_goes_to_another_team_while_its_batch_is_being_taken_in_is_found_there()
    {
        await File([Story, .. Enumerable.Range(0, Indexing.BatchSize).Select(Numbered)]);
        await Announce(Indexing.BatchSize);
        await Move(1, 2);

        await CatchUp();

        Like(Story, team: 2)[0].Record.Should().Be(1);
        Like(Story).Should().NotContain(found => found.Record == 1);
    }

    [StoreFact]
    public async Task An_edit_while_its_batch_is_being_taken_in_is_not_lost()
    {
        await File([Story, .. Enumerable.Range(0, Indexing.BatchSize).Select(Numbered)]);
        await Announce(Indexing.BatchSize);
        await Edit(1, "The lift stops between two floors");

        await CatchUp();

        Like("The lift stops between two floors")[0].Record.Should().Be(1);
        Like(Story).Should().NotContain(found => found.Record == 1 && found.Likeness > 0.1);
    }

    [StoreFact]
    public async Task A_batch_that_was_broken_off_does_not_count_until_it_is_finished_by_whoever_comes_next()
    {
        await File([Story, .. Enumerable.Range(0, Indexing.BatchSize - 1).Select(Numbered)]);
        var before = Like(Story);
        await Announce(Indexing.BatchSize);
        await Place.Database.Settle(
            writer =>
                {
                    var chunks = new PostingChunks(writer, ErrorKind.Name, Fingerprint.Version);
                    chunks.Append("export", 1, [new(1, 200)], chunks.AskForLastOf("export", 1).Value);
                    return true;
                },
                    default);

        Like(Story).Select(found => found.Record).Should().Equal(before.Select(found => found.Record));
        Place.Reopen();
        await CatchUp();

        Like(Story).Select(found => found.Record).Should().Equal(before.Select(found => found.Record));
        (await Number("SELECT folded_to FROM record_indexes")).Should().Be(Indexing.BatchSize);
        (await Number("SELECT records FROM record_index_chunks WHERE term = 'export'")).Should().Be(1);
    }

    [StoreFact]
    public async Task Two_processes_that_index_at_once_take_each_report_in_once()
    {
        await File([.. Enumerable.Range(0, 3 * Indexing.BatchSize).Select(Numbered)]);
        using var other = Place.Open();

        await Task.WhenAll(
            Task.Run(() => new Indexing(Place.Database, SearchedKinds.All, TimeProvider.System).CatchUp(default)),
            Task.Run(() => new Indexing(other, SearchedKinds.All, TimeProvider.System).CatchUp(default)));
        await CatchUp();

        (await Number("SELECT records FROM record_index_counts")).Should().Be(3 * Indexing.BatchSize);
        (await Number("SELECT MAX(records) FROM record_index_chunks WHERE term = 'lamp'")).Should().Be(3 * Indexing.BatchSize);
        Having("crane").Should().HaveCount(3 * Indexing.BatchSize);
    }

    [StoreFact]
    public async Task Looking_up_while_reports_are_taken_in_always_finds_them()
    {
        await File([Story, .. Enumerable.Range(0, (2 * Indexing.BatchSize) - 1).Select(Numbered)]);
        var recent = new RecentRecordsOfKinds();
        var indexing = Task.Run(() => new Indexing(Place.Database, SearchedKinds.All, TimeProvider.System).CatchUp(default));

        var looked = 0;
        do
        {
            Like(Story, recent).Should().Contain(found => found.Record == 1 && found.Likeness > 0.5);
            looked++;
        }
        while (!indexing.IsCompleted);

        await indexing;
        looked.Should().BePositive();
        Like(Story, recent)[0].Record.Should().Be(1);
    }

    [StoreFact]
    public async Task Searching_finds_all_reports_that_have_the_words_whether_indexed_or_not()
    {
        await File([.. Enumerable.Range(0, Indexing.BatchSize).Select(Numbered), "A crane without a number"]);
        await CatchUp();

        Having("crane", "finding").Should().HaveCount(Indexing.BatchSize + 1, "those that no index has yet are candidates");
        Having("number", "nobody").Should().Equal(Indexing.BatchSize + 1);
    }

    [StoreFact]
    public async Task A_new_version_of_the_terms_builds_its_own_index_while_the_old_one_serves_and_removes_that_a_day_later()
    {
        await File([Story, .. Enumerable.Range(0, (2 * Indexing.BatchSize) - 1).Select(Numbered)]);
        await CatchUp();
        foreach (var table in new[] { "record_indexes", "record_index_chunks", "record_index_counts" })
        {
            await Run($"UPDATE {table} SET version = {Fingerprint.Version + 1}");
        }

        Like(Story, new RecentRecordsOfKinds())[0].Should().Match<Similar>(found => found.Record == 1 && found.Likeness > 0.5);
        Having("export").Should().Equal(1);
        (await CatchUp()).Should().Be(2 * Indexing.BatchSize);
        Like(Story, new RecentRecordsOfKinds())[0].Record.Should().Be(1);
        (await Number("SELECT COUNT(*) FROM record_indexes")).Should().Be(2, "the version that made it may come back");

        await Run("UPDATE record_indexes SET folded_at = 0");
        await CatchUp();

        (await Number("SELECT COUNT(DISTINCT version) FROM record_index_chunks")).Should().Be(1);
        (await Number("SELECT MAX(version) FROM record_indexes")).Should().Be(Fingerprint.Version);
        Like(Story, new RecentRecordsOfKinds())[0].Record.Should().Be(1);
        Having("export").Should().Equal(1);
    }

    [StoreFact]
    public async Task Odd_texts_are_taken_in_and_found_as_any_other()
    {
        string[] odd = [
            "", "   ", "\u0000\u0007", "🙂🙂🙂", "昨晚的导出任务把上周的文件发给了三个客户", "הייצוא הלילי שלח קובץ של השבוע שעבר", new string('x', 4000),
            "'; DROP TABLE errors; --", "e\u0301te\u0301 \ud83d"];
        await File([.. Enumerable.Range(0, Indexing.BatchSize).Select(i => odd[i % odd.Length])]);

        (await CatchUp()).Should().Be(Indexing.BatchSize);

        odd.SelectMany(text => Like(text, new RecentRecordsOfKinds()))
            .Select(found => found.Likeness)
            .Should()
            .NotBeEmpty().And.OnlyContain(likeness => likeness >= 0 && likeness <= 1);
        Having("הייצוא").Should().NotBeEmpty();
        Having("导出任务").Should().NotBeEmpty();
    }

    [StoreFact]
    public async Task What_is_not_committed_is_not_remembered()
    {
        var look = () => Place.Database.Commit(session =>
        {
            new SimilarityIndex(session, new RecentRecordsOfKinds(), Index()).LikeThis(
                ErrorKind.Definition, [1], Fingerprint.Of("", Story), 3);
            return default;
        });

        await look.Should().ThrowAsync<InvalidOperationException>();
    }
}

public sealed class SqliteSimilarityTests() : SimilarityCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresSimilarityTests() : SimilarityCompliance(StorageEngine.PostgreSql);
