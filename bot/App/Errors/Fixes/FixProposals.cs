using System.Collections.Immutable;
using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>Proposes fixes and changes proposals, inside a commit, and asks those who may decide.</summary>
internal sealed class FixProposals(
    Session session, Actor actor, Reporter reporter, ErrorGuard guard, ErrorSteps steps, FixActions actions, Notices notices)
{
    /// <summary>Somebody is asked to decide: the proposal in their own chat.</summary>
    public static NoticeSource Asked { get; } = new(
        "fix-decision", (services, subject) => services.GetRequiredService<FixProposals>().IsAsked(subject))
    {
        View = ErrorKind.ApprovalView,
    };

    /// <summary>Whether a step may be taken, and what its form begins with.</summary>
    public ChangeResult<FixPresent> Look(long number, ErrorAction action)
    {
        var (error, refusal) = guard.Allowed(number, action);
        if (error is null) return new(number, refusal);
        var fix = action is ErrorAction.ProposeFix or ErrorAction.DoFirst ? null : FixRows.OfError(session, number);
        var asked = fix is { State: FixState.ChangesRequested } ? error.Triage.Reason : null;
        return new(number, null, new(error.Title, error.Severity, fix?.Content, asked)
        {
            Others = action is ErrorAction.Refer ? [.. reporter.OthersWhoMayDecide(error)] : [],
        });
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

    /// <summary>Begins with a fix that cannot wait for its approval, and asks for that at once.</summary>
    public ChangeResult<FixPresent> DoFirst(long number, FixContent content, RequestOrigin origin)
    {
        var refusal = steps.Take(number, ErrorAction.DoFirst, error =>
        {
            FixRows.Add(session, number, origin.DialogId, guard.Me(), actor.Kind, content, actor.Now);
            actions.Create(error, FixRows.OfError(session, number)!);
            return new("fix-begun-unapproved", () => Say(FixTexts.LineDoneFirst, actor.Name, content.What.Trim()))
            {
                IsUnapproved = true,
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

    /// <summary>Shows the proposal to some of those who may decide, in their own chats.</summary>
    /// <param name="which">Those of them who are meant; null for the first rule that has anybody.</param>
    public void Ask(long number, Func<Decider, bool>? which = null)
    {
        if (ErrorRows.FindAny(session, number) is not { AwaitsDecision: true } error) return;
        var deciders = reporter.Deciders(error);
        foreach (var asked in deciders.Where(which ?? (decider => decider.Rule == deciders[0].Rule))) Ask(error, asked.Person);
    }

    /// <summary>Asks one of those who may decide, with the proposal in their own chat.</summary>
    public void Ask(ErrorRecord error, PersonId person) =>
        notices.Send(person, ErrorKind.Asking(error), Asked, ErrorKind.Id(error.Number));

    /// <summary>Whether somebody who was to be asked is still asked, by the rules or by who named them.</summary>
    private bool IsAsked(NoticeSubject subject)
    {
        if (ErrorRows.FindAny(session, subject.Record.Number) is not { AwaitsDecision: true } error) return false;
        return reporter.Deciders(error).Any(decider => decider.Person == subject.Person)
            || (FixRows.OfError(session, error.Number) is { } fix
                && FixRows.ReferralsOf(session, fix.Number).Any(referral => referral.To == subject.Person));
    }
}
