using System.Globalization;
using System.Text.RegularExpressions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;

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
    string? SourceLink, DateTimeOffset CreatedAt, DateTimeOffset? NextStepDueAt, int Witnesses, int Additions, string? WithdrawnBecause)
{
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
    public string Label => ErrorNumber.Label(Number);

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

/// <summary>The number of a reported error, as buttons and dialogs carry it.</summary>
internal sealed partial record ErrorNumber(long Number)
{
    /// <summary><c>ERR-12</c>.</summary>
    public static string Label(long number) => string.Create(CultureInfo.InvariantCulture, $"ERR-{number}");

    /// <summary>
    /// Reads <c>ERR-12</c>, <c>err 12</c>, <c>#12</c> or <c>12</c>, whatever dash and punctuation are around it; null for anything else.
    /// </summary>
    public static long? Read(string text) => Alone().Match(text) is { Success: true } match ? NumberIn(match) : null;

    /// <summary>Reads <c>ERR-12</c>, <c>err 12</c> and the like, and no bare number; null for anything else.</summary>
    public static long? ReadLabel(string text) =>
        Alone().Match(text) is { Success: true } match && match.Groups["prefix"].Success ? NumberIn(match) : null;

    /// <summary>The numbers that a text names as <c>ERR-12</c> or the like, each once, in order.</summary>
    public static IReadOnlyList<long> In(string text) => [.. Labels().Matches(text).Select(NumberIn).OfType<long>().Distinct()];

    private static long? NumberIn(Match match) =>
        long.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    [
        GeneratedRegex(
            @"^[\s\p{Cf}\p{Ps}\p{Pi}/""']*(?<prefix>err[\s\p{Cf}\p{Pd}\p{Pc}−#:.]*)?#?(?<number>[0-9]{1,18})[\s\p{Cf}\p{P}]*$",
            RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Alone();

    [
        GeneratedRegex(
            @"\berr[\s\p{Cf}\p{Pd}\p{Pc}−#]?(?<number>[0-9]{1,18})\b",
            RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Labels();
}

/// <summary>The name under which places and outbox rows know an error.</summary>
internal static class ErrorSubject
{
    private const string Prefix = "error:";

    /// <summary>The name of an error.</summary>
    public static string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <summary>The number in a name; null in the name of something else.</summary>
    public static long? TryNumberIn(string subject) => subject.StartsWith(Prefix, StringComparison.Ordinal) ? NumberIn(subject) : null;

    /// <summary>The number in a name.</summary>
    public static long NumberIn(string subject) => long.Parse(subject.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);
}
