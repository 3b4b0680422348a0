using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>What goes wrong on purpose.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_fault_strikes_where_and_as_often_as_it_was_told_to()
    {
        await using var bot = await StubBot.StartAsync();
        var rule = bot.Teams.Faults.Add(Fault.Precondition).On(ConnectorRoute.Send).In(bot.Ann.PersonalChat).After(1).Times(2);

        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add((await bot.Send(bot.Ann.PersonalChat, StubBot.Words($"{i}"))).Status);
        }

        statuses.Should().Equal(201, 412, 412, 201, 201);
        (await bot.Send(bot.Triage, StubBot.Words("elsewhere"))).Status.Should().Be(201);
        rule.Struck.Should().Be(2);
        bot.Ann.Chat.Messages.Select(m => m.Text).Should().Equal("0", "3", "4");
        bot.Teams.Received.Done.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_refusal_says_how_long_to_wait()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Teams.Faults.Add(Fault.Throttled(TimeSpan.FromMilliseconds(1500)));
        using var client = new HttpClient();

        using var answer = await client.PostAsync(new Uri($"{bot.Teams.ServiceUrl}v3/conversations/x/activities"), new StringContent("{}"));

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task The_older_shape_of_an_error_is_JSON_in_a_string()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Teams.Faults.Add(Fault.WritesBlocked);

        var (status, body) = await bot.Send(bot.Ann.PersonalChat, StubBot.Words("x"));

        (status, body!["errorCode"]!.GetValue<int>()).Should().Be((403, 209));
        JsonNode.Parse(body["message"]!.ToString())!["subCode"]!.ToString().Should().Be("MessageWritesBlocked");
    }

    [Fact]
    public async Task A_connection_is_cut_before_or_after_the_effect()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Teams.Faults.Add(new Fault.CutBefore()).Saying("before");
        bot.Teams.Faults.Add(new Fault.CutAfter()).Saying("after");

        await FluentActions.Awaiting(() => bot.Send(bot.Ann.PersonalChat, StubBot.Words("before")))
            .Should().ThrowAsync<HttpRequestException>();
        await FluentActions.Awaiting(() => bot.Send(bot.Ann.PersonalChat, StubBot.Words("after")))
            .Should().ThrowAsync<HttpRequestException>();

        bot.Ann.Chat.Messages.Select(m => m.Text).Should().Equal("after");
        bot.Teams.Received.Select(r => (r.Status, r.Done)).Should().Equal((null, false), (null, true));
    }

    [Fact]
    public async Task A_hanging_request_ends_with_its_caller()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Teams.Faults.Add(new Fault.Hang()).For(bot.Ann);
        using var client = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };

        await FluentActions.Awaiting(() =>
            client.PostAsync(new Uri($"{bot.Teams.ServiceUrl}v3/conversations/{Uri.EscapeDataString(bot.Ann.PersonalChat.Id)}/activities"),
            new StringContent("{}")))
            .Should().ThrowAsync<TaskCanceledException>();
        await bot.Teams.Quiet();

        bot.Ann.Chat.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Chance_is_decided_by_the_seed()
    {
        async Task<string> Run(int seed)
        {
            await using var bot = await StubBot.StartAsync();
            bot.Teams.Faults.AddRandom(seed, 0.5, Fault.BadGateway, Fault.Unavailable, Fault.Precondition);
            var statuses = new List<int>();
            for (var i = 0; i < 30; i++)
            {
                statuses.Add((await bot.Send(bot.Ann.PersonalChat, StubBot.Words("x"))).Status);
            }

            return string.Join(' ', statuses);
        }

        var first = await Run(7);

        (await Run(7)).Should().Be(first).And.Contain("201").And.Contain("502").And.Contain("503").And.Contain("412");
        (await Run(8)).Should().NotBe(first);
    }

    [Fact]
    public async Task The_eighth_message_in_a_second_is_too_early()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Teams.Limits.Mode = LimitMode.Enforce;

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => bot.Send(bot.Ann.PersonalChat, StubBot.Words($"{i}"))));

        statuses.Select(s => s.Status).Order().Should().Equal(201, 201, 201, 201, 201, 201, 201, 429);
        bot.Teams.Limits.Violations.Should().ContainSingle().Which.Limit.Should().Be(new RateLimit(7, TimeSpan.FromSeconds(1)));
        (await bot.Send(bot.Triage, StubBot.Words("another thread"))).Status.Should().Be(201);
    }

    [Fact]
    public async Task The_tenant_has_a_limit_of_its_own_and_watching_lets_through()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Teams.Limits.Mode = LimitMode.Watch;
        bot.Teams.Limits.Sending = [];

        await Task.WhenAll(Enumerable.Range(0, 55).Select(i => bot.Send(bot.Ann.PersonalChat, StubBot.Words($"{i}"))));

        bot.Ann.Chat.Messages.Should().HaveCount(55);
        bot.Teams.Limits.Violations.Should().HaveCountGreaterThan(0).And.OnlyContain(v => v.Key == "tenant");
    }
}
