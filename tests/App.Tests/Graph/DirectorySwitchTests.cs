using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Graph;

/// <summary>The real process with the directory switched on and off.</summary>
public sealed class DirectorySwitchTests
{
    [Fact]
    public async Task Switched_off_it_works_and_nothing_of_the_library_is_loaded()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        await bot.InstallInTeam();
        await ann.Say("/help");
        await ann.Chat.Sees("What I can do", Reporting.Patience);

        LoadedLibraries(bot).Should().Contain("Microsoft.Data.Sqlite.dll").And.NotContain(name =>
            name.StartsWith("Microsoft.Graph", StringComparison.Ordinal) || name.StartsWith("Microsoft.Kiota", StringComparison.Ordinal));
        (await Health(bot)).Should().Contain("directory, owners of teams: switched off\ndirectory, automatic replies: switched off");
        bot.Behaved();
    }

    [Fact]
    public async Task Switched_on_it_asks_with_a_token_for_graph_alone()
    {
        FakeGraph? graph = null;
        await using var bot = await BotFixture.StartGuardedAsync(teams =>
        {
            graph = FakeGraph.StartAsync(teams).GetAwaiter().GetResult();
            return [new("Directory:Enabled", "true"), new("Directory:Address", graph.Address)];
        });
        await using var _ = graph;
        var lea = bot.Add("Lea Lead");
        graph!.SetOwners(bot.Night, lea);
        graph.SetMembers(bot.Night, lea);

        await bot.InstallInTeam();
        await DirectoryProduct.Until(() => graph.Requests.Count >= 2);

        graph.Requests.Should().OnlyContain(request => request.Authorization!.StartsWith("Bearer bot-token-"));
        bot.Teams.TokenEndpoint.Requests.Should().ContainSingle(
            request => request.Form["scope"] == "https://graph.microsoft.com/.default" && request.Tenant == bot.Teams.TenantId);
        LoadedLibraries(bot).Should().Contain("Microsoft.Graph.dll");
        bot.Behaved();
    }

    [Theory]
    [InlineData("http://graph.example.com", "Directory:Address is 'http://graph.example.com'; it must be an https address")]
    [InlineData("", "need the bot's registration")]
    public async Task Where_it_could_be_asked_by_anybody_or_not_at_all_the_bot_does_not_start(string address, string fault)
    {
        await using var bot = new BotProcess(new()
        {
            Settings = new Dictionary<string, string>
            {
                ["Bot:AllowUnauthenticated"] = "true",
                ["Playground:Enabled"] = "false",
                ["Directory:AutomaticReplies"] = "true",
                ["Directory:Address"] = address,
            },
        });

        await bot.Invoking(each => each.Start()).Should().ThrowAsync<InvalidOperationException>();

        await DirectoryProduct.Until(() => bot.Output.Any(line => line.Contains(fault, StringComparison.Ordinal)));
    }

    private static async Task<string> Health(BotFixture bot)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(bot.Bot.Address, "/health/ready"));
    }

    /// <summary>The files that the process has mapped.</summary>
    private static IReadOnlyCollection<string> LoadedLibraries(BotFixture bot) =>
        [.. File.ReadLines($"/proc/{bot.Bot.Id}/maps").Select(line => Path.GetFileName(line.Split(' ')[^1])).Distinct()];
}
