using System.Collections.Immutable;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Improvements;

/// <summary>What a typed name means.</summary>
/// <param name="One">The one person whom it means; null where it means nobody, or several.</param>
/// <param name="Several">Those whom it may mean, where they are more than one.</param>
internal sealed record MeantOwner(PersonChoice? One, ImmutableArray<PersonChoice> Several);

/// <summary>
/// Whose part of the list whoever acts can ask for: the people and agents of the teams whose list they see, and who owns something in it.
/// Of others they learn no name.
/// </summary>
internal sealed class ListPeople(Actor actor, KnownPeople people, Teams teams, ListReader reader)
{
    /// <summary>Buttons of one row; of more people who are called alike, the whole name is asked for.</summary>
    public const int MostSeveral = 6;

    // so many numbers fit behind one IN
    private const int ReadAtOnce = 1_000;

    /// <summary>What a typed name means: a name, a given or family name, or the beginning of one.</summary>
    /// <param name="owners">Who owns something in the list.</param>
    public MeantOwner Find(string typed, IEnumerable<PersonId> owners)
    {
        var all = Read(reader.Choices().SelectMany(PeopleOf).Concat(owners.Select(owner => owner.Value)));
        var found = FindNames.Meant(typed.TrimStart('@'), all, NamesOf);
        return found is [var one] ? new(ChoiceOf(one), []) : new(null, [.. Titled(found)]);
    }

    /// <summary>The owners of something in the list as they can be chosen, by name.</summary>
    public IReadOnlyList<PersonChoice> Named(IEnumerable<PersonId> owners) =>
        [.. Titled(Read(owners.Select(owner => owner.Value)))];

    /// <summary>The name of somebody of the teams; null of anybody else.</summary>
    public string? NameOf(PersonId person) => reader.Choices().Any(team => PeopleOf(team).Contains(person.Value))
        ? people.Find(person)?.ShownName
        : null;

    private List<Person> Read(IEnumerable<long> ids) => [.. ids.Distinct().Chunk(ReadAtOnce).SelectMany(some => people.Find(some))];

    private IEnumerable<long> PeopleOf(Team team) => teams.Members(team.Id).Keys.Concat(teams.Agents(team.Id)).Select(id => id.Value);

    /// <summary>By name; those of the same name with what tells them apart.</summary>
    private IEnumerable<PersonChoice> Titled(IReadOnlyList<Person> found)
    {
        var twice = found.GroupBy(each => each.ShownName).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        return found.OrderBy(each => each.ShownName, StringComparer.CurrentCultureIgnoreCase).ThenBy(each => each.Id.Value)
            .Select(each => twice.Contains(each.ShownName)
                ? new PersonChoice(each.Id.Value, Say(ImprovementTexts.SameName, each.ShownName, ApartOf(each)))
                : ChoiceOf(each));
    }

    private string ApartOf(Person person) => person.Id == actor.Id ? ImprovementTexts.You
        : person.Email ?? (teams.Of(person.Id) is [var team, ..] ? team.Name : null) ?? Say("#{0}", person.Id.Value);

    private static PersonChoice ChoiceOf(Person person) => new(person.Id.Value, person.ShownName);

    private static string[] NamesOf(Person person)
    {
        var words = person.ShownName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. new[] { person.ShownName, person.GivenName, words.FirstOrDefault(), words.LastOrDefault() }.OfType<string>()];
    }
}
