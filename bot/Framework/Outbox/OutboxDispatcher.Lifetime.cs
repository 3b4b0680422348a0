using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <content>How it starts and ends.</content>
internal sealed partial class OutboxDispatcher
{
    private readonly Lock _arrivals = new();
    private readonly List<OutboxRow> _early = [];
    private Task _loading = Task.CompletedTask;
    private bool _loaded;

    /// <summary>Begins with the rows that wait, and then takes new ones as they are committed.</summary>
    public void Begin(SenderLease lease)
    {
        _lease = lease;
        _loading = Task.Run(Load, CancellationToken.None);
    }

    /// <summary>
    /// Begins nothing new, finishes what is under way as long as <see cref="OutboxOptions.Grace"/> allows, and leaves the rest for the next
    /// holder of the sender lease.
    /// </summary>
    public async Task End(CancellationToken ct)
    {
        _scheduler.Stop();
        try
        {
            await _ending.CancelAsync(); // what could not be noted is tried once more
            await _scheduler.WhenSettled().WaitAsync(_options.Grace, _time, ct);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            CutOff(_scheduler.Count().InFlight);
        }
        await _cutOff.CancelAsync();
    }

    /// <summary>Stops sending at once: another instance may hold the sender lease.</summary>
    public async Task BreakOff()
    {
        _scheduler.Stop();
        CutOff(_scheduler.Count().InFlight);
        await _ending.CancelAsync();
        await _cutOff.CancelAsync();
    }

    /// <summary>Takes rows that have been committed, in the order of their ids.</summary>
    public void Take(IReadOnlyList<OutboxRow> rows)
    {
        lock (_arrivals)
        {
            // Until the old rows are in their queues, the new ones stand behind them.
            if (!_loaded)
            {
                _early.AddRange(rows);
                return;
            }
        }
        _scheduler.Add(rows);
    }

    private async Task Load()
    {
        var last = 0L;
        for (var failures = 0; ;)
        {
            try
            {
                var page = await _store.Waiting(last, _options.PageSize, _cut);
                _scheduler.Add(page);
                if (page.Count > 0) last = page[^1].Id;
                if (page.Count < _options.PageSize) break;
            }
            catch (OperationCanceledException) when (_cut.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                NotLoaded(problem);
                await Task.Delay(_options.FirstPause * ++failures, _time, _cut);
            }
        }
        lock (_arrivals)
        {
            _loaded = true;
            // A say up to here has been read above, and may be settled already; a show is read again before it is sent.
            _scheduler.Add(_early.Where(row => row.Id > last || row.Kind is OutboxKind.Show));
            _early.Clear();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The waiting rows of the outbox could not be read; this is retried")]
    private partial void NotLoaded(Exception problem);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{InFlight} calls to the connector were cancelled; their outbox rows are sent again "
            + "by the next holder of the sender lock")]
    private partial void CutOff(int inFlight);
}
