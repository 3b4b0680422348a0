using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Improvement.Bot.Framework.Tests;

/// <summary>
/// A clock that stands until a test moves it. It also tells which timers are set, which its base keeps to itself: a test waits until a
/// service waits, and goes from timer to timer.</summary>
internal sealed class FakeTime(DateTimeOffset? start = null) : FakeTimeProvider(start ?? new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero))
{
    private readonly ConcurrentDictionary<WatchedTimer, DateTimeOffset> due = new();

    /// <summary>When the next timer fires; null when none is set.</summary>
    public DateTimeOffset? NextTimer => due.Values.Min(at => (DateTimeOffset?)at);

    /// <summary>Number of timers that are set.</summary>
    public int Timers => due.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, callback, state);
        timer.Inner = base.CreateTimer(timer.Fire, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class WatchedTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public ITimer Inner { get; set; } = null!;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            every = period;
            Note(dueTime);
            return Inner.Change(dueTime, period);
        }

        public void Fire(object? nothing)
        {
            Note(every > TimeSpan.Zero ? every : Timeout.InfiniteTimeSpan);
            callback(state);
        }

        public void Dispose()
        {
            Note(Timeout.InfiniteTimeSpan);
            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Note(TimeSpan dueTime)
        {
            if (dueTime == Timeout.InfiniteTimeSpan) time.due.TryRemove(this, out _);
            else time.due[this] = time.GetUtcNow() + dueTime;
        }
    }
}
