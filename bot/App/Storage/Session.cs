using System.Data.Common;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage;

/// <summary>
/// The database as one scope sees it, for the SQL of the slices. While the scope decides, it reads on a connection that refuses to write;
/// while a commit of the scope runs, it is the writer's connection, inside the transaction.
/// </summary>
internal sealed class Session(Database database) : IDisposable
{
    private Statements? _reader;
    private Statements? _writer;
    private ITurnWriter? _turnWriter;

    /// <summary>What its SQL is run with.</summary>
    public Statements Statements => _writer ?? (_reader ??= database.RentReader());

    /// <summary>Whether a commit of this scope is running, so that writing is possible.</summary>
    public bool IsWriting => _writer is not null;

    /// <summary>
    /// Number of the commit that this scope is in, or between two of them; it grows as one begins and as it ends. What was read under
    /// another number may be out of date, and is to be read anew.
    /// </summary>
    public int Snapshot { get; private set; }

    /// <summary>What the commit of this scope writes with beside SQL: dialogs, places and messages.</summary>
    /// <exception cref="InvalidOperationException">No commit of this scope is running.</exception>
    public ITurnWriter Writer => _turnWriter ?? throw new InvalidOperationException("Nothing can be written outside a commit.");

    /// <summary>Runs something that only reads, and ends the statement that it is at when <paramref name="ct"/> is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public T Read<T>(Func<Session, T> read, CancellationToken ct)
    {
        if (IsWriting) throw new InvalidOperationException("A statement of the writer is not interrupted: others are in its transaction.");
        ct.ThrowIfCancellationRequested();
        var statements = Statements;
        using var stop = ct.UnsafeRegister(static state => ((Statements)state!).Interrupt(), statements);
        try
        {
            return read(this);
        }
        catch (DbException e) when (statements.WasInterrupted(e) && ct.IsCancellationRequested)
        {
            throw new OperationCanceledException("The statement was interrupted.", e, ct);
        }
    }

    /// <summary>
    /// Runs the work of a commit; while it runs, this session writes. Waits on the writer's thread for work that is usually done already.
    /// </summary>
    internal T Write<T>(Statements writer, ITurnWriter turnWriter, Func<Session, ValueTask<T>> work)
    {
        (_writer, _turnWriter) = (writer, turnWriter);
        Snapshot++;
        try
        {
            var running = work(this);
            return running.IsCompleted ? running.Result : running.AsTask().GetAwaiter().GetResult();
        }
        finally
        {
            (_writer, _turnWriter) = (null, null);
            Snapshot++;
        }
    }

    /// <summary>Gives the reader back while the scope waits for its commit.</summary>
    internal void ReleaseReader()
    {
        if (_writer is not null) throw new InvalidOperationException("A commit was asked for inside a commit; do everything in one.");
        if (_reader is null) return;
        database.ReturnReader(_reader);
        _reader = null;
    }

    public void Dispose()
    {
        if (_reader is not null) database.ReturnReader(_reader);
        _reader = null;
    }
}
