using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>Decides about fix proposals, inside a commit; takes decisions back, and lets them expire.</summary>
internal sealed class FixDecisions(
    Session session, Actor actor, Reporter reporter, ErrorGuard guard, ErrorSteps steps, Notices notices, FixActions actions,
    FixProposals proposals)
{
    /// <summary>The proposals that are decided about.</summary>
    public FixProposals Proposals => proposals;

    /// <summary>Approves: the last approval that is needed begins the work, an earlier one waits for the next.</summary>
    /// <param name="conditions">Each a line that must be done; null for none.</param>
    public string? Approve(long number, string? conditions, RequestOrigin? origin = null)
    {
        var (approved, wasBegun) = (false, false);
        var refusal = steps.Take(number, ErrorAction.ApproveFix, error =>
        {
            var fix = FixRows.OfError(session, number)!;
            approved = fix.Approvals.Count + 1 >= fix.ApprovalsNeeded(error.Severity);
            FixRows.Decide(
                session, fix, guard.Me(), FixDecision.Approve, approved ? FixState.Approved : FixState.Open, null, conditions,
                RuleOf(error), actor.Now);
            wasBegun = error.IsUnapproved;
            if (approved && wasBegun) actions.CreateConditions(error, FixRows.OfError(session, number)!);
            else if (approved) actions.Create(error, FixRows.OfError(session, number)!);
            return new(approved ? "fix-approved" : "fix-approved-first", () => LineOfApproval(approved, conditions))
            {
                Data = [("digest", fix.Content.DigestWith(conditions ?? fix.Conditions))],
                Reason = conditions,
                Origin = origin,
                IsUnapproved = approved && wasBegun ? false : null,
                Told = approved ? () => Say(FixTexts.ToldApproved, error.Label, fix.Content.What) : null,
            };
        });
        if (refusal is not null) return refusal;
        if (!approved) proposals.Ask(number);
        else if (wasBegun) actions.AfterEmergency(number, guard.Me());
        return null;
    }

    /// <summary>Asks for changes, or refuses.</summary>
    public string? Decide(long number, FixDecision decision, string words, RequestOrigin origin)
    {
        var (action, to, happened) = decision is FixDecision.Reject
            ? (ErrorAction.RejectFix, FixState.Rejected, "fix-rejected")
            : (ErrorAction.RequestChanges, FixState.ChangesRequested, "fix-changes-requested");
        Fix? undone = null;
        var refusal = steps.Take(number, action, error =>
        {
            var fix = FixRows.OfError(session, number)!;
            undone = error.IsUnapproved ? fix : null;
            FixRows.Decide(session, fix, guard.Me(), decision, to, words, null, RuleOf(error), actor.Now);
            TellProposer(error, fix, decision, words);
            return new(happened, () => Say(
                decision is FixDecision.Reject ? FixTexts.LineRejected : FixTexts.LineChangesRequested, actor.Name, words))
            {
                Columns = [("reason", words)],
                Reason = words,
                Origin = origin,
            };
        });
        if (refusal is null && undone is not null) actions.Undo(number, undone, words, guard.Me());
        return refusal;
    }

    /// <summary>Takes the approval back, because the fix turned out wrong; what was to be done for it is cancelled.</summary>
    public string? Return(long number, string words, RequestOrigin origin)
    {
        var refusal = steps.Take(number, ErrorAction.ReturnFix, error =>
        {
            var fix = FixRows.OfError(session, number)!;
            if (error.State is not ErrorState.Implementing) FixOutcomes.Note(session, number, hasWorked: false, actor.Now);
            WatchRows.End(session, number, actor.Now);
            FixRows.Void(session, fix, actor.Now);
            return new("fix-returned", () => Say(FixTexts.LineReturned, actor.Name, words))
            {
                Columns = [("reason", words)],
                Reason = words,
                Origin = origin,
            };
        });
        if (refusal is not null) return refusal;

        // Only now: while the fix is being made, the last action item that is cancelled would see it in place.
        actions.Cancel(number, words);
        proposals.Ask(number);
        return null;
    }

    /// <summary>Takes one's own approval back; another lead's stays, unless it was given with conditions that go with it.</summary>
    public string? TakeBack(long number)
    {
        var wasBegun = false;
        var refusal = steps.Take(number, ErrorAction.TakeBack, error =>
        {
            wasBegun = error.State is ErrorState.Implementing;
            FixRows.VoidOne(session, FixRows.OfError(session, number)!, guard.Me(), actor.Now);
            return new("fix-approval-taken-back", () => Say(FixTexts.LineTakenBack, actor.Name));
        });
        if (refusal is not null) return refusal;
        if (wasBegun) actions.Cancel(number, Say(FixTexts.LineTakenBack, actor.Name));
        proposals.Ask(number);
        return null;
    }

    /// <summary>Lets an approval expire with which nobody began; false where somebody did.</summary>
    public bool TryExpire(ErrorRecord error)
    {
        if (FixRows.OfError(session, error.Number) is not { } fix) return false;
        if (!steps.TryTakeAsBot(error, ErrorAction.Expire, new("fix-approval-expired", () => FixTexts.LineExpired))) return false;
        FixRows.Void(session, fix, actor.Now);
        actions.Cancel(error.Number, FixTexts.LineExpired);
        foreach (var person in new[] { error.Owner, fix.Proposer }.OfType<PersonId>().Distinct())
        {
            notices.Say(
                person, AttentionKind.Answer, ErrorKind.Id(error.Number),
                () => Say(FixTexts.ToldExpired, error.Label, fix.Content.What));
        }

        proposals.Ask(error.Number);
        return true;
    }

    /// <summary>Names somebody else who may decide: they are asked now, and read by whom and why.</summary>
    public string? Refer(long number, PersonId person, string words, RequestOrigin origin)
    {
        var refusal = steps.Take(number, ErrorAction.Refer, error =>
        {
            FixRows.Refer(session, FixRows.OfError(session, number)!, guard.Me(), person, words, actor.Now);
            var name = reporter.NameOf(person);
            return new("fix-referred", () => Say(FixTexts.LineReferred, actor.Name, name, words))
            {
                Data = [("to", person.Value)],
                Reason = words,
                Origin = origin,
            };
        });
        if (refusal is null && ErrorRows.FindAny(session, number) is { AwaitsDecision: true } error) proposals.Ask(error, person);
        return refusal;
    }

    private string? RuleOf(ErrorRecord error) =>
        actor.Id is { } me ? reporter.Deciders(error).FirstOrDefault(decider => decider.Person == me)?.Rule.ToString() : null;

    private void TellProposer(ErrorRecord error, Fix fix, FixDecision decision, string words)
    {
        if (fix.Proposer is not { } proposer || fix.ProposerKind is not ActorKind.Person) return; // an agent hears it by a webhook
        notices.Say(proposer, AttentionKind.Answer, ErrorKind.Id(error.Number), () => Say(
            decision is FixDecision.Reject ? FixTexts.ToldRejected : FixTexts.ToldChangesRequested, error.Label, actor.Name, words));
    }

    private string LineOfApproval(bool isLast, string? conditions) => (isLast, conditions) switch
    {
        (true, null) => Say(FixTexts.LineApproved, actor.Name),
        (true, _) => Say(FixTexts.LineApprovedWith, actor.Name, conditions),
        (false, _) => Say(FixTexts.LineApprovedFirst, actor.Name),
    };
}
