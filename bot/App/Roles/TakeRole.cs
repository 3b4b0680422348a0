using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Roles;

/// <summary>A role that was given here.</summary>
/// <param name="Team">0 for the whole organisation.</param>
internal sealed record HeldRole(long Person, string Name, string Role, long Team, string? TeamName = null)
{
    /// <summary>What a drop-down sends for it.</summary>
    public string Value => $"{Person}/{Role}/{Team}";
}

/// <summary>Which role is taken away; the property is the input of the form.</summary>
internal sealed record TakenRole(string Which);

/// <summary>The conversation in which an administrator takes a role away.</summary>
internal static class TakeRole
{
    /// <summary>Roles in the drop-down at most; where there are more, it is asked first whose.</summary>
    private const int MostChoices = 50;

    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog =
        new("take-role", Conduct, RolesJson.Default, () => Card(RolesTexts.TakeHelp, Text(RolesTexts.TakeHelp)));

    /// <summary>What is asked.</summary>
    public static Form<TakenRole> Form(IReadOnlyList<HeldRole> held) => new(
        Card(
            RolesTexts.TakeHeading,
            Heading(RolesTexts.TakeHeading),
            Pick(nameof(TakenRole.Which), RolesTexts.TakeLabel, held.Select(each => (each.Value, TitleOf(each)))) with
            {
                IsRequired = true, ErrorMessage = RolesTexts.RoleMissing,
            },
            Hint(RolesTexts.SettingsStay)))
    {
        Submit = RolesTexts.TakeIt,
    };

    /// <summary>Asks whose role it is, where there are too many to choose from.</summary>
    public static Form<MeantPerson> WhoseForm() => new(
        Card(
            RolesTexts.TakeHeading,
            Heading(RolesTexts.TakeHeading),
            ChoosePerson.Input(nameof(MeantPerson.Person), RolesTexts.WhoseLabel, null, required: true)))
    {
        Submit = RolesTexts.GoOn,
        MainInput = nameof(MeantPerson.Person),
    };

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var held = await dialog.Look("held", (RoleChanges roles, CancellationToken ct) => roles.Held(ct));
        if (held.Length > MostChoices)
        {
            var whose = await dialog.Ask("whose", WhoseForm);
            var person = await ChoosePerson.Conduct(dialog, whose.Person, mayBeOneself: true);
            held = [.. held.Where(each => each.Person == person.Id).Take(MostChoices)];
        }

        if (held is []) return Ending.With(RoleCards.Ended(RolesTexts.NothingToTake));

        var asked = await dialog.Ask("role", () => Form(held));
        var meant = held.First(each => each.Value == asked.Which);
        var taken = await dialog.Do(
            "take", (RoleChanges roles, CancellationToken ct) => roles.Take(meant, new(dialog.Id, dialog.ShownAt)));
        return Ending.With(taken.Refusal is { } why ? RoleCards.Ended(why) : RoleCards.Taken(taken));
    }

    private static string TitleOf(HeldRole held) =>
        Say(RolesTexts.HeldRole, held.Name, RoleCards.WordsOf(held.Role), RoleCards.PlaceOf(held.TeamName));
}
