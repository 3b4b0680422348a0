using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Improvement.Bot.People;

/// <summary>An absence of somebody who leads, as a half-open interval.</summary>
/// <param name="Deputy">Who decides for them meanwhile; null where they named nobody, or nobody who may.</param>
/// <param name="Until">The first moment at which they are there again; null until they say so.</param>
internal sealed record Absence(PersonId Person, PersonId? Deputy, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>Whether their automatic replies say so, and not they themselves.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Whether they are away at a moment.</summary>
    public bool HoldsAt(DateTimeOffset now) => From <= now && (Until is not { } end || now < end);
}

/// <summary>The deputy who is there for somebody who is away.</summary>
/// <param name="Through">Who is away, from the one who is stood in for to the last who passed it on.</param>
internal sealed record StandIn(PersonId Person, ImmutableArray<PersonId> Through);

/// <summary>The absences of one moment: who is away, and who stands in for them.</summary>
/// <param name="ofTheMoment">Those that hold; a person once.</param>
internal sealed class Absences(IEnumerable<Absence> ofTheMoment)
{
    /// <summary>The longest chain of deputies: the deputy's deputy's deputy is asked, nobody further.</summary>
    public const int LongestChain = 3;

    private readonly FrozenDictionary<PersonId, Absence> _byPerson = ofTheMoment.ToFrozenDictionary(absence => absence.Person);

    /// <summary>Everybody is there.</summary>
    public static Absences None { get; } = new([]);

    /// <summary>Who is away.</summary>
    public IEnumerable<PersonId> People => _byPerson.Keys;

    /// <summary>The absences that people told themselves, without those of automatic replies.</summary>
    public Absences Told => new(_byPerson.Values.Where(absence => !absence.IsAutomatic));

    /// <summary>The absence of somebody; null while they are there.</summary>
    public Absence? Of(PersonId person) => _byPerson.GetValueOrDefault(person);

    /// <summary>Whether somebody is away.</summary>
    public bool IsAway(PersonId person) => _byPerson.ContainsKey(person);

    /// <summary>
    /// Who stands in for somebody who is away: the first in the chain of deputies who is there. Null where the chain ends before, is too
    /// long, goes in a circle, or passes somebody who must not decide: what these may not do, their deputies may not either.
    /// </summary>
    public StandIn? StandInFor(PersonId away, IReadOnlyCollection<PersonId> excluded)
    {
        var through = ImmutableArray<PersonId>.Empty;
        var at = away;
        while (Of(at) is { } absence)
        {
            if (through.Length == LongestChain || through.Contains(at) || excluded.Contains(at)) return null;
            through = through.Add(at);
            if (absence.Deputy is not { } deputy) return null;
            at = deputy;
        }

        return through.IsEmpty || excluded.Contains(at) ? null : new(at, through);
    }

    /// <summary>The chains of deputies that end at somebody; a chain for each who is away.</summary>
    public IEnumerable<StandIn> ThatEndAt(PersonId deputy) =>
        People.Select(away => StandInFor(away, [])).OfType<StandIn>().Where(chain => chain.Person == deputy);
}
