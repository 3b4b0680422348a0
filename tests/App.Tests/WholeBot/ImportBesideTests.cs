using System.Diagnostics;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Errors;
using Improvement.Bot.Tests.Similarity;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>An import in a process of its own, beside the running application and on the same database.</summary>
public abstract class ImportBesideTests(Product product)
{
    public sealed class OnSqlite(Product product) : ImportBesideTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : ImportBesideTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task An_import_beside_the_running_bot_disturbs_nobody_and_doubles_nothing_however_often_it_runs()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        var file = Path.Combine(product.Folder, "old.csv");
        await File.WriteAllLinesAsync(
            file, Enumerable.Range(1, 400).Select(i => $"{i},Old finding {i} about crane number {i % 7}").Prepend("Id,Summary"));

        using (var first = Import(file, team, "old", "--created", "today"))
        {
            await Rows("old", atLeast: 1);
            first.Kill();
            await first.WaitForExitAsync();
        }

        var import = Ended(Import(file, team, "old", "--created", "today"));
        var filed = await ann.Report("The import tool blocks nobody");
        (await import).Should().Be(0);
        (await Ended(Import(file, team, "old", "--created", "today"))).Should().Be(0);

        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE external_source = 'old'").Should().Be(400);
        filed.Card.Shows("The import tool blocks nobody").Should().BeTrue();
        (await ann.Ask("/find crane \"finding 399\"", "Reports found")).Shows("Old finding 399").Should().BeTrue();
        await product.Bot.Idle();
        team.Triage().Posts.Should().NotContain(
            post => post.Body.ToJsonString().Contains("Old finding", StringComparison.Ordinal), "imported reports are shown in no channel");
        product.Failures.Should().BeEmpty();
    }

    [SharedDataFact(HadoopReports.File)]
    public async Task Two_and_a_half_thousand_real_reports_go_in_and_a_known_duplicate_shows_its_partner()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);

        (await Ended(Import(SharedData.File(HadoopReports.File), team, "hadoop"))).Should().Be(0);

        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE external_source = 'hadoop'").Should().Be(2_503);
        var reports = HadoopReports.Load();
        var shown = 0;
        foreach (var (later, partners) in reports.Partnered.Take(20))
        {
            var form = await ann.Form(reports.InOrder.First(report => report.Id == later).Title);
            if (partners.Any(partner => form.Shows($"ERR-{NumberOf(partner)} "))) shown++;
            await ann.Ask("/cancel", "Cancelled");
        }

        shown.Should().BeGreaterThanOrEqualTo(5, "of twenty known duplicates");
    }

    [StoreFact]
    public async Task Everyday_exports_keep_their_days_and_come_in_once()
    {
        var team = await product.TeamOf(product.Somebody());
        var exports = new (string Name, string Text, string Day)[]
        {
            (
                "pagerduty",
                "id,incident_number,description,created_on,resolved_on\nQ1ABC,1201,Export "
                    + "failed,2024-03-05T09:12:33+00:00,2024-03-05T10:12:33+00:00\n",
                "2024-03-05"),
            (
                "servicenow",
                "number,sys_created_on,short_description,priority\nINC0010001,2024-03-06 09:12:33,Export failed,3 - Moderate\n",
                "2024-03-06"),
            (
                "redmine",
                "#,Status,Subject,Updated,Start date,Created\n501,New,Crash,03/15/2024 10:00 AM,03/15/2024,03/15/2024 09:00 "
                    + "AM\n502,New,Crash,03/15/2024 10:00 AM,03/15/2024,03/15/2024 09:00 AM\n",
                "2024-03-15"),
            (
                "formulare", "ID;Startzeit;Fertigstellungszeit;Name;Was ist passiert?\n1;16.03.2026 09:10:00;16.03.2026 09:12:33;;Export\n",
                "2026-03-16"),
        };
        foreach (var (name, text, day) in exports)
        {
            var file = Path.Combine(product.Folder, name + ".csv");
            await File.WriteAllTextAsync(file, text);
            (await Ended(Import(file, team, name))).Should().Be(0, name);
            (await Ended(Import(file, team, name))).Should().Be(0, name);
            product.Bot.Number($"SELECT COUNT(*) FROM errors WHERE external_source = '{name}' AND local_date = '{day}'")
                .Should()
                .Be(text.Count(letter => letter is '\n') - 1, name);
        }
    }

    private long NumberOf(long external) =>
        product.Bot.Number("SELECT id FROM errors WHERE external_source = 'hadoop' AND external_id = @id", external.ToString());

    private async Task Rows(string source, int atLeast)
    {
        var watch = Stopwatch.StartNew();
        while (product.Bot.Number("SELECT COUNT(*) FROM errors WHERE external_source = @source", source) < atLeast)
        {
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(2), "the import is expected to begin");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    private Process Import(string file, Team team, string source, params string[] more)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                BuiltBot.Path, "import", "errors", file, "--source", source, "--team", team.Name,
                .. more]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Bot__AllowUnauthenticated"] = "true";
        start.Environment["Storage__Engine"] = product.Storage.Engine;
        start.Environment["Storage__ConnectionString"] = product.Storage.ConnectionString;
        start.Environment["Playground__Enabled"] = "false";
        var import = Process.Start(start)!;
        import.OutputDataReceived += (_, _) => { };
        import.BeginOutputReadLine();
        return import;
    }

    private static async Task<int> Ended(Process import)
    {
        using (import)
        {
            var problems = await import.StandardError.ReadToEndAsync();
            await import.WaitForExitAsync();
            problems.Should().BeEmpty();
            return import.ExitCode;
        }
    }
}
