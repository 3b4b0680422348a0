using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Roles;

/// <summary>Somebody who can be chosen.</summary>
/// <param name="Value">What a drop-down sends for them.</param>
/// <param name="Title">Their name; with their mail address where others have the same name.</param>
internal sealed record ChosenPerson(long Id, string Value, string Title);

/// <summary>The people whom a typed name or a choice may mean.</summary>
/// <param name="People">One where it is clear; none where nobody is called so.</param>
/// <param name="WhyNot">Why nobody was found; null where somebody was.</param>
internal sealed record FoundPeople(ChosenPerson[] People, string? WhyNot = null);

/// <summary>
/// The people of the organisation whom the bot knows, for forms in which somebody is chosen: all of them while they fit into a drop-down,
/// otherwise by a typed name. Guests are no choice.
/// </summary>
internal sealed class PeopleDirectory(Session session)
{
    /// <summary>People in a drop-down at most; where there are more, a name is typed.</summary>
    public const int MostChoices = 50;

    /// <summary>Those to choose from; null where they are too many for a drop-down.</summary>
    /// <param name="except">Somebody who is no choice.</param>
    public ChosenPerson[]? Choices(PersonId? except = null)
    {
        var all = Read(MostChoices + 2, except);
        return all.Count > MostChoices ? null : Titled(all);
    }

    /// <summary>Those whom a choice or a typed name means: a name, a given or family name or a mail address, or its beginning.</summary>
    /// <param name="except">Somebody who is no choice.</param>
    public FoundPeople Find(string typed, PersonId? except = null)
    {
        var all = Read(int.MaxValue, null);
        var found = typed.StartsWith('#') && long.TryParse(typed.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? all.Where(each => each.Id == id).ToList()
            : FindNames.Meant(typed.TrimStart('@'), all, NamesOf);
        var others = found.Where(each => each.Id != except?.Value).ToList();
        return others.Count > 0 ? new(Titled(others))
            : new([], found.Count > 0 ? RolesTexts.NotYourself : Records.Wording.Say(RolesTexts.NobodyCalled, typed));
    }

    private static string[] NamesOf(Row person)
    {
        var words = person.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. new[] { person.Name, person.Given, person.Mail, words.FirstOrDefault(), words.LastOrDefault() }.OfType<string>()];
    }

    private static ChosenPerson[] Titled(IReadOnlyList<Row> people)
    {
        var twice = people.GroupBy(each => each.Name).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        return [.. people.Take(MostChoices).Select(each => new ChosenPerson(
            each.Id, $"#{each.Id}", twice.Contains(each.Name) ? $"{each.Name} · {each.Mail ?? $"#{each.Id}"}" : each.Name))];
    }

    private List<Row> Read(int atMost, PersonId? except)
    {
        var found = new List<Row>();
        using var rows = session.Statements.Read($"""
            SELECT id, name, given_name, email FROM people
            WHERE NOT is_guest AND person_kind = 'person' AND blanked_at IS NULL AND name IS NOT NULL AND name <> ''
                AND id <> {except?.Value ?? 0}
            ORDER BY name, id LIMIT {atMost}
            """);
        while (rows.Read()) found.Add(new(rows.GetInt64(0), rows.GetString(1), rows.TextOrNull(2), rows.TextOrNull(3)));
        return found;
    }

    private sealed record Row(long Id, string Name, string? Given, string? Mail);
}
