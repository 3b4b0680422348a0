using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Jobs;

/// <summary>
/// The sweep over all rows that are due: the oldest first, each in a scope and a commit of its own, with its own due time as the present
/// moment and the bot as actor. One that fails keeps no other waiting, and is due again with the next sweep.
/// </summary>
internal sealed partial class DueRowSweep(IEnumerable<DueSource> sources, IServiceScopeFactory scopes, ILogger<DueRowSweep> log)
{
    private const int AtOnce = 200;

    // So many are handed over before the first is awaited: they run one after the other all the same, and share the wait for the disk.
    private const int Together = 16;

    /// <summary>Handles what is due; gives how many rows.</summary>
    public async Task<int> Run(DateTimeOffset now, CancellationToken ct)
    {
        var handled = 0;
        var failed = sources.ToDictionary(source => source, _ => 0);
        var lost = new HashSet<(DueSource Source, DueRow Row)>();
        while (Next(now, failed) is { Count: > 0 } rows)
        {
            foreach (var some in rows.Chunk(Together))
            {
                var outcomes = await Task.WhenAll(some.Select(found => Handle(found.Source, found.Row, ct)));
                foreach (var (found, outcome) in some.Zip(outcomes))
                {
                    if (outcome is Outcome.Handled) handled++;
                    else if (outcome is Outcome.Failed || !lost.Add(found)) failed[found.Source]++;
                }
            }
        }

        return handled;
    }

    private enum Outcome
    {
        Handled,
        Failed,

        // Another sweep was first and the row is no longer due; passing over it would pass over another row. Found again, it has failed.
        Lost,
    }

    // Of each source as many as of all together, so that the oldest of all are among them.
    private List<(DueSource Source, DueRow Row)> Next(DateTimeOffset now, Dictionary<DueSource, int> failed)
    {
        using var scope = scopes.CreateScope();
        var found =
            from source in sources
            from row in Found(source, scope.ServiceProvider, now, failed[source])
            select (Source: source, Row: row);
        return [.. found.OrderBy(each => each.Row.DueAt).Take(AtOnce)];
    }

    // A source that fails keeps no other waiting.
    private IReadOnlyList<DueRow> Found(DueSource source, IServiceProvider scope, DateTimeOffset now, int skip)
    {
        try
        {
            return source.Find(scope, now, skip, AtOnce);
        }
        catch (Exception e)
        {
            NotFound(source.Name, e);
            return [];
        }
    }

    private async Task<Outcome> Handle(DueSource source, DueRow row, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Actor>().ActAsBot(row.DueAt);
            var run = new JobRun(scope.ServiceProvider, new(source.Name, row.Key, row.DueAt), row.DueAt);
            var ran = false;
            await run.Commit(_ =>
            {
                ran = true;
                source.Handle(scope.ServiceProvider, run);
            }, ct);
            if (ran) return Outcome.Handled;
            DoneAlready(source.Name, row.Key, row.DueAt);
            return Outcome.Lost;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Failed(source.Name, row.Key, row.DueAt, e);
            return Outcome.Failed;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source} {Row}, due at {DueAt:u}, failed; it is tried again with the next sweep")]
    private partial void Failed(string source, string row, DateTimeOffset dueAt, Exception exception);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The rows of {Source} that are due could not be read; they are looked for again with the next sweep")]
    private partial void NotFound(string source, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Source} {Row}, due at {DueAt:u}, was done already, here or by another instance")]
    private partial void DoneAlready(string source, string row, DateTimeOffset dueAt);
}
