using System.Collections.Immutable;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Cards;

/// <summary>The buttons of a filed error.</summary>
internal static class ErrorButtons
{
    /// <summary>Lets a witness from outside see all of it, or hides it from them again.</summary>
    public const string LetSee = "error.let-see";

    /// <summary>Offers the further steps to the person who pressed.</summary>
    public const string Next = "error.next";

    /// <summary>Begins a report with what somebody wrote in an account that was taken back.</summary>
    public const string ReportInstead = "error.report-instead";

    /// <summary>Offers the other decisions about a fix to the person who pressed.</summary>
    public const string Otherwise = "error.decide";

    /// <summary>Shows the causes to the person who pressed.</summary>
    public const string Causes = "error.causes";

    /// <summary>Approves a fix with conditions.</summary>
    public const string ApproveWith = "error.approve-with";

    /// <summary>The steps that stand on a card themselves, in their order; the others are behind <see cref="Next"/>.</summary>
    private static readonly ImmutableArray<ErrorAction> Direct =
    [
        ErrorAction.Accept, ErrorAction.AnswerInfo, ErrorAction.Object, ErrorAction.Correct, ErrorAction.ProposeFix, ErrorAction.ApproveFix,
        ErrorAction.ConfirmVerdict, ErrorAction.Wake, ErrorAction.Close, ErrorAction.Split,
        ErrorAction.UndoRecurrence,
    ];

    private static readonly ImmutableArray<ErrorAction> Further =
    [
        ErrorAction.AddCause, ErrorAction.SubmitCauses, ErrorAction.AcceptCauses, ErrorAction.ReturnCauses,
        ErrorAction.EditFix, ErrorAction.TakeBack, ErrorAction.Assign, ErrorAction.Contain, ErrorAction.DoFirst, ErrorAction.AskInfo,
        ErrorAction.MarkDuplicate, ErrorAction.Link, ErrorAction.RemoveAccount, ErrorAction.RuleOut,
        ErrorAction.HandOver, ErrorAction.Defer, ErrorAction.AcceptRisk, ErrorAction.ReturnFix, ErrorAction.SetEffect,
        ErrorAction.CallFailed, ErrorAction.CallUnclear, ErrorAction.Reopen,
    ];

    /// <summary>The button of a step in the life of an error; null where its state has no such step.</summary>
    /// <param name="below">Whether the form comes below the card, which stays; otherwise the card becomes the form in a chat of one's
    /// own.</param>
    public static ExecuteAction? For(ErrorRecord error, ErrorAction action, string title, bool below = false) =>
        !ErrorLife.Machine.Has(error.State, action) ? null
        : below ? ButtonBelow(title, VerbOf(action), error.Number)
        : Button(title, VerbOf(action), error.Number);

    /// <summary>A button that does something about one error; in a chat of one's own its card becomes the form.</summary>
    public static ExecuteAction Button(string title, string verb, long number) => ExecuteAction.Of(title, verb, ("error", number));

    /// <summary>The same, and the card stays as it is.</summary>
    public static ExecuteAction ButtonBelow(string title, string verb, long number) =>
        ExecuteAction.Of(title, verb, ("error", number), (RecordsSlice.Below, true));

    /// <summary><em>That was not it</em>, for the one account with which the card was drawn; null for none.</summary>
    public static ExecuteAction? Retract(ErrorRecord error, long? account) => account is { } id
        ? ExecuteAction.Of(
            TitleOf(ErrorAction.RetractAccount), VerbOf(ErrorAction.RetractAccount), ("error", error.Number), ("account", id))
        : null;

    /// <summary>The buttons of a shared card, which each reader has: what its state allows at all; who may not is told so alone.</summary>
    public static IEnumerable<CardAction?> ForLeads(ErrorRecord error) =>
    [
        .. Direct.Where(action => action is not (ErrorAction.AnswerInfo or ErrorAction.Object))
            .Where(action => IsOpenOn(error, action))
            .Select(action => For(error, action, TitleOf(action))),
        error.AwaitsDecision ? Button(FixTexts.Otherwise, Otherwise, error.Number) : null,
        Further.Any(action => ErrorLife.Machine.Has(error.State, action) && IsOpenOn(error, action))
            ? Button(ErrorTexts.NextStep, Next, error.Number)
            : null,
    ];

    /// <summary>The same in the view of one person: what they may do, and for its reporter also what only they can.</summary>
    public static IEnumerable<CardAction?> InChannelFor(ErrorRecord error, IReadOnlyList<ErrorAction> mayDo) =>
    [
        .. Direct.Where(mayDo.Contains).Select(action => Button(TitleOf(action), VerbOf(action), error.Number)),
        mayDo.Contains(ErrorAction.ApproveFix) ? Button(FixTexts.Otherwise, Otherwise, error.Number) : null,
        Further.Any(mayDo.Contains) ? Button(ErrorTexts.NextStep, Next, error.Number) : null,
        mayDo.Contains(ErrorAction.Edit) ? Button(ErrorTexts.Edit, VerbOf(ErrorAction.Edit), error.Number) : null,
        mayDo.Contains(ErrorAction.Edit) ? Button(ErrorTexts.Withdraw, VerbOf(ErrorAction.Withdraw), error.Number) : null,
    ];

    /// <summary>The buttons of the steps that one person may take, the form of each below the card.</summary>
    /// <param name="mayDo">What they may do.</param>
    /// <param name="all">Whether the further steps stand there too; otherwise one button leads to them.</param>
    public static IEnumerable<CardAction?> ForOne(ErrorRecord error, IReadOnlyList<ErrorAction> mayDo, bool all)
    {
        foreach (var action in Direct.Where(mayDo.Contains)) yield return ButtonBelow(TitleOf(action), VerbOf(action), error.Number);
        if (mayDo.Contains(ErrorAction.ApproveFix)) yield return Button(FixTexts.Otherwise, Otherwise, error.Number);
        ErrorAction[] further = [.. Further.Where(mayDo.Contains)];
        if (all || further.Length is 1)
        {
            foreach (var action in further) yield return ButtonBelow(TitleOf(action), VerbOf(action), error.Number);
        }
        else if (further is not []) yield return Button(ErrorTexts.NextStep, Next, error.Number);
    }

    /// <summary>The same in a list of what to do next, where it stands out whose it is.</summary>
    public static IEnumerable<CardAction?> InList(ErrorRecord error, IReadOnlyList<ErrorAction> mayDo) =>
    [
        .. ForOne(error, [.. mayDo.Where(action => action is not ErrorAction.HandOver)], all: false),
        mayDo.Contains(ErrorAction.HandOver)
            ? ButtonBelow(TitleOf(ErrorAction.HandOver), VerbOf(ErrorAction.HandOver), error.Number)
            : null,
    ];

    /// <summary>Whether a step that its state has is open on this error, whoever takes it.</summary>
    private static bool IsOpenOn(ErrorRecord error, ErrorAction action) => action switch
    {
        ErrorAction.Correct => ErrorLife.CanGoTheShortWay(error.Severity, error.Priority),
        ErrorAction.ApproveFix => error.AwaitsDecision,
        ErrorAction.ConfirmVerdict => error.Triage.Verdict is not null,
        ErrorAction.UndoRecurrence => error.Triage.CameFrom is ErrorState.Verifying or ErrorState.Resolved or ErrorState.Closed,
        ErrorAction.RemoveAccount => error.Accounts > 0,
        _ => true,
    };

    /// <summary>The press of a step, such as <c>error.add-detail</c>.</summary>
    public static string VerbOf(ErrorAction action) => action switch
    {
        ErrorAction.Edit => "error.edit",
        ErrorAction.AddDetail => "error.add-detail",
        ErrorAction.Withdraw => "error.withdraw",
        ErrorAction.Witness => "error.witness",
        ErrorAction.Accept => "error.accept",
        ErrorAction.AskInfo => "error.ask",
        ErrorAction.AnswerInfo => "error.answer",
        ErrorAction.MarkDuplicate => "error.duplicate",
        ErrorAction.Split => "error.split",
        ErrorAction.Link => "error.link",
        ErrorAction.Unlink => "error.unlink",
        ErrorAction.RetractAccount => "error.retract-account",
        ErrorAction.RemoveAccount => "error.remove-account",
        ErrorAction.RuleOut => "error.rule-out",
        ErrorAction.Object => "error.object",
        ErrorAction.Assign => "error.assign",
        ErrorAction.HandOver => "error.hand-over",
        ErrorAction.Contain => "error.contain",
        ErrorAction.Correct => "error.correct",
        ErrorAction.AddCause => "error.add-cause",
        ErrorAction.SupportCause => "error.support-cause",
        ErrorAction.ChangeCause => "error.change-cause",
        ErrorAction.DescribeContext => "error.describe-context",
        ErrorAction.SubmitCauses => "error.submit-causes",
        ErrorAction.AcceptCauses => "error.accept-causes",
        ErrorAction.ReturnCauses => "error.return-causes",
        ErrorAction.ProposeFix => "error.propose-fix",
        ErrorAction.EditFix => "error.edit-fix",
        ErrorAction.ApproveFix => "error.approve",
        ErrorAction.RequestChanges => "error.request-changes",
        ErrorAction.RejectFix => "error.reject-fix",
        ErrorAction.ReturnFix => "error.return-fix",
        ErrorAction.TakeBack => "error.take-back",
        ErrorAction.Refer => "error.refer",
        ErrorAction.DoFirst => "error.do-first",
        ErrorAction.SetEffect => "error.set-effect",
        ErrorAction.ConfirmVerdict => "error.confirm-verdict",
        ErrorAction.CallFailed => "error.call-failed",
        ErrorAction.CallUnclear => "error.call-unclear",
        ErrorAction.Defer => "error.defer",
        ErrorAction.AcceptRisk => "error.accept-risk",
        ErrorAction.Wake => "error.wake",
        ErrorAction.Close => "error.close",
        ErrorAction.Reopen => "error.reopen",
        ErrorAction.UndoRecurrence => "error.undo-recurrence",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No card has a button for it."),
    };

    /// <summary>The words of the button of a step.</summary>
    public static string TitleOf(ErrorAction action) =>
        ErrorTexts.ResourceManager.GetString($"Step.{action}")
            ?? throw new InvalidOperationException($"ErrorTexts.resx has no words for the button “{action}”.");
}
