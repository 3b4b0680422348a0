using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>
/// The decision of a lead about a fix proposal: <em>Approve</em> with one press, and behind <em>Decide otherwise …</em> approval with
/// conditions, changes, refusal, putting it off, and taking an approval back.
/// </summary>
internal static class DecideFix
{
    /// <summary><em>Approve with conditions …</em>: each line is an action that must be done.</summary>
    public static readonly DialogDefinition Conditions = FixDialog.Of<Words>(
        "approve-fix-with", ErrorAction.ApproveFix,
        (number, present) => TriageDialog.AskingForWords(
            number, FixTexts.ConditionsHeading, present.Content?.What, FixTexts.ConditionsLabel, FixTexts.ConditionsIt,
            FixTexts.ConditionsMissing, FixTexts.ConditionsHint),
        (fixes, number, words, origin) => new(number, fixes.Approve(number, words.Filled, origin)), ErrorKind.ApprovalView);

    /// <summary><em>Request changes …</em></summary>
    public static readonly DialogDefinition Changes = Asking(
        "request-fix-changes", ErrorAction.RequestChanges,
        (number, present) => TriageDialog.AskingForWords(
            number, FixTexts.ChangesHeading, present.Content?.What, FixTexts.ChangesLabel, FixTexts.ChangesIt, FixTexts.ChangesMissing),
        (fixes, number, words, origin) => fixes.Decide(number, FixDecision.RequestChanges, words, origin));

    /// <summary><em>Reject …</em></summary>
    public static readonly DialogDefinition Reject = Asking(
        "reject-fix", ErrorAction.RejectFix,
        (number, present) => TriageDialog.AskingForWords(
            number, FixTexts.RejectHeading, present.Content?.What, FixTexts.RejectLabel, FixTexts.RejectIt, FixTexts.RejectMissing),
        (fixes, number, words, origin) => fixes.Decide(number, FixDecision.Reject, words, origin));

    /// <summary><em>The fix is wrong …</em></summary>
    public static readonly DialogDefinition Return = Asking(
        "return-fix", ErrorAction.ReturnFix,
        (number, present) => TriageDialog.AskingForWords(
            number, FixTexts.ReturnHeading, present.Content?.What, FixTexts.ReturnLabel, FixTexts.ReturnIt, FixTexts.ReturnMissing),
        (fixes, number, words, origin) => fixes.Return(number, words, origin));

    /// <summary>The press that approves.</summary>
    public static ValueTask Approved(TurnContext turn, CancellationToken ct) => StepPress.Take(
        turn, ErrorAction.ApproveFix,
        (_, number) => turn.Services.GetRequiredService<FixDecisions>().Approve(number, conditions: null));

    /// <summary>The press that takes one's own approval back.</summary>
    public static ValueTask TakenBack(TurnContext turn, CancellationToken ct) => StepPress.Take(
        turn, ErrorAction.TakeBack, (_, number) => turn.Services.GetRequiredService<FixDecisions>().TakeBack(number));

    /// <summary>The press that offers the other decisions.</summary>
    public static ValueTask Offered(TurnContext turn, CancellationToken ct)
    {
        var number = turn.PressData.Whole("error") ?? 0;
        var reporter = turn.Services.GetRequiredService<Reporter>();
        var session = turn.Services.GetRequiredService<Session>();
        if (ErrorRows.FindAny(session, number) is not { } error || reporter.AccessTo(error) is not AccessLevel.Everything)
        {
            turn.Tell(ErrorTexts.NotFound);
            return default;
        }

        if (CardOf(error, FixRows.OfError(session, number), reporter.ActionsOn(error)) is { } card) turn.ShowBelow(card);
        else turn.Tell(
            turn.Services.GetRequiredService<ErrorGuard>().Allowed(number, ErrorAction.RequestChanges).Refusal ?? ErrorTexts.NotFound);

        return default;
    }

    /// <summary>The other decisions; null for somebody who may take none.</summary>
    public static Card? CardOf(ErrorRecord error, Fix? fix, IReadOnlyList<ErrorAction> mayDo)
    {
        CardAction?[] buttons =
        [
            mayDo.Contains(ErrorAction.ApproveFix)
                ? ErrorButtons.ButtonBelow(FixTexts.ApproveWith, ErrorButtons.ApproveWith, error.Number)
                : null,
            .. new[]
                {
                    ErrorAction.Refer, ErrorAction.RequestChanges, ErrorAction.RejectFix, ErrorAction.Defer, ErrorAction.AcceptRisk,
                    ErrorAction.ReturnFix,
                }
                .Where(mayDo.Contains)
                .Select(action => ErrorButtons.ButtonBelow(ErrorButtons.TitleOf(action), ErrorButtons.VerbOf(action), error.Number)),
        ];
        return fix is null || buttons.All(button => button is null) ? null : Card(
            Say(RecordTexts.Summary, error.Label, error.Title),
            Group(Hint($"{error.Label} · {fix.Label}"), Heading(error.Title) with { Spacing = Spacing.None }),
            Text(fix.Content.What),
            Buttons(buttons));
    }

    private static DialogDefinition Asking(
        string name, ErrorAction action, Func<long, FixPresent, Form<Words>> form,
        Func<FixDecisions, long, string, RequestOrigin, string?> take) => FixDialog.Of(
            name, action, form, (fixes, number, words, origin) => new(number, take(fixes, number, words.Filled ?? "", origin)),
            ErrorKind.ApprovalView);
}
