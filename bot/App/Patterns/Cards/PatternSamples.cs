using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Messages;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Patterns.Cards;

/// <summary>The cards of patterns for the gallery, with people and work that are made up.</summary>
internal static class PatternSamples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static readonly PatternStep[] OfOwner = [PatternStep.Fix, PatternStep.Name, PatternStep.Retire];

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        .. Capturing(say),
        .. Cards(say),
        .. Forms(say),
        .. Naming(say),
        new("pattern-version", "What a version changed", () => VersionCards.Of(Validated(say), First(say), Second(say))),
        new("pattern-version-first", "The first version", () => VersionCards.Of(Validated(say), before: null, First(say))),
        new(
            "pattern-lines", "Reminders of an owner",
            () => NoticeCards.Of(
            [
                new(PatternKind.Id(7), Wording.Say(
                    PatternTexts.FlagReminder, "PAT-7", Content(say).Title, say("Step two needs a licence that we do not have"))),
                new(PatternKind.Id(8), Wording.Say(PatternTexts.ReviewReminder, "PAT-8", say("Two people open the night safe"))),
            ])),
    ];

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

    private static IEnumerable<GallerySample> Cards(SampleVoice say) =>
    [
        new(
            "pattern-kept", "Kept just now, in the chat of its author",
            () => PatternCards.Of(new(Candidate(say), null, [], [], OfOwner) { Named = [say("Bao Nguyen")] })),
        new(
            "pattern-candidate", "A candidate in the channel",
            () => PatternCards.Of(new(Candidate(say), "ERR-12", [], [], [PatternStep.Check, PatternStep.Use, PatternStep.Flag]))),
        new(
            "pattern-attempt", "An attempt that did not work, in the channel",
            () => PatternCards.Of(new(Attempt(say), null, [], [], [PatternStep.Check, PatternStep.Flag]))),
        new(
            "pattern-validated", "Validated, for a colleague",
            () => PatternCards.Of(new(Validated(say), "ERR-12", Criteria(say), [], [PatternStep.Use, PatternStep.Flag]))),
        new(
            "pattern-challenged", "Challenged, for whoever checked it",
            () => PatternCards.Of(new(
                Validated(say) with { State = PatternState.Challenged, StateBefore = PatternState.Validated }, null, Criteria(say),
                Flags(say), [PatternStep.Uphold, PatternStep.AnswerFlag, PatternStep.Use, PatternStep.Flag, PatternStep.Fix]))),
        new(
            "pattern-ownerless", "Its owner has left", () => PatternCards.Of(new(
                Validated(say) with { OwnerLeftAt = Now.AddDays(30) }, null, [], [],
                [PatternStep.Adopt, PatternStep.Use, PatternStep.Flag]))),
        new("pattern-status", "Status, with all there is", () => PatternCards.Of(Whole(say))),
        new(
            "pattern-retired", "Retired", () => PatternCards.Of(new(
                Validated(say) with { State = PatternState.Retired, EndedBecause = say("The new scale reads the address itself") }, null,
                [], [], []))),
        new("pattern-outline", "For somebody outside the team", () => PatternCards.Outline(Candidate(say), back: null)),
        new("pattern-hidden", "Where it may not be seen", () => PatternCards.Hidden(Candidate(say))),
    ];

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

    private static Card Drawn<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);

    private static PatternContent Content(SampleVoice say) => new(
        say("Read the address back before a parcel leaves"),
        say("Since we read the address back to the caller, no parcel has come back. Before, it was two or three a week."))
    {
        Evidence = say("No return in the dispatch book since January"),
        CoreSteps = say("Read the address back") + "\n" + say("Wait for a yes"),
    };

    private static Pattern Candidate(SampleVoice say) => new(7, 1, 1, new(1), PatternState.Candidate, Content(say))
    {
        Team = new(1),
        TeamName = say("Dispatch"),
        AuthorName = say("Alex Rivera"),
        Owner = new(1),
        OwnerName = say("Alex Rivera"),
        CreatedAt = Now,
    };

    private static Pattern Attempt(SampleVoice say) => Candidate(say) with
    {
        Number = 9,
        IsAttempt = true,
        Content = new(
            say("Let the caller spell the street"),
            say("We let callers spell the street for two weeks. Calls took a minute longer and as many parcels came back."))
        {
            Mechanism = say("Most wrong addresses were right streets with a wrong number"),
        },
    };

    private static Pattern Validated(SampleVoice say) => Candidate(say) with
    {
        State = PatternState.Validated,
        Edition = 2,
        Content = Second(say).Content,
        Validator = new(4),
        ValidatorName = say("Lea Winter"),
        ReviewDueAt = Now.AddDays(180),
        LastUsedAt = Now.AddDays(9),
    };

    private static PatternVersion First(SampleVoice say) => new(1, Now, say("Alex Rivera"), Content(say));

    private static PatternVersion Second(SampleVoice say) => new(2, Now.AddDays(3), say("Chris Okafor"), Content(say) with
    {
        Title = say("Read the address back before every parcel leaves"),
        CoreSteps = say("Read street and number back") + "\n" + say("Wait for a yes"),
        Limits = say("The caller is not the one who gets the parcel"),
    });

    private static CheckedCriterion[] Criteria(SampleVoice say) =>
    [
        new(Criterion.Repeatable, 2, true, say("Every shift has done it since January"), say("Lea Winter")),
        new(Criterion.Measurable, 2, true, say("The dispatch book lists returns"), say("Lea Winter")),
        new(Criterion.Transferable, 1, true, say("It needs a phone and ten seconds"), say("Lea Winter")),
        new(Criterion.WithinRules, 2, false, say("The works council has not answered yet"), say("Lea Winter")),
    ];

    private static PatternFlag[] Flags(SampleVoice say) =>
    [
        new(1, 1, new(5), say("Dana Kim"), say("Does not work with callers who are driving"), Now.AddDays(5)),
        new(2, 2, new(6), say("Eli Santos"), say("Half of our orders come by mail"), Now.AddDays(6)),
    ];

    private static PatternSight Whole(SampleVoice say) => new(
        Validated(say) with
        {
            Content = Second(say).Content with
            {
                Context = say("Dispatch, by phone, any shift"),
                Problem = say("Parcels that come back"),
                AdaptableSteps = say("Who reads it back"),
                Mechanism = say("People hear a wrong number better than they see it"),
                Consequences = say("Ten seconds more for each call"),
                Forces = say("Callers are in a hurry"),
            },
        },
        "ERR-12", Criteria(say), Flags(say)[..1], [PatternStep.AnswerFlag, PatternStep.Use, PatternStep.Flag, PatternStep.Fix, .. OfOwner])
    {
        Named = [say("Bao Nguyen")],
        Answers =
        [
            new(FollowUpQuestion.Helped, say("A quiet desk, and that nobody hurried me")),
            new(FollowUpQuestion.Needed, say("A form with the number in a field of its own")),
        ],
        History =
        [
            new(Now, say("Alex Rivera"), "kept", null, new(1)),
            new(Now.AddDays(1), say("Alex Rivera"), "named", null, new(1)),
            new(Now.AddDays(3), say("Chris Okafor"), "reworded", null, new(3)),
            new(Now.AddDays(4), say("Lea Winter"), "validated", null, new(4)),
            new(Now.AddDays(5), say("Dana Kim"), "flagged", null, new(5)),
        ],
    };
}
