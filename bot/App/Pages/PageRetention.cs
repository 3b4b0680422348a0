using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Pages;

/// <summary>Removes the links to pages whose time is over.</summary>
internal sealed class PageRetention(Database database, Clock clock)
{
    /// <summary>Once an hour, in every instance: it may be done twice.</summary>
    public static readonly JobSchedule Schedule = new("retention of links to pages", TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    /// <summary>Removes what is over by now; gives how many.</summary>
    public Task<int> Maintain(CancellationToken ct) => database.Settle(writer => PageLinkRows.Forget(writer, clock.UtcNow), ct);
}
