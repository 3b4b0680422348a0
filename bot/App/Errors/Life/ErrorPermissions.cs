using Improvement.Bot.Errors.Edits;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Life;

/// <summary>
/// Who may do what with errors: what changes one by the rows of <see cref="ErrorLife"/>, the rest here. Ask it inside the transaction, with
/// the facts of that moment.
/// </summary>
internal static class ErrorPermissions
{
    /// <summary>Whether somebody may do something.</summary>
    /// <param name="error">What it is about; null for what is about none.</param>
    public static bool May(Principal who, ErrorAction action, ErrorFacts? error = null) => action switch
    {
        ErrorAction.Report or ErrorAction.Search => true,
        _ when error is null => false,
        ErrorAction.See => ErrorKind.Access.Of(who, error.Access) is AccessLevel.Everything,
        _ => ErrorLife.Machine.May(who, action, error.State, error),
    };

    /// <summary>
    /// Whether a person does it, or the bot when a clock runs out, and no agent or system, whatever its key is for: everything but
    /// reporting, reading, what a reporter says of their own report, and proposing.
    /// </summary>
    public static bool IsForPeople(ErrorAction action) => action is not (ErrorAction.Report or ErrorAction.Search or ErrorAction.See
        or ErrorAction.Witness or ErrorAction.AddDetail or ErrorAction.Edit or ErrorAction.Withdraw or ErrorAction.AnswerInfo
        or ErrorAction.Object or ErrorAction.RetractAccount or ErrorAction.Reopen or ErrorAction.ProposeFix or ErrorAction.EditFix);

    /// <summary>Why something is refused, to be said to that person alone.</summary>
    public static string WhyNot(ErrorAction action, AccessLevel level) => action switch
    {
        _ when level is AccessLevel.Nothing => ErrorTexts.Refused_See,
        ErrorAction.Edit => ErrorTexts.Refused_Edit,
        ErrorAction.AddDetail => ErrorTexts.Refused_AddDetail,
        ErrorAction.Withdraw => ErrorTexts.Refused_Withdraw,
        ErrorAction.AnswerInfo or ErrorAction.Object => ErrorTexts.Refused_Answer,
        ErrorAction.Contain or ErrorAction.Correct or ErrorAction.UndoRecurrence => ErrorTexts.Refused_Work,
        ErrorAction.MarkDuplicate or ErrorAction.Split => ErrorTexts.Refused_Same,
        ErrorAction.Link or ErrorAction.Unlink => ErrorTexts.Refused_Link,
        ErrorAction.RetractAccount => ErrorTexts.Refused_Account,
        ErrorAction.Reopen => ErrorTexts.Refused_Reopen,
        ErrorAction.ProposeFix or ErrorAction.EditFix => ErrorTexts.Refused_Propose,
        ErrorAction.AddCause or ErrorAction.SupportCause or ErrorAction.ChangeCause or ErrorAction.DescribeContext =>
            ErrorTexts.Refused_Causes,
        ErrorAction.SubmitCauses => ErrorTexts.Refused_Work,
        ErrorAction.AcceptCauses => ErrorTexts.Refused_AcceptCauses,
        ErrorAction.ApproveFix or ErrorAction.RequestChanges or ErrorAction.RejectFix or ErrorAction.Refer => ErrorTexts.Refused_Decide,
        ErrorAction.ConfirmVerdict or ErrorAction.CallFailed or ErrorAction.CallUnclear => ErrorTexts.Refused_Verify,
        ErrorAction.TakeBack => ErrorTexts.Refused_TakeBack,
        ErrorAction.DoFirst => ErrorTexts.Refused_DoFirst,
        ErrorAction.See or ErrorAction.Witness => ErrorTexts.Refused_See,
        _ => ErrorTexts.Refused_Triage,
    };
}
