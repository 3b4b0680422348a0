using System.Globalization;
using System.Text.RegularExpressions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors;

/// <summary>A reported error as it is kept.</summary>
/// <param name="Number">Shown as <c>ERR-12</c>.</param>
/// <param name="Version">Grows with each change.</param>
internal sealed record ErrorRecord(
    long Number, long Version, ErrorState State, Severity Severity, string Title, string Story, bool Restricted) : ErrorDetails, IRecord
{
    /// <summary>The team that it belongs to; null for none yet.</summary>
    public TeamId? Team { get; init; }

    /// <summary>The name of the team.</summary>
    public string? TeamName { get; init; }

    /// <inheritdoc/>
    public TeamId? OfTeam => Team;

    /// <summary>Who reported it.</summary>
    public PersonId Reporter { get; init; }

    /// <summary>The name of the reporter.</summary>
    public string ReporterName { get; init; } = "";

    /// <summary>One of <see cref="People.ActorKind"/>, or <c>import</c>.</summary>
    public string ReporterKind { get; init; } = People.ActorKind.Person;

    /// <summary>Who solves it; null for nobody yet.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>The name of the owner; null for nobody yet.</summary>
    public string? OwnerName { get; init; }

    /// <summary>When it happened, UTC; null where nobody knows.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>When it was reported, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the next step is due, UTC; null when the next weekly list takes it up, or nothing follows.</summary>
    public DateTimeOffset? NextStepDueAt { get; init; }

    /// <summary>Leads to the message that was reported; null for none.</summary>
    public string? SourceLink { get; init; }

    /// <summary>Who wrote the message that was reported; null for none.</summary>
    public string? SourceAuthor { get; init; }

    /// <summary>How many people besides its reporter met the same.</summary>
    public int Witnesses { get; init; }

    /// <summary>How many details were added later.</summary>
    public int Additions { get; init; }

    /// <summary>How it was noticed, a code of the detection axis; null for not known.</summary>
    public string? Detection { get; init; }

    /// <summary>Hours that are lost each time, as a lead says; null where nobody knows.</summary>
    public double? LossHours { get; init; }

    /// <summary>Whether something that may help was offered when it was reported.</summary>
    public bool HasAdvice { get; init; }

    /// <summary>What triage decided about it.</summary>
    public TriageResult Triage { get; init; } = TriageResult.None;

    /// <summary>Why it was taken back; null for no reason, or where it was not.</summary>
    public string? WithdrawnBecause { get; init; }

    /// <summary>Whether it holds only what a witness from outside its team may see: number, title and state.</summary>
    public bool IsPartial { get; private init; }

    /// <summary>What a witness from outside its team may see of it: number, title and state.</summary>
    public ErrorRecord AsOutsidersSeeIt() => new(Number, Version, State, default, Title, "", Restricted) { IsPartial = true };

    /// <summary>The number as people write it.</summary>
    public string Label => ErrorKind.Labels.Of(Number);

    /// <summary>How many people reported it.</summary>
    public int Reports => 1 + Witnesses;

    /// <summary>
    /// How often it happened, as far as it was reported: the report itself, its witnesses, and each time that somebody met it again.
    /// </summary>
    public int Occurrences => 1 + Accounts;

    /// <summary>How many accounts were added to the report, by witnesses and by its reporter.</summary>
    public int Accounts { get => field < Witnesses ? Witnesses : field; init; }

    /// <summary>Whether the title is the whole story, so that the story need not be shown beside it.</summary>
    public bool IsToldByTitle => Story.AsSpan().Trim().TrimEnd('.').SequenceEqual(Title.AsSpan().Trim().TrimEnd('.'));

    /// <summary>What its steps depend on, for one person.</summary>
    /// <param name="access">The facts about it for that person.</param>
    /// <param name="now">The present moment, UTC.</param>
    public ErrorFacts FactsFor(AccessFacts access, DateTimeOffset now) => new(access, State)
    {
        Severity = Severity,
        Priority = Priority,
        CameFrom = Triage.CameFrom,
        RuledOutBy = Triage.DecidedBy,
        Since = Triage.Since,
        IsUnapproved = IsUnapproved,
        IsObjectedTo = Triage.ObjectedAt is not null,
        Verdict = Triage.Verdict,
        RecurredAt = State is ErrorState.Analysing && Triage.CameFrom is ErrorState.Verifying or ErrorState.Resolved or ErrorState.Closed
            ? Triage.Since
            : null,
        HasAccounts = Accounts > 0,
        Now = now,
    };

    /// <summary>Whether its fix is being made although nobody has approved it.</summary>
    public bool IsUnapproved => State is ErrorState.Implementing && Triage.UnapprovedSince is not null;

    /// <summary>Whether its fix waits for a decision.</summary>
    public bool AwaitsDecision => State is ErrorState.FixProposed || IsUnapproved;

    /// <summary>How urgently it asks for action.</summary>
    public ActionPriority Priority => PriorityRule.Of(
        Severity, PriorityRule.OccurrenceRank(Occurrences), PriorityRule.DetectionRank(Detection));
}
