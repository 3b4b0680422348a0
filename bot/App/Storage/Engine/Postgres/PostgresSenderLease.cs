using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage.Turns;
using Npgsql;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>
/// The sender lease as a session-level advisory lock. New outbox rows are read over the connection that holds it, whoever committed them:
/// when they are announced, and once a second in any case, which also proves that the lock is still there. Without that proof the lease
/// counts as lost before the server gives the lock to another instance.
/// </summary>
internal sealed class PostgresSenderLease : SenderLease
{
    private const int PageSize = 500;

    // The driver, before it admits that an answer is late, tries to cancel the question over another connection, which waits as well.
    private static readonly TimeSpan LookForProof = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    // The server gives the lock away once it has heard nothing on the connection for four seconds. A proxy between the two may answer the
    // server's own probes (tcp_keepalives) long after
    // it has stopped to pass anything on, so the server counts for itself; version 13 cannot yet.
    private const string EndWhenSilent = "SET idle_session_timeout = 4000";
    private const int FirstThatCounts = 14;

    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(3.5);

    // What another instance has just sent counts towards the limits of Teams, which are counted over one and two seconds.
    private static readonly TimeSpan Respect = TimeSpan.FromSeconds(2);

    private readonly PostgresStatements _statements;
    private readonly NpgsqlConnection _connection;
    private readonly Action<IReadOnlyList<OutboxRow>> _added;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _leaving = new();
    private Task _listening = Task.CompletedTask;
    private ITimer? _watch;
    private long _proof = TimeProvider.System.GetTimestamp();
    private long _last;

    private PostgresSenderLease(PostgresEngine engine, NpgsqlConnection connection, Action<IReadOnlyList<OutboxRow>> added)
    {
        (_connection, _added) = (connection, added);
        _statements = new(engine, connection, isReader: false);
        Lost = _lost.Token;
    }

    public override CancellationToken Lost { get; }

    public override bool IsHeld
    {
        get
        {
            if (TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _proof)) < Trust && !Lost.IsCancellationRequested) return true;
            _lost.Cancel();
            return false;
        }
    }

    /// <summary>Waits for the sender lease.</summary>
    /// <param name="added">Called with rows that are committed from then on.</param>
    /// <param name="othersSent">Whether another instance may have sent a moment ago.</param>
    public static async Task<PostgresSenderLease> Take(
        PostgresEngine engine, Action<IReadOnlyList<OutboxRow>> added, bool othersSent, CancellationToken ct)
    {
        var connection = await Task.Run(engine.OpenSenderLease, ct);
        var lease = new PostgresSenderLease(engine, connection, added);
        try
        {
            if (connection.PostgreSqlVersion.Major >= FirstThatCounts) lease._statements.Run(EndWhenSilent);
            lease._statements.Run($"LISTEN {PostgresLocks.OutboxBell}");
            while (!lease.TryLock())
            {
                othersSent = true;
                await Task.Delay(AskAgain, TimeProvider.System, ct);
            }

            if (othersSent) await Task.Delay(Respect, TimeProvider.System, ct);
            lease.Listen();
            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_watch is not null) await _watch.DisposeAsync();
        await _leaving.CancelAsync();
        await _listening;
        _statements.Dispose();
        _leaving.Dispose();
    }

    private bool TryLock()
    {
        using var rows = _statements.Read($"SELECT pg_try_advisory_lock({PostgresLocks.Sender})");
        return rows.Read() && rows.GetBoolean(0);
    }

    // Whoever loads the rows that wait reads on from here or earlier.
    private void Listen()
    {
        var asked = TimeProvider.System.GetTimestamp();
        _last = _statements.Number($"SELECT MAX(id) FROM outbox") ?? 0;
        Prove(asked);
        _listening = Task.Run(ListenUntilTheEnd);
        _watch = TimeProvider.System.CreateTimer(_ => _ = IsHeld, null, LookForProof, LookForProof);
    }

    private async Task ListenUntilTheEnd()
    {
        try
        {
            while (!_leaving.IsCancellationRequested)
            {
                await _connection.WaitAsync(LookAgain, _leaving.Token);
                var asked = TimeProvider.System.GetTimestamp();
                ReadOn();
                Prove(asked);
            }
        }
        catch (Exception) when (_leaving.IsCancellationRequested)
        {
            // the connection is closed next
        }
        catch (Exception)
        {
            await _lost.CancelAsync();
        }
    }

    private void ReadOn()
    {
        List<OutboxRow> rows;
        do
        {
            rows = OutboxRows.Waiting(_statements, _last, PageSize);
            if (rows.Count is 0) return;
            _last = rows[^1].Id;
            _added(rows);
        }
        while (rows.Count == PageSize);
    }

    // The server heard the question after it was asked, however long the answer took.
    private void Prove(long asked) => Interlocked.Exchange(ref _proof, asked);
}
