using System.Collections.Concurrent;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Jobs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>
/// Delivers the record's events to each webhook, one after the other; so nothing is lost over a restart, everything comes in order, and one
/// slow receiver keeps no other waiting. One instance of the bot does it at a time.
/// </summary>
internal sealed partial class WebhookDispatcher(
    Database database, WebhookClient client, IServiceScopeFactory scopes, RecordKinds kinds,
    IOptions<WebhookSettings> settings, JobCommit commits, TimeProvider time, ILogger<WebhookDispatcher> log)
{
    // Renewed when half of it is left, and nothing is begun with less than two timeouts left. Longer would keep the other instances waiting
    // longer when this one dies.
    private readonly Lease _lease = new(database, "webhooks", (settings.Value.Timeout * 6) + (settings.Value.Pause * 2), time);
    private readonly ConcurrentDictionary<long, Task> _running = [];

    /// <summary>In every instance; the lease decides which one delivers.</summary>
    public JobSchedule Schedule => new("webhooks", settings.Value.Pause, settings.Value.Pause);

    /// <summary>Begins to deliver to every webhook that is due and not being delivered to.</summary>
    public async Task Run(CancellationToken ct)
    {
        var due = Due();
        if (due is [] || !await _lease.TryHold(ct)) return;
        foreach (var hook in due.Where(hook => !_running.ContainsKey(hook.Id)))
        {
            _running[hook.Id] = Task.Run(() => Deliver(hook.Id, ct), CancellationToken.None);
        }
    }

    /// <summary>Ends what was begun, and lets another instance go on at once.</summary>
    public async Task Stop()
    {
        await Task.WhenAll(_running.Values);
        await _lease.Release(CancellationToken.None);
    }

    private List<Webhook> Due()
    {
        using var session = database.OpenSession();
        return WebhookRows.DueAt(session.Statements, time.GetUtcNow());
    }

    private async Task Deliver(long hook, CancellationToken ct)
    {
        try
        {
            var queue = new WebhookQueue(scopes, client, kinds, commits, settings.Value, time);
            while (_lease.HoldsFor(settings.Value.Timeout * 2) && await queue.DeliverNext(hook, ct))
            {
                // one after the other
            }
        }
        catch (OperationCanceledException)
        {
            // goes on where it was, here or elsewhere
        }
        catch (Exception e)
        {
            DeliveryFailed(hook, e);
        }
        finally
        {
            _running.TryRemove(hook, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery to webhook {Webhook} failed; it is tried again")]
    private partial void DeliveryFailed(long webhook, Exception failure);
}
