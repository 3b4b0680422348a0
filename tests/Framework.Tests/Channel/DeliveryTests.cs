using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>What the bot gets to hear.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_message_has_everything_that_Teams_sends_along()
    {
        await using var bot = await StubBot.StartAsync();

        await bot.Ann.Open(bot.Triage).Say("status ERR-1");

        var heard = bot.Heard.Should().ContainSingle().Subject;
        heard["text"]!.ToString().Should().Be("<at>Improvement Bot</at> status ERR-1");
        heard["conversation"]!["id"]!.ToString().Should().Be($"{bot.Triage.Id};messageid={heard["id"]}");
        heard["entities"]!.AsArray().Select(e => e!["type"]!.ToString()).Should().Equal("mention", "clientInfo");
        heard["channelData"]!["team"]!["aadGroupId"]!.ToString().Should().Be(bot.Team.AadGroupId);
        heard["channelData"]!["tenant"]!["id"]!.ToString().Should().Be(bot.Teams.TenantId);
        heard["serviceUrl"]!.ToString().Should().EndWith(bot.Teams.TenantId + "/");
        heard["localTimestamp"]!.ToString().Should().MatchRegex("[+-]0[12]:00$");
        bot.Ann.Open(bot.Triage).Messages.Should().ContainSingle(m => !m.FromBot);
    }

    [Fact]
    public async Task There_is_one_of_each_type_and_no_two_have_the_same_id()
    {
        await using var bot = await StubBot.StartAsync();

        var all = bot.Teams.Activities.Every(bot.Ann, bot.Triage, bot.Group);

        all.Select(a => a["type"]!.ToString()).Distinct().Should().Contain(
            ["message", "messageUpdate", "messageDelete", "messageReaction", "conversationUpdate", "installationUpdate", "event", "invoke",
                "typing", "trace"]);
        all.Select(a => a["id"]!.ToString()).Should().OnlyHaveUniqueItems();
        all.Select(a => a["channelData"]!["eventType"]?.ToString()).Should().Contain(ActivityBuilder.ConversationEvents);
        all.Should().OnlyContain(a => JsonNode.Parse(a.ToJsonString(null), null, default) != null);
    }

    [Fact]
    public async Task Both_events_of_an_installation_come_in_the_order_that_is_asked_for()
    {
        await using var bot = await StubBot.StartAsync();

        await bot.Teams.Install(bot.Bob);
        await bot.Teams.Install(bot.Ann, bot.Team.General, installationFirst: true);

        bot.Heard.Select(h => h["type"]!.ToString())
            .Should().Equal("conversationUpdate", "installationUpdate", "installationUpdate", "conversationUpdate");
        bot.Heard.Last()["channelData"]!["settings"]!["selectedChannel"]!["id"]!.ToString().Should().Be(bot.Team.Id);
        (await bot.Send(bot.Bob.PersonalChat, StubBot.Words("welcome"))).Status.Should().Be(201);
    }

    [Fact]
    public async Task Twice_together_shuffled_and_later_are_the_same_activities()
    {
        await using var bot = await StubBot.StartAsync();
        var activities = Enumerable.Range(0, 6).Select(i => bot.Teams.Activities.Message(bot.Ann, bot.Ann.PersonalChat, $"{i}")).ToList();

        await bot.Teams.DeliverTimes(2, activities[0]);
        await bot.Teams.DeliverTogether(activities[1], activities[1], activities[1]);
        await bot.Teams.DeliverShuffled(3, activities);
        await bot.Teams.DeliverAfter(TimeSpan.FromMilliseconds(20), activities[5]);

        bot.Heard.Should().HaveCount(12);
        bot.Heard.Skip(5).Take(6).Select(h => h["text"]!.ToString())
            .Should().BeEquivalentTo("0", "1", "2", "3", "4", "5").And.NotBeInAscendingOrder();
        bot.Ann.Chat.Messages.Should().HaveCount(6);
    }

    [Fact]
    public async Task A_bot_that_does_not_answer_or_answers_wrongly_is_told_of()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Answers = h => h["type"]!.ToString() == "typing" ? throw new HttpRequestException("gone") : (200, new JsonObject());

        (await bot.Ann.Say("hello")).Status.Should().Be(200);
        var failed = await bot.Teams.Deliver(bot.Teams.Activities.Typing(bot.Ann, bot.Ann.PersonalChat));

        (failed.Status, failed.Failure).Should().Be((null, "gone"));
        bot.Teams.Problems.Should().ContainSingle(p => p.Contains("must be empty"));
    }
}
