using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Roles;

/// <summary>What the form of somebody who goes away begins with.</summary>
/// <param name="Today">The day it is for them.</param>
/// <param name="People">Who can be the deputy; null where they are too many, so that a name is typed.</param>
/// <param name="Until">What stands in the form as the day at whose start they are back.</param>
/// <param name="Deputy">What stands in the form as the deputy: a choice, or a name.</param>
internal sealed record AwayBeginning(DateOnly Today, ChosenPerson[]? People, DateOnly? Until = null, string? Deputy = null);

/// <summary>What somebody fills in who goes away; the properties are the inputs of the form.</summary>
/// <param name="Until">The day at whose start they are back; null for until they say so.</param>
/// <param name="Deputy">A choice, or a typed name; null for nobody in particular.</param>
internal sealed record Going(DateOnly? Until = null, string? Deputy = null);

/// <summary>
/// The conversation behind <c>/roles away …</c>. What was typed whole is done at once; what was not understood is asked with a form that
/// has the rest filled in.
/// </summary>
internal static class GoAway
{
    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog =
        new("go-away", Conduct, RolesJson.Default, () => Card(RolesTexts.AwayHelp, Text(RolesTexts.AwayHelp)));

    /// <summary>What the dialog is begun with: the words after the command.</summary>
    public static JsonElement? Given(AwayWish wish) => JsonSerializer.SerializeToElement(wish, RolesJson.Default.AwayWish);

    /// <summary>What is asked.</summary>
    /// <param name="notUnderstood">The words that were not understood; null for none.</param>
    public static Form<Going> Form(AwayBeginning beginning, string? notUnderstood) => new(
        Card(
            RolesTexts.AwayFormHeading,
            Heading(RolesTexts.AwayFormHeading),
            notUnderstood is { } words ? Warning(Say(RolesTexts.AwayNotUnderstood, words)) : null,
            new DateInput(nameof(Going.Until), RolesTexts.UntilLabel)
            {
                Value = beginning.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            Hint(RolesTexts.UntilHint),
            beginning.People is [] ? null
                : ChoosePerson.Input(nameof(Going.Deputy), RolesTexts.DeputyLabel, beginning.People, required: false) with
                {
                    Value = beginning.Deputy,
                },
            Hint(RolesTexts.DeputyHint)),
        going => Problems.None.When(going.Until <= beginning.Today, nameof(going.Until), RolesTexts.UntilOver))
    {
        Submit = RolesTexts.GoAway,
    };

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var wish = dialog.Given<AwayWish>();
        var going = wish is { NotUnderstood: null } ? new Going(wish.Until, wish.Deputy) : await Asked(dialog, wish);
        var deputy = going.Deputy is { } typed ? await ChoosePerson.Conduct(dialog, typed, mayBeOneself: false) : null;
        var change = await dialog.Do(
            "go", (AbsenceChanges absences, CancellationToken ct) => absences.Go(going.Until, deputy?.Id, new(dialog.Id, dialog.ShownAt)));
        return Ending.With(change.Refusal is { } why ? RoleCards.Ended(why) : AbsenceCards.Away(change));
    }

    private static async Dialog<Going> Asked(DialogContext dialog, AwayWish? wish)
    {
        var beginning = await dialog.Look("choices", (AbsenceChanges absences, CancellationToken ct) => absences.Begin(wish));
        return await dialog.Ask("away", () => Form(beginning, wish?.NotUnderstood));
    }
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewRole))]
[JsonSerializable(typeof(TakenRole))]
[JsonSerializable(typeof(MeantPerson))]
[JsonSerializable(typeof(Going))]
[JsonSerializable(typeof(AwayWish))]
[JsonSerializable(typeof(GiveBeginning))]
[JsonSerializable(typeof(AwayBeginning))]
[JsonSerializable(typeof(FoundPeople))]
[JsonSerializable(typeof(HeldRole[]))]
[JsonSerializable(typeof(RoleChange))]
[JsonSerializable(typeof(AbsenceChange))]
internal sealed partial class RolesJson : JsonSerializerContext;
