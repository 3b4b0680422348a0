using FluentAssertions;
using Improvement.Bot.Errors.Benchmark;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Errors;
using Improvement.Bot.Tests.Operations;
using Xunit;

namespace Improvement.Bot.Tests.Similarity;

/// <summary>The benchmark reads anybody's reports and queries, and says plainly what it cannot read.</summary>
public sealed class LikenessCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("likeness-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _problems = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _problems.Dispose();
    }

    [Fact]
    public async Task A_query_finds_the_report_that_came_before_it_whatever_the_ids_look_like()
    {
        var reports = Write(
            "reports.csv",
            "key;subject;created\nABC-2;The nightly export sent a wrong file again;2026-01-02\nABC-1;The nightly export sent a wrong "
                + "file;2026-01-01\nQ/3;The lift stops between floors;2026-01-03\n");
        var queries = Write("queries.csv", "Issue key,Earlier partners\nABC-2,\"ABC-1, NOBODY\"\nQ/3,NOBODY\nNOBODY,ABC-1\n");

        (await Run(reports, queries)).Should().Be(0);

        _problems.ToString().Should().BeEmpty();
        _output.ToString()
            .Should()
            .Contain("3 reports").And.Contain("1 queries, 2 innocents").And.Contain("recall@1 1.000")
            .And.Contain("2 queries without").And.Contain("0.0 % of innocents").And.Contain("median");
    }

    [Fact]
    public async Task A_query_does_not_see_what_came_later()
    {
        var reports =
            Write("reports.csv", "id,title,created\n1,The nightly export failed,2026-01-02\n2,The nightly export failed,2026-01-01\n");
        var queries = Write("queries.csv", "id,duplicates\n2,1\n");

        (await Run(reports, queries)).Should().Be(2);

        _problems.ToString().Should().Contain("created before it");
    }

    [Theory]
    [InlineData("id,title\n1,Something\n", "id,partners\n1,1\n", "no column that says when")]
    [InlineData("id,colour,created\n1,Red,2026-01-01\n", "id,partners\n1,1\n", "colour")]
    [InlineData("id,title,created\n1,Something,2026-01-01\n", "id,other\n1,1\n", "Earlier partners")]
    [InlineData("id,title,created\n1,Something,2026-01-01\n", "", "Earlier partners")]
    [InlineData("", "id,partners\n1,1\n", "empty")]
    public async Task Columns_that_are_missing_are_named(string reports, string queries, string complaint)
    {
        (await Run(Write("reports.csv", reports), Write("queries.csv", queries))).Should().Be(2);

        _problems.ToString().Should().Contain(complaint);
        _output.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_a_command_that_is_not_understood_are_said()
    {
        (await Run(Path.Combine(_folder, "nothing.csv"), "x")).Should().Be(2);
        (await Command().Define().Run(["benchmark", "colour"], _output, _problems)).Should().Be(2);

        _problems.ToString().Should().Contain("nothing.csv").And.Contain("--help");
    }

    [SharedDataFact(HadoopReports.File)]
    public async Task Real_reports_are_found_again_and_three_of_four_innocents_are_left_alone()
    {
        var read = LikenessQueries.Read(
            SharedData.File(HadoopReports.File), SharedData.File("hadoop-bugs/queries.csv"), TimeProvider.System.GetUtcNow());
        await using var benchmark = new LikenessBenchmark(TimeProvider.System);

        var (whole, title) = await benchmark.Play(read, int.MaxValue, each: null, default);

        whole.Found(5).Should().BeGreaterThanOrEqualTo(54);
        whole.Found(10).Should().BeGreaterThanOrEqualTo(56);
        whole.MeanReciprocalRank.Should().BeGreaterThan(0.72);
        whole.InnocentsShown.Should().BeLessThanOrEqualTo(0.25);
        title.Found(5).Should().BeGreaterThanOrEqualTo(49);
        title.InnocentsShown.Should().BeLessThanOrEqualTo(0.25);
    }

    private LikenessCommand Command() => new(_output, _problems, TimeProvider.System);

    private Task<int> Run(string reports, string queries) =>
        Command().Define().Run(["benchmark", "likeness", reports, queries], _output, _problems);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
