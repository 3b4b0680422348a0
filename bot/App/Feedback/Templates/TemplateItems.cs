using Improvement.Bot.Feedback.Items;

namespace Improvement.Bot.Feedback.Templates;

/// <summary>The items of the templates that belong to no construct of the bank.</summary>
internal static class TemplateItems
{
    /// <summary>Would one advise a friend to come?</summary>
    public static SurveyItem Recommend { get; } = new("pulse-recommend", ItemKind.Enps, () => TemplateTexts.PulseRecommend)
    {
        LowEnd = () => TemplateTexts.NotLikely, HighEnd = () => TemplateTexts.VeryLikely,
    };

    /// <summary>What would make work better?</summary>
    public static SurveyItem Better { get; } = Text("pulse-better", () => TemplateTexts.PulseBetter);

    /// <summary>How well was it coped with?</summary>
    public static SurveyItem Coped { get; } = new("incident-coped", ItemKind.Rating, () => TemplateTexts.IncidentCoped)
    {
        LowEnd = () => TemplateTexts.Badly, HighEnd = () => TemplateTexts.VeryWell,
    };

    /// <summary>What made it harder?</summary>
    public static SurveyItem Hindered { get; } = new("incident-hindered", ItemKind.MultipleChoice, () => TemplateTexts.IncidentHindered)
    {
        Options =
        [
            new("late-news", () => TemplateTexts.LateNews), new("roles", () => TemplateTexts.UnclearRoles),
            new("access", () => TemplateTexts.NoAccess), new("instructions", () => TemplateTexts.NoInstructions),
            new("time", () => TemplateTexts.NoTime), new("nothing", () => TemplateTexts.Nothing),
        ],
    };

    /// <summary>What would have helped?</summary>
    public static SurveyItem Helped { get; } = Text("incident-helped", () => TemplateTexts.IncidentHelped);

    /// <summary>Back to the way before?</summary>
    public static SurveyItem Back { get; } = new("rollout-back", ItemKind.YesNo, () => TemplateTexts.RolloutBack) { IsReversed = true };

    /// <summary>Does the new way work?</summary>
    public static SurveyItem Works { get; } =
        new("rollout-works", ItemKind.Likert, () => TemplateTexts.RolloutWorks) { AllowsDontKnow = true };

    /// <summary>How often was help needed?</summary>
    public static SurveyItem NeededHelp { get; } = Number("rollout-help", () => TemplateTexts.RolloutHelp);

    /// <summary>What to change first?</summary>
    public static SurveyItem ChangeFirst { get; } = Text("rollout-change", () => TemplateTexts.RolloutChange);

    /// <summary>Ready for the work?</summary>
    public static SurveyItem Ready { get; } = new("onboard-ready", ItemKind.Rating, () => TemplateTexts.OnboardReady)
    {
        LowEnd = () => TemplateTexts.NotReady, HighEnd = () => TemplateTexts.QuiteReady,
    };

    /// <summary>Whom to ask?</summary>
    public static SurveyItem WhomToAsk { get; } = new("onboard-ask", ItemKind.YesNo, () => TemplateTexts.OnboardAsk);

    /// <summary>What was missed?</summary>
    public static SurveyItem Missed { get; } = Text("onboard-missed", () => TemplateTexts.OnboardMissed);

    /// <summary>How good is the tool?</summary>
    public static SurveyItem ToolGood { get; } = new("tool-good", ItemKind.Rating, () => TemplateTexts.ToolGood)
    {
        LowEnd = () => TemplateTexts.NoUse, HighEnd = () => TemplateTexts.VeryGood,
    };

    /// <summary>Does it help to notice errors?</summary>
    public static SurveyItem ToolNotices { get; } =
        new("tool-notices", ItemKind.Likert, () => TemplateTexts.ToolNotices) { AllowsDontKnow = true };

    /// <summary>What about it first?</summary>
    public static SurveyItem ToolFirst { get; } = new("tool-first", ItemKind.SingleChoice, () => TemplateTexts.ToolFirst)
    {
        Options =
        [
            new("speed", () => TemplateTexts.Speed), new("search", () => TemplateTexts.Search), new("entry", () => TemplateTexts.Entry),
            new("links", () => TemplateTexts.Links), new("help", () => TemplateTexts.Help), new("nothing", () => TemplateTexts.Nothing),
        ],
    };

    /// <summary>How many hours did it cost?</summary>
    public static SurveyItem ToolHours { get; } = Number("tool-hours", () => TemplateTexts.ToolHours);

    /// <summary>What should it do?</summary>
    public static SurveyItem ToolWish { get; } = Text("tool-wish", () => TemplateTexts.ToolWish);

    /// <summary>What should an agent do differently?</summary>
    public static SurveyItem AgentWish { get; } = Text("agent-wish", () => TemplateTexts.AgentWish);

    /// <summary>Were the results talked about?</summary>
    public static SurveyItem TalkedAbout { get; } = new("talked-about", ItemKind.YesNo, () => TemplateTexts.TalkedAboutWords);

    /// <summary>What matters most?</summary>
    public static SurveyItem MattersMost { get; } = Text("matters-most", () => TemplateTexts.MattersMostWords);

    private static SurveyItem Text(string code, Func<string> words) => new(code, ItemKind.Text, words);

    private static SurveyItem Number(string code, Func<string> words) => new(code, ItemKind.Number, words)
    {
        Options = [ItemOption.Class(0, 0), ItemOption.Class(1, 2), ItemOption.Class(3, 5), ItemOption.Class(6, null)],
    };
}
