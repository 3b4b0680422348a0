using Improvement.Bot.People;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors;

/// <summary>
/// The watch of a fix that is in place: its window, which is fixed when it begins and never shortened or prolonged because of what is seen,
/// and the verdict at its end.
/// </summary>
/// <param name="Trigger">Monday of the week of the alarm that led to the fix or, without one, of the decision to make it.</param>
/// <param name="First">Monday of the first whole week in which the fix was in effect.</param>
/// <param name="Weeks">Weeks that are watched; 0 where counts can prove nothing, so that nobody waits for them.</param>
internal sealed record Watch(
    long Number, long Error, long Fix, DateTimeOffset EffectiveAt, DateOnly Trigger, DateOnly First, int Weeks)
{
    private const int DaysOfWeek = 7;

    /// <summary>The version that carries the fix, as people write it; null where nobody said.</summary>
    public string? Version { get; init; }

    /// <summary>What the counts said, or a person instead of them; null while the window runs.</summary>
    public FixVerdict? Verdict { get; init; }

    /// <summary>When the verdict was proposed, UTC; null while the window runs.</summary>
    public DateTimeOffset? ProposedAt { get; init; }

    /// <summary>Who confirmed it; null for nobody yet.</summary>
    public PersonId? ConfirmedBy { get; init; }

    /// <summary>The name of that person.</summary>
    public string? ConfirmedByName { get; init; }

    /// <summary>When somebody confirmed it, or said another one, UTC; null for not yet.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Whether a person said the verdict, who knew better than the counts; the figures are those of the counts.</summary>
    public bool IsCalled { get; init; }

    /// <summary>When it ended without a confirmed verdict, UTC: the fix was taken back, or the error came back.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether counts could prove nothing from the start.</summary>
    public bool IsTooRare => Weeks is 0;

    /// <summary>The Monday after the last week of the window.</summary>
    public DateOnly Over => First.AddDays(DaysOfWeek * Weeks);
}
