using System.Data.Common;

namespace Improvement.Bot.Storage;

/// <summary>
/// A connection with the statements that it has prepared, by their text. Searches whose text is put together as they are asked go through
/// Dapper.
/// Only constant texts belong here: each is kept for the life of the connection.
/// </summary>
internal abstract class Statements : IDisposable
{
    private readonly Dictionary<string, Statement> _prepared = new(StringComparer.Ordinal);

    /// <summary>For Dapper.</summary>
    public abstract DbConnection Connection { get; }

    /// <summary>Whether the connection has come to its end by itself, so that another one has to be opened.</summary>
    public abstract bool IsLost { get; }

    /// <summary>The prepared statement of a text.</summary>
    public Statement this[string sql]
    {
        get
        {
            if (_prepared.TryGetValue(sql, out var known)) return known;
            return _prepared[sql] = Prepare(sql);
        }
    }

    /// <summary>Begins a transaction as the only one, of all processes, that writes.</summary>
    public abstract void Begin();

    /// <summary>Commits.</summary>
    /// <param name="addedToOutbox">Whether the sender, in whichever process it is, has to hear of it.</param>
    public abstract void Commit(bool addedToOutbox);

    /// <summary>Ends the transaction without keeping anything.</summary>
    public void RollBack() => this["ROLLBACK"].Execute();

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
        foreach (var statement in _prepared.Values) statement.Dispose();
        Close();
    }

    protected abstract Statement Prepare(string sql);

    /// <summary>Closes the connection.</summary>
    protected abstract void Close();
}
