using System.Diagnostics;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The process and its command line, in an empty folder.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("command-line-").FullName;

    [Theory]
    [InlineData("--help", "backup")]
    [InlineData("-h", "import")]
    [InlineData("backup --help", "FILE")]
    [InlineData("restore -h", "--say-waiting")]
    [InlineData("health --help", "ready")]
    [InlineData("audit --help", "FILTER")]
    [InlineData("import errors --help", "--encoding")]
    [InlineData("manifest --help", "--domain")]
    [InlineData("benchmark likeness -h", "--innocents")]
    [InlineData("--version", "1.")]
    public async Task Help_and_version_are_told_at_every_level_and_nothing_is_touched(string line, string told)
    {
        var (code, said) = await Run(line);

        code.Should().Be(0, said);
        said.Should().Contain(told);
        Directory.EnumerateFileSystemEntries(_folder).Should().BeEmpty();
    }

    [Theory]
    [InlineData("bakcup file.gz", "backup")]
    [InlineData("backup", "--help")]
    [InlineData("backup --hlep", "“--hlep” is no option")]
    [InlineData("audit trail.txt", "ends neither in .csv nor in .json")]
    [InlineData("import erors old.csv", "errors")]
    [InlineData("import errors old.csv --dat dmy", "--dates")]
    [InlineData("import errors old.csv --dates ymmd", "dmy, mdy or ymd")]
    [InlineData("import errors old.csv --zone Mars/Base", "Europe/Berlin")]
    [InlineData("--Urlz=http://localhost:1", "Did you mean Urls?")]
    [InlineData("--Storage:ConectionString=x", "Did you mean Storage:ConnectionString?")]
    [InlineData("health --Strage:Engine=Sqlite", "Did you mean Storage:Engine?")]
    public async Task What_is_misspelt_is_told_what_it_was_meant_to_be_and_nothing_is_touched(string line, string told)
    {
        var (code, said) = await Run(line);

        code.Should().Be(2, said);
        said.Should().Contain(told).And.NotContain("   at ");
        Directory.EnumerateFileSystemEntries(_folder).Should().BeEmpty();
    }

    [Fact]
    public async Task Every_wrong_setting_is_named_at_once_and_a_misspelt_one_is_warned_of()
    {
        var (code, said) = await Run(
            "", ("Api__PerMinute", "many"), ("Webhooks__Pause", "soon"), ("Playground__Enabled", "maybe"), ("Backup__Keep", "0"),
            ("Storage__ConectionString", "x"), ("Urls", "nonsense"));

        code.Should().Be(1);
        foreach (var told in new[] { "Api:PerMinute is 'many'", "Webhooks:Pause is 'soon'", "Playground:Enabled is 'maybe'",
            "Backup:Keep is 0", "Urls holds 'nonsense'", "no setting Storage:ConectionString", "Did you mean Storage:ConnectionString?" })
        {
            said.Should().Contain(told);
        }
        said.Should().NotContain("   at ");
    }

    [Fact]
    public async Task Health_without_a_bot_says_what_it_tried_and_what_to_do()
    {
        var (code, said) = await Run("health --Urls=http://localhost:9");

        code.Should().Be(1);
        said.Should().Contain("http://127.0.0.1:9/health/ready").And.Contain("Start the bot").And.NotContain("Connection refused");
    }

    [Fact]
    public async Task A_backup_without_a_database_makes_none()
    {
        var (code, said) = await Run("backup file.gz");

        code.Should().Be(2);
        said.Should().Contain("There is no database").And.Contain("Storage:ConnectionString");
        Directory.EnumerateFileSystemEntries(_folder).Should().BeEmpty();
    }

    [Fact]
    public async Task The_audit_trail_is_written_into_a_file_of_its_owner_alone_and_that_is_in_it()
    {
        (await Run("audit trail.csv kind:audit since:today")).Code.Should().Be(0);
        var (again, complaint) = await Run("audit trail.csv");
        (await Run("audit trail.json", ("Storage__Engine", "Sqlite"))).Code.Should().Be(0);

        again.Should().Be(2);
        complaint.Should().Contain("There is a file trail.csv already");
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "trail.csv"));
        lines.Should().HaveCount(2);
        lines[1].Should().Contain("audit 0,audit,0,,exported,");
        (await File.ReadAllTextAsync(Path.Combine(_folder, "trail.json"))).Should()
            .StartWith("{\"items\":[{\"id\":2,").And.EndWith("\"next\":null}");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_folder, "trail.csv")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Started_from_the_sources_it_runs_where_the_person_stands()
    {
        var configuration = BuiltBot.Path.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var (code, said) = await Run(
            "dotnet",
            [
                "run", "--no-build", "-c", configuration, "--project", Path.Combine(BuiltBot.SolutionFolder, "bot", "App"), "--", "import",
                "errors", "b.csv"]);

        code.Should().Be(2, said);
        said.Should().Contain($"There is no file {Path.Combine(_folder, "b.csv")}");
    }

    [Fact]
    public async Task Data_of_a_bot_that_ran_in_its_project_are_found_again()
    {
        var former = Directory.CreateDirectory(Path.Combine(_folder, "bot", "App", "data"));
        await File.WriteAllTextAsync(Path.Combine(former.FullName, "improvement-bot.db"), "no database");

        var (code, said) = await Run("backup file.gz");

        code.Should().Be(2);
        said.Should().Contain(Path.Combine("bot", "App", "data", "improvement-bot.db")).And.NotContain("There is no database");
    }

    [Theory]
    [InlineData("Development", "/gallery")]
    [InlineData("Production", "a bot in Microsoft Teams")]
    public async Task The_home_page_says_what_answers_here(string environment, string told)
    {
        await using var bot = new BotProcess(new()
        {
            WorkingDirectory = _folder,
            Settings = new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = environment,
                ["DOTNET_ENVIRONMENT"] = environment,
                [environment is "Development" ? "Bot:AllowUnauthenticated" : "Bot:ClientSecret"] = "true",
                ["Bot:AppId"] = "7d1c2f30-0000-4000-8000-000000000002",
                ["Bot:TenantId"] = "7d1c2f30-0000-4000-8000-000000000003",
                ["Playground:Enabled"] = "false",
            },
        });
        await bot.Start();
        using var client = new HttpClient();

        var page = await client.GetStringAsync(bot.Address);

        page.Should().Contain(told);
        if (environment is "Production") page.Should().NotContain("gallery").And.NotContain("<");
        File.Exists(Path.Combine(_folder, "data", "improvement-bot.db")).Should().BeTrue("data lie where the bot was started");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<(int Code, string Said)> Run(string line, params (string Name, string Value)[] settings) =>
        Run("dotnet", [BuiltBot.Path, .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)], settings);

    private async Task<(int Code, string Said)> Run(string program, string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true,
            RedirectStandardError = true, UseShellExecute = false };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Bot__AllowUnauthenticated"] = "true";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var problems = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await problems);
    }
}
