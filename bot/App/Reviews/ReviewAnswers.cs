using Improvement.Bot.People;

namespace Improvement.Bot.Reviews;

/// <summary>The questions, in their order; the last one of an after-action review is two. Kept by name.</summary>
internal enum ReviewQuestion
{
    /// <summary>What was meant to happen.</summary>
    Intended,

    /// <summary>What happened.</summary>
    Happened,

    /// <summary>Why that was different.</summary>
    Difference,

    /// <summary>What is kept.</summary>
    Keep,

    /// <summary>What is changed.</summary>
    Change,
}

/// <summary>What somebody answered; the properties are the questions, and null is no answer.</summary>
internal sealed record ReviewWords(
    string? Intended = null, string? Happened = null, string? Difference = null, string? Keep = null, string? Change = null)
{
    /// <summary>Characters of an answer at most: several people read all of them side by side.</summary>
    public const int Longest = 2_000;

    /// <summary>The answer to a question; null for none.</summary>
    public string? Of(ReviewQuestion question) => question switch
    {
        ReviewQuestion.Intended => Intended,
        ReviewQuestion.Happened => Happened,
        ReviewQuestion.Difference => Difference,
        ReviewQuestion.Keep => Keep,
        _ => Change,
    };

    /// <summary>The same without what surrounds the texts, and null for those that are empty.</summary>
    public ReviewWords Trimmed() =>
        new(Trimmed(Intended), Trimmed(Happened), Trimmed(Difference), Trimmed(Keep), Trimmed(Change));

    /// <summary>All of it as one text.</summary>
    public string Text => string.Join(' ', Enum.GetValues<ReviewQuestion>().Select(Of).OfType<string>());

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } words ? words : null;
}

/// <summary>Somebody who takes part, without what they answered.</summary>
/// <param name="Part">The id of their part.</param>
/// <param name="AnsweredAt">When they answered first, UTC; null where they did not.</param>
/// <param name="DeclinedAt">When they said that they cannot take part, UTC; null where they did not.</param>
internal sealed record Participant(
    long Part, PersonId Person, string? Name, DateTimeOffset? AnsweredAt, DateTimeOffset? DeclinedAt)
{
    /// <summary>Whether they are waited for.</summary>
    public bool IsWaitedFor => AnsweredAt is null && DeclinedAt is null;
}

/// <summary>What somebody answered, once it may be seen.</summary>
/// <param name="Part">The id of their part.</param>
internal sealed record ReviewAnswer(long Part, string? Name, ReviewWords Words);

/// <summary>What became of an answer.</summary>
/// <param name="Part">The id of the part of whoever answered.</param>
/// <param name="Kind">The stable name of the kind of record that was made.</param>
internal sealed record ReviewResult(long Part, ReviewQuestion Question, string Kind, long Number);
