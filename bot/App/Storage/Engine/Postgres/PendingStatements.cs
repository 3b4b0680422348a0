using Npgsql;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>Statements that wait to be sent together: those that are not answered yet, in their order.</summary>
internal sealed class PendingStatements
{
    private readonly List<Pending> _waiting = [];

    /// <summary>How many there are.</summary>
    public int Count => _waiting.Count;

    /// <summary>Whether the outcome of one of them decides whether the transaction may be committed.</summary>
    public bool MustBeSeen => _waiting.Exists(each => each.OrElse is not null);

    /// <summary>All that wait, as they are now.</summary>
    public Pending[] All => [.. _waiting];

    public void Add(Pending statement) => _waiting.Add(statement);

    /// <summary>Takes all of another list behind its own.</summary>
    public void TakeAll(PendingStatements other)
    {
        _waiting.AddRange(other._waiting);
        other._waiting.Clear();
    }

    /// <summary>Forgets all but the first ones.</summary>
    public void KeepFirst(int count)
    {
        if (count < _waiting.Count) _waiting.RemoveRange(count, _waiting.Count - count);
    }

    /// <summary>Takes all out.</summary>
    public Pending[] Take()
    {
        Pending[] taken = [.. _waiting];
        _waiting.Clear();
        return taken;
    }
}

/// <summary>A statement that waits to be sent.</summary>
/// <param name="Read">Reads its answer; null for one without rows.</param>
/// <param name="OrElse">What is thrown when it changes no row or a constraint refuses it; null where neither matters.</param>
internal sealed record Pending(NpgsqlBatchCommand Command, Action<NpgsqlDataReader>? Read = null, Func<Exception>? OrElse = null);
