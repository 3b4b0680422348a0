using System.Data.Common;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage.Engine;

/// <summary>The group commit: one transaction for many commit units.</summary>
internal sealed partial class GroupCommit(DatabaseEngine engine, ILogger<Database> logger) : IDisposable
{
    private Statements _writer = engine.OpenWriter();
    private readonly List<CommitUnit> _ran = [];
    private volatile Refusal? _refusal;

    /// <summary>Called after each commit with the rows that it added to the outbox.</summary>
    public Action<IReadOnlyList<OutboxRow>>? Added { get; set; }

    /// <summary>Why the last turn could not be kept; null once one could be again.</summary>
    public Refusal? Refusal => _refusal;

    /// <summary>Runs and commits all units; none of them is left without an answer.</summary>
    /// <param name="settling">The small ones, which may be run twice (see <see cref="Database.Settle{T}"/>).</param>
    public void Commit(List<CommitUnit> turns, List<CommitUnit> settling)
    {
        List<OutboxRow> added = [];
        var (hasBegun, before) = (false, _refusal);
        try
        {
            Begin();
            hasBegun = true;
            RunAll(turns);
            Settle(settling);
            foreach (var unit in _ran) added.AddRange(unit.Writer!.Added);
            _writer.Commit(addedToOutbox: added.Count > 0);
        }
        catch (Exception e)
        {
            RollBack();
            var failure = hasBegun && _writer.IsLost ? new ConnectionLostException(e) : Recognised(e);
            Report(failure, turns.Count + settling.Count);
            foreach (var unit in _ran) unit.Fail(failure);
            FailWaiting(turns, failure);
            FailWaiting(settling, failure);
            _ran.Clear();
            return;
        }

        // Small units count for nothing here: they may fit where a turn does not.
        if (before is not null && _refusal == before && turns.Count > 0) Recovered();
        Announce(added);
    }

    public void Dispose() => _writer.Dispose();

    // A connection that was lost since the last group, or in it, is opened again; nothing has begun yet.
    private void Begin()
    {
        if (!_writer.IsLost)
        {
            try
            {
                _writer.Begin();
                return;
            }
            catch (DbException) when (_writer.IsLost)
            {
            }
        }

        var next = engine.OpenWriter();
        _writer.Dispose();
        _writer = next;
        _writer.Begin();
    }

    // Each unit belongs to the group from before its savepoint on, so that whatever goes wrong, its waiters hear of it.
    private void RunAll(List<CommitUnit> units)
    {
        foreach (var unit in units)
        {
            if (!unit.TryClaim()) continue;
            _ran.Add(unit);
            RunAlone(unit);
        }
    }

    private void RunAlone(CommitUnit unit)
    {
        _writer["SAVEPOINT unit"].Execute();
        var failure = Attempt(unit);
        if (failure is not null) Undo("ROLLBACK TO unit", failure);
        _writer["RELEASE unit"].Execute();
        if (failure is null) return;
        if (failure is StoreUnavailableException) Report(failure, 1);
        _ran.Remove(unit);
        unit.Fail(failure);
    }

    // After some failures (a full disk) SQLite has undone the whole transaction by itself, and the savepoint is gone: then the whole group
    // fails with that.
    private void Undo(string sql, Exception failure)
    {
        try
        {
            _writer[sql].Execute();
        }
        catch (DbException) when (failure is StoreUnavailableException)
        {
            throw failure;
        }
    }

    // Small units fail rarely and can be run again, so they share one savepoint; only when one fails, each gets its own, and nothing of its
    // first run is left.
    private void Settle(List<CommitUnit> units)
    {
        units.RemoveAll(unit => !unit.TryClaim());
        if (units.Count is 0) return;
        _ran.AddRange(units);
        _writer["SAVEPOINT units"].Execute();
        Exception? failure = null;
        var allWell = units.TrueForAll(unit => (failure = Attempt(unit)) is null);
        if (!allWell) Undo("ROLLBACK TO units", failure!);
        _writer["RELEASE units"].Execute();
        if (!allWell) units.ForEach(RunAlone);
    }

    private Exception? Attempt(CommitUnit unit)
    {
        try
        {
            unit.Run(_writer);
            return null;
        }
        catch (Exception e)
        {
            return Recognised(e);
        }
    }

    private Exception Recognised(Exception e) => engine.FaultOf(e) is { } fault ? new StoreUnavailableException(fault, e) : e;

    // A disk that is full stays so for a while, and a log that repeats it for every turn would fill it further.
    private void Report(Exception failure, int count)
    {
        if (failure is not StoreUnavailableException away)
        {
            LogGroupFailed(logger, count, failure);
            return;
        }

        if (_refusal?.Fault != away.Fault) LogUnavailable(logger, StoreUnavailableException.Reason(away.Fault), away);
        _refusal = new(away.Fault, TimeProvider.System.GetTimestamp());
    }

    private void Recovered()
    {
        _refusal = null;
        LogAvailable(logger);
    }

    private void Announce(List<OutboxRow> added)
    {
        try
        {
            foreach (var unit in _ran) unit.OnCommitted();
            if (added.Count > 0 && !engine.IsShared) Added?.Invoke(added);
        }
        catch (Exception e)
        {
            LogListenerFailed(logger, e);
        }

        foreach (var unit in _ran) unit.Succeed();
        _ran.Clear();
    }

    // After some failures (a full disk) the engine has rolled back by itself, and says so here.
    private void RollBack()
    {
        try
        {
            _writer.RollBack();
        }
        catch (Exception e)
        {
            LogRollBackFailed(logger, e);
        }
    }

    private static void FailWaiting(List<CommitUnit> units, Exception exception)
    {
        foreach (var unit in units)
        {
            if (unit.TryClaim()) unit.Fail(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Count} units failed; nothing of it was kept")]
    private static partial void LogGroupFailed(ILogger logger, int count, Exception exception);

    [
        LoggerMessage(
            Level = LogLevel.Error,
            Message = "Nothing can be written, {Reason}; this is logged once, until something can be written again")]
    private static partial void LogUnavailable(ILogger logger, string reason, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database can be written again")]
    private static partial void LogAvailable(ILogger logger);

    [LoggerMessage(Level = LogLevel.Debug, Message = "There was nothing left to roll back")]
    private static partial void LogRollBackFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox sender could not be notified of new rows")]
    private static partial void LogListenerFailed(ILogger logger, Exception exception);
}

/// <summary>A turn that could not be kept.</summary>
/// <param name="At">When, as a timestamp of real time.</param>
internal sealed record Refusal(StoreFault Fault, long At);
