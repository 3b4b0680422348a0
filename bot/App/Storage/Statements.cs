using System.Data.Common;

namespace Improvement.Bot.Storage;

/// <summary>
/// A connection with the statements that it has prepared. SQL is written as interpolated strings (see <see cref="SqlHandler"/>).
/// </summary>
internal abstract class Statements : IDisposable
{
    private readonly PreparedStatements _prepared;

    protected Statements() => _prepared = new(Prepare, Discard);

    /// <summary>The connection itself, for what no statement can do.</summary>
    public abstract DbConnection Connection { get; }

    /// <summary>Whether the connection has come to its end by itself, so that another one has to be opened.</summary>
    public abstract bool IsLost { get; }

    /// <summary>Whether its transaction is beside others (see <see cref="Begin"/>).</summary>
    public virtual bool IsBeside => false;

    /// <summary>How many statements it has prepared.</summary>
    internal int PreparedCount => _prepared.Count;

    /// <summary>
    /// The prepared statement of a text that is no interpolated string: one of the engine's own, or one that a backup makes from the
    /// catalogue of the tables. It is kept for the life of the connection, and takes its values in the order of their names.
    /// </summary>
    public Statement this[string sql] => _prepared.Of(sql);

    /// <summary>Runs a statement; gives how many rows it changed.</summary>
    public int Execute(SqlHandler sql)
    {
        try
        {
            return _prepared.Of(sql.Parts).Execute(sql.Parts.Values);
        }
        finally
        {
            sql.Parts.GiveBack();
        }
    }

    /// <summary>Runs a statement and opens its rows; to be disposed before it is run again.</summary>
    public Rows Read(SqlHandler sql)
    {
        try
        {
            return _prepared.Of(sql.Parts).Read(sql.Parts.Values);
        }
        finally
        {
            sql.Parts.GiveBack();
        }
    }

    /// <summary>Whether a statement finds a row.</summary>
    public bool Any(SqlHandler sql)
    {
        using var rows = Read(sql);
        return rows.Read();
    }

    /// <summary>The whole number in the first column of the first row; null when there is none.</summary>
    public long? Number(SqlHandler sql)
    {
        using var rows = Read(sql);
        return rows.Read() ? rows.NumberOrNull(0) : null;
    }

    /// <summary>
    /// A question whose answer is not needed yet. Where a network lies between, it is sent with the next statement of the connection that
    /// is answered, or when its value is asked for; so several questions that do not depend on each other take one round trip.
    /// </summary>
    /// <param name="read">Reads the answer out of the rows; runs no other statement.</param>
    public virtual Answer<T> Ask<T>(SqlHandler sql, Func<Rows, T> read)
    {
        var answer = new Answer<T>(() => { }, "");
        using var rows = Read(sql);
        answer.Is(read(rows));
        return answer;
    }

    /// <summary>
    /// Runs a statement whose answer nobody needs; where a network lies between, with the next one that is answered, at the latest before
    /// the commit.
    /// </summary>
    /// <param name="orElse">What is thrown, then, when it changes no row or a constraint refuses it; null where neither matters.</param>
    public virtual void Queue(SqlHandler sql, Func<Exception>? orElse = null)
    {
        try
        {
            if (Execute(sql) is 0 && orElse is not null) throw orElse();
        }
        catch (DbException e) when (orElse is not null && IsConstraint(e))
        {
            throw orElse();
        }
    }

    /// <summary>
    /// Adds to a table whose numbers grow in the order of commits, as its readers go on from the last number that they know
    /// (<c>outbox</c>, <c>record_events</c>). Where others commit at the same time, it is run at the end of the transaction.
    /// </summary>
    public virtual void Append(SqlHandler sql) => Execute(sql);

    /// <summary>Begins a transaction that writes.</summary>
    /// <param name="beside">
    /// Whether others that say so too may be under way at the same time, where the engine can do that; otherwise it is the only one, of all
    /// processes, that writes.
    /// </param>
    public abstract void Begin(bool beside = false);

    /// <summary>Begins a part of the transaction that can be undone alone.</summary>
    public virtual void BeginUnit() => this["SAVEPOINT unit"].Execute();

    /// <summary>Ends the part and keeps it.</summary>
    public virtual void KeepUnit() => this["RELEASE unit"].Execute();

    /// <summary>Undoes the part.</summary>
    public virtual void UndoUnit()
    {
        this["ROLLBACK TO unit"].Execute();
        this["RELEASE unit"].Execute();
    }

    /// <summary>Forgets what was asked and never sent: who asked is gone.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>Sends what waits to be sent, and looks whether it did what was expected.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>Commits, with all that waits to be sent.</summary>
    /// <param name="addedToOutbox">Whether the sender, in whichever process it is, has to hear of it.</param>
    public abstract void Commit(bool addedToOutbox);

    /// <summary>Ends the transaction without keeping anything.</summary>
    public virtual void RollBack() => this["ROLLBACK"].Execute();

    /// <summary>Runs statements of which there may be several in the text, once.</summary>
    public abstract void Run(string sql);

    /// <summary>
    /// Ends the statement that runs on the connection, if any, from another thread; it fails with <see cref="WasInterrupted"/>.
    /// </summary>
    public abstract void Interrupt();

    /// <summary>Whether a statement failed because it was interrupted.</summary>
    public abstract bool WasInterrupted(DbException exception);

    /// <summary>Whether a statement failed because a row with its key exists, or a row it refers to does not.</summary>
    public abstract bool IsConstraint(DbException exception);

    public void Dispose()
    {
        _prepared.Dispose();
        Close();
    }

    /// <summary>The prepared statement of what was put together.</summary>
    protected Statement Of(SqlParts parts) => _prepared.Of(parts);

    protected abstract Statement Prepare(string sql);

    /// <summary>Takes back a statement that is not used any more while the connection stays open.</summary>
    protected virtual void Discard(Statement statement) => statement.Dispose();

    /// <summary>Closes the connection.</summary>
    protected abstract void Close();
}
