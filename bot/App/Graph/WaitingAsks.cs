using System.Collections.Frozen;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Graph;

/// <summary>
/// Looks up the automatic replies of people who are about to be asked, and has them asked: outside every turn, with at most two seconds of
/// waiting for the directory. What it has not told by then is decided without it.
/// </summary>
/// <param name="client">Null where the directory is switched off; then what still waits from before is asked.</param>
internal sealed partial class WaitingAsks(
    IEnumerable<AskSource> sources, Database database, JobCommit commits, IServiceScopeFactory scopes, Clock clock, TimeProvider time,
    ILogger<WaitingAsks> log, DirectoryClient? client = null)
{
    /// <summary>How long the directory is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2); // the signal may be given a moment before the wish is committed
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly FrozenDictionary<string, AskSource> _sources = sources.ToFrozenDictionary(source => source.Name);

    /// <summary>Lets what waits be asked now.</summary>
    public JobSignal Wanted { get; } = new();

    /// <summary>When something begins to wait, and every two seconds; where the directory is off, once for what is left.</summary>
    public JobSchedule Schedule =>
        new("people about to be asked", client is null ? TimeSpan.FromDays(1) : LookAgain) { Signal = Wanted };

    /// <summary>Asks what waits, in one instance at a time.</summary>
    public async Task Run(CancellationToken ct)
    {
        if (Waiting() is []) return;
        var lease = new Lease(database, "people about to be asked", Life, time);
        if (!await lease.TryHold(ct)) return;
        try
        {
            var failed = new HashSet<long>();
            while (Waiting().Where(ask => !failed.Contains(ask.Id)).ToList() is { Count: > 0 } asks && await lease.TryHold(ct))
            {
                if (client is not null) await LookUp(client, ct);
                foreach (var ask in asks)
                {
                    if (!await Ask(ask, ct)) failed.Add(ask.Id);
                }
            }
        }
        finally
        {
            await lease.Release(CancellationToken.None);
        }
    }

    private IReadOnlyList<WaitingAsk> Waiting()
    {
        using var session = database.OpenSession();
        return WaitingAskRows.All(session.Statements);
    }

    private async Task LookUp(DirectoryClient directory, CancellationToken ct)
    {
        var wanted = await database.Settle(writer => AutomaticReplyRows.Take(writer, clock.UtcNow), ct);
        if (wanted is []) return;

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        enough.CancelAfter(Patience);
        var answers = await Task.WhenAll(wanted.Select(person => directory.AutomaticReply(person.AadObjectId, enough.Token)));
        ct.ThrowIfCancellationRequested();
        await database.Settle(writer => Keep(writer, [.. wanted.Zip(answers)]), ct);
        foreach (var failure in answers.Select(answer => answer.Failure).OfType<DirectoryFailure>().DistinctBy(each => each.Kind))
        {
            if (failure.Kind is not DirectoryFailureKind.Missing) NotTold(failure.Kind, failure.Reason);
        }
    }

    private bool Keep(Statements writer, IReadOnlyList<(WantedReply Wanted, DirectoryAnswer<AutomaticReply> Answer)> told)
    {
        foreach (var (wanted, answer) in told)
        {
            PermissionRows.Note(writer, DirectoryPermission.Mailboxes, answer.Failure, clock.UtcNow);
            if (answer.Failure is null) AutomaticReplyRows.Keep(writer, wanted.Person, answer.Value, clock.UtcNow);
            if (answer.Failure is { Kind: DirectoryFailureKind.Missing })
            {
                AutomaticReplyRows.Keep(writer, wanted.Person, AutomaticReply.Off, clock.UtcNow);
            }
        }

        return true;
    }

    private async Task<bool> Ask(WaitingAsk ask, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Actor>().ActAsBot(clock.UtcNow);
            await commits.Run("people about to be asked", scope.ServiceProvider, _ =>
            {
                if (!WaitingAskRows.Take(scope.ServiceProvider.GetRequiredService<Session>().Statements, ask.Id)) return;
                _sources.GetValueOrDefault(ask.Source)?.Ask(scope.ServiceProvider, ask.Record, ask.Detail);
            }, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Failed(ask.Source, ask.Record, e);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory did not tell of automatic replies ({Kind}): {Reason}")]
    private partial void NotTold(DirectoryFailureKind kind, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody could be asked about {Source} {Record}; it is tried again in a moment")]
    private partial void Failed(string source, long record, Exception exception);
}
