using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Actions.Steps;

/// <summary><em>Not mine: who?</em>: gives it to another member of the team.</summary>
internal static class ReassignAction
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = ActionDialogs.For<OtherOwner>("reassign-action", ActionStep.Reassign, Form, Take);

    /// <summary>Who it is for: one of the list, or a typed name where the team is too large for a list.</summary>
    public static Form<OtherOwner> Form(long number, ActionForm shown) => new(
        Card(ActionDialogs.Titled(ActionTexts.ReassignHeading, number), [
            .. ActionDialogs.Top(ActionTexts.ReassignHeading, number, shown),
            shown.Members is []
                ? Line(nameof(OtherOwner.Who), ActionTexts.ReassignName) with { IsRequired = true, ErrorMessage = ActionTexts.NameMissing }
                : Pick(nameof(OtherOwner.Who), ActionTexts.ReassignWho, shown.Members.Select(each => (each.Value, each.Title))) with
                {
                    IsRequired = true, ErrorMessage = ActionTexts.NameMissing,
                },
        ]))
    {
        Submit = ActionTexts.ReassignIt,
        MainInput = shown.Members is [] ? nameof(OtherOwner.Who) : null,
    };

    private static string? Take(IServiceProvider services, long number, OtherOwner other, RequestOrigin origin)
    {
        var change = services.GetRequiredService<ActionChange>();
        var (item, refusal) = change.Allowed(number, ActionStep.Reassign);
        if (item is null) return refusal;
        if (Meant(services, item, other.Who.Trim()) is not [var owner]) return Wording.Say(ActionTexts.NobodyOfThatName, other.Who);
        if (owner.Id == item.Owner) return null;
        change.Take(item, ActionStep.Reassign, origin, Given(item, owner.Id), owner.ShownName);
        return null;
    }

    /// <summary>Nobody verifies what they own.</summary>
    private static ActionItem Given(ActionItem item, PersonId owner) =>
        item with { Owner = owner, Verifier = item.Verifier == owner ? null : item.Verifier };

    /// <summary>The members of the team who are meant, by number or by name; of a typed name all whom it fits.</summary>
    private static IReadOnlyList<Person> Meant(IServiceProvider services, ActionItem item, string who)
    {
        if (item.Team is not { } team) return [];
        var teams = services.GetRequiredService<Teams>();
        List<PersonId> members = [.. teams.Members(team).Keys, .. teams.Agents(team)];
        var people = services.GetRequiredService<KnownPeople>();
        if (long.TryParse(who, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return members.Contains(new(id)) && people.Find(new PersonId(id)) is { } chosen ? [chosen] : [];
        }

        var typed = Folding.Fold(who);
        var named = members.Select(people.Find).OfType<Person>().Where(person => Folding.Fold(person.ShownName).Contains(typed)).ToList();
        return named.Where(person => Folding.Fold(person.ShownName) == typed).ToList() is [_] exact ? exact : named;
    }
}

/// <summary>Who is to own an action item.</summary>
/// <param name="Who">The number of a person, or a typed name.</param>
internal sealed record OtherOwner(string Who);
