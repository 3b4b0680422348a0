using Improvement.Bot.Feedback;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Graph;
using Improvement.Bot.Jobs;
using Improvement.Bot.Operations.Backups;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Operations;

/// <summary>Whether the process lives, and whether it can do its work.</summary>
internal static class Health
{
    /// <summary>An outbox row that waits longer than this makes the bot not ready.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", context => context.Response.WriteAsync("live"));
        app.MapGet("/health/ready", Ready);
    }

    private static async Task Ready(HttpContext context)
    {
        var sender = context.RequestServices.GetRequiredService<OutboxSender>();
        var outbox = sender.Health();
        var problem = await context.RequestServices.GetRequiredService<DatabaseHealth>().Problem(context.RequestAborted);
        var keys = context.RequestServices.GetRequiredService<ChannelAuthentication>().Keys;
        var scheduler = context.RequestServices.GetRequiredService<Scheduler>();
        var backups = context.RequestServices.GetRequiredService<BackupHealth>();
        var directory = context.RequestServices.GetRequiredService<DirectoryHealth>();
        var ready = problem is null && scheduler.Problem is null && outbox.OldestAge < LongestWait && keys is not { Count: 0 };
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsync(string.Join('\n',
            ready ? "ready" : "not ready",
            $"database: {problem ?? "can be written"}",
            $"scheduler: {Told(scheduler)}",
            $"nightly backup: {(problem is null ? backups.Backup : "not known")}",
            $"restore trial: {(problem is null ? backups.Trial : "not known")}",
            $"directory, owners of teams: {(problem is null ? directory.Owners : "not known")}",
            $"directory, automatic replies: {(problem is null ? directory.AutomaticReplies : "not known")}",
            $"keys of anonymous surveys: {FeedbackSlice.KeysHealth(context.RequestServices)}",
            $"keys of the channel: {keys switch { null => "not asked for", { Count: 0 } => "none", { Count: var count } => count }}",
            $"outbox: {outbox.Waiting} waiting, {outbox.InFlight} under way, the oldest for {outbox.OldestAge.TotalSeconds:0} "
                + $"s, {outbox.Parked} set aside since the "
                + $"start{(sender.HoldsSenderLease ? "" : "; another instance holds the sender lock, or acquires it in a moment")}"));
    }

    private static string Told(Scheduler scheduler)
    {
        if (scheduler.Problem is { } problem) return problem;
        if (scheduler.IsElsewhere) return "run by the instance that holds the sender lock";
        if (!scheduler.IsRunning) return "starts";
        return scheduler.Doubt is { } doubt ? $"warning, its triggers are in memory alone: {doubt}" : "on time";
    }
}
