using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The holder of the sender lease receives nothing more from the database, while all of its connections stand.</summary>
[Collection("whole bot")]
public sealed class SilentPartitionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [PostgresFact]
    public async Task The_other_one_sends_and_nothing_is_sent_twice_when_the_first_comes_back()
    {
        await using var bot = await BotFixture.StartAsync(StorageEngine.PostgreSql);
        using var way = new SilentProxy(PostgresServer.Shared.Socket);
        await using var far = bot.Another(
            new KeyValuePair<string, string>("Storage:ConnectionString", TemporaryDatabase.Through(bot.Storage, way).ConnectionString));
        await far.Start();
        var (ann, bob) = (bot.Add("Ann Example"), bot.Add("Bob Example"));
        await bot.InstallInTeam();
        (await bot.Bot.Stop()).Should().BeTrue();
        bot.Teams.ConnectBot(far.Endpoint);
        await ann.Ask("/my", "My reports");
        await bot.Bot.Start();

        way.FallSilent();
        await SaysSoon(far, "database: does not answer within 2 s");
        var first = bot.Teams.Activities.Message(bob, bob.PersonalChat, "/help");
        ((await bot.Teams.Deliver(first)).Status is 200 or 202).Should().BeFalse("it cannot know whether it keeps it");
        bot.Teams.ConnectBot(bot.Bot.Endpoint);
        await Taken(bot, first);
        await bob.Chat.Sees("What I can do", Patience);
        await ann.Files(await ann.BeginsReport("The tower crane turns in the wind"), "The tower crane turns in the wind");

        way.Resume();
        bot.Teams.ConnectBot(far.Endpoint);
        await Taken(bot, bot.Teams.Activities.Message(bob, bob.PersonalChat, "/my"));
        await bob.Chat.Sees("My reports", Patience);
        await bot.Teams.Quiet(TimeSpan.FromSeconds(5), Patience);

        bob.Chat.Messages.Count(m => m.FromBot && m.Shows("What I can do")).Should().Be(1);
        bot.Triage.Posts.Count(post =>
            post is { ByBot: true, Cards: [var card, ..] } && card.ToJsonString().Contains("ERR-1", StringComparison.Ordinal))
            .Should()
            .Be(1);
        bot.Teams.Problems.Should().BeEmpty();
        KeptData.Read(bot.Storage).Waiting.Should().Be(0);
    }

    /// <summary>Sends one activity again until it is taken, as Teams does.</summary>
    private static async Task Taken(BotFixture bot, System.Text.Json.Nodes.JsonObject activity)
    {
        for (var began = TimeProvider.System.GetTimestamp(); (await bot.Teams.Deliver(activity)).Status is not (200 or 202);)
        {
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    /// <summary>A load balancer does not wait for as long as the driver does.</summary>
    private static async Task SaysSoon(BotProcess bot, string problem)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var answer = await client.GetAsync(new Uri(bot.Address, "/health/ready"));
        ((int)answer.StatusCode).Should().Be(503);
        (await answer.Content.ReadAsStringAsync()).Should().StartWith("not ready").And.Contain(problem);
    }
}
