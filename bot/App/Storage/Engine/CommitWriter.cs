using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage.Engine;

/// <summary>
/// What one run of a commit unit writes with, and the outbox rows that it adds, which are announced when its group is on disk.
/// </summary>
internal sealed class CommitWriter(Statements statements)
{
    private List<OutboxRow>? _added;
    private bool _closed;

    /// <summary>The writer's connection, inside the transaction.</summary>
    /// <exception cref="InvalidOperationException">The run is over.</exception>
    public Statements Statements =>
        _closed ? throw new InvalidOperationException("Nothing can be written when the work of a commit is over.") : statements;

    /// <summary>The outbox rows that were added, ascending.</summary>
    public IReadOnlyList<OutboxRow> Added => _added ?? [];

    /// <summary>Notes rows that this run added to the outbox.</summary>
    public void Announce(params IReadOnlyCollection<OutboxRow> rows) => (_added ??= []).AddRange(rows);

    /// <summary>Ends the run: from here on only <see cref="Added"/> is asked.</summary>
    public void Close() => _closed = true;
}
