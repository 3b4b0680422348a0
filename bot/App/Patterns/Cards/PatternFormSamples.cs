using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Messages;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.Samples;
using static Improvement.Bot.Patterns.Cards.PatternSamples;

namespace Improvement.Bot.Patterns.Cards;

/// <summary>The forms of patterns for the gallery, and what somebody reads who is named.</summary>
internal static class PatternFormSamples
{
    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) => [.. Capturing(say), .. Forms(say), .. Naming(say)];

    private static IEnumerable<GallerySample> Capturing(SampleVoice say)
    {
        var choices = new CaptureChoices(
            [new(new(1), say("Dispatch")), new(new(2), say("Night shift"))], [new(2, say("Bao Nguyen")), new(3, say("Chris Okafor"))]);
        SimilarPattern[] similar =
        [
            new(4, say("Repeat the address before a parcel leaves"), IsAttempt: false, PatternState.Validated),
            new(5, say("Let the caller spell the street"), IsAttempt: true, PatternState.Candidate),
        ];
        yield return new("capture", "Keeping a success, empty", () => Drawn(CaptureForm.For("", choices with { Teams = [] }, [], "")));
        yield return new(
            "capture-similar", "With a sentence, of somebody in two teams, and what is like it",
            () => Drawn(CaptureForm.For(Content(say).Story, choices, similar, "4 5")));
        yield return new(
            "capture-from-error", "What limited the damage of an error",
            () => Drawn(CaptureForm.For("", choices with { Teams = [], Origin = "ERR-12" }, [], "")));
        var draft = new MessageDraft(
            Guid.Empty, Now, say("Bao Nguyen"), "https://teams.microsoft.com/l/message/19:x/1700000000000", Now.AddHours(-2));
        yield return new("capture-message", "Keeping what a message says, in a dialog", () => CaptureAction.Form(
            CaptureForm.For(Content(say).Story, choices, [], ""), draft, Values.None, Problems.None, isCut: false));
        yield return new("capture-message-kept", "In the dialog, once it is kept", () => CaptureAction.KeptCard(Candidate(say), true));
        yield return new("capture-same", "What is like it, found after it was written", () => Drawn(CaptureForm.Question(similar)));
    }

    private static IEnumerable<GallerySample> Forms(SampleVoice say)
    {
        var shown = new PatternForm(Content(say).Title)
        {
            Content = Content(say),
            Flag = Flags(say)[0].Words,
            Criteria = [Criteria(say)[0]],
            Colleagues = [new(2, say("Bao Nguyen")), new(3, say("Chris Okafor"))],
        };
        yield return new("pattern-flag", "Form of a flag", () => Drawn(FlagPattern.Form(7, shown)));
        yield return new("pattern-answer-flag", "Form of the answer to a flag", () => Drawn(AnswerFlag.Form(7, shown)));
        yield return new("pattern-fix", "Form of another version", () => Drawn(FixPattern.Form(7, shown)));
        yield return new("pattern-check", "Form of the criteria", () => Drawn(CheckPattern.Form(7, shown)));
        yield return new(
            "pattern-check-attempt", "The same of an attempt", () => Drawn(CheckPattern.Form(9, shown with { IsAttempt = true })));
        yield return new(
            "pattern-check-series", "The same where the team has a series", () => Drawn(CheckPattern.Form(7, shown with
            {
                Criteria = [Criteria(say)[1] with { Outlier = Outlier }],
                Series = [new(Outlier.Metric, say("Errors a week (too late)"), [Outlier.Week])],
            })));
        yield return new("pattern-uphold", "Form of a decision that it stands", () => Drawn(DecidePattern.UpholdForm(7, shown)));
        yield return new("pattern-retire", "Form of its end", () => Drawn(DecidePattern.RetireForm(7, shown)));
        yield return new("pattern-name", "Form of who did it", () => Drawn(NameColleague.Form(7, shown)));
        yield return new("pattern-follow-up", "The five questions", () => Drawn(FollowUp.Form(7, shown)));
    }

    private static IEnumerable<GallerySample> Naming(SampleVoice say)
    {
        var named = new NamedPerson(new(2), say("Bao Nguyen"), Now, HasDeclined: false);
        yield return new("pattern-named", "Named, in private", () => NamedCards.Of(new(Candidate(say), named, MayAnswer: true, [])));
        yield return new(
            "pattern-named-answered", "Named, once the questions are answered",
            () => NamedCards.Of(new(Candidate(say), named, MayAnswer: true, [new(FollowUpQuestion.Helped, say("A quiet desk"))])));
        yield return new(
            "pattern-named-declined", "Somebody who took their name off",
            () => NamedCards.Of(new(Candidate(say), named with { HasDeclined = true }, MayAnswer: false, [])));
    }

    /// <summary>A form as it is shown.</summary>
    public static Card Drawn<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);
}
