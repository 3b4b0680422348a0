using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Xunit;
using static Improvement.Bot.Framework.Tests.Outbox.OutboxBench;

namespace Improvement.Bot.Framework.Tests.Outbox;

public sealed class ThrottleTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task No_window_is_ever_exceeded_and_everything_arrives(int seed)
    {
        var chance = new Random(seed);
        using var bench = new OutboxBench { Options = { Limits = { Enabled = true } } };
        bench.Refuse = _ => chance.Next(20) == 0 ? Error(502) : null;
        var rows = 0;
        for (var burst = 0; burst < 12; burst++)
        {
            var load = Enumerable.Range(0, chance.Next(1, 120)).Select(_ => Say(Somewhere(chance), $"{rows++}")).ToList();
            await bench.Run(load, TimeSpan.FromMilliseconds(chance.Next(0, 4000)));
        }
        await bench.Pass(TimeSpan.FromDays(1));

        bench.Taken.Should().HaveCount(rows);
        Exceeded(bench.Calls, new TeamsLimits()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_busy_thread_goes_as_fast_as_it_may()
    {
        using var bench = new OutboxBench { Options = { Limits = { Enabled = true } } };
        var start = bench.Time.GetUtcNow();

        await bench.Run([.. Enumerable.Range(0, 60).Select(i => Say(Chat("a:1"), $"{i}"))]);

        // 8 in 2 s is the tightest: 60 messages fit into seven such spans and a bit.
        (bench.Time.GetUtcNow() - start).Should().BeCloseTo(TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Calls_that_are_slow_to_arrive_do_not_crowd_a_window()
    {
        using var bench = new OutboxBench { Options = { Limits = { Enabled = true } } };
        bench.Hold = _ =>
        {
            // Each of the first seven arrives 100 ms after it was sent.
            if (bench.Arrived <= 7) bench.Time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.CompletedTask;
        };

        await bench.Run([.. Enumerable.Range(0, 8).Select(i => Say(Chat("a:1"), $"{i}"))]);

        (bench.Calls[7].At - bench.Calls[0].At).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_answer_to_somebody_does_not_stand_behind_ten_thousand_announcements()
    {
        using var bench = new OutboxBench { Options = { Limits = { Enabled = true } } };
        await bench.Run(Enumerable.Range(0, 10_000).Select(i => Say(Chat($"a:{i}"), "news")), TimeSpan.FromSeconds(3));
        var asked = bench.Time.GetUtcNow();

        await bench.Run([Say(Chat("a:asker"), "answer")], TimeSpan.FromSeconds(3));

        (bench.Calls.Single(call => call.Text is "answer").At - asked).Should().BeLessThan(TimeSpan.FromSeconds(1.1));
    }

    [Fact]
    public void What_is_remembered_of_a_thread_agrees_with_counting_everything()
    {
        var chance = new Random(5);
        SendLimit[] limits = [new(3, TimeSpan.FromTicks(10)), new(5, TimeSpan.FromTicks(40)), new(23, TimeSpan.FromTicks(300))];
        var times = new SendTimes();
        var all = new List<long>();
        var now = 0L;
        for (var i = 0; i < 20_000; i++)
        {
            now += chance.Next(8);
            var allowed = limits.All(limit => all.Count(at => at > now - limit.Window.Ticks) < limit.Count);
            (times.Due(limits) <= now).Should().Be(allowed);
            if (!allowed) continue;
            times.Add(now, limits);
            all.Add(now);
            if (all.Count > 100) all.RemoveRange(0, 50);
        }
    }

    [Fact]
    public async Task Load_runs_may_switch_the_limits_off()
    {
        using var bench = new OutboxBench();
        var start = bench.Time.GetUtcNow();

        await bench.Run([.. Enumerable.Range(0, 500).Select(i => Say(Chat("a:1"), $"{i}"))]);

        bench.Time.GetUtcNow().Should().Be(start);
    }

    internal static IEnumerable<string> Exceeded(IReadOnlyList<Call> calls, TeamsLimits limits) =>
        calls.GroupBy(call => call.Conversation)
            .SelectMany(thread => limits.PerThread.SelectMany(limit => Exceeded(thread.Key, thread, limit)))
            .Concat(limits.PerTenant.SelectMany(limit => Exceeded("tenant", calls, limit)));

    private static IEnumerable<string> Exceeded(string what, IEnumerable<Call> calls, SendLimit limit)
    {
        var times = calls.Select(call => call.At).Order().ToList();
        for (var i = limit.Count; i < times.Count; i++)
        {
            if (times[i] - times[i - limit.Count] < limit.Window)
            {
                yield return $"{what}: {limit.Count + 1} within {times[i] - times[i - limit.Count]} at {times[i]:O}";
            }
        }
    }

    private static Address Somewhere(Random chance) =>
        chance.Next(3) == 0 ? Chat("19:c@thread.tacv2;messageid=" + chance.Next(3)) : Chat($"a:{chance.Next(chance.Next(1, 60))}");
}
