using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Xunit;
using static Improvement.Bot.Framework.Tests.Outbox.OutboxBench;

namespace Improvement.Bot.Framework.Tests.Outbox;

public sealed class RetryTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Retry_After_is_obeyed()
    {
        Refuse(1, () => Error(429, "Throttled", "7"));

        await _bench.Run(Say(Chat("a:1"), "one"), Say(Chat("a:2"), "elsewhere"));

        var calls = _bench.Calls.Where(call => call.Conversation is "a:1").ToList();
        (calls[1].At - calls[0].At).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7)).And.BeLessThan(TimeSpan.FromSeconds(8.1));
        _bench.Calls.Should().Contain(call => call.Conversation == "a:2" && call.At == calls[0].At);
    }

    [Fact]
    public async Task A_limit_of_the_tenant_silences_the_tenant_and_nobody_else()
    {
        _bench.Refuse = call => call.Conversation is "a:1" && _bench.Calls.Count == 0
            ? Connector.FakeChannel.Answer((System.Net.HttpStatusCode)429, """{"error":{"code":"Throttled","message":"Tenant limit"}}""",
                ("Retry-After", "20"))
            : null;
        await _bench.Start();
        _bench.Store.Commit(Say(Chat("a:1"), "one"));
        await _bench.Quiet();
        var start = _bench.Time.GetUtcNow();

        await _bench.Run(Say(Chat("a:2"), "same tenant"), Say(Chat("a:3") with { Tenant = "other" }, "other tenant"));

        (Arrival("same tenant") - start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(20));
        Arrival("other tenant").Should().Be(start);
    }

    [Fact]
    public async Task Pauses_double_with_chance_up_to_the_longest()
    {
        Refuse(12, () => Error(502));
        _bench.Options.Chance = () => 0.5;

        await _bench.Run(Say(Chat("a:1"), "one"));

        var pauses = _bench.Calls.Zip(_bench.Calls.Skip(1), (a, b) => Math.Round((b.At - a.At).TotalSeconds, 1));
        pauses.Should().Equal(0.8, 1.5, 3, 6, 12, 24, 48, 96, 192, 225, 225, 225);
    }

    [Fact]
    public async Task What_fails_too_often_is_set_aside_and_the_next_goes_on()
    {
        _bench.Options.MaxAttempts = 4;
        _bench.Refuse = call => call.Text is "one" ? Error(503) : null;

        await _bench.Run(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"));

        _bench.Calls.Select(call => call.Text).Should().Equal("one", "one", "one", "one", "two");
        _bench.Store.Parked.Should().ContainSingle();
    }

    [Fact]
    public async Task A_network_that_is_down_for_a_day_costs_nothing_but_the_day()
    {
        var back = _bench.Time.GetUtcNow() + TimeSpan.FromDays(1);
        _bench.Refuse = _ => _bench.Time.GetUtcNow() < back ? throw new HttpRequestException("cable") : null;

        await _bench.Run(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"));

        _bench.Taken.Select(call => call.Text).Should().Equal("one", "two");
        _bench.Store.Parked.Should().BeEmpty();
    }

    [Fact]
    public async Task What_fails_and_is_too_old_is_set_aside()
    {
        _bench.Refuse = _ => throw new HttpRequestException("cable");

        await _bench.Run(Say(Chat("a:1"), "one"));

        _bench.Store.Parked.Should().ContainSingle().Which.Problem.Should().Contain("cable");
        (_bench.Time.GetUtcNow() - _bench.Store.Parked[0].Row.Created!.Value)
            .Should().BeCloseTo(_bench.Options.MaxAge, TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task A_refused_token_gets_a_few_more_tries_and_what_follows_in_its_conversation_one()
    {
        _bench.Options.MaxRefusals = 3;
        _bench.Refuse = call => call.Text is "one" ? Error(401, "BotNotRegistered") : null;

        await _bench.Run(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"));

        _bench.Calls.Select(call => call.ToString())
            .Should().Equal("POST a:1: one → 401", "POST a:1: one → 401", "POST a:1: one → 401", "POST a:1: two");
        _bench.Store.Parked.Should().ContainSingle();
    }

    [Theory]
    [InlineData(404, "ConversationNotFound")]
    [InlineData(404, null)]
    [InlineData(403, null)]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(400, "BadSyntax")]
    [InlineData(401, "BotNotRegistered")]
    [InlineData(500, "ServiceError")]
    [InlineData(507, null)]
    public async Task What_the_channel_refuses_at_first_and_takes_later_arrives_in_order(int status, string? code)
    {
        Refuse(7, () => Error(status, code));

        await _bench.Run(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"));

        _bench.Taken.Select(call => call.Text).Should().Equal("one", "two");
        _bench.Calls.Zip(_bench.Calls.Skip(1)).Take(7).Should().OnlyContain(pair => pair.Second.At > pair.First.At, "there are pauses");
        (_bench.Calls[7].At - _bench.Calls[0].At).Should().BeLessThan(TimeSpan.FromMinutes(2));
        _bench.Store.Parked.Should().BeEmpty();
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster", 9)]
    [InlineData(403, null, 9)]
    [InlineData(404, "ConversationNotFound", 9)]
    [InlineData(403, "ConversationBlockedByUser", 2)]
    [InlineData(403, "BotDisabledByAdmin", 2)]
    [InlineData(403, "InvalidBotApiHost", 2)]
    public async Task Where_nothing_arrives_is_marked_and_the_row_set_aside_until_there_are_signs_of_life(int status, string? code,
        int calls)
    {
        _bench.Refuse = _ => Error(status, code);

        await _bench.Run(Say(Chat("19:c@thread.tacv2"), "one"), Say(Chat("19:c@thread.tacv2"), "two"));

        _bench.Store.OutOfReach.Should().ContainSingle().Which.Address.Conversation.Should().Be("19:c@thread.tacv2");
        _bench.Store.Parked.Should().HaveCount(2).And.OnlyContain(aside => aside.Fate.ComesBack);
        _bench.Calls.Should().HaveCount(calls, "the first is tried several times where that may help, the second once");
    }

    [Fact]
    public async Task A_message_goes_to_the_newest_address_also_when_it_waits_already()
    {
        _bench.Refuse = call => call.ServiceUrl.Contains("teams.example") ? throw new HttpRequestException("closed") : null;
        await _bench.Run([Say(Chat("19:c@thread.tacv2"), "one")], TimeSpan.FromSeconds(30));
        _bench.Taken.Should().BeEmpty();

        _bench.Store.Connectors["19:c@thread.tacv2"] = "https://moved.example/";
        await _bench.Run();

        _bench.Taken.Should().ContainSingle().Which.ServiceUrl.Should().Contain("moved.example");
    }

    private DateTimeOffset Arrival(string text) => _bench.Calls.Single(call => call.Text == text).At;

    private void Refuse(int times, Func<HttpResponseMessage> answer) =>
        _bench.Refuse = call => call.Conversation is "a:1" && times-- > 0 ? answer() : null;
}
