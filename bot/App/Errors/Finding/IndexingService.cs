using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Errors;

/// <summary>Keeps the index of similar reports up to date beside the turns: at the start, when a look-up finds that a batch is full, and now and then.</summary>
internal sealed partial class IndexingService(Indexing indexing, TimeProvider clock, ILogger<IndexingService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _wanted = new(0, 1);

    /// <summary>Lets it begin at once.</summary>
    public void Wake()
    {
        try
        {
            if (_wanted.CurrentCount is 0) _wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // somebody else woke it at the same moment
        }
    }

    public override void Dispose()
    {
        _wanted.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await indexing.CatchUp(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
            }

            await Wanted(stoppingToken);
        }
    }

    private async Task Wanted(CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pause = Task.Delay(Pause, clock, enough.Token);
        await Task.WhenAny(_wanted.WaitAsync(enough.Token), pause);
        await enough.CancelAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reports could not be taken into the index of similar reports; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
