using Dapper;
using FluentAssertions;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Errors.Search;

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

        foreach (var kind in (RangeOf[])[RangeOf.All, RangeOf.Team, RangeOf.Reporter])
        foreach (var toOlder in new[] { true, false })
        {
            var plan = Plan(ErrorRanges.Statement(kind, toOlder));
            plan.Should().Contain("_newest").And.NotContain("Sort").And.NotContain("Seq Scan");
        }
    }

    private string Plan(string sql)
    {
        using var session = Database.OpenSession();
        return string.Join(
            '\n', session.Connection.Query<string>("EXPLAIN " + sql, new { range = 1L, at = 1767325600000L, id = 1L, most = 64L }));
    }
}
