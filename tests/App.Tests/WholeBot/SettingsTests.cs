using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Settings that cannot be meant stop the application before it listens, in words that help.</summary>
public sealed class SettingsTests
{
    [Fact]
    public async Task Every_fault_of_the_settings_is_named_in_one_message()
    {
        var said = await Refused(new()
        {
            ["Bot:AllowUnauthenticated"] = "true",
            ["Roles:Administrators:0"] = "nobody",
            ["Roles:Leads:0:Person"] = "somebody",
            ["Roles:Leads:0:Role"] = "chief",
            ["Teams:DefaultTeam"] = "the good one",
            ["Storage:Engine"] = "clay tablets",
            ["Bot:PublicUrl"] = "https://bot.example.com/?page=1",
        });

        foreach (var named in new[] { "Bot:PublicUrl", "Roles:Administrators:0", "Roles:Leads:0:Person", "Roles:Leads:0:Role",
            "Teams:DefaultTeam", "Storage:Engine" })
        {
            said.Should().Contain(named);
        }
    }

    [Fact]
    public async Task Outside_Development_it_refuses_to_take_activities_from_anybody()
    {
        var said =
            await Refused(new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production",
                ["Bot:AllowUnauthenticated"] = "true" });

        said.Should().Contain("Bot:AllowUnauthenticated is accepted in the Development environment only");
    }

    [Fact]
    public async Task Outside_Development_the_clock_cannot_be_moved()
    {
        var said = await Refused(
            new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production", ["Clock:Offset"] = "14.00:00:00" });

        said.Should().Contain("Clock:Offset is accepted in the Development environment only");
    }

    [Fact]
    public async Task Without_credentials_it_does_not_start_and_says_everything_that_is_missing()
    {
        var said = await Refused(Production());

        foreach (var named in new[] { "Bot:AppId is ''", "Bot:TenantId is ''", "set one of Bot:ClientSecret, Bot:CertificateFile" })
        {
            said.Should().Contain(named);
        }
    }

    [Fact]
    public async Task What_cannot_be_meant_about_trust_is_named_all_at_once()
    {
        var said = await Refused(new(Production())
        {
            ["Bot:AppId"] = "the good bot",
            ["Bot:TenantId"] = "botframework.com",
            ["Bot:Cloud"] = "Nine",
            ["Bot:ManagedIdentity"] = "true",
            ["Bot:CertificateFile"] = "nowhere.pem",
            ["Bot:OpenIdMetadata"] = "http://127.0.0.1:9100/metadata",
            ["Bot:TokenIssuer"] = "http://login.example.com",
            ["Bot:TrustedServiceHosts"] = "127.0.0.1:9100, *.example.com",
            ["Bot:PublicUrl"] = "bot.example.com",
        });

        foreach (var named in new[] { "Bot:AppId is 'the good bot'", "Bot:AllowedTenants is empty", "Bot:Cloud is 'Nine'",
            "of Bot:CertificateFile, Bot:ManagedIdentity leave one", "'nowhere.pem' cannot be read", "Bot:OpenIdMetadata is",
                "Bot:TokenIssuer is", "Bot:PublicUrl is 'bot.example.com'", "'127.0.0.1:9100' is the loopback address",
                    "'*.example.com' is not a host" })
        {
            said.Should().Contain(named);
        }
    }

    [Fact]
    public async Task A_secret_in_a_file_or_on_the_command_line_is_refused_without_repeating_it()
    {
        var said = await Refused(Production(), "--Bot:ClientSecret=hunter2");

        said.Should().Contain(
            "Bot:ClientSecret stands in a file or on the command line").And.Contain("Bot__ClientSecret").And.NotContain("hunter2");
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named_in_one_sentence_without_a_stack_above_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var folder = Directory.CreateTempSubdirectory("settings-").FullName;
        var settings = new Dictionary<string, string> { ["Bot:AllowUnauthenticated"] = "true", ["Playground:Enabled"] = "false",
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder, "bot.db")}" };
        await using var bot =
            new BotProcess(new() { Port = ((IPEndPoint)other.LocalEndpoint).Port, Settings = settings, WorkingDirectory = folder });

        var start = () => bot.Start();

        await start.Should().ThrowAsync<InvalidOperationException>();
        await SaysWhy(bot);
        bot.Output.Should().Contain(line =>
            line.Contains("address already in use", StringComparison.Ordinal)
                && line.Contains("Choose another address with the setting Urls", StringComparison.Ordinal));
        bot.Output.Should().NotContain(line =>
            line.StartsWith("   at ", StringComparison.Ordinal) || line.Contains("Exception:", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_misspelt_command_is_told_the_commands_instead_of_starting_a_second_bot()
    {
        var folder = Directory.CreateTempSubdirectory("settings-").FullName;
        var settings = new Dictionary<string, string> { ["Bot:AllowUnauthenticated"] = "true", ["Playground:Enabled"] = "false",
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder, "bot.db")}" };
        await using var bot = new BotProcess(new() { Settings = settings, WorkingDirectory = folder, Arguments = ["bakcup", "file.gz"] });

        var start = () => bot.Start();

        await start.Should().ThrowAsync<InvalidOperationException>();
        bot.ExitCode.Should().Be(2);
        for (var waited = 0; waited < 500 && bot.Output.Count is 0; waited++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
        string.Join('\n', bot.Output).Should().Contain("'bakcup'").And.Contain("backup");
        File.Exists(Path.Combine(folder, "bot.db")).Should().BeFalse();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [
        InlineData(
            "PostgreSql", "Host=127.0.0.1;Port=9;Database=bot;Username=bot;Password=hunter2",
            "Storage:ConnectionString names (127.0.0.1:9) cannot be reached. Check Host and Port")]
    [InlineData("Sqlite", "Data Source=/proc/bot.db", "Storage:ConnectionString names (/proc/bot.db) cannot be used")]
    public async Task A_database_that_cannot_be_had_is_named_by_its_setting_without_a_stack(
        string engine, string connection, string sentence)
    {
        var settings = new Dictionary<string, string> { ["Bot:AllowUnauthenticated"] = "true", ["Playground:Enabled"] = "false",
            ["Storage:Engine"] = engine, ["Storage:ConnectionString"] = connection };
        await using var bot = new BotProcess(new() { Settings = settings });

        var start = () => bot.Start();

        await start.Should().ThrowAsync<InvalidOperationException>();
        bot.ExitCode.Should().Be(1);
        await SaysWhy(bot);
        string.Join('\n', bot.Output).Should().Contain(sentence).And.NotContain("   at ").And.NotContain("hunter2");
    }

    private static Dictionary<string, string> Production() =>
        new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production" };

    private static async Task<string> Refused(Dictionary<string, string> settings, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("settings-").FullName;
        settings["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder, "bot.db")}";
        settings["Playground:Enabled"] = "false";
        await using var bot = new BotProcess(new() { Settings = settings, WorkingDirectory = folder, Arguments = arguments });
        var start = () => bot.Start();
        await start.Should().ThrowAsync<InvalidOperationException>();
        bot.ExitCode.Should().Be(1);
        File.Exists(Path.Combine(folder, "bot.db")).Should().BeFalse("nothing is begun with such settings");
        await SaysWhy(bot);
        Directory.Delete(folder, recursive: true);
        return string.Join('\n', bot.Output);
    }

    private static async Task SaysWhy(BotProcess bot)
    {
        for (var waited = 0; waited < 500
            && !bot.Output.Any(line => line.StartsWith("The bot does not start", StringComparison.Ordinal)); waited++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}
