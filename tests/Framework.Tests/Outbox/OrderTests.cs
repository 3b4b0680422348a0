using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Xunit;
using static Improvement.Bot.Framework.Tests.Outbox.OutboxBench;

namespace Improvement.Bot.Framework.Tests.Outbox;

public sealed class OrderTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Each_conversation_hears_everything_once_and_in_order_whatever_passing_trouble_there_is(int seed)
    {
        var chance = new Random(seed);
        var rows = Enumerable.Range(0, 400).Select(i => (Chat: $"a:{chance.Next(20)}", Text: $"{i}")).ToList();
        _bench.Refuse = _ => Roll(chance) switch
        {
            < 10 => Error(412, "PreconditionFailed"),
            < 20 => Error(429, "Throttled", "2"),
            < 30 => Error(502),
            < 35 => throw new HttpRequestException("cable"),
            _ => null,
        };

        await _bench.Run([.. rows.Select(row => Say(Chat(row.Chat), row.Text))]);

        foreach (var chat in rows.GroupBy(row => row.Chat))
            _bench.Taken.Where(call => call.Conversation == chat.Key).Select(call => call.Text)
                .Should().Equal(chat.Select(row => row.Text));
        _bench.Store.Rows.Should().BeEmpty();
        _bench.Store.Parked.Should().BeEmpty();
        _bench.Calls.Count.Should().BeGreaterThan(450);
    }

    [Fact]
    public async Task A_line_waits_for_the_post_and_goes_into_its_thread()
    {
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"));
        var failures = 2;
        _bench.Refuse = call => call.Text is "error:1" && failures-- > 0 ? Error(503) : null;

        await _bench.Run(_bench.Show(place), _bench.Line(place, "Filed"), _bench.Line(place, "Accepted"));

        _bench.Taken.Select(call => call.ToString()).Should().Equal(
            "POST 19:c@thread.tacv2: error:1", "POST 19:c@thread.tacv2;messageid=m1: Filed",
            "POST 19:c@thread.tacv2;messageid=m1: Accepted");
        _bench.Store.Places[0].ActivityId.Should().Be("m1");
    }

    [Fact]
    public async Task A_line_that_stands_before_its_post_lets_it_pass()
    {
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"));

        await _bench.Run(_bench.Line(place, "Filed"), _bench.Show(place));

        _bench.Taken.Select(call => call.Text).Should().Equal("error:1", "Filed");
    }

    [Fact]
    public async Task A_line_without_any_post_is_set_aside()
    {
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"));

        await _bench.Run(_bench.Line(place, "Filed"), Say(Chat("19:c@thread.tacv2"), "next"));

        _bench.Taken.Select(call => call.Text).Should().Equal("next");
        _bench.Store.Parked.Should().ContainSingle().Which.Problem.Should().Be("The message it belongs to is not posted.");
    }

    [Theory]
    [InlineData("19:group@thread.v2", "19:group@thread.v2")]
    [InlineData("a:1", "a:1")]
    [InlineData("19:c@thread.tacv2;messageid=4", "19:c@thread.tacv2;messageid=4")]
    [InlineData("19:c@thread.skype", "19:c@thread.skype;messageid=m1")]
    public async Task Only_posts_of_channels_have_threads(string conversation, string thread)
    {
        var place = _bench.Place("error:1", Chat(conversation));

        await _bench.Run(_bench.Show(place), _bench.Line(place, "line"));

        _bench.Taken.Last().Conversation.Should().Be(thread);
    }

    [Theory]
    [InlineData(413, "MessageSizeTooBig", 1)]
    [InlineData(400, "BadSyntax", 8)]
    public async Task What_will_never_be_taken_is_set_aside_for_good_and_blocks_nobody(int status, string code, int tries)
    {
        _bench.Refuse = call => call.Text is "bad" ? Error(status, code) : null;

        await _bench.Run(Say(Chat("a:1"), "bad"), Say(Chat("a:1"), "good"));

        _bench.Calls.Select(call => call.Text).Should().Equal([.. Enumerable.Repeat("bad", tries), "good"]);
        _bench.Store.Parked.Should().ContainSingle().Which
            .Should().Match<(OutboxRow Row, string Problem, Fate Fate)>(aside => aside.Problem.Contains(code) && aside.Fate == Fate.Final);
        _bench.Store.Rows.Should().BeEmpty();
        _bench.Sender.Health().Parked.Should().Be(1);
    }

    [Fact]
    public async Task The_next_row_is_under_way_before_the_one_before_it_is_settled()
    {
        var noted = new TaskCompletionSource<bool>();
        using var bench = new OutboxBench();
        bench.Store.Commit(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"));
        var slow = new SlowNotes(bench.Store, noted.Task);

        await bench.Start(slow);
        await Until(() => bench.Calls.Count == 2);

        bench.Calls.Select(call => call.Text).Should().Equal("one", "two");
        bench.Store.Rows.Should().HaveCount(2);
        noted.SetResult(true);
        (await bench.Sender.WhenIdle(TimeSpan.FromSeconds(10))).Should().BeTrue();
        bench.Store.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task Conversations_do_not_wait_for_each_other()
    {
        var stuck = new TaskCompletionSource();
        _bench.Hold = call => call.Conversation is "a:slow" ? stuck.Task : Task.CompletedTask;
        await _bench.Start();

        _bench.Store.Commit(Say(Chat("a:slow"), "one"), Say(Chat("a:fast"), "two"), Say(Chat("a:fast"), "three"));
        await Until(() => _bench.Arrived == 3 && _bench.Calls.Count == 2);
        await Until(() => _bench.Sender.Health().Waiting == 1);

        _bench.Sender.Health().Should().Match<OutboxHealth>(health => health.InFlight == 1);
        stuck.SetResult();
        (await _bench.Sender.WhenIdle(TimeSpan.FromSeconds(10))).Should().BeTrue();
    }

    private static int Roll(Random chance)
    {
        lock (chance) return chance.Next(100);
    }
}
