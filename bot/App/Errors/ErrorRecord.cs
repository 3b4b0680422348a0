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
/// <param name="State">One of <see cref="ErrorState"/>.</param>
/// <param name="OccurredAt">UTC.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="NextStepDueAt">When the next step is due, UTC; null when the next weekly list takes it up, or nothing follows.</param>
internal sealed record ErrorRecord(
    long Number, long Version, long? Team, string? TeamName, long Reporter, string ReporterName, long? Owner, ErrorState State,
    Severity Severity, HitWhom Hit, string? HitWords, string Title, string Story, DateTimeOffset? OccurredAt,
    ReportedObject? Object, string? ObjectName, string? ObjectVersion, string? Category,
    string? Expected, string? Actual, string? ImmediateAction, string? Evidence, bool Restricted,
    string? SourceLink, DateTimeOffset CreatedAt, DateTimeOffset? NextStepDueAt, int Witnesses, int Additions,
    string? WithdrawnBecause) : IRecord
{
    /// <inheritdoc/>
    public TeamId? OfTeam => Team is { } team ? new(team) : null;

    /// <summary>One of <see cref="People.ActorKind"/>, or <c>import</c>.</summary>
    public string ReporterKind { get; init; } = People.ActorKind.Person;

    /// <summary>The step at which an AI agent went wrong.</summary>
    public string? AgentStep { get; init; }

    /// <summary>Why it went wrong there.</summary>
    public string? AgentReason { get; init; }

    /// <summary>A code of the axis of what goes wrong with AI agents.</summary>
    public string? AgentMode { get; init; }

    /// <summary>Who wrote the message that was reported; null for none.</summary>
    public string? SourceAuthor { get; init; }

    /// <summary>Whether it holds only what a witness from outside its team may see: number, title and state.</summary>
    public bool IsPartial { get; private init; }

    /// <summary>What a witness from outside its team may see of it: number, title and state.</summary>
    public ErrorRecord AsOutsidersSeeIt() => new(
        Number, Version, null, null, default, "", null, State, default, default, null, Title, "", null, null, null, null, null, null, null,
        null, null, Restricted, null, default, null, 0, 0, null)
    {
        IsPartial = true,
    };

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

    /// <summary>How urgently it asks for action.</summary>
    public ActionPriority Priority => PriorityRule.Of(Severity, PriorityRule.OccurrenceRank(Occurrences));
}
