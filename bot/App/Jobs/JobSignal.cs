namespace Improvement.Bot.Jobs;

/// <summary>Lets a job begin before its pause is over. May be given often and from anywhere; what is given while the job runs lets it run once more.</summary>
internal sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim _given = new(0, 1);

    /// <summary>Lets the job begin now, or once more when it is running.</summary>
    public void Give()
    {
        try
        {
            if (_given.CurrentCount is 0) _given.Release();
        }
        catch (SemaphoreFullException)
        {
            // somebody else gave it at the same moment
        }
    }

    /// <summary>Waits for the signal or for the end of a pause.</summary>
    public async Task Wait(TimeSpan pause, TimeProvider time, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_given.WaitAsync(enough.Token), Task.Delay(pause, time, enough.Token));
        await enough.CancelAsync();
    }

    public void Dispose() => _given.Dispose();
}
