using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Triage;

namespace Improvement.Bot.Errors.Life;

/// <summary>What people, and the bot when a timer ends, do with errors.</summary>
internal enum ErrorAction
{
    /// <summary>Report one.</summary>
    Report,

    /// <summary>Search what one may see.</summary>
    Search,

    /// <summary>See all of one.</summary>
    See,

    /// <summary>Say that the same happened to oneself.</summary>
    Witness,

    /// <summary>Add a detail.</summary>
    AddDetail,

    /// <summary>Change what was reported.</summary>
    Edit,

    /// <summary>Withdraw it.</summary>
    Withdraw,

    /// <summary>Let witnesses from outside the team see all of it.</summary>
    NameReaders,

    /// <summary>Accept it: category and impact are confirmed, somebody will work on it.</summary>
    Accept,

    /// <summary>Ask its reporter a question.</summary>
    AskInfo,

    /// <summary>Answer that question.</summary>
    AnswerInfo,

    /// <summary>Say that it is the same as another one.</summary>
    MarkDuplicate,

    /// <summary>Say that it is not the same after all.</summary>
    Split,

    /// <summary>Say that it belongs together with another one, because both have the same root; both live on.</summary>
    Link,

    /// <summary>Say that it does not belong together with that one after all.</summary>
    Unlink,

    /// <summary>Say that what one met oneself was something else.</summary>
    RetractAccount,

    /// <summary>Say that what a witness met was something else.</summary>
    RemoveAccount,

    /// <summary>Say that it is no error, with the reason.</summary>
    RuleOut,

    /// <summary>Object to that, once.</summary>
    Object,

    /// <summary>Give it to an owner.</summary>
    Assign,

    /// <summary>Say that it is another team's, with the reason: it waits there for triage.</summary>
    HandOver,

    /// <summary>Note an interim containment.</summary>
    Contain,

    /// <summary>Say that it is corrected: the short way.</summary>
    Correct,

    /// <summary>Add a cause to its analysis, which the first one opens.</summary>
    AddCause,

    /// <summary>Add evidence to a cause.</summary>
    SupportCause,

    /// <summary>Change a cause, or take it out.</summary>
    ChangeCause,

    /// <summary>Write down what was around it: the problem statement, the key moments, who looked at it.</summary>
    DescribeContext,

    /// <summary>Say that the causes are complete.</summary>
    SubmitCauses,

    /// <summary>Accept the causes.</summary>
    AcceptCauses,

    /// <summary>Send the causes back to be written further.</summary>
    ReturnCauses,

    /// <summary>Propose a fix.</summary>
    ProposeFix,

    /// <summary>Change what was proposed.</summary>
    EditFix,

    /// <summary>Approve the fix.</summary>
    ApproveFix,

    /// <summary>Name somebody else who should decide about the fix.</summary>
    Refer,

    /// <summary>Ask for changes of the proposal.</summary>
    RequestChanges,

    /// <summary>Refuse the fix.</summary>
    RejectFix,

    /// <summary>Take the fix back, because it turned out wrong.</summary>
    ReturnFix,

    /// <summary>Take one's own approval back, before there is evidence of anything done.</summary>
    TakeBack,

    /// <summary>Let an approval expire with which nobody began.</summary>
    Expire,

    /// <summary>Begin with a fix before it is approved, as it cannot wait: the emergency path.</summary>
    DoFirst,

    /// <summary>See the fix in place: everything that had to be done is done.</summary>
    Implement,

    /// <summary>See that the fix is not in place after all: something that had to be done is not.</summary>
    ImplementAgain,

    /// <summary>Begin to watch whether the fix works.</summary>
    StartWatch,

    /// <summary>Say when the fix took effect, and with which version.</summary>
    SetEffect,

    /// <summary>Propose a verdict on the fix, once its watch window is over.</summary>
    ProposeVerdict,

    /// <summary>Confirm the verdict that the bot proposed.</summary>
    ConfirmVerdict,

    /// <summary>Say instead that the fix did not work.</summary>
    CallFailed,

    /// <summary>Say instead that nobody can tell whether it worked.</summary>
    CallUnclear,

    /// <summary>Put it off until a review date.</summary>
    Defer,

    /// <summary>Leave it as it is until a review date.</summary>
    AcceptRisk,

    /// <summary>Take it up again at the review date, or before.</summary>
    Wake,

    /// <summary>Close what is resolved.</summary>
    Close,

    /// <summary>Reopen what came back.</summary>
    Reopen,

    /// <summary>Reopen by itself what came back, by the rules for that.</summary>
    Recur,

    /// <summary>Say that what was reopened by itself is not the same after all.</summary>
    UndoRecurrence,
}
