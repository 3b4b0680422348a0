using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Api;

/// <summary>Forgets once an hour which requests were made long ago.</summary>
internal sealed partial class ApiUpkeep(Database database, Clock clock, TimeProvider time, IOptions<ApiSettings> settings, ILogger<ApiUpkeep> log) : BackgroundService
{
    /// <summary>Forgets what is due by now; gives how many.</summary>
    public Task<int> Tend(CancellationToken ct) => database.Settle(writer => IdempotentRequests.Forget(writer, clock.UtcNow - settings.Value.IdempotencyLife), ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Tend(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old requests could not be forgotten; it is tried again in an hour")]
    private partial void Failed(Exception failure);
}
