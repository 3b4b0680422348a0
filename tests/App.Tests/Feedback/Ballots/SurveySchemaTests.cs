using System.Collections.Immutable;
using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>What is stored of anonymous surveys has exactly these columns, so that none creeps in that tells who or when.</summary>
public sealed class SurveySchemaTests
{
    private static readonly Dictionary<string, string[]> Columns = new()
    {
        ["survey_waves"] =
        [
            "id", "team", "template", "template_version", "mode", "policy", "policy_hash", "breakdown", "layout", "state", "launched_by",
            "opens_at", "closes_at", "released_at", "invited", "responded", "band", "band_day",
        ],
        ["survey_seats"] = ["wave", "seat", "person", "segment"],
        ["survey_boxes"] = ["wave", "key_id", "sealed"],
        ["survey_slips"] = ["wave", "id", "sealed"],
        ["survey_tallies"] = ["wave", "item", "segment", "answer", "number", "band"],
        ["survey_comments"] = ["wave", "id", "item", "body", "shown", "claim_hash"],
        ["survey_key_folders"] = ["id", "marker"],
    };

    [Fact]
    public void The_tables_of_surveys_have_these_columns_and_no_others()
    {
        using var database = new TemporaryDatabase();

        Surplus(database).Should().BeEmpty();
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
