using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Api.Calls;

/// <summary>Removes the requests that are older than a repeated one may be.</summary>
internal sealed class ApiRetention(Database database, Clock clock, IOptions<ApiSettings> settings)
{
    /// <summary>Once an hour, in every instance: it may be done twice.</summary>
    public static readonly JobSchedule Schedule = new("retention of API requests", TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    /// <summary>Removes what is due by now; gives how many.</summary>
    public Task<int> Maintain(CancellationToken ct) =>
        database.Settle(writer => IdempotentRequests.Forget(writer, clock.UtcNow - settings.Value.IdempotencyLife), ct);
}
