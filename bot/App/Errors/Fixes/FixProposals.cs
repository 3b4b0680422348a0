using System.Collections.Immutable;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>Proposes fixes, changes proposals and decides about them, inside a commit.</summary>
internal sealed class FixProposals(
    Session session, Actor actor, Reporter reporter, ErrorGuard guard, ErrorSteps steps, RecordPlaces places,
    FixActions actions)
{
    /// <summary>Whether a step may be taken, and what its form begins with.</summary>
    public ChangeResult<FixPresent> Look(long number, ErrorAction action)
    {
        var (error, refusal) = guard.Allowed(number, action);
        if (error is null) return new(number, refusal);
        var fix = action is ErrorAction.ProposeFix ? null : FixRows.OfError(session, number);
        var asked = fix is { State: FixState.ChangesRequested } ? error.Triage.Reason : null;
        return new(number, null, new(error.Title, error.Severity, fix?.Content, asked));
    }

    /// <summary>Proposes a fix, and asks those who may decide.</summary>
    public ChangeResult<FixPresent> Propose(long number, FixContent content, RequestOrigin origin)
    {
        var refusal = steps.Take(number, ErrorAction.ProposeFix, _ =>
        {
            FixRows.Add(session, number, origin.DialogId, guard.Me(), actor.Kind, content, actor.Now);
            return new("fix-proposed", () => Say(FixTexts.LineProposed, actor.Name, content.What.Trim()))
            {
                Data = EventData.Of(("type", content.Type), ("strength", content.Strength)),
                Origin = origin,
            };
        });
        if (refusal is null) Ask(number);
        return new(number, refusal);
    }

    /// <summary>Changes what is proposed: approvals are void, and whoever was asked sees what changed.</summary>
    public ChangeResult<FixPresent> Change(long number, FixContent content, RequestOrigin origin)
    {
        var refusal = steps.Take(number, ErrorAction.EditFix, error =>
        {
            var fix = FixRows.OfError(session, number)!;
            var changes = FixField.Changes(fix.Content, content);
            FixRows.KeepFormer(session, fix.Number, changes, actor.Now);
            if (FixRows.Change(session, fix, content, actor.Now) is 0) throw new RaceLostException(error.Label);
            return new("fix-changed", () => Say(FixTexts.LineChanged, actor.Name, FixField.Words(changes)))
            {
                Data = EventData.Of(("digest", content.DigestWith(null))),
                Origin = origin,
            };
        });
        if (refusal is null) Ask(number);
        return new(number, refusal);
    }

    /// <summary>Approves: the last approval that is needed begins the work, an earlier one waits for the next.</summary>
    /// <param name="conditions">Each a line that must be done; null for none.</param>
    /// <param name="shown">The digest of what its reader saw; null for a press of a card that always shows the present.</param>
    public string? Approve(long number, string? conditions, RequestOrigin? origin = null, string? shown = null)
    {
        var approved = false;
        var refusal = steps.Take(number, ErrorAction.ApproveFix, error =>
        {
            var fix = FixRows.OfError(session, number)!;
            approved = fix.Approvals.Count + 1 >= fix.ApprovalsNeeded(error.Severity);
            FixRows.Decide(
                session, fix, guard.Me(), FixDecision.Approve, approved ? FixState.Approved : FixState.Open, null, conditions,
                RuleOf(error), actor.Now);
            if (approved) actions.Create(error, FixRows.OfError(session, number)!);
            return new(approved ? "fix-approved" : "fix-approved-first", () => LineOfApproval(approved, conditions))
            {
                Data = EventData.Of(("digest", fix.Content.DigestWith(conditions ?? fix.Conditions)), ("reason", conditions)),
                Origin = origin,
                Told = approved ? () => Say(FixTexts.ToldApproved, error.Label, fix.Content.What) : null,
            };
        });
        if (refusal is null && !approved) Ask(number);
        return refusal;
    }

    /// <summary>Asks for changes, or refuses.</summary>
    public string? Decide(long number, FixDecision decision, string words, RequestOrigin origin)
    {
        var (action, to, happened) = decision is FixDecision.Reject
            ? (ErrorAction.RejectFix, FixState.Rejected, "fix-rejected")
            : (ErrorAction.RequestChanges, FixState.ChangesRequested, "fix-changes-requested");
        return steps.Take(number, action, error =>
        {
            var fix = FixRows.OfError(session, number)!;
            FixRows.Decide(session, fix, guard.Me(), decision, to, words, null, RuleOf(error), actor.Now);
            TellProposer(error, fix, decision, words);
            return new(happened, () => Say(
                decision is FixDecision.Reject ? FixTexts.LineRejected : FixTexts.LineChangesRequested, actor.Name, words))
            {
                Columns = [("reason", words)],
                Data = EventData.Of(("reason", words)),
                Origin = origin,
            };
        });
    }

    /// <summary>Takes the approval back, because the fix turned out wrong; what was to be done for it is cancelled.</summary>
    public string? Return(long number, string words, RequestOrigin origin)
    {
        var refusal = steps.Take(number, ErrorAction.ReturnFix, error =>
        {
            var fix = FixRows.OfError(session, number)!;
            FixRows.Void(session, fix, actor.Now);
            return new("fix-returned", () => Say(FixTexts.LineReturned, actor.Name, words))
            {
                Columns = [("reason", words)],
                Data = EventData.Of(("reason", words)),
                Origin = origin,
            };
        });
        if (refusal is not null) return refusal;

        // Only now: while the fix is being made, the last action item that is cancelled would see it in place.
        actions.Cancel(number, words);
        Ask(number);
        return null;
    }

    /// <summary>Shows the proposal to some of those who may decide, in their own chats.</summary>
    /// <param name="which">Those of them who are meant; null for the first rule that has anybody.</param>
    public void Ask(long number, Func<Decider, bool>? which = null)
    {
        if (ErrorRows.FindAny(session, number) is not { State: ErrorState.FixProposed } error) return;
        var deciders = reporter.Deciders(error);
        var asked = deciders.Where(which ?? (decider => decider.Rule == deciders[0].Rule));
        foreach (var chat in asked.Select(decider => reporter.ChatOf(decider.Person, error)).OfType<Address>())
        {
            places.Show(ErrorKind.Id(number), ErrorKind.ApprovalView, chat);
        }
    }

    private string? RuleOf(ErrorRecord error) =>
        actor.Id is { } me ? reporter.Deciders(error).FirstOrDefault(decider => decider.Person == me)?.Rule.ToString() : null;

    private void TellProposer(ErrorRecord error, Fix fix, FixDecision decision, string words)
    {
        if (fix.Proposer is not { } proposer || reporter.ChatOf(proposer, error) is not { } chat) return;
        places.Say(chat, () => Say(
            decision is FixDecision.Reject ? FixTexts.ToldRejected : FixTexts.ToldChangesRequested, error.Label, actor.Name, words));
    }

    private string LineOfApproval(bool isLast, string? conditions) => (isLast, conditions) switch
    {
        (true, null) => Say(FixTexts.LineApproved, actor.Name),
        (true, _) => Say(FixTexts.LineApprovedWith, actor.Name, conditions),
        (false, _) => Say(FixTexts.LineApprovedFirst, actor.Name),
    };
}
