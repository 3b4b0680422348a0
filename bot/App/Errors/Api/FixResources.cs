using System.ComponentModel;
using System.Globalization;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Api;

/// <summary>The body of a fix proposal; read by <see cref="FixesOfError"/>, described here.</summary>
internal sealed record FixBody(
    [property: Description("What will be done; at most 2,000 characters, as every text here.")] string What,
    [property: Description("What should change by it: from what, to what, by when.")] string Effect,
    [property: Description("correction, containment, corrective, preventive; corrective when left out.")] string? Type = null,
    [property: Description("strong, medium, weak; medium when left out.")] string? Strength = null,
    [property: Description("The cause that it addresses; needed from severity 3 on.")] string? Cause = null,
    [property: Description("How the cause is known; needed from severity 3 on.")] string? CauseEvidence = null,
    [property: Description("Risk and side effects; needed for what cannot be undone.")] string? Risk = null,
    [property: Description("How it is undone.")] string? Rollback = null,
    [property: Description("Whether it cannot be undone; then two leads decide.")] bool Irreversible = false,
    [property: Description("Who and what is affected.")] string? Affected = null,
    [property: Description("Hours of work.")] double? Effort = null,
    [property: Description("How much less often the error should be met then: quarter (a quarter less often), half, three-quarters, "
        + "nine-tenths. It says how long the fix is watched; half is taken when left out.")]
    string? PromisedFall = null);

/// <summary>Who proposed a fix.</summary>
internal sealed record ProposerResource(string Name, [property: Description("person, agent or system.")] string Kind);

/// <summary>A decision about a fix.</summary>
internal sealed record FixDecisionResource(
    [property: Description("approve, request-changes, reject.")] string Decision, string By, DateTimeOffset At,
    [property: Description("Why, or what is to be changed.")] string? Words,
    [property: Description("Of what was decided about: the digest of the fix at that time, with the conditions.")] string Digest,
    [property: Description("Since when it counts no more, as the fix was changed or the approval taken back.")] DateTimeOffset? VoidAt);

/// <summary>The fix of an error in short.</summary>
internal sealed record FixOutlineResource(
    long Number, string Label, string State, string What, ProposerResource Proposer,
    string Self)
{
    /// <summary>A proposal in short.</summary>
    public static FixOutlineResource Of(Fix fix) => new(
        fix.Number, fix.Label, Codes.Of(fix.State), fix.Content.What, FixResource.ProposerOf(fix), FixResource.PathOf(fix));
}

/// <summary>A fix proposal as it stands.</summary>
internal sealed record FixResource(
    long Number, string Label,
    [property: Description("open, changes-requested, approved, rejected, void.")] string State,
    [property: Description("SHA-256 of what is decided about: a decision counts for this and nothing else.")] string Digest,
    ProposerResource Proposer,
    [property: Description("Whether the caller proposed it.")] bool IsYours,
    DateTimeOffset ProposedAt, string What, string Effect, string Type, string Strength, string? Cause, string? CauseEvidence, string? Risk,
    string? Rollback, bool Irreversible, string? Affected,
    [property: Description("Hours of work.")] double? Effort,
    [property: Description("quarter, half, three-quarters, nine-tenths: how much less often the error should be met then; left out where "
        + "the proposal does not say, which is taken as half.")]
    string? PromisedFall,
    [property: Description("What must be done as well, a line each, as the approval says.")] string? Conditions,
    [property: Description("How many leads must approve it.")] int ApprovalsNeeded,
    [property: Description("How many approvals it has, as it is now.")] int Approvals,
    [property: Description("The oldest first.")] FixDecisionResource[] Decisions,
    [property: Description("The error that it is for, such as ERR-12.")] string Parent, string Self)
{
    /// <summary>A proposal as whoever calls sees it; they see everything of its error.</summary>
    public static FixResource Of(ApiCall call, ErrorRecord error, Fix fix) => new(
        fix.Number, fix.Label, Codes.Of(fix.State), fix.Digest, ProposerOf(fix), fix.Proposer == call.Get<Actor>().Id, fix.ProposedAt,
        fix.Content.What, fix.Content.Effect, Codes.Of(fix.Content.Type), Codes.Of(fix.Content.Strength), fix.Content.Cause,
        fix.Content.CauseEvidence, fix.Content.Risk, fix.Content.Rollback, fix.Content.IsIrreversible, fix.Content.Affected,
        fix.Content.Effort, fix.Content.Promised is { } promised ? Codes.Of(promised) : null, fix.Conditions,
        fix.ApprovalsNeeded(error.Severity), fix.Approvals.Count,
        [.. FixRows.DecisionsOf(call.Get<Session>(), fix.Number).Select(DecisionOf)], error.Label, PathOf(fix));

    /// <summary>Who proposed it.</summary>
    public static ProposerResource ProposerOf(Fix fix) => new(fix.ProposerName ?? RecordTexts.Somebody, fix.ProposerKind);

    /// <summary>Where the proposals of an error are to be read.</summary>
    public static string PathOf(long error) => $"{ErrorResource.PathOf(error)}/fixes";

    /// <summary>Where one of them is to be read, and changed by whoever proposed it.</summary>
    public static string PathOf(Fix fix) => string.Create(CultureInfo.InvariantCulture, $"{PathOf(fix.Error)}/{fix.Number}");

    private static FixDecisionResource DecisionOf(PastDecision past) =>
        new(Codes.Of(past.Decision), past.By, past.At, past.Words, past.Digest, past.VoidAt);
}

/// <summary>The proposals that an error had.</summary>
internal sealed record FixList([property: Description("The newest first; it is the one that stands.")] FixResource[] Items);
