using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Keys;

/// <summary>The conversation that makes a key. It never holds the secret: that is made when it is shown.</summary>
/// <param name="kinds">Offer the scopes.</param>
internal sealed class MakeKey(RecordKinds kinds)
{
    /// <summary>The name of the dialog.</summary>
    public const string Name = "make-key";

    /// <summary>Longest name of an agent or a system.</summary>
    public const int LongestName = 80;

    /// <summary>How long a key can be good, in days; 0 is for ever.</summary>
    private static readonly int[] Lives = [30, 90, 365, 0];

    /// <summary>The dialog.</summary>
    public DialogDefinition Dialog => new(Name, Conduct, KeysJson.Default, () => Card(KeysTexts.Help, Text(KeysTexts.Help)));

    /// <summary>What is asked.</summary>
    public Form<NewKey> Form(IReadOnlyList<KeyTeam> teams) => new(
        Card(
            KeysTexts.NewHeading,
            [
                Heading(KeysTexts.NewHeading),
                Line(nameof(NewKey.Name), KeysTexts.NameLabel) with
                {
                    IsRequired = true, ErrorMessage = KeysTexts.NameMissing, Placeholder = KeysTexts.NameHint,
                },
                Pick(
                    nameof(NewKey.Kind), KeysTexts.KindLabel,
                    Enum.GetValues<KeyOwner>().Select(kind => (kind.ToString(), KeyCards.WordOf(kind)))) with
                {
                    Value = nameof(KeyOwner.Agent),
                },
                Pick(nameof(NewKey.Team), KeysTexts.TeamLabel, teams.Select(team => (Number(team.Id.Value), team.Name))) with
                {
                    IsRequired = true, ErrorMessage = KeysTexts.TeamMissing, Value = Number(teams[0].Id.Value),
                },
                Subheading(KeysTexts.ScopesLabel),
                .. kinds.Scopes.Select(scope =>
                    Tick(scope.Input, scope.Label(), scope.Tick()) with { Value = scope.IsUsual ? "true" : "false" }),
                Pick(nameof(NewKey.Days), KeysTexts.LifeLabel, Lives.Select(days => (Number(days), LifeOf(days)))) with { Value = "90" },
            ]),
        asked => Problems.None
            .When(
                asked.Name.Trim().Length > LongestName, nameof(asked.Name), Say(KeysTexts.NameTooLong, LongestName))
            .When(!asked.Scopes(kinds).Any(), kinds.Scopes.First().Input, KeysTexts.ScopesMissing)
            .When(!Lives.Contains(asked.Days), nameof(asked.Days), KeysTexts.ScopesMissing))
    {
        Submit = KeysTexts.MakeIt,
        MainInput = nameof(NewKey.Name),
    };

    private async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var beginning = await dialog.Look("teams", (KeyDialogService desk, CancellationToken ct) => desk.Begin(ct));
        if (beginning.Refusal is { } refusal) return Refused(refusal);
        if (beginning.Teams is not { Length: > 0 } teams) return Refused(KeysTexts.NoTeam);

        var asked = await dialog.Ask("key", () => Form(teams));
        var made = await dialog.Do("make", (KeyDialogService desk, CancellationToken ct) => desk.Make(asked, ct));
        return made.Refusal is { } late ? Refused(late) : Ending.With(KeyCards.Made(made.Id, made.Name!));
    }

    private static Ending Refused(string why) => Ending.With(Card(why, Text(why)));

    private static string LifeOf(int days) =>
        days is 0 ? KeysTexts.ForEver : Say(KeysTexts.LifeDays, days);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
