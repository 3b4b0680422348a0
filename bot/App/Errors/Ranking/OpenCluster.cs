using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors.Ranking;

/// <summary>What the fix that was proposed says about a rank.</summary>
/// <param name="Number">Shown as <c>FIX-3</c>.</param>
/// <param name="Effort">Hours of work, as its proposer thinks; null where nobody has said.</param>
internal sealed record ProposedFix(long Number, ActionStrength Strength, double? Effort);

/// <summary>An error on which somebody can act, with what belongs together with it: what its rank is told from.</summary>
/// <param name="Number">The error that stands for the cluster.</param>
/// <param name="First">When it was met first, UTC.</param>
/// <param name="Times">How often it was met, the first time with it; 1 or more.</param>
internal sealed record OpenCluster(long Number, DateTimeOffset First, int Times)
{
    /// <summary>The team of the error that stands for it; null for none.</summary>
    public TeamId? Team { get; init; }

    /// <summary>The worst severity of its errors on which somebody can act.</summary>
    public Severity Severity { get; init; }

    /// <summary>The state of the error that stands for it, by name.</summary>
    public required string State { get; init; }

    /// <summary>Who solves it; null for nobody yet.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>How it was noticed, a code of the detection axis; null for not known.</summary>
    public string? Detection { get; init; }

    /// <summary>Hours lost each time, as far as leads have said so for its errors.</summary>
    public IReadOnlyList<double> Losses { get; init; } = [];

    /// <summary>The fix that is proposed; null for none.</summary>
    public ProposedFix? Fix { get; init; }

    /// <summary>How urgently it asks for action.</summary>
    public ActionPriority Priority =>
        PriorityRule.Of(Severity, PriorityRule.OccurrenceRank(Times), PriorityRule.DetectionRank(Detection));

    /// <summary>How often it came back.</summary>
    /// <param name="at">The moment up to which it is told.</param>
    public Returns ReturnsAt(DateTimeOffset at) => new(Times - 1, Math.Max(0, (at - First).TotalDays));

    /// <summary>The same with what belongs together with it.</summary>
    public OpenCluster With(OpenCluster other) => this with
    {
        First = First < other.First ? First : other.First,
        Times = Times + other.Times,
        Severity = (Severity)Math.Max((int)Severity, (int)other.Severity),
        Owner = Owner ?? other.Owner,
        Losses = [.. Losses, .. other.Losses],
        Fix = Fix ?? other.Fix,
    };
}
