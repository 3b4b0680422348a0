using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Xunit;
using static Improvement.Bot.Framework.Tests.Outbox.OutboxBench;

namespace Improvement.Bot.Framework.Tests.Outbox;

public sealed class RestartTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_waited_when_the_process_died_is_sent_by_the_next_one()
    {
        var hold = new TaskCompletionSource();
        _bench.Hold = call => call.Text is "two" ? hold.Task : Task.CompletedTask;
        await _bench.Start();
        _bench.Store.Commit(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"), Say(Chat("a:1"), "three"));
        await Until(() => _bench.Calls.Count == 1 && _bench.Store.Rows.Count == 2);

        await _bench.Crash();
        _bench.Hold = _ => Task.CompletedTask;
        await _bench.Start();
        await _bench.Run();

        _bench.Taken.Select(call => call.Text).Should().Equal("one", "two", "three");
        _bench.Store.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_is_doubled_only_when_its_delivery_was_not_noted()
    {
        _bench.Store.Commit(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"));
        await _bench.Start(new SlowNotes(_bench.Store, new TaskCompletionSource<bool>().Task));
        await Until(() => _bench.Calls.Count == 2);

        await _bench.Crash();
        await _bench.Start();
        await _bench.Run();

        _bench.Taken.Select(call => call.Text).Should().Equal("one", "two", "one", "two");
    }

    [Fact]
    public async Task Attempts_and_pauses_outlive_the_process()
    {
        _bench.Options.MaxAttempts = 5;
        _bench.Refuse = _ => Error(503, retryAfter: "100");
        await _bench.Run([Say(Chat("a:1"), "one")], TimeSpan.FromSeconds(210));
        _bench.Calls.Should().HaveCount(3);

        await _bench.Crash();
        await _bench.Start();
        await _bench.Quiet();
        _bench.Calls.Should().HaveCount(3);
        await _bench.Run();

        _bench.Calls.Should().HaveCount(5);
        _bench.Store.Parked.Should().ContainSingle();
    }

    [Fact]
    public async Task Parked_rows_stay_parked()
    {
        _bench.Refuse = _ => Error(413, "MessageSizeTooBig");
        await _bench.Run(Say(Chat("a:1"), "one"));

        await _bench.Crash();
        await _bench.Start();
        await _bench.Run();

        _bench.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Rows_that_are_committed_while_the_old_ones_are_read_stand_behind_them_and_are_sent_once()
    {
        _bench.Options.PageSize = 7;
        _bench.Store.Commit(Enumerable.Range(0, 100).Select(i => Say(Chat("a:1"), $"{i}")));
        var line = new BusyWhileRead(_bench.Store, page => _bench.Store.Commit(Say(Chat("a:1"), $"new {page}")));

        await _bench.Start(line);
        await _bench.Run();

        _bench.Taken.Select(call => call.Text).Should().Equal(
            Enumerable.Range(0, 100).Select(i => $"{i}").Concat(Enumerable.Range(1, line.Pages).Select(page => $"new {page}")));
    }

    [Fact]
    public async Task A_row_that_was_read_and_settled_while_others_are_read_is_not_sent_again()
    {
        _bench.Options.PageSize = 1;
        _bench.Store.Commit(Say(Chat("a:1"), "old"));
        var line = new BusyWhileRead(_bench.Store, page =>
        {
            if (page == 1) _bench.Store.Commit(Say(Chat("a:2"), "new"));
            if (page == 3) SpinWait.SpinUntil(() => _bench.Store.Rows.Count == 0, TimeSpan.FromSeconds(30));
        });

        await _bench.Start(line);
        await _bench.Run();

        _bench.Taken.Select(call => call.Text).Should().BeEquivalentTo("old", "new");
    }

    [Fact]
    public async Task An_application_that_stops_finishes_what_is_under_way_and_leaves_the_rest()
    {
        var hold = new TaskCompletionSource();
        _bench.Hold = _ => hold.Task;
        await _bench.Start();
        _bench.Store.Commit(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"));
        await Until(() => _bench.Arrived == 1);

        var stopping = _bench.Sender.StopAsync(default);
        hold.SetResult();
        await stopping.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

        _bench.Taken.Select(call => call.Text).Should().Equal("one");
        _bench.Store.Rows.Should().ContainSingle();
    }

    [Fact]
    public async Task An_application_that_stops_does_not_wait_for_ever()
    {
        _bench.Hold = _ => new TaskCompletionSource().Task;
        await _bench.Start();
        _bench.Store.Commit(Say(Chat("a:1"), "one"));
        await Until(() => _bench.Arrived == 1);

        var stopping = _bench.Sender.StopAsync(default);
        _bench.Time.Advance(_bench.Options.Grace);
        await stopping.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

        _bench.Store.Rows.Should().ContainSingle();
        _bench.Store.Parked.Should().BeEmpty();
    }

    [Fact]
    public async Task Ten_thousand_people_are_told_at_the_permitted_rate_across_a_crash()
    {
        const int People = 10_000;
        var perSecond = new TeamsLimits().PerTenant.Min(limit => limit.Count / limit.Window.TotalSeconds);
        _bench.Options.Limits.Enabled = true;
        var start = _bench.Time.GetUtcNow();
        await _bench.Run(Enumerable.Range(0, People).Select(i => Say(Chat($"a:{i}"), "news")), TimeSpan.FromSeconds(60));
        var health = _bench.Sender.Health();
        health.Waiting.Should().BeInRange(People - (int)(60 * perSecond) - 100, People - (int)(60 * perSecond) + 100);
        (health.Waiting + health.Delivered).Should().Be(People);
        health.OldestAge.Should().Be(TimeSpan.FromSeconds(60));

        await _bench.Crash();
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        await _bench.Start();
        await _bench.Run();

        _bench.Taken.Select(call => call.Conversation).Should().OnlyHaveUniqueItems().And.HaveCount(People);
        (_bench.Time.GetUtcNow() - start).Should().BeCloseTo(TimeSpan.FromSeconds((People / perSecond) + 5), TimeSpan.FromSeconds(3));
        ThrottleTests.Exceeded(_bench.Calls, new() { PerTenant = [new(50, TimeSpan.FromSeconds(1))] }).Should().BeEmpty("Teams counts so");
        ThrottleTests.Exceeded(_bench.Calls, new()).Should().BeEmpty();
        _bench.Store.Rows.Should().BeEmpty();
    }

    private sealed class BusyWhileRead(IOutboxStore store, Action<int> meanwhile) : StoreLine(store)
    {
        public int Pages { get; private set; }

        public override async Task<IReadOnlyList<OutboxRow>> Waiting(long afterId, int limit, CancellationToken ct)
        {
            var page = await base.Waiting(afterId, limit, ct);
            if (Pages < 10) meanwhile(++Pages);
            return page;
        }
    }
}
