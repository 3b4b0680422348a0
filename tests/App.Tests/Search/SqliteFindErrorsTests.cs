using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Search;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace Improvement.Bot.Tests.Search;

/// <summary>The same on SQLite, where what a search costs can be counted: in steps of its virtual machine, not in seconds.</summary>
public sealed class SqliteFindErrorsTests() : FindErrorsCompliance(StorageEngine.Sqlite)
{
    [Fact]
    public async Task A_page_costs_no_more_when_there_are_four_times_as_many_reports()
    {
        string[] searches = ["-crane", "", "finding -crane", "state:reported", "gate", "crane 11 here"];
        Add(2_000);
        await new Indexing(Database, SearchedKinds.All, TimeProvider.System).CatchUp(default);
        var few = await Costs(searches);

        Add(6_000);
        await new Indexing(Database, SearchedKinds.All, TimeProvider.System).CatchUp(default);
        var many = await Costs(searches);

        // Each is bounded; what looks up words may still grow with the reports that have them, but never with their square.
        many.Zip(few, (after, before) => (double)after / before)
            .Should()
            .OnlyContain(growth => growth < 4.5, "{0} became {1}", string.Join(", ", few), string.Join(", ", many));
        many.Take(4)
            .Zip(few, (after, before) => (double)after / before)
            .Should()
            .OnlyContain(growth => growth < 1.5, "{0} became {1}", string.Join(", ", few), string.Join(", ", many));
    }

    [Fact]
    public async Task A_page_far_down_costs_what_the_first_one_costs()
    {
        Add(8_000);
        var middle = (await Find("", new() { Skip = 6_000 })).Ends!.Value.First;

        var first = await Cost(() => Find("-crane"));
        var deep = await Cost(() => Find("-crane", new() { After = middle, Earlier = 6_000 }));

        ((double)deep / first).Should().BeLessThan(1.5);
    }

    [Theory]
    [InlineData(RangeOf.All, "errors_newest")]
    [InlineData(RangeOf.Team, "errors_team_newest")]
    [InlineData(RangeOf.Author, "errors_reporter_newest")]
    [InlineData(RangeOf.Owner, "errors_owner_newest")]
    [InlineData(RangeOf.Named, "error_readers_person")]
    [InlineData(RangeOf.Witness, "witnesses_person")]
    internal void Every_range_is_read_from_its_index(RangeOf kind, string index)
    {
        foreach (var toOlder in new[] { true, false })
        {
            var plan = Plan(new(ErrorKind.Definition, kind, 1), toOlder);
            plan.Should().Contain(index);
            plan.Should().NotContain("SCAN e");
            if (RangeReader.IsIndexed(kind)) plan.Should().NotContain("TEMP B-TREE");
        }
    }

    private async Task<List<long>> Costs(IEnumerable<string> searches)
    {
        var costs = new List<long>();
        foreach (var search in searches) costs.Add(await Cost(() => Find(search)));
        return costs;
    }

    /// <summary>In hundreds of steps, on the one reader that is rented again and again.</summary>
    private async Task<long> Cost(Func<Task> what)
    {
        await what();
        var steps = 0L;
        using (var session = Database.OpenSession())
            raw.sqlite3_progress_handler(((SqliteConnection)session.Connection).Handle, 100, _ => { steps++; return 0; }, null);
        await what();
        return steps;
    }

    private string Plan(VisibleRange range, bool toOlder)
    {
        using var session = Database.OpenSession();
        using var rows = session.Statements.Read($"EXPLAIN QUERY PLAN {RangeReader.Query(range, new(1, 1), toOlder, 1)}");
        var plan = new List<string>();
        while (rows.Read()) plan.Add(rows.GetString(3));
        return string.Join('\n', plan);
    }
}
