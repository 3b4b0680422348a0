using System.Collections.Immutable;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>The cards around a survey for the gallery.</summary>
internal static class SurveySamples
{
    private static readonly DateTimeOffset Opens = new(2026, 3, 9, 8, 0, 0, TimeSpan.Zero), Closes = Opens.AddDays(7);

    private static SurveyTemplate Pulse => SurveyTemplates.Find("team-pulse", 1)!;

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        new("survey-launch", "A lead launches a pulse", () => Asked(LaunchSurvey.Form(Teams(say), Proposal))),
        new("survey-launch-shown", "What it can and cannot show", () => Asked(LaunchSurvey.Confirm(Preview(say)))),
        new("survey-launch-own", "A question of the lead's own", () => Asked(OwnQuestion.Form(17, SurveyMode.Anonymous, new(
            say("Where shall we meet?"), OwnKind.OneChoice, $"{say("Hall")}\n{say("Yard")}")))),
        new("survey-launch-answer-first", "The last result comes first", () => LaunchSurvey.AnswerFirst(new(
            Refusal: Records.Wording.Say(SurveysTexts.RefusedUnanswered, say("Team pulse, wave 1")), Unanswered: 7))),
        new("survey-launch-refused", "It may not be launched like this", () => Asked(LaunchSurvey.WaysOut(new(
            say("Night shift"), Refusal: Records.Wording.Say(SurveysTexts.RefusedTooFew, 6, 4),
            Ways: [.. Enum.GetValues<LaunchWayOut>()])))),
        new("survey-launched", "It is launched", () => LaunchSurvey.Launched(new(say("Team pulse: Night shift"), Launched: Opens))),
        new("survey-reminder", "A reminder", () => SurveyCards.Reminder(Look(say))),
        new("survey-preview", "One's own words, as others read them", () => SurveyCards.Preview(
            Look(say), SurveyCard.Of(Look(say)), new Dictionary<string, string> { ["pulse-better"] = say("A less cacophonous morning") })),
        new("survey-ended", "It has closed", () => SurveyCards.Ended(Look(say), Wave(WaveState.Released), null, hasNotes: true)),
        new("survey-answered", "Those who lead say what follows", () => SurveyCards.Ended(
            Look(say), Wave(WaveState.Released), new(Did: true, say("We meet at ten now")), hasNotes: false)),
        new("survey-void", "Its key is lost", () => SurveyCards.Ended(Look(say), Wave(WaveState.Void), null, hasNotes: false)),
        new("survey-comments", "Comments", () => NoteCards.Comments(Look(say), Notes(say), Back)),
        new("survey-note-answer", "A lead answers a comment", () => Asked(ReplyToNote.Form(
            new("7313", say("A calm morning"), Closes)))),
        new("survey-note", "A reply to one's comment", () => NoteCards.Replies(say("Team pulse, wave 1"), Answered(say), Closes)),
        new("survey-note-again", "The code of no comment", () => NoteCards.Again(SurveysTexts.NoteGone)),
        new("survey-names", "Answers with names", () => SurveyCards.Names(
            Look(say), [(say("Ben Bauer"), new([new("speak-same-day", "4")], ImmutableDictionary<string, string>.Empty))], Back)),
        new("survey-reply", "A lead says what follows", () => Asked(ReplyToResult.Form(new(say("Team pulse, wave 1"))))),
    ];

    private static ListPage<ShownNote> Notes(SampleVoice say) => new(
        [Answered(say), new(new("4011", "pulse-better", say("Fewer meetings"), HasCode: true), [])], 0, 7, note => note.Replies.Length);

    private static ShownNote Answered(SampleVoice say) => new(
        new("7313", "pulse-better", say("A calm morning"), HasCode: true),
        [new(say("Mona Meier"), say("We begin at nine from Monday on"), Closes), new(say("Ben Bauer"), null, Closes)]);

    private static CardAction Back => SurveyCards.Button(SurveysTexts.Back, SurveyPress.Result, Wave(WaveState.Released));

    private static LaunchChoices Proposal => new(Pulse.Id, "1", SurveyMode.Anonymous, 7, SurveyCadence.Once, 2);

    private static LaunchOption[] Teams(SampleVoice say) => [new("1", say("Night shift")), new("2", say("Packing"))];

    private static LaunchPreview Preview(SampleVoice say) => new(
        say("Team pulse: Night shift"),
        [
            Records.Wording.Say(SurveysTexts.LaunchAsked, 17, 12, 2), Records.Wording.Say(SurveysTexts.LaunchProvable, 12, 47),
            Records.Wording.Say(SurveysTexts.LaunchAnonymous, 6, 9), SurveysTexts.LaunchAfter,
        ],
        Questions: [.. Pulse.ItemsOf(1).Select((item, at) => Records.Wording.Say(SurveysTexts.LaunchQuestion, at + 1, item.Words()))]);

    private static SurveyLook Look(SampleVoice say) => new(
        7, Pulse.Name(), say("Night shift"), SurveyMode.Anonymous, ReleasePolicy.Usual, Pulse.ItemsOf(1), Closes);

    private static Wave Wave(WaveState state) => new(
        new(7), null, Pulse.Id, 1, SurveyMode.Anonymous, "", WaveRows.HashOf("sample"), null, "", state, null, Opens, Closes, 17);

    private static Card Asked<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);
}
