using System.Collections.Immutable;

namespace Improvement.Bot.Feedback.Items;

/// <summary>
/// What the items of the bank are about: seven sides of how a team deals with errors, and three of AI agents as colleagues.
/// </summary>
internal enum Construct
{
    /// <summary>Whether people say what worries them.</summary>
    SpeakingUp,

    /// <summary>What happens to whoever erred.</summary>
    ReactionToError,

    /// <summary>Whether news of errors reaches those whom it concerns.</summary>
    HearingAboutErrors,

    /// <summary>Whether errors lead to lasting changes.</summary>
    LearningAndImproving,

    /// <summary>What gets lost between one and the next.</summary>
    HandOvers,

    /// <summary>Whether there is time for care.</summary>
    Workload,

    /// <summary>What those who lead make of risks and bad news.</summary>
    LeadersSupport,

    /// <summary>Whether people know when to rely on AI agents.</summary>
    AgentTrust,

    /// <summary>Whether work passes well between people and AI agents.</summary>
    AgentHandOver,

    /// <summary>What putting AI agents right costs.</summary>
    AgentCorrection,
}

/// <summary>
/// The bot's own statements on error culture and on AI agents as colleagues, three for each construct, to agree or disagree with. The words
/// are our own; the constructs are those that surveys of safety climate have found to matter. There is no benchmark of others: a team is
/// compared with its own earlier waves.
/// </summary>
internal static class ItemBank
{
    /// <summary>All of them, construct by construct. A code means the same for ever; a new sense is a new item.</summary>
    public static ImmutableArray<SurveyItem> All { get; } =
    [
        Statement(Construct.SpeakingUp, "speak-same-day", () => BankTexts.SpeakSameDay, sensitivity: Sensitivity.AboutOneself),
        Statement(Construct.SpeakingUp, "speak-upward", () => BankTexts.SpeakUpward, sensitivity: Sensitivity.AboutOneself),
        Statement(Construct.SpeakingUp, "speak-kept", () => BankTexts.SpeakKept, isReversed: true, sensitivity: Sensitivity.AboutOneself),
        Statement(Construct.ReactionToError, "react-how", () => BankTexts.ReactHow),
        Statement(Construct.ReactionToError, "react-fair", () => BankTexts.ReactFair),
        Statement(Construct.ReactionToError, "react-hide", () => BankTexts.ReactHide, isReversed: true),
        Statement(Construct.HearingAboutErrors, "hear-in-time", () => BankTexts.HearInTime),
        Statement(Construct.HearingAboutErrors, "hear-back", () => BankTexts.HearBack),
        Statement(Construct.HearingAboutErrors, "hear-surprise", () => BankTexts.HearSurprise, isReversed: true),
        Statement(Construct.LearningAndImproving, "learn-change", () => BankTexts.LearnChange),
        Statement(Construct.LearningAndImproving, "learn-lasts", () => BankTexts.LearnLasts),
        Statement(Construct.LearningAndImproving, "learn-again", () => BankTexts.LearnAgain, isReversed: true),
        Statement(Construct.HandOvers, "hand-complete", () => BankTexts.HandComplete),
        Statement(Construct.HandOvers, "hand-clear", () => BankTexts.HandClear),
        Statement(Construct.HandOvers, "hand-lost", () => BankTexts.HandLost, isReversed: true),
        Statement(Construct.Workload, "pace-care", () => BankTexts.PaceCare),
        Statement(Construct.Workload, "pace-relief", () => BankTexts.PaceRelief),
        Statement(Construct.Workload, "pace-skip", () => BankTexts.PaceSkip, isReversed: true, sensitivity: Sensitivity.AboutOneself),
        Statement(Construct.LeadersSupport, "lead-bad-news", () => BankTexts.LeadBadNews),
        Statement(Construct.LeadersSupport, "lead-act", () => BankTexts.LeadAct),
        Statement(Construct.LeadersSupport, "lead-speed", () => BankTexts.LeadSpeed, isReversed: true),
        Statement(Construct.AgentTrust, "agent-rely", () => BankTexts.AgentRely),
        Statement(Construct.AgentTrust, "agent-trace", () => BankTexts.AgentTrace),
        Statement(Construct.AgentTrust, "agent-doubt", () => BankTexts.AgentDoubt, isReversed: true, sensitivity: Sensitivity.AboutOneself),
        Statement(Construct.AgentHandOver, "agent-brief", () => BankTexts.AgentBrief),
        Statement(Construct.AgentHandOver, "agent-pass", () => BankTexts.AgentPass),
        Statement(Construct.AgentHandOver, "agent-stall", () => BankTexts.AgentStall, isReversed: true),
        Statement(Construct.AgentCorrection, "agent-save", () => BankTexts.AgentSave),
        Statement(Construct.AgentCorrection, "agent-taught", () => BankTexts.AgentTaught),
        Statement(Construct.AgentCorrection, "agent-redo", () => BankTexts.AgentRedo, isReversed: true),
    ];

    /// <summary>The item of a code.</summary>
    public static SurveyItem Named(string code) => All.Single(item => item.Code == code);

    /// <summary>The items of a construct.</summary>
    public static IEnumerable<SurveyItem> Of(Construct construct) => All.Where(item => item.Construct == construct);

    /// <summary>What a construct is called.</summary>
    public static string NameOf(Construct construct) => construct switch
    {
        Construct.SpeakingUp => BankTexts.Construct_SpeakingUp,
        Construct.ReactionToError => BankTexts.Construct_ReactionToError,
        Construct.HearingAboutErrors => BankTexts.Construct_HearingAboutErrors,
        Construct.LearningAndImproving => BankTexts.Construct_LearningAndImproving,
        Construct.HandOvers => BankTexts.Construct_HandOvers,
        Construct.Workload => BankTexts.Construct_Workload,
        Construct.LeadersSupport => BankTexts.Construct_LeadersSupport,
        Construct.AgentTrust => BankTexts.Construct_AgentTrust,
        Construct.AgentHandOver => BankTexts.Construct_AgentHandOver,
        Construct.AgentCorrection => BankTexts.Construct_AgentCorrection,
        _ => throw new ArgumentOutOfRangeException(nameof(construct)),
    };

    private static SurveyItem Statement(
        Construct construct, string code, Func<string> words, bool isReversed = false, Sensitivity sensitivity = default) =>
        new(code, ItemKind.Likert, words)
        {
            Construct = construct,
            IsReversed = isReversed,
            AllowsDontKnow = true,
            Sensitivity = construct is Construct.LeadersSupport ? Sensitivity.AboutOthers : sensitivity,
        };
}
