using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Patterns.Cards.PatternFormSamples;
using static Improvement.Bot.Patterns.Cards.PatternSamples;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>The cards and forms of replications for the gallery, with people and work that are made up.</summary>
internal static class ReplicationSamples
{
    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) => [.. Cards(say), .. Forms(say)];

    /// <summary>What a form shows.</summary>
    public static ReplicationForm Shown(SampleVoice say) => new(7, Content(say).Title, say("Night shift"))
    {
        Colleagues = [new(2, say("Bao Nguyen")), new(3, say("Chris Okafor"))],
        Self = new(2, say("Bao Nguyen")),
        Core = Core(say),
    };

    private static IEnumerable<GallerySample> Cards(SampleVoice say) =>
    [
        new(
            "replication-offered", "A pattern that a team is offered, for its lead",
            () => ReplicationCards.Of(Validated(say), [
                new(Offered(say), Core(say), [ReplicationStep.Adopt, ReplicationStep.Adapt, ReplicationStep.Reject]),
            ])),
        new(
            "replication-begun", "Adopted and begun, for its owner in the team",
            () => ReplicationCards.Of(Validated(say), [
                new(Begun(say), Core(say), [
                    ReplicationStep.DoStep, ReplicationStep.BeginUse, ReplicationStep.Change, ReplicationStep.Learn, ReplicationStep.Stop,
                ])
                {
                    Others = [CommandButton.Staying(say("Measure its effect"), "/effect PAT-7")],
                },
            ])),
        new(
            "replication-check", "In use, when it is asked whether it still is",
            () => ReplicationCards.Of(Validated(say), [
                new(Used(say), Core(say), [
                    ReplicationStep.Confirm, ReplicationStep.Judge, ReplicationStep.Change, ReplicationStep.Learn, ReplicationStep.Stop,
                ]),
                new(Refused(say), Core(say), []),
            ])),
        new(
            "replication-board", "Where it is used", () => ReplicationBoard.Of(
                Validated(say), [Begun(say), GivenUp(say), LeftOut(say), Refused(say), Used(say)], hasOwn: true)),
        new("replication-board-empty", "Where it is used, before anybody was asked", () => ReplicationBoard.Of(Validated(say), [], false)),
        new(
            "replication-lines", "What is asked of a team unasked",
            () => NoticeCards.Of(
            [
                Line(ReplicationTexts.UndecidedLine, say), Line(ReplicationTexts.LateLine, say), Line(ReplicationTexts.CheckLine, say),
            ])),
    ];

    private static NoticeLine Line(string words, SampleVoice say) =>
        new(PatternKind.Id(7), Wording.Say(words, "PAT-7", Content(say).Title, say("Night shift")));

    private static IEnumerable<GallerySample> Forms(SampleVoice say)
    {
        var shown = Shown(say);
        yield return new(
            "replication-spread", "Form that offers it to other teams",
            () => Drawn(SpreadPattern.Form(7, new PatternForm(Content(say).Title)
            {
                Today = new(2026, 3, 2),
                Targets =
                [
                    new(new(2), null, say("Accounts"), MeetsTheSame: false, IsNew: true),
                    new(new(3), null, say("Night shift"), MeetsTheSame: true, IsNew: true),
                    new(
                        new(3), new(31), Wording.Say(ReplicationTexts.AgentOf, say("Sorting agent"), say("Night shift")),
                        MeetsTheSame: false, IsNew: true),
                ],
            })));
        yield return new("replication-adopt", "Form of a team that adopts it", () => Drawn(TakeOver.AdoptForm(shown)));
        yield return new("replication-adapt", "Form of a team that adapts it", () => Drawn(TakeOver.AdaptForm(shown)));
        yield return new("replication-change", "Form of what is done otherwise", () => Drawn(TakeOver.ChangeForm(shown)));
        yield return new("replication-reject", "Form of a team that says no", () => Drawn(TeamWords.RejectForm(shown)));
        yield return new("replication-stop", "Form of a team that gives it up", () => Drawn(TeamWords.StopForm(shown)));
        yield return new("replication-learn", "Form of what was learned", () => Drawn(TeamWords.LearnForm(shown)));
        yield return new("replication-judge", "Form of whether it helped", () => Drawn(TeamWords.JudgeForm(shown)));
    }

    private static string[] Core(SampleVoice say) => [say("Read street and number back"), say("Wait for a yes")];

    private static Replication Offered(SampleVoice say) => new(1, 1, 7, 2, new(3), ReplicationState.Proposed)
    {
        TeamName = say("Night shift"), DueDate = new(2026, 3, 30), ProposedAt = Now.AddDays(10), StateSince = Now.AddDays(10),
    };

    private static Replication Begun(SampleVoice say) => Offered(say) with
    {
        TeamName = say("Accounts"),
        State = ReplicationState.InProgress,
        OwnerName = say("Bao Nguyen"),
        Decision = ReplicationDecision.Adapt,
        StepsDone = [0],
        StateSince = Now.AddDays(12),
        Adaptations = [new(say("Wait for a yes"), say("Wait for a yes by mail"), say("Nobody calls us"), IsPlanned: true)],
    };

    private static Replication Used(SampleVoice say) => Begun(say) with
    {
        TeamName = say("Returns desk"),
        State = ReplicationState.InUse,
        StepsDone = [0, 1],
        InUseSince = Now.AddDays(14),
        Verdict = EffectVerdict.Improved,
        VerdictWords = say("Two returns in six weeks, after eleven"),
        Lessons = say("Read the postcode first, people stumble over the street"),
    };

    private static Replication Refused(SampleVoice say) => Offered(say) with
    {
        State = ReplicationState.Rejected,
        OwnerName = say("Dana Kim"),
        Decision = ReplicationDecision.Reject,
        Reason = say("All our orders come by mail"),
    };

    private static Replication GivenUp(SampleVoice say) => Begun(say) with
    {
        TeamName = say("Early shift"),
        State = ReplicationState.Abandoned,
        Verdict = EffectVerdict.NoClearChange,
        VerdictWords = say("As many returns as before"),
        Reason = say("Calls took too long before noon"),
        Adaptations = [],
    };

    private static Replication LeftOut(SampleVoice say) => Offered(say) with
    {
        TeamName = say("Export"),
        State = ReplicationState.Rejected,
        Decision = ReplicationDecision.LeftOut,
        Reason = say("They have no telephone"),
    };
}
