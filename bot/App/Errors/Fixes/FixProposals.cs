using System.Collections.Immutable;
using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Graph;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>Proposes fixes and changes proposals, inside a commit, and asks those who may decide.</summary>
internal sealed class FixProposals(
    Session session, Actor actor, Reporter reporter, ErrorGuard guard, ErrorSteps steps, FixActions actions, Notices notices,
    AutomaticReplies replies, KnownFixes known)
{
    /// <summary>Somebody is asked to decide: the proposal in their own chat.</summary>
    public static NoticeSource Notice { get; } = new(
        "fix-decision", (services, subject) => services.GetRequiredService<FixProposals>().IsAsked(subject))
    {
        View = ErrorKind.ApprovalView,
    };

    /// <summary>Asks again once it is known who is away.</summary>
    public static AskSource Source { get; } = new(
        "fix", (scope, number, upTo) => scope.GetRequiredService<FixProposals>().Ask(number, RuleIn(upTo)));

    /// <summary>Whether a step may be taken, and what its form begins with.</summary>
    public ChangeResult<FixPresent> Look(long number, ErrorAction action)
    {
        var (error, refusal) = guard.Allowed(number, action);
        if (error is null) return new(number, refusal);
        var fix = action is ErrorAction.ProposeFix or ErrorAction.DoFirst ? null : FixRows.OfError(session, number);
        var asked = fix is { State: FixState.ChangesRequested } ? error.Triage.Reason : null;
        var content = fix?.Content ?? FromCauses(AnalysisRows.OfError(session, number));
        return new(number, null, new(error.Title, error.Severity, content, asked)
        {
            Provable = action is ErrorAction.ProposeFix or ErrorAction.EditFix ? reporter.ProvableOf(error, fix?.Content.Promised) : null,
            Others = action is ErrorAction.Refer ? [.. reporter.OthersWhoMayDecide(error)] : [],
        });
    }

    /// <summary>The same, with the fixes of similar errors where a new one is proposed.</summary>
    public async ValueTask<ChangeResult<FixPresent>> Look(long number, ErrorAction action, CancellationToken ct)
    {
        var found = Look(number, action);
        if (action is not ErrorAction.ProposeFix || found.Present is not { } present) return found;
        return found with { Present = present with { Known = await known.For(ErrorRows.FindAny(session, number)!, ct) } };
    }

    /// <summary>Proposes a fix, and asks those who may decide.</summary>
    public ChangeResult<FixPresent> Propose(long number, FixContent said, RequestOrigin origin)
    {
        var content = said.SameAs is not { } same ? said
            : ErrorRows.FindAny(session, number) is { } present ? known.ContentOf(same, present) : null;
        if (content is null) return new(number, FixTexts.SameIsGone);
        var refusal = steps.Take(number, ErrorAction.ProposeFix, _ =>
        {
            FixRows.Add(session, number, origin.DialogId, guard.Me(), actor.Kind, content, actor.Now);
            return new("fix-proposed", () => Say(FixTexts.LineProposed, ErrorWords.Named(actor.Name, actor.Kind), content.What.Trim()))
            {
                Data = [("type", content.Type), ("strength", content.Strength)],
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
            if (FixRows.Change(session, fix, content, guard.Me(), actor.Now) is 0) throw new RaceLostException(error.Label);
            return new("fix-changed", () => Say(FixTexts.LineChanged, ErrorWords.Named(actor.Name, actor.Kind), FixField.Words(changes)))
            {
                Data = [("digest", content.DigestWith(null))],
                Origin = origin,
            };
        });
        if (refusal is null) Ask(number);
        return new(number, refusal);
    }

    /// <summary>
    /// Shows the proposal to some of those who may decide, in their own chats; a moment later where it has to be looked up first whether
    /// they are away.
    /// </summary>
    /// <param name="upTo">The last rule whose people are meant; null for the first rule that has anybody.</param>
    public void Ask(long number, DeciderRule? upTo = null)
    {
        if (ErrorRows.FindAny(session, number) is not { AwaitsDecision: true } error) return;
        if (MustWait(error, upTo, Source)) return;
        foreach (var person in Asked(error, upTo)) Ask(error, person);
    }

    /// <summary>Asks one of those who may decide, with the proposal in their own chat.</summary>
    public void Ask(ErrorRecord error, PersonId person) =>
        notices.Send(person, ErrorKind.Asking(error), Notice, ErrorKind.Id(error.Number));

    /// <summary>Those who are asked at this moment, by the rules or by who named them.</summary>
    /// <inheritdoc cref="Ask(long, DeciderRule?)"/>
    public IReadOnlyList<PersonId> Asked(ErrorRecord error, DeciderRule? upTo) =>
        WithNamed(error, Asked(reporter.Deciders(error), upTo));

    /// <summary>Whether somebody is asked at this moment, by whatever rule, or by who named them.</summary>
    public bool IsAsked(ErrorRecord error, PersonId person) =>
        error.AwaitsDecision && WithNamed(error, reporter.Deciders(error).Select(decider => decider.Person)).Contains(person);

    /// <summary>Whether it has to be looked up first whether they are away; then the source asks a moment later.</summary>
    public bool MustWait(ErrorRecord error, DeciderRule? upTo, AskSource source) => replies.AreLookedUp && replies.TryPostpone(
        Asked(error, upTo).Concat(Asked(reporter.DecidersByTold(error), upTo)), source, error.Number, upTo?.ToString());

    /// <summary>Those of the people who may decide who are asked at first, or up to a rule.</summary>
    /// <inheritdoc cref="Ask(long, DeciderRule?)"/>
    public static IEnumerable<PersonId> Asked(ImmutableArray<Decider> deciders, DeciderRule? upTo) => deciders
        .Where(decider => upTo is { } last ? decider.Rule <= last : decider.Rule == deciders[0].Rule)
        .Select(decider => decider.Person);

    /// <summary>The rule that a text names; null for none.</summary>
    public static DeciderRule? RuleIn(string? text) => Enum.TryParse<DeciderRule>(text, out var rule) ? rule : null;

    /// <summary>
    /// Whoever named another is asked no more, and that one is in their place, as long as they may decide: after their own approval, or
    /// without their role, the first one is asked again.
    /// </summary>
    private List<PersonId> WithNamed(ErrorRecord error, IEnumerable<PersonId> byRules)
    {
        List<PersonId> asked = [.. byRules];
        if (FixRows.OfError(session, error.Number) is not { } fix) return asked;
        foreach (var referral in FixRows.ReferralsOf(session, fix.Number).Where(named => reporter.MayDecide(named.To, error)))
        {
            asked.RemoveAll(person => person == referral.Person || person == referral.To);
            asked.Add(referral.To);
        }

        return asked;
    }

    /// <summary>A proposal that addresses the root causes, to be filled in; null where there are none.</summary>
    private static FixContent? FromCauses(Analysis? analysis) => analysis?.Of(CauseKind.Root).ToList() is not { Count: > 0 } roots
        ? null
        : new()
        {
            Cause = ShortText.Cut(string.Join("\n", roots.Select(root => root.Content.Text)), ProposeFix.LongestText),
            CauseEvidence = ShortText.Cut(string.Join("; ", roots.SelectMany(root => root.Evidence)), ProposeFix.LongestText),
        };

    private bool IsAsked(NoticeSubject subject) =>
        ErrorRows.FindAny(session, subject.Record.Number) is { } error && IsAsked(error, subject.Person);
}
