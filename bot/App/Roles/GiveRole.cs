using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Roles;

/// <summary>A team for which a role can be given.</summary>
internal sealed record RoleTeam(long Id, string Name);

/// <summary>What the form that gives a role begins with.</summary>
/// <param name="People">Those to choose from; null where they are too many, so that a name is typed.</param>
internal sealed record GiveBeginning(ChosenPerson[]? People, RoleTeam[] Teams);

/// <summary>What an administrator fills in to give a role; the properties are the inputs of the form.</summary>
/// <param name="Person">A choice, or a typed name.</param>
/// <param name="Role">See <see cref="People.Role"/>.</param>
/// <param name="Team">0 for the whole organisation.</param>
internal sealed record NewRole(string Person, string Role, long Team = 0);

/// <summary>The conversation in which an administrator gives somebody a role.</summary>
internal static class GiveRole
{
    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog =
        new("give-role", Conduct, RolesJson.Default, () => Card(RolesTexts.GiveHelp, Text(RolesTexts.GiveHelp)));

    /// <summary>What is asked.</summary>
    public static Form<NewRole> Form(GiveBeginning beginning) => new(
        Card(
            RolesTexts.GiveHeading,
            Heading(RolesTexts.GiveHeading),
            ChoosePerson.Input(nameof(NewRole.Person), RolesTexts.WhoLabel, beginning.People, required: true),
            Pick(nameof(NewRole.Role), RolesTexts.RoleLabel, Role.All.Select(role => (role, TitleOf(role)))) with
            {
                IsRequired = true, ErrorMessage = RolesTexts.RoleMissing,
            },
            Pick(nameof(NewRole.Team), RolesTexts.TeamLabel, Places(beginning.Teams)) with { Value = "0" }),
        asked => Problems.None
            .When(Role.IsOfTeam(asked.Role) && asked.Team is 0, nameof(asked.Team), RolesTexts.TeamMissing)
            .When(!Role.IsOfTeam(asked.Role) && asked.Team is not 0, nameof(asked.Team), RolesTexts.TeamNotMeant))
    {
        Submit = RolesTexts.GiveIt,
    };

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var beginning = await dialog.Look("choices", (RoleChanges roles, CancellationToken ct) => roles.Begin(ct));
        var asked = await dialog.Ask("role", () => Form(beginning));
        var person = await ChoosePerson.Conduct(dialog, asked.Person, mayBeOneself: true);
        var given = await dialog.Do(
            "give",
            (RoleChanges roles, CancellationToken ct) => roles.Give(person.Id, asked.Role, asked.Team, new(dialog.Id, dialog.ShownAt)));
        return Ending.With(given.Refusal is { } why ? RoleCards.Ended(why) : RoleCards.Given(given));
    }

    private static string TitleOf(string role) =>
        Say(Role.IsOfTeam(role) ? RolesTexts.RoleOfTeam : RolesTexts.RoleOfAll, RoleCards.WordsOf(role));

    private static IEnumerable<(string Value, string Title)> Places(RoleTeam[] teams) =>
        [("0", RolesTexts.Organisation), .. teams.Select(team => (team.Id.ToString(CultureInfo.InvariantCulture), team.Name))];
}
