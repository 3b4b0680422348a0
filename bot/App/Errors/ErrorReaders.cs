using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>A witness who sees all of an error only when a lead lets them in.</summary>
internal sealed record OutsideWitness(PersonId Person, string Name, bool IsLetIn);

/// <summary>Lets witnesses from outside the team see all of an error, and hides it from them again. Its leads decide.</summary>
internal sealed class ErrorReaders(
    Session session, Reporter reporter, RecordPlaces places, RecordEvents events, ErrorGuard guard, RecordViewers viewers,
    PrincipalReader principals, KnownPeople people)
{
    /// <summary>Witnesses looked at, the newest; each costs a look at their roles.</summary>
    private const int AtMost = 20;

    /// <summary>The witnesses about whom the person who asks may decide; nobody for all but leads.</summary>
    public IReadOnlyList<OutsideWitness> Of(ErrorRecord error) =>
        reporter.May(ErrorAction.NameReaders, error)
            ? [.. Witnesses(error.Number).Select(person => Outside(person, error)).OfType<OutsideWitness>()]
            : [];

    /// <summary>Lets a witness in, or out again, inside the turn's transaction; gives why not, or null.</summary>
    public string? Let(long number, PersonId person, bool see)
    {
        if (ErrorRows.FindAny(session, number) is not { } error) return ErrorTexts.NotFound;
        if (!reporter.May(ErrorAction.NameReaders, error)) return guard.Refuse(ErrorAction.NameReaders, error);
        if (Of(error).All(witness => witness.Person != person)) return ErrorTexts.NotFound;
        if ((see ? Add(number, person) : Remove(number, person)) is 0) return null;

        events.Append(
            ErrorKind.Reference(number, error.Team), see ? "reader-added" : "reader-removed", data: EventData.Of(("person", person.Value)));
        places.ShowAgain(ErrorKind.Id(number));
        return null;
    }

    private int Add(long number, PersonId person) => session.Statements.Execute(
        $"INSERT INTO error_readers {NewRow.Of(("error", number), ("person", person.Value))} ON CONFLICT DO NOTHING");

    private int Remove(long number, PersonId person) =>
        session.Statements.Execute($"DELETE FROM error_readers WHERE error = {number} AND person = {person.Value}");

    private OutsideWitness? Outside(PersonId id, ErrorRecord error)
    {
        if (people.Find(id) is not { } person
            || principals.Of(person) is not { } principal
            || viewers.FactsOf(ErrorKind.Definition, principal, error.Number) is not { } facts)
        {
            return null;
        }
        var seesAnyway = ErrorKind.Access.Of(principal, facts with { IsNamed = false }) is AccessLevel.Everything;
        return seesAnyway ? null : new(id, person.ShownName, facts.IsNamed);
    }

    private List<PersonId> Witnesses(long number)
    {
        var found = new List<PersonId>();
        using var rows = session.Statements.Read(
            $"SELECT person FROM witnesses WHERE error = {number} GROUP BY person ORDER BY MAX(id) DESC LIMIT {AtMost}");
        while (rows.Read()) found.Add(new(rows.GetInt64(0)));
        return found;
    }
}
