using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Patterns.Cards;

/// <summary>The cards of patterns for the gallery, with people and work that are made up.</summary>
internal static class PatternSamples
{
    /// <summary>When the samples are drawn.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    // A record of another kind; which one does not show.
    private static RecordId AnError => PatternKind.Id(12);

    private static readonly PatternStep[] OfOwner = [PatternStep.Fix, PatternStep.Name, PatternStep.Retire];

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        .. PatternFormSamples.Of(say),
        .. Cards(say),
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
        new(
            "pattern-related", "Status, with what is about the same elsewhere", () => PatternCards.Of(Whole(say) with
            {
                Related =
                [
                    new(say("Errors about the same"),
                    [
                        new(
                            $"ERR-12: {say("The parcel went to the old address")}", say("accepted"),
                            CommandButton.Staying(Wording.Say(RecordTexts.AdviceOpen, "ERR-12"), "/status ERR-12")),
                    ]),
                ],
            })),
        new("pattern-status", "Status, with all there is", () => PatternCards.Of(Whole(say))),
        new(
            "pattern-retired", "Retired", () => PatternCards.Of(new(
                Validated(say) with { State = PatternState.Retired, EndedBecause = say("The new scale reads the address itself") }, null,
                [], [], []))),
        new(
            "pattern-advice-form", "In the form of a report that is alike",
            () => Draw.Card(Content(say).Title, AdviceCards.InForm([Offer(say)]))),
        new(
            "pattern-advice", "Below what was reported then, and on an error that is over",
            () => Draw.Card(
                Content(say).Title,
                AdviceCards.Beside([(Offer(say), PatternAdvice.Source.Buttons(7, AnError))]),
                Draw.Buttons(PatternAdvice.KeepFrom(AnError)))),
        new("pattern-outline", "For somebody outside the team", () => PatternCards.Outline(Candidate(say), back: null)),
        new("pattern-hidden", "Where it may not be seen", () => PatternCards.Hidden(Candidate(say))),
    ];

    private static AdviceOffer Offer(SampleVoice say) => new("PAT-7", Content(say).Title, PatternWords.Of(PatternState.Validated));

    /// <summary>Of the sample.</summary>
    public static PatternContent Content(SampleVoice say) => new(
        say("Read the address back before a parcel leaves"),
        say("Since we read the address back to the caller, no parcel has come back. Before, it was two or three a week."))
    {
        Evidence = say("No return in the dispatch book since January"),
        CoreSteps = say("Read the address back") + "\n" + say("Wait for a yes"),
    };

    /// <summary>Of the sample.</summary>
    public static Pattern Candidate(SampleVoice say) => new(7, 1, 1, new(1), PatternState.Candidate, Content(say))
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

    /// <summary>Of the sample.</summary>
    public static Pattern Validated(SampleVoice say) => Candidate(say) with
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

    /// <summary>Of the sample.</summary>
    public static CheckedCriterion[] Criteria(SampleVoice say) =>
    [
        new(Criterion.Repeatable, 2, true, say("Every shift has done it since January"), say("Lea Winter")),
        new(Criterion.Measurable, 2, true, say("The dispatch book lists returns"), say("Lea Winter")),
        new(Criterion.Transferable, 1, true, say("It needs a phone and ten seconds"), say("Lea Winter")),
        new(Criterion.WithinRules, 2, false, say("The works council has not answered yet"), say("Lea Winter")),
    ];

    /// <summary>Of the sample.</summary>
    public static OutlierTest Outlier { get; } = new("error-category:late", new(2026, 2, 16), 12, 11, 2, 6.7, 15.3);

    /// <summary>Of the sample.</summary>
    public static PatternFlag[] Flags(SampleVoice say) =>
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
        "ERR-12", Criteria(say), Flags(say)[..1],
        [PatternStep.AnswerFlag, PatternStep.Use, PatternStep.Flag, PatternStep.Spread, .. OfOwner])
    {
        IsSpread = true,
        Outlier = Outlier.Words(say("Errors a week (too late)")),
        Effect = CommandButton.Staying(say("Measure its effect"), "/effect PAT-7"),
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
