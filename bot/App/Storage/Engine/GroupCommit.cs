using System.Data.Common;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage.Engine;

/// <summary>The group commit: one transaction for many commit units, on a connection of its own.</summary>
/// <param name="beside">
/// Whether its transactions are beside those of other writers (see <see cref="Statements.Begin"/>). What these hinder is a lost race, and
/// is decided again alone.
/// </param>
internal sealed partial class GroupCommit(
    DatabaseEngine engine, StoreRefusals refusals, bool beside, ILogger<Database> logger) : IDisposable
{
    private Statements? _writer;
    private readonly List<CommitUnit> _ran = [];

    /// <summary>Called after each commit with the rows that it added to the outbox.</summary>
    public Action<IReadOnlyList<OutboxRow>>? Added { get; set; }

    private Statements Writer => _writer ??= engine.OpenWriter();

    /// <summary>Opens its connection, which is otherwise opened with the first commit.</summary>
    public void Open() => _ = Writer;

    /// <summary>Runs and commits all units; none of them is left without an answer.</summary>
    /// <param name="settling">The small ones, which may be run twice (see <see cref="Database.Settle{T}"/>).</param>
    public void Commit(List<CommitUnit> turns, List<CommitUnit> settling)
    {
        List<OutboxRow> added = [];
        var (hasBegun, before) = (false, refusals.Last);
        try
        {
            if (beside) turns.Sort(ByConversation);
            if (beside) settling.Sort(ByConversation);
            Begin();
            hasBegun = true;
            if (turns.Count + settling.Count > 1) RunAll(turns, settling);
            else if (!HasRunOnly(turns.Count is 1 ? turns[0] : settling[0], send: turns.Count is 1)) return;
            foreach (var unit in _ran) added.AddRange(unit.Writer!.Added);
            Writer.Commit(addedToOutbox: added.Count > 0);
        }
        catch (Exception e)
        {
            RollBack();
            var failure = hasBegun && _writer?.IsLost is true ? new ConnectionLostException(e) : OfGroup(Recognised(e));
            Report(failure, turns.Count + settling.Count);
            foreach (var unit in _ran) unit.Fail(failure);
            FailWaiting(turns, failure);
            FailWaiting(settling, failure);
            _ran.Clear();
            return;
        }

        // Small units count for nothing here: they may fit where a turn does not.
        if (turns.Count > 0) refusals.Recovered(before);
        Announce(added);
    }

    public void Dispose() => _writer?.Dispose();

    // A connection that was lost since the last group, or in it, is opened again; nothing has begun yet.
    private void Begin()
    {
        if (!Writer.IsLost)
        {
            try
            {
                Writer.Begin(beside);
                return;
            }
            catch (DbException) when (Writer.IsLost)
            {
            }
        }

        var next = engine.OpenWriter();
        Writer.Dispose();
        _writer = next;
        Writer.Begin(beside);
    }

    // The transaction is its own, and its failure needs no savepoint. False when there is nothing to commit.
    private bool HasRunOnly(CommitUnit unit, bool send)
    {
        var isClaimed = unit.TryClaim();
        if (isClaimed) _ran.Add(unit);
        var failure = isClaimed ? Attempt(unit, send) : null;
        if (failure is StoreUnavailableException || (failure is not null && Writer.IsLost)) throw failure;
        if (isClaimed && failure is null) return true;
        RollBack();
        _ran.Clear();
        if (isClaimed) unit.Fail(failure!);
        return false;
    }

    // Each unit belongs to the group from before its savepoint on, so that whatever goes wrong, its waiters hear of it.
    private void RunAll(List<CommitUnit> turns, List<CommitUnit> settling)
    {
        foreach (var unit in turns)
        {
            if (!unit.TryClaim()) continue;
            _ran.Add(unit);
            RunAlone(unit);
        }

        Settle(settling);
    }

    private void RunAlone(CommitUnit unit)
    {
        Writer.BeginUnit();
        var failure = Attempt(unit, send: true);
        if (failure is null)
        {
            Writer.KeepUnit();
            return;
        }

        Undo(failure);
        if (failure is StoreUnavailableException) Report(failure, 1);
        _ran.Remove(unit);
        unit.Fail(failure);
    }

    // After some failures (a full disk) SQLite has undone the whole transaction by itself, and the savepoint is gone; a connection may be
    // lost with it: then the whole group fails with that.
    private void Undo(Exception failure)
    {
        if (Writer.IsLost) throw failure;
        try
        {
            Writer.UndoUnit();
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
        Writer.BeginUnit();
        Exception? failure = null;
        var last = units[^1];
        if (units.TrueForAll(unit => (failure = Attempt(unit, send: unit == last)) is null))
        {
            Writer.KeepUnit();
            return;
        }

        Undo(failure!);
        units.ForEach(RunAlone);
    }

    private Exception? Attempt(CommitUnit unit, bool send)
    {
        try
        {
            unit.Run(Writer);
            if (send) Writer.Flush();
            return null;
        }
        catch (Exception e)
        {
            return Recognised(e);
        }
    }

    private Exception Recognised(Exception e) => engine.FaultOf(e) is { } fault ? new StoreUnavailableException(fault, e)
        : engine.IsLostRace(e) ? new RaceLostException("what another transaction writes as well", e)
        : e;

    // What was sent with the commit cannot be told apart, and neighbours must not pay for one another.
    private Exception OfGroup(Exception failure) =>
        beside && failure is not (StoreUnavailableException or RaceLostException)
            ? new RaceLostException("what was committed at the same time", failure)
            : failure;

    private void Report(Exception failure, int count)
    {
        if (failure is StoreUnavailableException away) refusals.Add(away);
        else if (failure is RaceLostException) LogRaceLost(logger, count, failure);
        else LogGroupFailed(logger, count, failure);
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
            _writer?.RollBack();
        }
        catch (Exception e)
        {
            LogRollBackFailed(logger, e);
        }
    }

    private static int ByConversation(CommitUnit one, CommitUnit other) =>
        string.CompareOrdinal(one.Conversation, other.Conversation);

    private static void FailWaiting(List<CommitUnit> units, Exception exception)
    {
        foreach (var unit in units)
        {
            if (unit.TryClaim()) unit.Fail(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Count} units failed; nothing of it was kept")]
    private static partial void LogGroupFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "A commit of {Count} units lost a race; each is decided again")]
    private static partial void LogRaceLost(ILogger logger, int count, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "There was nothing left to roll back")]
    private static partial void LogRollBackFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox sender could not be notified of new rows")]
    private static partial void LogListenerFailed(ILogger logger, Exception exception);
}
