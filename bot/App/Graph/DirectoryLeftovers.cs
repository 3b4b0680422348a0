using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Graph;

/// <summary>Forgets what the directory told before it was switched off, so that the switch takes effect with the next start.</summary>
internal sealed class DirectoryLeftovers(Database database, IOptions<DirectorySettings> settings)
{
    /// <summary>Once after the start.</summary>
    public static JobSchedule Schedule => new("what the directory told", TimeSpan.FromDays(1));

    /// <summary>Forgets it.</summary>
    public Task Forget(CancellationToken ct) => database.Settle(writer =>
    {
        if (!settings.Value.Enabled) TeamRows.OwnedByNobodyInDirectory(writer);
        if (!settings.Value.AutomaticReplies) AutomaticReplyRows.Forget(writer);
        if (!settings.Value.IsUsed) PermissionRows.Forget(writer);
        return true;
    }, ct);
}
