using System.Data.Common;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Engine;

namespace Improvement.Bot.Storage;

/// <summary>
/// Whether the database can be read and written at this moment, within a bound. It is tried, as a disk that is full can be read all the
/// same; not more often than every two seconds.
/// </summary>
internal sealed class DatabaseHealth(Database database, TimeProvider time)
{
    /// <summary>What does not answer within this time does not answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A small write may fit where a turn does not; so for this long a turn that could not be kept counts more.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Task<string?> _trial = Task.FromResult<string?>(null);
    private long? _tried;

    /// <summary>What keeps it, as half a sentence; null when it can be read and written.</summary>
    public async Task<string?> Problem(CancellationToken ct)
    {
        try
        {
            var problem = await Trial().WaitAsync(Patience, time, ct);
            return problem is null && database.Refusal is { } refusal && TimeProvider.System.GetElapsedTime(refusal.At) < Remembered
                ? NotWritten(refusal.Fault)
                : problem;
        }
        catch (TimeoutException)
        {
            return $"does not answer within {Patience.TotalSeconds:0} s";
        }
    }

    // One trial for all who ask meanwhile: on a server that is silent each waits for as long as the driver does.
    private Task<string?> Trial()
    {
        lock (_gate)
        {
            if (!_trial.IsCompleted || (_tried is { } then && time.GetElapsedTime(then) < Patience)) return _trial;
            _tried = time.GetTimestamp();
            return _trial = Task.Run(Try);
        }
    }

    private async Task<string?> Try()
    {
        try
        {
            Read();
            await database.Settle(Write, CancellationToken.None);
            return null;
        }
        catch (StoreUnavailableException e)
        {
            return NotWritten(e.Fault);
        }
        catch (Exception e) when (e is DbException or ConnectionLostException or ObjectDisposedException)
        {
            return "does not answer";
        }
    }

    private static string NotWritten(StoreFault fault) => $"cannot be written, {StoreUnavailableException.Reason(fault)}";

    private void Read()
    {
        using var session = database.OpenSession();
        session.Statements.Any($"SELECT 1 FROM schema_versions WHERE version = 1");
    }

    // Changes one page, and nothing in it.
    private static int Write(Statements writer) =>
        writer.Execute($"UPDATE schema_versions SET applied_at = applied_at WHERE version = 1");
}
