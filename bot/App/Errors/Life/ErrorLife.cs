using System.Collections.Immutable;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors.Life;

using Step = Transition<ErrorState, ErrorAction, ErrorFacts>;

/// <summary>
/// The life of an error, from report to closing, as far as there is something to do it with.
/// </summary>
internal static class ErrorLife
{
    /// <summary>Days in which a reporter can object to a report's being ruled out.</summary>
    public const int ObjectionDays = 14;

    /// <summary>Hours in which a reopening by itself can be undone.</summary>
    public const int UndoHours = 24;

    /// <summary>Days after the end of an error in which the same is an occurrence of it; what comes later is a report of its own.</summary>
    public const int RecurrenceDays = 180;

    /// <summary>Days until an approval expires with which nobody began.</summary>
    public const int ApprovalDays = 30;

    /// <summary>Days until the review of what was deferred or whose risk was accepted, at most.</summary>
    public const int LongestReviewDays = 90;

    private static readonly ErrorState[] Waiting = [ErrorState.Reported, ErrorState.NeedsInfo];
    private static readonly ErrorState[] InWork = [ErrorState.Accepted, ErrorState.Contained, ErrorState.Analysing];
    private static readonly ErrorState[] CanBePutOff = [.. InWork, ErrorState.FixProposed];
    private static readonly ErrorState[] PutOff = [ErrorState.Deferred, ErrorState.RiskAccepted];
    private static readonly ErrorState[] Proposed = [ErrorState.FixProposed, ErrorState.ChangesRequested];
    private static readonly ErrorState[] InFix = [ErrorState.Implementing, ErrorState.Implemented, ErrorState.Verifying];
    private static readonly ErrorState[] Analysed = [ErrorState.Analysing, .. Proposed, .. InFix];
    private static readonly ErrorState[] InPlace = [ErrorState.Implemented, ErrorState.Verifying];
    private static readonly ErrorState[] Over = [ErrorState.Resolved, ErrorState.Closed];
    private static readonly ErrorState[] Dropped = [ErrorState.Duplicate, ErrorState.NotAnError];
    private static readonly ErrorState[] Living = [.. Waiting, .. InWork, .. Proposed, .. InFix, .. PutOff, .. Over];

    /// <summary>The table.</summary>
    public static StateMachine<ErrorState, ErrorAction, ErrorFacts> Machine { get; } = new(
        ErrorState.Reported,
        [
            .. Within([.. Waiting, .. InWork, .. Proposed, .. InFix, .. PutOff], ErrorAction.Witness, SeesAnything),
            .. Within(Over, ErrorAction.Witness, SeesAnything).Select(row => row with { Guard = IsLately }),
            .. Within(
                [.. Waiting, .. InWork, .. Proposed, .. InFix, .. PutOff, .. Over, .. Dropped], ErrorAction.AddDetail, SeesEverything),
            .. Within(Waiting, ErrorAction.Edit, IsAuthor),
            .. Within(Enum.GetValues<ErrorState>().Where(Exists), ErrorAction.NameReaders, Leads),
            .. From(Waiting, ErrorAction.Withdraw, ErrorState.Withdrawn, (who, error) => IsAuthor(who, error) || Leads(who, error)),
            .. From(Waiting, ErrorAction.Accept, ErrorState.Accepted, Leads),
            new(ErrorState.Reported, ErrorAction.AskInfo, ErrorState.NeedsInfo, Leads) { NeedsReason = true },
            new(ErrorState.NeedsInfo, ErrorAction.AnswerInfo, ErrorState.Reported, IsAuthor),
            .. From(Waiting, ErrorAction.MarkDuplicate, ErrorState.Duplicate, (who, error) => IsAuthor(who, error) || Leads(who, error)),
            new(ErrorState.Duplicate, ErrorAction.Split, ErrorState.Reported, (who, error) => IsAuthor(who, error) || Leads(who, error)),
            .. Within(Living, ErrorAction.Link, WorksOrLeads),
            .. Within(Living, ErrorAction.Unlink, WorksOrLeads),
            .. Within([.. Living, .. Dropped], ErrorAction.RetractAccount, HasAccount),
            .. Within(Living, ErrorAction.RemoveAccount, Leads).Select(row => row with { Guard = error => error.HasAccounts }),
            .. From(Waiting, ErrorAction.RuleOut, ErrorState.NotAnError, MayRuleOut, needsReason: true),
            new(ErrorState.NotAnError, ErrorAction.Object, ErrorState.Reported, IsAuthor) { Guard = CanBeObjectedTo, NeedsReason = true },
            .. Within([.. InWork, .. Proposed, ErrorState.Implementing, ErrorState.Verifying], ErrorAction.Assign, Leads),
            .. From([.. Waiting, .. InWork], ErrorAction.HandOver, ErrorState.Reported, Leads, needsReason: true),
            .. From([ErrorState.Accepted, ErrorState.Contained], ErrorAction.AddCause, ErrorState.Analysing, MayPropose)
                .Select(row => row with { Guard = IsBeingAnalysed }),
            .. Analysis(ErrorAction.AddCause, MayPropose, IsBeingAnalysed),
            .. Analysis(ErrorAction.SupportCause, MayPropose, HasCauses),
            .. Analysis(ErrorAction.ChangeCause, MayPropose, HasCauses),
            .. Analysis(ErrorAction.DescribeContext, MayPropose, HasCauses),
            .. Analysis(ErrorAction.SubmitCauses, WorksOrLeads, error => error.Analysis is AnalysisState.Draft),
            .. Analysis(ErrorAction.AcceptCauses, MayAcceptCauses, error => error.Analysis is AnalysisState.UnderReview),
            .. Analysis(
                ErrorAction.ReturnCauses, Leads, error => error.Analysis is AnalysisState.UnderReview or AnalysisState.Accepted,
                needsReason: true),
            .. From(InWork, ErrorAction.ProposeFix, ErrorState.FixProposed, MayPropose),
            .. From(Proposed, ErrorAction.EditFix, ErrorState.FixProposed, MayPropose),
            new(ErrorState.FixProposed, ErrorAction.ApproveFix, ErrorState.Implementing, MayApprove) { Guard = IsLastApproval },
            new(
                ErrorState.FixProposed, ErrorAction.ApproveFix, ErrorState.FixProposed,
                MayApprove) { Guard = error => !IsLastApproval(error) },
            new(ErrorState.FixProposed, ErrorAction.Refer, ErrorState.FixProposed, MayDecide) { NeedsReason = true },
            new(ErrorState.FixProposed, ErrorAction.RequestChanges, ErrorState.ChangesRequested, MayDecide) { NeedsReason = true },
            new(ErrorState.FixProposed, ErrorAction.RejectFix, ErrorState.Analysing, MayDecide) { NeedsReason = true },
            new(ErrorState.FixProposed, ErrorAction.TakeBack, ErrorState.FixProposed, HasApproved),
            .. From(InWork, ErrorAction.DoFirst, ErrorState.Implementing, MayDoFirst),
            new(ErrorState.Implementing, ErrorAction.ApproveFix, ErrorState.Implementing, MayDecide) { Guard = IsUnapproved },
            new(ErrorState.Implementing, ErrorAction.Refer, ErrorState.Implementing, MayDecide)
            {
                Guard = IsUnapproved, NeedsReason = true,
            },
            new(ErrorState.Implementing, ErrorAction.RejectFix, ErrorState.Analysing, MayDecide)
            {
                Guard = IsUnapproved, NeedsReason = true,
            },
            new(ErrorState.Implementing, ErrorAction.TakeBack, ErrorState.FixProposed, HasApproved)
            {
                Guard = error => !error.IsUnapproved && !error.HasEvidence,
            },
            new(ErrorState.Implementing, ErrorAction.Expire, ErrorState.FixProposed, (who, _) => who.IsBot)
            {
                Guard = error => !error.IsUnapproved && !error.IsBegun,
            },
            new(ErrorState.Implementing, ErrorAction.ReturnFix, ErrorState.FixProposed, WorksOrLeads) { NeedsReason = true },
            new(ErrorState.Implementing, ErrorAction.Implement, ErrorState.Implemented, Nobody) { Guard = error => !error.IsUnapproved },
            .. From(InPlace, ErrorAction.ImplementAgain, ErrorState.Implementing, Nobody),
            .. From(InPlace, ErrorAction.ReturnFix, ErrorState.FixProposed, WorksOrLeads, needsReason: true),
            new(ErrorState.Implemented, ErrorAction.StartWatch, ErrorState.Verifying, (who, _) => who.IsBot),
            .. Verdicts(ErrorAction.SetEffect, ErrorState.Verifying, WorksOrLeads, verdict => verdict is null),
            .. Verdicts(ErrorAction.ProposeVerdict, ErrorState.Verifying, (who, _) => who.IsBot, verdict => verdict is null),
            .. Verdicts(ErrorAction.ConfirmVerdict, ErrorState.Resolved, MayVerify, Resolves),
            .. Verdicts(ErrorAction.ConfirmVerdict, ErrorState.Analysing, MayVerify, verdict => verdict is not null && !Resolves(verdict)),
            .. Verdicts(ErrorAction.CallFailed, ErrorState.Analysing, MayVerify, Resolves, needsReason: true),
            .. Verdicts(
                ErrorAction.CallUnclear, ErrorState.Resolved, MayVerify, verdict => verdict is not (null or Verdict.CannotTell),
                needsReason: true),
            new(ErrorState.Accepted, ErrorAction.Contain, ErrorState.Contained, WorksOrLeads),
            new(ErrorState.Accepted, ErrorAction.Correct, ErrorState.Resolved, WorksOrLeads) { Guard = CanGoTheShortWay },
            new(ErrorState.Contained, ErrorAction.Correct, ErrorState.Resolved, WorksOrLeads) { Guard = CanGoTheShortWay },
            .. From(CanBePutOff, ErrorAction.Defer, ErrorState.Deferred, Leads, needsReason: true),
            .. From(CanBePutOff, ErrorAction.AcceptRisk, ErrorState.RiskAccepted, Leads, needsReason: true),
            .. PutOff.SelectMany(from => CanBePutOff.Select(to => Waking(from, to))),
            new(ErrorState.Resolved, ErrorAction.Close, ErrorState.Closed, (who, error) => who.IsBot || Leads(who, error)),
            .. From(
                [.. Over, ErrorState.Verifying], ErrorAction.Reopen, ErrorState.Analysing,
                (who, error) => MetIt(who, error) || Leads(who, error), needsReason: true),
            .. From([.. Over, ErrorState.Verifying], ErrorAction.Recur, ErrorState.Analysing, Nobody),
            .. new[] { ErrorState.Verifying, ErrorState.Resolved, ErrorState.Closed }.Select(to =>
                new Step(ErrorState.Analysing, ErrorAction.UndoRecurrence, to, WorksOrLeads)
                {
                    Guard = error => error.CameFrom == to && CanBeUndone(error),
                }),
        ],
        [
            new(ErrorState.Reported, "triage target"),
            new(ErrorState.NeedsInfo, "answer of the reporter"),
            new(ErrorState.Accepted, "work of the owner"),
            new(ErrorState.Contained, "work of the owner"),
            new(ErrorState.Analysing, "work of the owner"),
            new(ErrorState.FixProposed, "decision of a lead"),
            new(ErrorState.ChangesRequested, "changes by the proposer"),
            new(ErrorState.Implementing, "due dates of its actions"),
            new(ErrorState.Implemented, "begin of the watch"),
            new(ErrorState.Verifying, "end of the watch window"),
            new(ErrorState.Deferred, "review date"),
            new(ErrorState.RiskAccepted, "review date"),
            new(ErrorState.Resolved, "closing after 30 days"),
        ]);

    /// <summary>Whether an error can have an analysis of its causes that is worked on.</summary>
    public static bool HasAnalysis(ErrorState state) => Analysed.Contains(state);

    /// <summary>Whether one sentence resolves it, without causes, proposal, approval and watch window.</summary>
    public static bool CanGoTheShortWay(Severity severity, ActionPriority priority) =>
        severity <= Severity.ReachedNoHarm && priority is not ActionPriority.High;

    /// <summary>The decision that a fix proposal asks for.</summary>
    public static Decision DecisionOn(ErrorFacts error) => new(
        error.Access.Team, ErrorKind.Access.LeadRole, error.Excluded, Math.Max(1, error.ApprovalsNeeded - error.ApprovedBy.Length));

    /// <summary>Whether a verdict ends the work on an error; otherwise its causes are looked for again.</summary>
    public static bool Resolves(Verdict? verdict) => verdict is Verdict.Worked or Verdict.BackToNormal or Verdict.CannotTell;

    private static bool Exists(ErrorState state) =>
        state is not (ErrorState.Draft or ErrorState.Rejected or ErrorState.Approved or ErrorState.Reopened);

    private static IEnumerable<Step> Within(
        IEnumerable<ErrorState> states, ErrorAction action, Func<Principal, ErrorFacts, bool> who) =>
        states.Select(state => new Step(state, action, state, who));

    private static IEnumerable<Step> From(
        IEnumerable<ErrorState> states, ErrorAction action, ErrorState to, Func<Principal, ErrorFacts, bool> who, bool needsReason =
            false) =>
        states.Select(state => new Step(state, action, to, who) { NeedsReason = needsReason });

    private static IEnumerable<Step> Analysis(
        ErrorAction action, Func<Principal, ErrorFacts, bool> who, Func<ErrorFacts, bool> guard, bool needsReason = false) =>
        Analysed.Select(state => new Step(state, action, state, who) { Guard = guard, NeedsReason = needsReason });

    private static IEnumerable<Step> Verdicts(
        ErrorAction action, ErrorState to, Func<Principal, ErrorFacts, bool> who, Func<Verdict?, bool> guard, bool needsReason = false) =>
        [new(ErrorState.Verifying, action, to, who) { Guard = error => guard(error.Verdict), NeedsReason = needsReason }];

    private static Step Waking(ErrorState from, ErrorState to) =>
        new(from, ErrorAction.Wake, to, (who, error) => who.IsBot || Leads(who, error)) { Guard = error => error.CameFrom == to };

    /// <summary>Nobody takes it by a press: it follows from evidence of done, or from its being refused.</summary>
    private static bool Nobody(Principal who, ErrorFacts error) => false;

    private static bool CanBeUndone(ErrorFacts error) =>
        error.RecurredAt is { } at && error.Now - at <= TimeSpan.FromHours(UndoHours);

    private static bool IsLately(ErrorFacts error) =>
        error.Since is not { } since || error.Now - since <= TimeSpan.FromDays(RecurrenceDays);

    private static bool SeesAnything(Principal who, ErrorFacts error) =>
        ErrorKind.Access.Of(who, error.Access) is not AccessLevel.Nothing;

    private static bool SeesEverything(Principal who, ErrorFacts error) =>
        ErrorKind.Access.Of(who, error.Access) is AccessLevel.Everything;

    private static bool IsAuthor(Principal who, ErrorFacts error) => who.Person != default && error.Access.Author == who.Person;

    private static bool MetIt(Principal who, ErrorFacts error) => IsAuthor(who, error) || error.Access.IsWitness;

    private static bool HasAccount(Principal who, ErrorFacts error) => who.Person != default && error.HasAccount;

    private static bool WorksOrLeads(Principal who, ErrorFacts error) =>
        (who.Person != default && error.Access.Owner == who.Person) || Leads(who, error);

    /// <summary>Everybody of its team may propose a fix, its owner and its leads.</summary>
    private static bool MayPropose(Principal who, ErrorFacts error) =>
        WorksOrLeads(who, error) || (who.IsIn(error.Access.Team) && SeesEverything(who, error));

    /// <summary>Whoever verifies does not own the error: a lead, or a colleague of its team.</summary>
    private static bool MayVerify(Principal who, ErrorFacts error) => who.Person != default && error.Access.Owner != who.Person
        && (Leads(who, error) || (who.IsIn(error.Access.Team) && SeesEverything(who, error)));

    private static bool MayDecide(Principal who, ErrorFacts error) => who.MayDecide(DecisionOn(error));

    /// <summary>Who may decide; a standard fix any other member of its team.</summary>
    private static bool MayApprove(Principal who, ErrorFacts error) => MayDecide(who, error)
        || (error.IsStandard && who.Person != default && who.IsIn(error.Access.Team) && SeesEverything(who, error)
            && !error.Excluded.Contains(who.Person));

    /// <summary>Its owner where it is severe; its leads by their word.</summary>
    private static bool MayDoFirst(Principal who, ErrorFacts error) =>
        Leads(who, error) || (error.Severity >= Severity.MajorHarm && WorksOrLeads(who, error));

    private static bool HasApproved(Principal who, ErrorFacts error) => error.ApprovedBy.Contains(who.Person);

    private static bool IsUnapproved(ErrorFacts error) => error.IsUnapproved;

    private static bool IsLastApproval(ErrorFacts error) => error.ApprovedBy.Length + 1 >= error.ApprovalsNeeded;

    private static bool Leads(Principal who, ErrorFacts error) =>
        who.IsAdministrator || who.LeadsRecordsOf(error.Access.Team, ErrorKind.Access.LeadRole);

    /// <summary>Whether causes may be added: not to an analysis that is looked at or accepted, which is sent back first.</summary>
    private static bool IsBeingAnalysed(ErrorFacts error) => error.Analysis is null or AnalysisState.Draft;

    private static bool HasCauses(ErrorFacts error) => error.Analysis is AnalysisState.Draft;

    /// <summary>A lead accepts the causes, but not one who said themselves that they are complete.</summary>
    private static bool MayAcceptCauses(Principal who, ErrorFacts error) => Leads(who, error) && error.CausesBy != who.Person;

    /// <summary>After an objection another lead decides than the one who ruled it out; administrators always may.</summary>
    private static bool MayRuleOut(Principal who, ErrorFacts error) =>
        Leads(who, error) && (!error.IsObjectedTo || error.RuledOutBy != who.Person || who.IsAdministrator);

    private static bool CanBeObjectedTo(ErrorFacts error) =>
        !error.IsObjectedTo && (error.Since is not { } since || error.Now - since <= TimeSpan.FromDays(ObjectionDays));

    private static bool CanGoTheShortWay(ErrorFacts error) => CanGoTheShortWay(error.Severity, error.Priority);
}
