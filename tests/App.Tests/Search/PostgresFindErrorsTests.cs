using Dapper;
using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Search;

/// <summary>The same on PostgreSQL.</summary>
[OnPostgres]
public sealed class PostgresFindErrorsTests() : FindErrorsCompliance(StorageEngine.PostgreSql)
{
    [StoreFact]
    public void Every_range_is_read_from_its_index()
    {
        Add(5_000);
        Add(5_000, team: 2);
        Run("ANALYZE errors");

        foreach (var kind in (RangeOf[])[RangeOf.All, RangeOf.Team, RangeOf.Author])
        foreach (var toOlder in new[] { true, false })
        {
            var plan = Plan(new(ErrorKind.Definition, kind, 1), toOlder);
            plan.Should().Contain("_newest").And.NotContain("Sort").And.NotContain("Seq Scan");
        }
    }

    private string Plan(VisibleRange range, bool toOlder)
    {
        using var session = Database.OpenSession();
        using var rows = session.Statements.Read($"EXPLAIN {RangeReader.Query(range, new(1767325600000, 1), toOlder, 64)}");
        var plan = new List<string>();
        while (rows.Read()) plan.Add(rows.GetString(0));
        return string.Join('\n', plan);
    }
}
