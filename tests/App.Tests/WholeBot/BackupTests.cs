using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;
using Improvement.Bot.Storage.Engine;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Backups from the chat and from the command line, beside the running application.</summary>
public abstract class BackupTests(Product product)
{
    public sealed class OnSqlite(Product product) : BackupTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : BackupTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task An_administrator_asks_for_a_backup_and_is_told_what_it_holds()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        await ann.Report("The backup tape was empty");

        await product.Administrator.Say("/backup");

        var told = await product.Administrator.Chat.See("It holds");
        var name = System.Text.RegularExpressions.Regex.Match(told.Text, @"improvement-bot-[^ ]+\.jsonl\.gz").Value;
        told.Text.Should().MatchRegex("reports [1-9]").And.Contain("KB");
        Talking.Read(told.Text)
            .Should()
            .Contain($"{Path.Combine(product.Folder, "backups", name)} on the machine {Environment.MachineName},");
        await using var file = File.OpenRead(Path.Combine(product.Folder, "backups", name));
        var place = new EmptyPlace(StorageEngine.Sqlite);
        Restore.Read(DatabaseEngine.Of(place.Settings), file, TimeProvider.System, sayWaiting: false).Contents.Of("errors")
            .Should()
            .BePositive();
        place.Remove();
    }

    [StoreFact]
    public async Task Anybody_else_is_told_who_may()
    {
        await product.Administrator.Ask("/help", "What I can do");
        var bob = product.Somebody("Bob");

        var told = await bob.Ask("/backup", "administrators");

        told.Text.Should().Contain(product.Administrator.Name);
    }

    [StoreFact]
    public async Task Only_the_newest_are_kept()
    {
        var folder = Path.Combine(product.Folder, "backups");
        Directory.CreateDirectory(folder);
        for (var day = 1; day <= 5; day++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"improvement-bot-2020-01-0{day}T00-00-00Z.jsonl.gz"), "old");
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "somebody-elses.gz"), "stays");

        var told = await product.Administrator.Ask("/backup", "It holds");

        told.Text.Should().NotBeEmpty();
        Directory.GetFiles(folder, "improvement-bot-*")
            .Should()
            .HaveCountLessThanOrEqualTo(3).And.NotContain(file => file.Contains("2020-01-01"));
        File.Exists(Path.Combine(folder, "somebody-elses.gz")).Should().BeTrue();
    }

    [StoreFact]
    public async Task The_command_line_writes_beside_the_running_bot_and_restores_elsewhere()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        await ann.Report("The command line forgot its history");
        var file = Path.Combine(product.Folder, "by-hand.jsonl.gz");
        var place = new EmptyPlace(product.Storage.Kind!.Value);

        (await Run(product.Storage, "backup", file)).Should().Match<(int Code, string Said)>(ended =>
            ended.Code == 0 && ended.Said.Contains("was written"));
        (await Run(product.Storage, "restore", file)).Should().Match<(int Code, string Said)>(ended =>
            ended.Code == 2 && ended.Said.Contains("something already"));
        (await Run(place.Settings, "restore", file)).Should().Match<(int Code, string Said)>(ended =>
            ended.Code == 0 && ended.Said.Contains("Restored"));
        (await Run(place.Settings, "restore", Path.Combine(product.Folder, "nothing"))).Code.Should().Be(2);

        KeptData.Read(place.Settings).Reports.Should().Contain(report => report.Story.Contains("forgot its history"));
        place.Remove();
    }

    private static async Task<(int Code, string Said)> Run(StorageSettings place, params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [BuiltBot.Path, .. arguments]) { RedirectStandardOutput = true,
            RedirectStandardError = true, UseShellExecute = false };
        start.Environment["Storage__Engine"] = place.Engine;
        start.Environment["Storage__ConnectionString"] = place.ConnectionString;
        using var command = System.Diagnostics.Process.Start(start)!;
        var problems = command.StandardError.ReadToEndAsync();
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, said + await problems);
    }
}
