using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>The answer of the form that gives an error to another team.</summary>
/// <param name="Team">The chosen team; null where its name is typed.</param>
/// <param name="TeamName">A typed name, which goes before the choice.</param>
internal sealed record HandOverAnswer(string Reason, long? Team = null, string? TeamName = null);

/// <summary>What became of it.</summary>
/// <param name="Refusal">Why the error cannot be given to that team; null where it was.</param>
/// <param name="Team">The name of the team that has it now; null where it was refused.</param>
// the defaults let what was left out as null be read back
internal sealed record HandedOver(string? Refusal = null, string? Team = null);

/// <summary>
/// <em>Not ours: who? …</em>: a lead says which team an error belongs to, with the reason. It waits there for triage, with its number and
/// its history; a lead of that team gives it back in the same way.
/// </summary>
internal static class HandOver
{
    /// <summary>Teams that stand in a list; of more, a name is typed.</summary>
    public const int MostShown = 50;

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = new(
        "hand-over-error", Conduct, TriageJson.Default, () => Card(TriageTexts.Help, Text(TriageTexts.Help)));

    /// <summary>The form.</summary>
    public static Form<HandOverAnswer> Form(long number, TriagePresent present)
    {
        var heading = Say(TriageTexts.HandOverHeading, ErrorKind.Labels.Of(number));
        var isLong = present.Teams.Length > MostShown;
        Input whose = isLong
            ? Line(nameof(HandOverAnswer.TeamName), TriageTexts.HandOverName) with
            {
                IsRequired = true, ErrorMessage = TriageTexts.HandOverTeamMissing,
            }
            : Pick(
                nameof(HandOverAnswer.Team), TriageTexts.HandOverTeam,
                present.Teams.Select(team => (PersonChoice.ValueOf(new(team.Id.Value, team.Name)), team.Name))) with
            {
                IsRequired = true, ErrorMessage = TriageTexts.HandOverTeamMissing,
            };
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Title),
                Hint(TriageTexts.HandOverExplanation),
                whose,
                Paragraph(nameof(HandOverAnswer.Reason), TriageTexts.HandOverReason) with
                {
                    IsRequired = true, ErrorMessage = TriageTexts.HandOverReasonMissing,
                }),
            answer => TriageDialog.TooLong(nameof(HandOverAnswer.Reason), answer.Reason).When(
                Meant(present.Teams, answer) is null,
                isLong ? nameof(HandOverAnswer.TeamName) : nameof(HandOverAnswer.Team), TriageTexts.HandOverTeamUnknown))
        {
            Submit = TriageTexts.HandOverIt,
            MainInput = nameof(HandOverAnswer.Reason),
        };
    }

    /// <summary>The team that is meant; null for none, and for a name that is none or several teams'.</summary>
    public static TeamChoice? Meant(IReadOnlyList<TeamChoice> teams, HandOverAnswer answer) =>
        string.IsNullOrWhiteSpace(answer.TeamName) ? teams.FirstOrDefault(team => team.Id.Value == answer.Team)
        : FindNames.Meant(answer.TeamName, teams, team => [team.Name]) is [var only] ? only
        : null;

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var number = dialog.Given<RecordNumber>()?.Number ?? 0; // no record has it, and that is what is said
        var found = await dialog.Look(
            "whose", (HandOvers handOvers, CancellationToken _) => ValueTask.FromResult(handOvers.Look(number)));
        if (found.Refusal is { } refusal) return Saying(refusal);

        var answer = await dialog.Ask("team", () => Form(number, found.Present!));
        var given = await dialog.Do("handed-over", (HandOvers handOvers, CancellationToken _) =>
            ValueTask.FromResult(handOvers.Give(number, answer, new(dialog.Id, dialog.ShownAt))));
        return Saying(given.Refusal ?? Say(TriageTexts.HandedOver, ErrorKind.Labels.Of(number), given.Team));
    }

    // whoever gave it away may see nothing of it any more
    private static Ending Saying(string words) => Ending.With(Card(words, Text(words)));
}
