using System.Text.Json;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// <em>Launch a pulse</em>: what to ask whom, then what such a survey can and cannot show, then the launch. With the choices that are
/// proposed it takes two presses.
/// </summary>
internal static class LaunchSurvey
{
    // Each refusal leads back to the choices; somebody who meets more than these looks for another way.
    private const int MostRounds = 9;

    private const string Purposes = "purposes", Questions = "questions";

    private static readonly int[] DaysOffered = [3, 5, 7, 10, 14], RemindersOffered = [0, 1, 2];

    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog = new(
        "survey-launch", Conduct, LaunchJson.Default, () => Card(SurveysTexts.LaunchHelp, Text(SurveysTexts.LaunchHelp)));

    /// <summary>The button that begins it.</summary>
    public static ValueTask Begin(TurnContext turn, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(turn, Dialog, null, ct);

    /// <summary>The choices, filled in with what is proposed.</summary>
    public static Form<LaunchChoices> Form(LaunchOption[] teams, LaunchChoices proposed) => new(Card(
        SurveysTexts.LaunchHeading,
        Heading(SurveysTexts.LaunchHeading),
        Pick(
            nameof(LaunchChoices.Template), SurveysTexts.LaunchTemplate,
            SurveyTemplates.Offered.Select(template => (template.Id, template.Name()))) with
        {
            Value = proposed.Template, IsRequired = true, ErrorMessage = SurveysTexts.LaunchTemplateMissing,
        },
        Buttons(Unfold(SurveysTexts.LaunchPurposes, Purposes)),
        Folded(Purposes, Facts([.. SurveyTemplates.Offered.Select(template => (template.Name(), (string?)template.Purpose()))])),
        Pick(nameof(LaunchChoices.Teams), SurveysTexts.LaunchTeams, teams.Select(team => (team.Value, team.Words))) with
        {
            Value = proposed.Teams, IsMultiSelect = teams.Length > 1, IsRequired = true, ErrorMessage = SurveysTexts.LaunchTeamsMissing,
        },
        Pick(nameof(LaunchChoices.Mode), SurveysTexts.LaunchMode, Enum.GetValues<SurveyMode>().Select(mode =>
            (mode.ToString(), Say(SurveysTexts.ModeOption, SurveyCard.NameOf(mode), WordsOf(mode))))) with
        {
            Value = proposed.Mode.ToString(),
        },
        teams.Length > 1 ? Tick(nameof(LaunchChoices.ByTeam), SurveysTexts.LaunchBreakdown, SurveysTexts.LaunchByTeamTick) with
        {
            Value = proposed.ByTeam ? "true" : "false",
        } : null,
        Pick(nameof(LaunchChoices.Days), SurveysTexts.LaunchDays, DaysOffered.Select(days =>
            ($"{days}", Say(SurveysTexts.DaysOption, days)))) with
        {
            Value = $"{proposed.Days}",
        },
        new DateInput(nameof(LaunchChoices.OpensOn), SurveysTexts.LaunchOpensOn),
        Pick(nameof(LaunchChoices.Cadence), SurveysTexts.LaunchCadence, Enum.GetValues<SurveyCadence>().Select(cadence =>
            (cadence.ToString(), SurveysTexts.ResourceManager.GetString($"Cadence.{cadence}")!))) with
        {
            Value = proposed.Cadence.ToString(),
        },
        Pick(nameof(LaunchChoices.Reminders), SurveysTexts.LaunchReminders, RemindersOffered.Select(count =>
            ($"{count}", Counted(count, SurveysTexts.OneReminder, SurveysTexts.SeveralReminders)))) with
        {
            Value = $"{proposed.Reminders}",
        },
        Tick(nameof(LaunchChoices.WithOwn), SurveysTexts.LaunchOwn, SurveysTexts.LaunchOwnTick) with
        {
            Value = proposed.WithOwn ? "true" : "false",
        },
        Hint(SurveysTexts.LaunchHint)))
    {
        Submit = SurveysTexts.LaunchNext,
    };

    /// <summary>What is said before it is launched.</summary>
    public static Form<LaunchPress> Confirm(LaunchPreview preview) => new(Card(
        preview.Name,
        [
            Heading(preview.Name), .. (preview.Words ?? []).Select(Text),
            Buttons(Unfold(SurveysTexts.LaunchQuestions, Questions)),
            Folded(Questions, [.. (preview.Questions ?? []).Select(Text)]),
        ]))
    {
        Submit = SurveysTexts.LaunchLaunch,
    };

    /// <summary>Why it may not be launched, and what can be done instead.</summary>
    public static Form<LaunchWay> WaysOut(LaunchPreview preview) => new(Card(
        SurveysTexts.RefusedHeading,
        Heading(SurveysTexts.RefusedHeading),
        Text(preview.Refusal!),
        Pick(nameof(LaunchWay.Way), SurveysTexts.WayLabel, (preview.Ways ?? [LaunchWayOut.Leave]).Select(way =>
            (way.ToString(), SurveysTexts.ResourceManager.GetString($"Way.{way}")!))) with
        {
            Value = (preview.Ways ?? [LaunchWayOut.Leave])[0].ToString(),
        }))
    {
        Submit = SurveysTexts.LaunchNext,
    };

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var present = await dialog.Look("present", (LaunchDesk desk, CancellationToken _) => desk.Present());
        if (present.Refusal is { } refusal) return Said(refusal);
        var (proposed, own) = (present.Proposal!, (OwnAnswer?)null);
        for (var round = 1; round <= MostRounds; round++)
        {
            var choices = await dialog.Ask($"choices-{round}", () => Form(present.Teams!, proposed));
            if (choices.WithOwn) own = await Own(dialog, round, choices, own);
            var chosen = new LaunchPlan(choices, choices.WithOwn ? own : null);
            var preview = await Looked(dialog, $"preview-{round}", chosen);
            while (preview.Refusal is not null)
            {
                var way = (await dialog.Ask($"way-{round}-{chosen.Choices.Mode}", () => WaysOut(preview))).Way;
                if (way is LaunchWayOut.Leave) return Said(SurveysTexts.Left);
                if (way is LaunchWayOut.Reply) return Ending.With(AnswerFirst(preview));
                if (way is LaunchWayOut.Change) break;
                chosen = chosen.In(way is LaunchWayOut.Confidential ? SurveyMode.Confidential : SurveyMode.Attributed);
                preview = await Looked(dialog, $"preview-{round}-{chosen.Choices.Mode}", chosen);
            }

            proposed = chosen.Choices;
            if (preview.Refusal is not null) continue;
            await dialog.Ask($"launch-{round}", () => Confirm(preview));
            var launched = await dialog.Do("launch", (LaunchDesk desk, CancellationToken _) =>
                desk.Launch(chosen, new(dialog.Id, dialog.ShownAt)));
            return launched.Refusal is { } late ? Said(late) : Ending.With(Launched(launched));
        }

        return Said(SurveysTexts.Left);
    }

    /// <summary>The way to the answer that has to come first.</summary>
    public static Card AnswerFirst(LaunchPreview preview) => Card(
        preview.Refusal!,
        Text(preview.Refusal!),
        Buttons(ExecuteAction.Of(SurveysTexts.Reply, SurveyPress.Reply, (BallotButtons.WaveName, preview.Unanswered ?? 0))));

    /// <summary>What stands in the place of the form.</summary>
    public static Card Launched(LaunchPreview launched) => Card(
        launched.Name,
        Heading(launched.Name),
        Text(Say(SurveysTexts.Launched, Moment.DayAndTime(launched.Launched!.Value))),
        Hint(SurveysTexts.LaunchedHint));

    private static async Dialog<OwnAnswer> Own(DialogContext dialog, int round, LaunchChoices choices, OwnAnswer? before)
    {
        var people = await dialog.Look($"people-{round}", Key(new(choices, null)),
            (LaunchDesk desk, CancellationToken _) => desk.People(choices));
        return await dialog.Ask($"own-{round}", () => OwnQuestion.Form(people, choices.Mode, before));
    }

    private static Step<LaunchPreview> Looked(DialogContext dialog, string name, LaunchPlan chosen) =>
        dialog.Look(name, Key(chosen), (LaunchDesk desk, CancellationToken _) => desk.Preview(chosen));

    private static string Key(LaunchPlan chosen) => JsonSerializer.Serialize(chosen, LaunchJson.Default.LaunchPlan);

    private static string WordsOf(SurveyMode mode) => SurveysTexts.ResourceManager.GetString($"ModeWords.{mode}")!;

    private static Ending Said(string words) => Ending.With(SurveyCards.Sentence(words));
}
