using System.Collections.Immutable;
using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Tests.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>What is stored of anonymous surveys has exactly these columns, so that none creeps in that tells who or when.</summary>
public sealed class SurveySchemaTests
{
    private static readonly Dictionary<string, ImmutableArray<string>> Columns =
        StoredColumns.Open.Concat(StoredColumns.Closed).Concat(StoredColumns.Beside)
            .ToDictionary(table => table.Table, table => table.Columns);

    [Fact]
    public void The_tables_of_surveys_have_these_columns_and_no_others()
    {
        using var database = new TemporaryDatabase();

        Surplus(database).Should().BeEmpty();
        using var session = database.Database.OpenSession();
        session.Statements["""
            SELECT COUNT(*) FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name LIKE 'survey%'
            """].Number().Should().Be(Columns.Values.Sum(columns => columns.Length), "people are told each of them by name");
    }

    [Theory]
    [InlineData("ALTER TABLE survey_seats ADD COLUMN answered boolean")]
    [InlineData("ALTER TABLE survey_comments ADD COLUMN answered_at bigint")]
    [InlineData("CREATE TABLE survey_answered (wave bigint, person bigint)")]
    public void A_column_or_table_that_tells_who_answered_is_found(string planted)
    {
        using var database = new TemporaryDatabase();
        database.Run(planted);

        Surplus(database).Should().ContainSingle();
    }

    [Fact]
    public void What_holds_answers_prints_none_of_them()
    {
        var ballot = new Ballot(
            new(1), new Dictionary<string, ImmutableArray<string>> { ["q"] = ["secret"] },
            new Dictionary<string, WrittenText> { ["t"] = new("secret") });

        $"{ballot} {ballot.Texts["t"]} {new Slip("id", 0, ballot.Texts["t"])}".Should().NotContain("secret");
    }

    /// <summary>What is in the tables of surveys beyond what may be.</summary>
    internal static List<string> Surplus(TemporaryDatabase database)
    {
        using var session = database.Database.OpenSession();
        List<string> found = [];
        using var rows = session.Statements["""
            SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name LIKE 'survey%'
            """].Read();
        while (rows.Read())
        {
            if (!Columns.TryGetValue(rows.GetString(0), out var known)) found.Add(rows.GetString(0));
            else if (!known.Contains(rows.GetString(1))) found.Add($"{rows.GetString(0)}.{rows.GetString(1)}");
        }

        return [.. found.Distinct()];
    }
}
