using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using Improvement.Bot.Development;
using Improvement.Bot.Framework.Cards;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Improvement.Bot.Tests.Development;

/// <summary>When the chat page is started, and what is said when it cannot be.</summary>
public sealed class PlaygroundTests
{
    private static readonly Uri Bot = new("http://127.0.0.1:3978");
    private static readonly Uri Endpoint = new("http://127.0.0.1:3978/api/messages");

    [Theory]
    [InlineData("Development", "true", true)]
    [InlineData("Development", "false", false)]
    [InlineData("Development", null, false)]
    [InlineData("Production", "true", false)]
    public void It_runs_only_in_development_and_where_the_settings_ask_for_it(string environment, string? enabled, bool runs)
    {
        var services = new ServiceCollection();

        services.AddPlayground(Settings(("Playground:Enabled", enabled)), new Place(environment));

        services.Any(service => service.ServiceType == typeof(IHostedService)).Should().Be(runs);
    }

    [Fact]
    public void Its_settings_have_values_to_start_with_and_are_read_from_their_section()
    {
        Options().Should().BeEquivalentTo(new { Enabled = false, Port = 56150, OpenBrowser = true });
        Options(("Playground:Port", "41500"), ("Playground:OpenBrowser", "false"))
            .Should()
            .BeEquivalentTo(new { Port = 41500, OpenBrowser = false });
        Options(("Playground:Port", "41500")).Page.Should().Be(new Uri("http://localhost:41500"));
    }

    [Fact]
    public void Every_fault_of_the_settings_is_named_at_once()
    {
        var read = () => Options(("Playground:Port", "70000"), ("Playground:Folder", " "), ("Playground:Patience", "-00:00:01"));

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("http://localhost:3978", "http://127.0.0.1:3978/")]
    [InlineData("http://*:3978", "http://127.0.0.1:3978/")]
    [InlineData("http://[::]:3978", "http://127.0.0.1:3978/")]
    [InlineData("https://localhost:3979;http://localhost:3978", "http://127.0.0.1:3978/")]
    [InlineData("https://bot.example.com:3979", "https://bot.example.com:3979/")]
    public void It_speaks_to_the_bot_by_an_address_that_this_machine_reaches(string addresses, string expected)
    {
        BotAddress.From(addresses.Split(';'))!.ToString().Should().Be(expected);
        BotAddress.Messages(new(expected)).ToString().Should().Be($"{expected}api/messages");
    }

    [Fact]
    public void A_bot_that_listens_nowhere_has_no_address() => BotAddress.From([]).Should().BeNull();

    [Fact]
    public void The_block_says_where_to_chat_and_what_to_try() =>
        PlaygroundNotice.Ready(new("http://localhost:56150"))
            .Should()
            .Contain("http://localhost:56150").And.Contain("/report-error").And.Contain(PlaygroundTenant.TeamName);

    [Theory]
    [InlineData(PlaygroundProcess.NodeTooOld, "v16.1.0", "Node.js v16.1.0 is too old", "nodejs.org")]
    [InlineData(PlaygroundProcess.NpxMissing, "", "npx", "nodejs.org")]
    [InlineData(1, "npm error code ENOTFOUND", "npm error code ENOTFOUND", "npm registry")]
    public void A_start_that_failed_says_why_and_what_helps(int exitCode, string lastWords, string why, string helps) =>
        PlaygroundNotice.NotStarted(Bot, exitCode, lastWords, Endpoint, 56150)
            .Should()
            .Contain("running at http://127.0.0.1:3978,").And.Contain(why).And.Contain(helps);

    [Fact]
    public void A_chat_page_that_is_gone_can_be_started_by_hand()
    {
        const string command =
            "npx --yes @microsoft/m365agentsplayground@0.2.28 -e http://127.0.0.1:3978/api/messages -c msteams -p 56150 "
            + "--disable-telemetry";

        PlaygroundNotice.Gone(Bot, Endpoint, 56150).Should().Contain(command);
        PlaygroundNotice.Silent(Bot, Endpoint, 56150).Should().Contain(command);
    }

    [Fact]
    public void Without_Node_nothing_is_started() =>
        PlaygroundProcess.Start(Endpoint, 56150, Path.GetTempPath(), node: "a-node-that-nobody-has").Should().BeNull();

    [Fact]
    public async Task A_port_that_is_taken_is_said_and_nothing_is_started()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var terminal = new StringWriter();
        using var page = new Playground(
            Microsoft.Extensions.Options.Options.Create(
                new PlaygroundOptions { Port = port, Folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()) }),
            new PlaceToListen("http://localhost:3978"), new StartedAlready(), TimeProvider.System, terminal);

        await page.StartAsync(default);
        await page.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

        terminal.ToString().Should().Contain($"port {port} is in use").And.NotContain("Starting");
    }

    [Theory]
    [InlineData("DISPLAY=:0", false, true)]
    [InlineData("DISPLAY=:0", true, false)]
    [InlineData("DISPLAY=:0 CI=true", false, false)]
    [InlineData("DISPLAY=:0 TEAMSAPPTESTER_BROWSER=none", false, false)]
    public void The_browser_opens_only_where_somebody_looks(string environment, bool redirected, bool opens)
    {
        var variables = environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Browser.SomebodyLooks(name => variables.GetValueOrDefault(name), redirected).Should().Be(opens);
    }

    private static PlaygroundOptions Options(params (string, string?)[] settings)
    {
        using var services = new ServiceCollection().AddPlayground(Settings(settings), new Place("Production")).BuildServiceProvider();
        return services.GetRequiredService<IOptions<PlaygroundOptions>>().Value;
    }

    private static IConfiguration Settings(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();

    private sealed record Place(string EnvironmentName) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = EnvironmentName;
        public string ApplicationName { get; set; } = "tests";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
