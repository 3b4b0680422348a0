using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors.Triage;

/// <summary>Finds members of the teams of whoever types: for teams that are too large for a list.</summary>
internal static class Members
{
    /// <summary>As many as Teams shows.</summary>
    private const int AtMost = 15;

    /// <summary>Those whose name has all the typed words.</summary>
    public static IReadOnlyList<Choice> Find(TurnContext turn, string typed)
    {
        var actor = turn.Services.GetRequiredService<Actor>();
        var teams = turn.Services.GetRequiredService<Teams>();
        var people = turn.Services.GetRequiredService<KnownPeople>();
        var words = Folding.Fold(typed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var searched = actor.Principal.IsAdministrator
            ? teams.All().Select(team => team.Id)
            : actor.Principal.Teams.Union(actor.Principal.Leads);
        return
        [
            .. searched.SelectMany(team => teams.Members(team).Keys).Distinct()
                .Select(people.Find).OfType<Person>()
                .Where(person => !person.IsGuest && words.All(Folding.Fold(person.ShownName).Contains))
                .OrderBy(person => person.ShownName, StringComparer.CurrentCultureIgnoreCase)
                .Take(AtMost)
                .Select(person => new Choice(person.ShownName, PersonChoice.ValueOf(new(person.Id.Value, person.ShownName)))),
        ];
    }
}
