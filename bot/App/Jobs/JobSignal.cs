using System.Threading.Channels;

namespace Improvement.Bot.Jobs;

/// <summary>
/// Lets a job begin before its pause is over. May be given often and from anywhere; what is given while the job runs lets it run once more.
/// </summary>
internal sealed class JobSignal
{
    // A waiter that gives up takes nothing out of a channel; a semaphore may have granted its entry to it in the same moment, and the
    // signal were lost.
    private readonly Channel<bool> _given =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Lets the job begin now, or once more when it is running.</summary>
    public void Give() => _given.Writer.TryWrite(true);

    /// <summary>Waits for the signal or for the end of a pause, and takes the signal back.</summary>
    public async Task Wait(TimeSpan pause, TimeProvider time, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_given.Reader.WaitToReadAsync(enough.Token).AsTask(), Task.Delay(pause, time, enough.Token));
        await enough.CancelAsync();
        _given.Reader.TryRead(out _);
    }
}
