using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// Does things a fixed time later, in the order in which they were given, for any number of connections on one thread of its own.
/// <c>Task.Delay</c> of 1 ms takes 2 to 8 ms on Linux, whose coarse clock .NET's timers ask; this one sleeps to the moment: 1 ms takes
/// 1.0 to 1.2 ms where a processor is free, and whatever the load of the machine adds. On other systems it is as coarse as they are.
/// </summary>
internal sealed class DelayLine : IDisposable
{
    // What the kernel adds to each sleep (its timer slack of 50 microseconds and the waking).
    private static readonly TimeSpan Late = TimeSpan.FromMicroseconds(60);

    private readonly BlockingCollection<(long Added, Action Then)> _waiting = [];
    private readonly TimeSpan _delay;

    public DelayLine(TimeSpan delay)
    {
        _delay = delay;
        new Thread(Run) { IsBackground = true, Name = "delay" }.Start();
    }

    /// <summary>Does it later; it must not take long.</summary>
    public void Add(Action then)
    {
        if (!_waiting.IsAddingCompleted) _waiting.Add((TimeProvider.System.GetTimestamp(), then));
    }

    /// <summary>What waits is still done.</summary>
    public void Dispose() => _waiting.CompleteAdding();

    private void Run()
    {
        foreach (var (added, then) in _waiting.GetConsumingEnumerable())
        {
            while (_delay - TimeProvider.System.GetElapsedTime(added) is var left && left > Late) Sleep(left - Late);
            then();
        }
    }

    private static void Sleep(TimeSpan time)
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.Sleep(time);
            return;
        }

        var part = new Part((nint)time.Ticks / (nint)TimeSpan.TicksPerSecond, (nint)(time.Ticks % TimeSpan.TicksPerSecond * 100));
        _ = SleepFor(part, 0);
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SleepFor(in Part time, nint rest);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Part(nint Seconds, nint Nanoseconds);
}
