using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Reviews;

/// <summary>Where an after-action review stands. Kept by name.</summary>
internal enum ReviewState
{
    /// <summary>Those who take part answer on their own; nobody sees an answer.</summary>
    Collecting,

    /// <summary>All answers stand side by side.</summary>
    Shown,

    /// <summary>Nothing more is made of it; also where nobody answered in time.</summary>
    Closed,

    /// <summary>It was called off before the answers were shown.</summary>
    Cancelled,
}

/// <summary>What is done with a review; each is a row of <see cref="ReviewLife"/> for each state that has it.</summary>
internal enum ReviewStep
{
    /// <summary>Somebody who takes part answers, or changes their answers.</summary>
    Answer,

    /// <summary>Somebody who was asked cannot take part.</summary>
    Decline,

    /// <summary>It is called off.</summary>
    Cancel,

    /// <summary>The bot shows the answers: all are in, or the time is over.</summary>
    Show,

    /// <summary>The bot ends it: the time is over and nobody answered.</summary>
    End,

    /// <summary>Something is made of what is to be kept or changed.</summary>
    Follow,

    /// <summary>Nothing more is made of it.</summary>
    Close,
}

/// <summary>An after-action review as it is kept, without its answers.</summary>
/// <param name="Number">Shown as <c>REV-3</c>.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="Author">Who began it.</param>
/// <param name="AnswersUntil">Until when answers are waited for, UTC.</param>
internal sealed record Review(
    long Number, long Version, PersonId Author, ReviewState State, string Title, DateTimeOffset AnswersUntil) : IRecord
{
    /// <summary>Characters of a title at most.</summary>
    public const int LongestTitle = 80;

    /// <summary>The record that it is about, by the stable name of its kind; null for none.</summary>
    public ReviewSubject? About { get; init; }

    /// <summary>The team that it belongs to; null for none.</summary>
    public TeamId? Team { get; init; }

    /// <summary>The name of the team.</summary>
    public string? TeamName { get; init; }

    /// <inheritdoc/>
    public TeamId? OfTeam => Team;

    /// <summary>The name of whoever began it.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Why it was called off; null for no reason.</summary>
    public string? EndedBecause { get; init; }

    /// <inheritdoc/>
    public bool Restricted { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the answers were shown, UTC; null where they were not.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>When something of it is due, UTC; null for nothing.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>The number as people write it.</summary>
    public string Label => ReviewKind.Definition.Labels.Of(Number);

    /// <summary>Whether its time was over and nobody had answered.</summary>
    public bool IsUnanswered => State is ReviewState.Closed && ShownAt is null;
}

/// <summary>The record that a review is about, by the stable name of its kind, which the reviews do not know.</summary>
/// <param name="Kind">Such as <c>error</c>.</param>
internal sealed record ReviewSubject(string Kind, long Number);
