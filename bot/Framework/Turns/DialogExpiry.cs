using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Framework.Turns;

/// <summary>Ends forms that nobody came back to, with a kind word in the place of the card.</summary>
public sealed partial class DialogExpiry(ITurnStore store, Clock clock, TimeProvider time, IOptions<TurnOptions> options,
    IServiceScopeFactory scopes, ILogger<DialogExpiry> log) : BackgroundService
{
    private const int AtOnce = 50;

    /// <summary>Ends the expired dialogs; returns their number.</summary>
    public async Task<int> Sweep(CancellationToken ct)
    {
        var ended = 0;
        while (await store.Expired(clock.UtcNow, AtOnce, ct) is { Count: > 0 } expired)
        {
            var before = ended;
            foreach (var dialog in expired)
            {
                if (await End(dialog, ct)) ended++;
            }

            if (ended == before) break; // each of them is being changed at this moment; the next sweep sees to them
        }

        return ended;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), time);
        do
        {
            try { await Sweep(stoppingToken); }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested) { SweepFailed(e); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> End(SavedDialog dialog, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var language = options.Value.LanguageFor(dialog.Journal.Locale);
        var place = dialog.CardActivity is { } card ? await store.PlaceAt(dialog.Conversation, card, ct) : null;
        return await store.Commit(null, scope.ServiceProvider, writer =>
        {
            CultureInfo.CurrentUICulture = language;
            writer.End(dialog);
            TurnTrace.Dialog(dialog.Journal.Dialog, "expired");
            if (place is not null) writer.Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id });
            else if (dialog.CardActivity is { } message)
            {
                var expired = OutgoingActivity.Of(DialogCards.Expired()).ToJson();
                writer.Enqueue(new(OutboxKind.Replace, dialog.To) { ActivityId = message, Body = expired });
            }
            return default;
        }, ct) is CommitOutcome.Committed;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired forms could not be ended; the next sweep tries again")]
    private partial void SweepFailed(Exception failure);
}
