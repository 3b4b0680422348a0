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
    public Viewer Of(RecordKind kind, Principal viewer, long number) => Ask(kind, viewer, number)();

    /// <summary>Asks for the access of a person, in the round trip of what is asked next; the function gives it.</summary>
    public Func<Viewer> Ask(RecordKind kind, Principal viewer, long number)
    {
        var asked = AskForFacts(kind, viewer, number);
        return () =>
        {
            var facts = asked.Value ?? throw Gone(kind, number);
            return new(viewer.Person, kind.Access.Of(viewer, facts), facts.IsWitness);
        };
    }

    /// <summary>How much a person sees of a record; nothing where there is none.</summary>
    public AccessLevel LevelOf(RecordKind kind, Principal viewer, long number) =>
        AskForFacts(kind, viewer, number).Value is { } facts ? kind.Access.Of(viewer, facts) : AccessLevel.Nothing;

    /// <summary>Those who brought a record in or own it, and its readers (see <see cref="AccessTable"/>).</summary>
    public IReadOnlyList<PersonId> NamedOn(RecordId record)
    {
        var (of, named) = (record.Kind.Access.Table, new List<PersonId>());
        using var rows = session.Statements.Read($"""
            SELECT {of.Author} FROM {of.Table} WHERE id = {record.Number} AND {of.Author} IS NOT NULL
            UNION SELECT owner FROM {of.Table} WHERE id = {record.Number} AND owner IS NOT NULL
            UNION SELECT person FROM {of.Readers} WHERE {of.Key} = {record.Number}
            """);
        while (rows.Read()) named.Add(new(rows.GetInt64(0)));
        return named;
    }

    /// <summary>Asks who reads at a place; see <see cref="PlaceReaders.Ask"/>.</summary>
    public Func<Readers> AskAt(Address place) => readers.Ask(place);

    /// <summary>The access of the readers of a place.</summary>
    public Viewer Of(RecordKind kind, Readers readers, long number) => readers.Person is { } person
        ? Of(kind, person, number)
        : new(default, Access.Of(readers.Team, FactsOf(kind, Principal.Stranger, number)), IsWitness: false);

    /// <summary>The facts of a record on which access and permissions depend.</summary>
    /// <exception cref="InvalidOperationException">There is no such record.</exception>
    public AccessFacts FactsOf(RecordKind kind, Principal viewer, long number) =>
        AskForFacts(kind, viewer, number).Value ?? throw Gone(kind, number);

    private Answer<AccessFacts?> AskForFacts(RecordKind kind, Principal viewer, long number) => session.Statements.Ask(
        $"SELECT {kind.Access.FactColumns(viewer)} FROM {kind.Access.Table.Table} e WHERE e.id = {number}",
        rows => rows.Read() ? Access.ReadFacts(rows, 0) : null);

    private static InvalidOperationException Gone(RecordKind kind, long number) => new($"{kind.Labels.Of(number)} is gone.");
}
