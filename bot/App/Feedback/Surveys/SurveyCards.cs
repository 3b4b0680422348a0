using System.Collections.Immutable;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.TextAnalysis;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>The cards around a survey: reminders, how it ended, comments, and what can be done with a result.</summary>
internal static class SurveyCards
{
    private const int ButtonsInARow = 6;

    /// <summary>A reminder, the same for whoever answered and whoever did not.</summary>
    public static Card Reminder(SurveyLook survey)
    {
        var heading = Say(SurveysTexts.ReminderHeading, survey.Name, survey.Team);
        return Card(
            heading,
            Heading(heading),
            Text(Say(SurveysTexts.ReminderWords, Moment.DayAndTime(survey.ClosesAt))),
            Hint(SurveysTexts.ReminderSame),
            InvokeButtons(ExecuteAction.Of(SurveysTexts.Answer, SurveyPress.Open, (BallotButtons.WaveName, survey.Wave))));
    }

    /// <summary>How a wave ended, for whoever was asked, and what those who lead say to it.</summary>
    /// <param name="hasNotes">Whether its comments can be answered, so that a code leads to something.</param>
    public static Card Ended(SurveyLook survey, Wave wave, SurveyReply? reply, bool hasNotes)
    {
        var heading = Say(SurveysTexts.EndedHeading, survey.Name, survey.Team);
        var card = WithReply(Card(heading, Heading(heading), Text(WordsOf(wave.State))), reply);
        return hasNotes ? card with { Body = [.. card.Body, .. NoteCards.AskForCode()] } : card;
    }

    /// <summary>A card with what those who lead say to the result below it.</summary>
    public static Card WithReply(Card card, SurveyReply? reply) => reply is null ? card : card with
    {
        Body =
        [
            .. card.Body, Subheading(reply.Did ? SurveysTexts.WeDid : SurveysTexts.WeWillNot) with { Separator = true }, Text(reply.Words),
        ],
    };

    /// <summary>What can be done with a result.</summary>
    public static IEnumerable<CardAction?> Actions(Wave wave, ResultStanding standing)
    {
        if (wave.State is WaveState.Released && !standing.IsPosted) yield return Button(SurveysTexts.Post, SurveyPress.Post, wave);
        if (wave.Template is not SurveyTemplates.FollowUp)
        {
            if (wave.State is WaveState.Released && !standing.IsAnswered) yield return Button(SurveysTexts.Reply, SurveyPress.Reply, wave);
            yield return Button(SurveysTexts.Guide, SurveyPress.Guide, wave);
            if (standing.ShowsComments && wave.Mode is not SurveyMode.Attributed)
            {
                yield return Button(SurveysTexts.Comments, SurveyPress.Comments, wave);
            }

            if (standing.MayAskWhatMatters) yield return Button(SurveysTexts.AskTheTeam, SurveyPress.Ask, wave);
        }

        if (wave.Mode is SurveyMode.Attributed) yield return Button(SurveysTexts.Names, SurveyPress.Names, wave);
    }

    /// <summary>Answers with names, of an attributed wave.</summary>
    public static Card Names(SurveyLook survey, IReadOnlyList<(string Name, NamedAnswers Answers)> answers, CardAction back)
    {
        var heading = Say(SurveysTexts.NamesHeading, survey.Name, survey.Team);
        return Card(
            heading,
            [
                Heading(heading),
                answers is [] ? Text(SurveysTexts.NamesNone) : null,
                .. answers.SelectMany(each => new Element?[]
                {
                    Subheading(each.Name) with { Separator = true },
                    Facts([.. survey.Items.Select(item => (item.Words(), each.Answers.WordsOf(item)))]),
                }),
                Buttons(back),
            ]);
    }

    /// <summary>What somebody reads before their own words are sent: as others will.</summary>
    public static Card Preview(SurveyLook survey, Card filled, IReadOnlyDictionary<string, string> shown)
    {
        var heading = SurveysTexts.PreviewHeading;
        return Card(
            heading,
            [
                Heading(heading),
                Text(SurveysTexts.PreviewWords),
                .. survey.Items.Where(item => shown.ContainsKey(item.Code)).SelectMany(item => new Element?[]
                {
                    Subheading(item.Words()), Text(shown[item.Code]), Unusual(shown[item.Code]),
                }),
                Hint(SurveysTexts.PreviewHint),
                InvokeButtons(
                    ExecuteAction.Of(SurveysTexts.PreviewSend, SurveyPress.Confirm, (BallotButtons.WaveName, survey.Wave)) with
                    {
                        Style = ActionStyle.Positive,
                    }),
                Buttons(Unfold(SurveysTexts.PreviewChange, PreviewPart)),
                Folded(PreviewPart, [.. filled.Body]),
            ]);
    }

    private const string PreviewPart = "filled";

    private static TextBlock? Unusual(string shown)
    {
        var words = UnusualWords.Of(shown);
        return words is [] ? null : Warning(Say(SurveysTexts.PreviewUnusual, string.Join(", ", words)));
    }

    /// <summary>A sentence.</summary>
    public static Card Sentence(string words) => Card(words, Text(words));

    /// <summary>Rows of buttons; a row of more than six hides the rest.</summary>
    public static IEnumerable<Element> Rows(IEnumerable<CardAction?> buttons) =>
        buttons.OfType<CardAction>().Chunk(ButtonsInARow).Select(row => Buttons(row));

    /// <summary>A button about a wave.</summary>
    public static ExecuteAction Button(string title, string verb, Wave wave) =>
        ExecuteAction.Of(title, verb, (BallotButtons.WaveName, wave.Id.Value));

    /// <summary>How a wave stands, in a sentence.</summary>
    public static string WordsOf(WaveState state) => state switch
    {
        WaveState.Released => SurveysTexts.State_Released,
        WaveState.Discarded => SurveysTexts.State_Discarded,
        WaveState.Stopped => SurveysTexts.State_Stopped,
        WaveState.Void => SurveysTexts.State_Void,
        _ => SurveysTexts.State_Open,
    };
}
