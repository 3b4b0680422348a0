using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns;

/// <summary>A success pattern, or an attempt that did not work, as it is kept.</summary>
/// <param name="Number">Shown as <c>PAT-7</c>.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="Edition">The version that people see; grows with what it says, from 1.</param>
internal sealed record Pattern(
    long Number, long Version, int Edition, PersonId Author, PatternState State, PatternContent Content) : IRecord
{
    /// <inheritdoc/>
    public string Title => Content.Title;

    /// <summary>Whether it did not work.</summary>
    public bool IsAttempt { get; init; }

    /// <summary>The team that it belongs to; null for none.</summary>
    public TeamId? Team { get; init; }

    /// <summary>The name of the team.</summary>
    public string? TeamName { get; init; }

    /// <inheritdoc/>
    public TeamId? OfTeam => Team;

    /// <summary>The name of whoever kept it.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Who looks after it; null for nobody.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>The name of the owner.</summary>
    public string? OwnerName { get; init; }

    /// <summary>Who confirmed it; null for nobody yet. Never its author.</summary>
    public PersonId? Validator { get; init; }

    /// <summary>The name of the validator.</summary>
    public string? ValidatorName { get; init; }

    /// <summary>The state from which it was challenged; null for one that is not.</summary>
    public PatternState? StateBefore { get; init; }

    /// <summary>The record that it comes from; null for none.</summary>
    public PatternOrigin? Origin { get; init; }

    /// <summary>Leads to the message that it was kept from.</summary>
    public string? SourceLink { get; init; }

    /// <summary>Who wrote that message.</summary>
    public string? SourceAuthor { get; init; }

    /// <summary>Why it was retired.</summary>
    public string? EndedBecause { get; init; }

    /// <inheritdoc/>
    public bool Restricted { get; init; }

    /// <summary>When it was kept, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When somebody is to look whether it is still right, UTC; null while nobody has checked it.</summary>
    public DateTimeOffset? ReviewDueAt { get; init; }

    /// <summary>When its owner left its team, UTC; null while somebody owns it.</summary>
    public DateTimeOffset? OwnerLeftAt { get; init; }

    /// <summary>When something of it is due, UTC; null for nothing.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>When somebody said last that they used it, UTC; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The number as people write it.</summary>
    public string Label => PatternKind.Definition.Labels.Of(Number);

    /// <summary>Whether it is not offered any more.</summary>
    public bool IsOver => State is PatternState.Retired;
}

/// <summary>The record that a pattern comes from, by the stable name of its kind, which the patterns do not know.</summary>
/// <param name="Kind">Such as <c>error</c>.</param>
internal sealed record PatternOrigin(string Kind, long Number);
