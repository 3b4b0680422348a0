using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary><em>Ask …</em>: one question to the reporter, and its answer.</summary>
internal static class AskReporter
{
    /// <summary>The lead's form.</summary>
    public static readonly DialogDefinition Dialog = TriageDialog.Of<Words>(
        "ask-reporter", ErrorAction.AskInfo,
        (number, _) => TriageDialog.AskingForWords(
            number, TriageTexts.AskHeading, TriageTexts.AskExplanation, TriageTexts.AskLabel, TriageTexts.AskIt, TriageTexts.AskMissing),
        Ask, ErrorKind.LeadView);

    /// <summary>The reporter's form.</summary>
    public static readonly DialogDefinition Answer = TriageDialog.Of<Words>(
        "answer-question", ErrorAction.AnswerInfo,
        (number, present) => TriageDialog.AskingForWords(
            number, TriageTexts.AnswerHeading, present.Question, TriageTexts.AnswerLabel, TriageTexts.AnswerIt, TriageTexts.AnswerMissing),
        Keep, ErrorKind.ReporterView);

    private static ChangeResult<TriagePresent> Ask(TriageSteps steps, long number, Words question, RequestOrigin origin) =>
        steps.Take(number, ErrorAction.AskInfo, error => new("asked", () => Say(TriageTexts.LineAsked, steps.Actor.Name, question.Filled))
        {
            Columns = [("question", question.Filled)],
            Reason = question.Filled,
            Origin = origin,
            Told = () => Say(TriageTexts.ToldQuestion, error.Label, question.Filled),
        });

    /// <summary>Keeps the answer, which brings the report back to the leads.</summary>
    public static ChangeResult<TriagePresent> Keep(TriageSteps steps, long number, Words answer, RequestOrigin origin)
    {
        var result = steps.Take(number, ErrorAction.AnswerInfo, _ =>
            new("answered", () => Say(TriageTexts.LineAnswered, steps.Actor.Name, answer.Filled))
            {
                Columns = [("question", (string?)null)],
                Reason = answer.Filled,
                Origin = origin,
            });
        if (result.Refusal is null)
        {
            steps.Session.Statements.Execute($"""
                INSERT INTO error_additions {NewRow.Of(
                    ("error", number), ("person", steps.Actor.FindOrKeep()!.Value.Value), ("dialog_id", origin.DialogId),
                    ("text", answer.Filled), ("created_at", steps.Actor.Now))}
                ON CONFLICT DO NOTHING
                """);
        }

        return result;
    }
}
