using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Who looks at an error, and how much of it they see.</summary>
/// <param name="Person">Zero where several people read.</param>
/// <param name="IsWitness">Whether they said that the same happened to them.</param>
internal sealed record ErrorAccess(PersonId Person, AccessLevel Level, bool IsWitness);

/// <summary>What a person, or those who read at a place, see of an error at this moment; nothing of it is remembered.</summary>
internal sealed class ErrorAccessReader(Session session, PlaceReaders readers)
{
    /// <summary>The columns that <see cref="ReadFacts"/> expects, of <c>errors e</c>; their first and only value is the viewer.</summary>
    public const string FactColumns = """
        e.team, e.reporter, e.owner, e.restricted,
        EXISTS (SELECT 1 FROM error_readers WHERE error_readers.error = e.id AND error_readers.person = @viewer),
        EXISTS (SELECT 1 FROM witnesses WHERE witnesses.error = e.id AND witnesses.person = @viewer),
        EXISTS (SELECT 1 FROM teams WHERE teams.id = e.team AND teams.shares_similar),
        e.state <> 'Reported'
        """;

    private const string FindFacts = $"SELECT {FactColumns} FROM errors e WHERE e.id = @id";
    private const string FindWords = "SELECT note FROM witnesses WHERE error = @error AND person = @person AND note IS NOT NULL ORDER BY id";

    /// <summary>What somebody sees.</summary>
    public ErrorAccess Of(Principal viewer, ErrorRecord error)
    {
        var facts = FactsOf(viewer, error);
        return new(viewer.Person, Visibility.Of(viewer, facts), facts.IsWitness);
    }

    /// <summary>What those see who read at a place.</summary>
    public ErrorAccess At(Address place, ErrorRecord error) => readers.PersonAt(place) is { } person
        ? Of(person, error)
        : new(default, Visibility.Of(readers.TeamAt(place), FactsOf(Principal.Stranger, error)), IsWitness: false);

    /// <summary>What visibility and permissions ask about an error.</summary>
    public ErrorFacts FactsOf(Principal viewer, ErrorRecord error)
    {
        using var rows = session.Statements[FindFacts].Read(viewer.Person.Value, error.Number);
        return rows.Read() ? ReadFacts(rows, 0) : throw new InvalidOperationException($"{error.Label} is gone.");
    }

    /// <summary>The facts in the present row.</summary>
    /// <param name="first">The first of <see cref="FactColumns"/> among its columns.</param>
    public static ErrorFacts ReadFacts(Rows row, int first) => new(
        row.NumberOrNull(first) is { } team ? new(team) : null,
        new(row.GetInt64(first + 1)),
        row.NumberOrNull(first + 2) is { } owner ? new(owner) : null,
        row.GetBoolean(first + 3),
        IsNamed: row.GetBoolean(first + 4),
        IsWitness: row.GetBoolean(first + 5),
        TeamShares: row.GetBoolean(first + 6),
        IsTriaged: row.GetBoolean(first + 7));

    /// <summary>What a witness wrote about it, the oldest first.</summary>
    public IReadOnlyList<string> WordsOf(PersonId witness, long number)
    {
        var words = new List<string>();
        using var rows = session.Statements[FindWords].Read(number, witness.Value);
        while (rows.Read()) words.Add(rows.GetString(0));
        return words;
    }
}
