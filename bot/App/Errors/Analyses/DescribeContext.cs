using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Analyses;

/// <summary>What the form about what was around an error begins with.</summary>
internal sealed record ContextPresent(string Title, AnalysisContext Context);

/// <summary>
/// <em>What was around it …</em>: the problem statement, and behind it the key moments and who looked at it. Everything is optional.
/// </summary>
internal static class DescribeContext
{
    /// <summary>The form.</summary>
    public static readonly DialogDefinition Dialog = new(
        "describe-context",
        new ChangeDialog<CauseSteps, ContextPresent, AnalysisContext>(ErrorKind.Definition)
        {
            Look = (steps, number, _) => new(steps.LookAtContext(number)),
            Ask = found => Form(found.Number, found.Present!),
            Change = (steps, found, answer, origin, _) => new(new ChangeResult<ContextPresent>(
                found.Number, steps.Describe(found.Number, found.Present!.Context, answer, origin))),
            View = ErrorKind.AnalysisView,
        }.Conduct,
        CauseJson.Default,
        () => Card(AnalysisTexts.Help, Text(AnalysisTexts.Help)));

    /// <summary>The form: two questions, and the others folded.</summary>
    public static Form<AnalysisContext> Form(long number, ContextPresent present)
    {
        var heading = Say(AnalysisTexts.ContextTitle, ErrorKind.Labels.Of(number));
        var context = present.Context;
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Title),
                Paragraph(nameof(context.ProblemIs), AnalysisTexts.ProblemIs) with
                {
                    Placeholder = AnalysisTexts.ProblemIsHint, Value = context.ProblemIs,
                },
                Paragraph(nameof(context.ProblemIsNot), AnalysisTexts.ProblemIsNot) with
                {
                    Placeholder = AnalysisTexts.ProblemIsNotHint, Value = context.ProblemIsNot,
                },
                Buttons(Unfold(ErrorTexts.MoreDetails, "context-details")),
                Folded(
                    "context-details",
                    Line(nameof(context.Detected), AnalysisTexts.Detected) with { Value = context.Detected },
                    Line(nameof(context.Diagnosed), AnalysisTexts.Diagnosed) with { Value = context.Diagnosed },
                    Line(nameof(context.Repaired), AnalysisTexts.Repaired) with { Value = context.Repaired },
                    Paragraph(nameof(context.WentWell), AnalysisTexts.WentWell) with { Value = context.WentWell },
                    Paragraph(nameof(context.MadeSense), AnalysisTexts.MadeSense) with { Value = context.MadeSense },
                    Line(nameof(context.Facilitator), AnalysisTexts.Facilitator) with { Value = context.Facilitator },
                    Line(nameof(context.Participants), AnalysisTexts.Participants) with { Value = context.Participants })),
            answer => ProposeFix.Lengths(
                (nameof(answer.ProblemIs), answer.ProblemIs), (nameof(answer.ProblemIsNot), answer.ProblemIsNot),
                (nameof(answer.Detected), answer.Detected), (nameof(answer.Diagnosed), answer.Diagnosed),
                (nameof(answer.Repaired), answer.Repaired), (nameof(answer.WentWell), answer.WentWell),
                (nameof(answer.MadeSense), answer.MadeSense), (nameof(answer.Facilitator), answer.Facilitator),
                (nameof(answer.Participants), answer.Participants)))
        {
            Submit = AnalysisTexts.ContextIt,
            MainInput = nameof(AnalysisContext.ProblemIs),
        };
    }
}
