using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Who looks at an error, and how much of it they see.</summary>
/// <param name="Person">Zero where several people read.</param>
/// <param name="IsWitness">Whether they said that the same happened to them.</param>
internal sealed record ErrorSight(PersonId Person, Sight Sight, bool IsWitness);

/// <summary>What a person, or those who read at a place, see of an error at this moment; nothing of it is remembered.</summary>
internal sealed class ErrorSights(Session session, Teams teams, PlaceReaders readers)
{
    private const string IsReader = "SELECT 1 FROM error_readers WHERE error = @error AND person = @person";
    private const string IsOneOfItsWitnesses = "SELECT 1 FROM witnesses WHERE error = @error AND person = @person";
    private const string FindWords = "SELECT note FROM witnesses WHERE error = @error AND person = @person AND note IS NOT NULL ORDER BY id";

    /// <summary>What somebody sees.</summary>
    public ErrorSight Of(Standing viewer, ErrorRecord error)
    {
        var facts = FactsOf(viewer, error);
        return new(viewer.Person, Visibility.Of(viewer, facts), facts.IsWitness);
    }

    /// <summary>What those see who read at a place.</summary>
    public ErrorSight At(Address place, ErrorRecord error) => readers.PersonAt(place) is { } person
        ? Of(person, error)
        : new(default, Visibility.Of(readers.TeamAt(place), FactsOf(Standing.Stranger, error)), IsWitness: false);

    /// <summary>What visibility and permissions ask about an error.</summary>
    public ErrorFacts FactsOf(Standing viewer, ErrorRecord error)
    {
        var person = viewer.Person.Value;
        return new(
            error.Team is { } team ? new(team) : null,
            new(error.Reporter),
            error.Owner is { } owner ? new(owner) : null,
            error.Restricted,
            IsNamed: session.Statements[IsReader].Any(error.Number, person),
            IsWitness: session.Statements[IsOneOfItsWitnesses].Any(error.Number, person),
            TeamShares: error.Team is { } itsTeam && teams.Find(new(itsTeam)) is { SharesSimilar: true },
            IsTriaged: error.State is not ErrorState.Reported);
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
