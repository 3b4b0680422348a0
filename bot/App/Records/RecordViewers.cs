using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Records;

/// <summary>A viewer of a record, with their level of access.</summary>
/// <param name="Person">Zero where several people read.</param>
/// <param name="IsWitness">Whether they said that the same happened to them.</param>
internal sealed record Viewer(PersonId Person, AccessLevel Level, bool IsWitness);

/// <summary>Evaluates the access of a person, or of the readers of a place, to a record; reads the facts anew for each question.</summary>
internal sealed class RecordViewers(Session session, PlaceReaders readers)
{
    /// <summary>The access of a person.</summary>
    public Viewer Of(RecordKind kind, Principal viewer, long number)
    {
        var facts = FactsOf(kind, viewer, number);
        return new(viewer.Person, kind.Access.Of(viewer, facts), facts.IsWitness);
    }

    /// <summary>How much a person sees of a record; nothing where there is none.</summary>
    public AccessLevel LevelOf(RecordKind kind, Principal viewer, long number) =>
        Find(kind, viewer, number) is { } facts ? kind.Access.Of(viewer, facts) : AccessLevel.Nothing;

    /// <summary>The access of the readers of a place.</summary>
    public Viewer At(RecordKind kind, Address place, long number) => readers.PersonAt(place) is { } person
        ? Of(kind, person, number)
        : new(default, Access.Of(readers.TeamAt(place), FactsOf(kind, Principal.Stranger, number)), IsWitness: false);

    /// <summary>The facts of a record on which access and permissions depend.</summary>
    /// <exception cref="InvalidOperationException">There is no such record.</exception>
    public AccessFacts FactsOf(RecordKind kind, Principal viewer, long number) =>
        Find(kind, viewer, number) ?? throw new InvalidOperationException($"{kind.Labels.Of(number)} is gone.");

    private AccessFacts? Find(RecordKind kind, Principal viewer, long number)
    {
        using var rows = session.Statements.Read(
            $"SELECT {kind.Access.FactColumns(viewer)} FROM {kind.Access.Table.Table} e WHERE e.id = {number}");
        return rows.Read() ? Access.ReadFacts(rows, 0) : null;
    }
}
