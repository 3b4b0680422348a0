using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Who looks at an error, and how much of it they see.</summary>
/// <param name="Person">Zero where several people read.</param>
/// <param name="IsWitness">Whether they said that the same happened to them.</param>
internal sealed record ErrorAccess(PersonId Person, AccessLevel Level, bool IsWitness);

/// <summary>What a person, or those who read at a place, see of an error at this moment; nothing of it is remembered.</summary>
internal sealed class ErrorAccessReader(Session session, PlaceReaders readers)
{
    private static readonly string FindFacts = $"SELECT {ErrorKind.Access.FactColumns}, e.state FROM errors e WHERE e.id = @id";
    private const string FindWords =
        "SELECT note FROM witnesses WHERE error = @error AND person = @person AND note IS NOT NULL ORDER BY id";

    /// <summary>What somebody sees.</summary>
    public ErrorAccess Of(Principal viewer, ErrorRecord error)
    {
        var facts = FactsOf(viewer, error).Access;
        return new(viewer.Person, ErrorKind.Access.Of(viewer, facts), facts.IsWitness);
    }

    /// <summary>What those see who read at a place.</summary>
    public ErrorAccess At(Address place, ErrorRecord error) => readers.PersonAt(place) is { } person
        ? Of(person, error)
        : new(default, Access.Of(readers.TeamAt(place), FactsOf(Principal.Stranger, error).Access), IsWitness: false);

    /// <summary>What permissions ask about an error.</summary>
    public ErrorFacts FactsOf(Principal viewer, ErrorRecord error)
    {
        using var rows = session.Statements[FindFacts].Read(viewer.Person.Value, error.Number);
        return rows.Read()
            ? new(Access.ReadFacts(rows, 0), Enum.Parse<ErrorState>(rows.GetString(Access.FactCount)))
            : throw new InvalidOperationException($"{error.Label} is gone.");
    }

    /// <summary>What a witness wrote about it, the oldest first.</summary>
    public IReadOnlyList<string> WordsOf(PersonId witness, long number)
    {
        var words = new List<string>();
        using var rows = session.Statements[FindWords].Read(number, witness.Value);
        while (rows.Read()) words.Add(rows.GetString(0));
        return words;
    }
}
