using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Jobs;

/// <summary>The loop of the jobs that run again and again.</summary>
public sealed class PeriodicJobTests : IDisposable
{
    private readonly Clock _time = new();
    private readonly Recorded _log = new();
    private readonly JobSignal _signal = new();
    private readonly SemaphoreSlim _ran = new(0);
    private Exception? _failure;
    private bool _hasStopped;

    public void Dispose()
    {
        _ran.Dispose();
        _time.Waits.Dispose();
    }

    [Fact]
    public async Task It_runs_at_the_start_after_each_pause_and_when_it_is_wanted()
    {
        using var job = Job(new("job", TimeSpan.FromHours(1)) { Signal = _signal });
        await job.StartAsync(default);
        await Runs();

        await RunsAfter(TimeSpan.FromHours(1));
        _signal.Give();
        await Runs();

        (await _ran.WaitAsync(TimeSpan.FromMilliseconds(50))).Should().BeFalse("nothing wants it");
        await job.StopAsync(default);
        _hasStopped.Should().BeTrue();
    }

    [Fact]
    public async Task A_signal_is_not_lost_to_a_wait_that_ends_at_the_same_moment()
    {
        for (var round = 0; round < 200; round++)
        {
            var wait = _signal.Wait(TimeSpan.FromSeconds(1), _time, CancellationToken.None);
            var advance = Task.Run(() => _time.Advance(TimeSpan.FromSeconds(1)));
            await wait;
            _signal.Give();

            await _signal.Wait(TimeSpan.FromHours(1), _time, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
            await advance;
        }
    }

    [Fact]
    public async Task It_waits_before_the_first_run_where_its_schedule_says_so()
    {
        using var job = Job(new("job", TimeSpan.FromHours(1), First: TimeSpan.FromHours(1)));
        await job.StartAsync(default);
        (await _ran.WaitAsync(TimeSpan.FromMilliseconds(50))).Should().BeFalse();

        await RunsAfter(TimeSpan.FromHours(1));

        await job.StopAsync(default);
    }

    [Fact]
    public async Task A_run_that_fails_is_logged_and_the_next_one_comes_all_the_same()
    {
        _failure = new TimeoutException("too slow");
        using var job = Job(new("nightly count", TimeSpan.FromMinutes(1)));
        await job.StartAsync(default);
        await Runs();

        _failure = new OperationCanceledException("a deadline of its own, not the end of the bot");
        await RunsAfter(TimeSpan.FromMinutes(1));
        _failure = null;
        await RunsAfter(TimeSpan.FromMinutes(1));

        _log.Lines.Should().Equal(
            ("Job nightly count failed; it runs again in 00:01:00", typeof(TimeoutException)),
            ("Job nightly count failed; it runs again in 00:01:00", typeof(OperationCanceledException)));
        await job.StopAsync(default);
    }

    private PeriodicJob Job(JobSchedule schedule) => new(schedule, Run, Stop, _time, _log);

    private Task Run(CancellationToken ct)
    {
        _ran.Release();
        return _failure is { } failure ? Task.FromException(failure) : Task.CompletedTask;
    }

    private Task Stop()
    {
        _hasStopped = true;
        return Task.CompletedTask;
    }

    private async Task Runs() => (await _ran.WaitAsync(TimeSpan.FromSeconds(30))).Should().BeTrue();

    // The clock goes on only when the job waits for it.
    private async Task RunsAfter(TimeSpan time)
    {
        (await _time.Waits.WaitAsync(TimeSpan.FromSeconds(30))).Should().BeTrue();
        _time.Advance(time);
        await Runs();
    }

    /// <summary>A clock that counts who begins to wait for it.</summary>
    private sealed class Clock : FakeTimeProvider
    {
        public SemaphoreSlim Waits { get; } = new(0);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Waits.Release();
            return timer;
        }
    }

    private sealed class Recorded : ILogger<PeriodicJob>
    {
        public List<(string Message, Type? Exception)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((formatter(state, exception), exception?.GetType()));
    }
}
