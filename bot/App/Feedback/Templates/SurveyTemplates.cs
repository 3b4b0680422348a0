using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using static Improvement.Bot.Feedback.Items.ItemBank;

namespace Improvement.Bot.Feedback.Templates;

/// <summary>The templates that come with the bot.</summary>
internal static class SurveyTemplates
{
    private static readonly Construct[] OfPeople =
    [
        Construct.HearingAboutErrors, Construct.Workload, Construct.LearningAndImproving, Construct.HandOvers, Construct.LeadersSupport,
        Construct.ReactionToError, Construct.SpeakingUp,
    ];

    private static readonly Construct[] OfAgents = [Construct.AgentTrust, Construct.AgentHandOver, Construct.AgentCorrection];

    /// <summary>All versions of all of them: a wave that was asked from an older version is read with it.</summary>
    public static ImmutableArray<SurveyTemplate> All { get; } =
    [
        new("team-pulse", 1, () => TemplateTexts.TeamPulse, () => TemplateTexts.TeamPulsePurpose)
        {
            Outcome = TemplateItems.Recommend,
            Anchors = [Named("speak-same-day"), Named("react-how")],
            Rotating = InTurn(OfPeople, "speak-same-day", "react-how"),
            Texts = [TemplateItems.Better],
        },
        new("after-incident", 1, () => TemplateTexts.Incident, () => TemplateTexts.IncidentPurpose)
        {
            Outcome = TemplateItems.Coped,
            Anchors = [Named("react-how"), Named("speak-same-day")],
            Rotating = [TemplateItems.Hindered],
            Texts = [TemplateItems.Helped],
        },
        new("after-rollout", 1, () => TemplateTexts.Rollout, () => TemplateTexts.RolloutPurpose)
        {
            Outcome = TemplateItems.Back,
            Anchors = [TemplateItems.Works, Named("pace-care")],
            Rotating = [TemplateItems.NeededHelp],
            Texts = [TemplateItems.ChangeFirst],
        },
        new("onboarding", 1, () => TemplateTexts.Onboarding, () => TemplateTexts.OnboardingPurpose)
        {
            Outcome = TemplateItems.Ready,
            Anchors = [TemplateItems.WhomToAsk, Named("hand-complete")],
            Rotating = [Named("speak-upward"), Named("react-fair"), Named("pace-care"), Named("lead-bad-news")],
            Texts = [TemplateItems.Missed],
        },
        new("tool-satisfaction", 1, () => TemplateTexts.Tool, () => TemplateTexts.ToolPurpose)
        {
            Outcome = TemplateItems.ToolGood,
            Anchors = [TemplateItems.ToolNotices, Named("learn-lasts")],
            Rotating = [TemplateItems.ToolFirst, TemplateItems.ToolHours],
            Texts = [TemplateItems.ToolWish],
        },
        new("agent-usefulness", 1, () => TemplateTexts.Agents, () => TemplateTexts.AgentsPurpose)
        {
            Outcome = Named("agent-save"),
            Anchors = [Named("agent-rely"), Named("agent-pass")],
            Rotating = InTurn(OfAgents, "agent-save", "agent-rely", "agent-pass"),
            Texts = [TemplateItems.AgentWish],
        },
        new(FollowUp, 1, () => TemplateTexts.TalkedAbout, () => TemplateTexts.TalkedAboutPurpose)
        {
            Outcome = TemplateItems.TalkedAbout, Anchors = [], Rotating = [], Texts = [],
        },
        new(MattersMost, 1, () => TemplateTexts.MattersMost, () => TemplateTexts.MattersMostPurpose)
        {
            Outcome = TemplateItems.MattersMost, Anchors = [], Rotating = [], Texts = [],
        },
    ];

    /// <summary>Id of the one question that follows a result ten days later.</summary>
    public const string FollowUp = "talked-about";

    /// <summary>Id of the one question of a lead who cannot know from few answers what matters most.</summary>
    public const string MattersMost = "matters-most";

    /// <summary>The newest version of each.</summary>
    public static IEnumerable<SurveyTemplate> Newest =>
        All.GroupBy(template => template.Id).Select(versions => versions.MaxBy(template => template.Version)!);

    /// <summary>Those that a lead can choose; the others ask one thing about the result of another wave.</summary>
    public static IEnumerable<SurveyTemplate> Offered => Newest.Where(template => !template.IsAboutResult);

    /// <summary>A version of one; null where there is none.</summary>
    public static SurveyTemplate? Find(string id, int version) =>
        All.FirstOrDefault(template => template.Id == id && template.Version == version);

    /// <summary>The items of some constructs but those that are asked anyway: one of each construct, then the second of each.</summary>
    private static ImmutableArray<SurveyItem> InTurn(Construct[] constructs, params string[] asked)
    {
        var rows = constructs.Select(construct => Of(construct).Where(item => !asked.Contains(item.Code)).ToArray()).ToArray();
        return [.. Enumerable.Range(0, rows.Max(row => row.Length))
            .SelectMany(at => rows.Where(row => at < row.Length).Select(row => row[at]))];
    }
}
