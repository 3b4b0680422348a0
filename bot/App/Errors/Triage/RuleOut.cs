using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>The answer of the form that rules a report out.</summary>
internal sealed record RulingAnswer(RuledOutReason Why, string Text);

/// <summary>
/// <em>Not an error …</em>, with the reason that its reporter hears; they can object once, and a lead who did not decide it looks again.
/// </summary>
internal static class RuleOut
{
    /// <summary>The lead's form.</summary>
    public static readonly DialogDefinition Dialog = TriageDialog.Of<RulingAnswer>(
        "rule-out", ErrorAction.RuleOut, Form, Decide, ErrorKind.LeadView);

    /// <summary>The reporter's objection.</summary>
    public static readonly DialogDefinition Objection = TriageDialog.Of<Words>(
        "object-to-ruling", ErrorAction.Object,
        (number, present) => TriageDialog.AskingForWords(
            number, TriageTexts.ObjectHeading, present.Reason, TriageTexts.ObjectLabel, TriageTexts.ObjectIt, TriageTexts.ObjectMissing),
        Object, ErrorKind.ReporterView);

    /// <summary>The form.</summary>
    public static Form<RulingAnswer> Form(long number, TriagePresent present)
    {
        var heading = Say(TriageTexts.RuleOutHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Title),
                Pick(
                    nameof(RulingAnswer.Why), TriageTexts.RuleOutWhy,
                    Enum.GetValues<RuledOutReason>().Select(reason => (reason.ToString(), ErrorWords.Of(reason)))) with
                {
                    IsRequired = true, ErrorMessage = TriageTexts.RuleOutWhyMissing,
                },
                Paragraph(nameof(RulingAnswer.Text), TriageTexts.RuleOutWords) with
                {
                    IsRequired = true, ErrorMessage = TriageTexts.RuleOutWordsMissing,
                }),
            answer => TriageDialog.TooLong(nameof(RulingAnswer.Text), answer.Text))
        {
            Submit = TriageTexts.RuleOutIt,
            MainInput = nameof(RulingAnswer.Text),
        };
    }

    private static ChangeResult<TriagePresent> Decide(TriageSteps steps, long number, RulingAnswer answer, RequestOrigin origin) =>
        steps.Take(number, ErrorAction.RuleOut, error =>
            new("ruled-out", () => Say(TriageTexts.LineRuledOut, steps.Actor.Name, ErrorWords.Of(answer.Why), answer.Text.Trim()))
            {
                Columns =
                [
                    ("reason_code", answer.Why.ToString()), ("reason", answer.Text.Trim()), ("decided_by", steps.Actor.Id?.Value),
                    ("question", (string?)null),
                ],
                Data = [("code", answer.Why)],
                Reason = answer.Text.Trim(),
                Origin = origin,
                Told = () => Say(TriageTexts.ToldRuledOut, error.Label, ErrorWords.Of(answer.Why), answer.Text.Trim()),
            });

    /// <summary>Keeps the objection, which brings the report back to the leads.</summary>
    public static ChangeResult<TriagePresent> Object(TriageSteps steps, long number, Words objection, RequestOrigin origin) =>
        steps.Take(number, ErrorAction.Object, _ =>
            new("objected", () => Say(TriageTexts.LineObjected, steps.Actor.Name, objection.Filled))
            {
                Columns = [("objected_at", steps.Actor.Now), ("reason_code", (string?)null), ("reason", objection.Filled)],
                Reason = objection.Filled,
                Origin = origin,
            });
}
