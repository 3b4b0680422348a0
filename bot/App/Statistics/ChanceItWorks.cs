using BetaDistribution = MathNet.Numerics.Distributions.Beta;

namespace Improvement.Bot.Statistics;

/// <summary>What is supposed about actions of a strength before any has been judged: a beta distribution.</summary>
/// <param name="Successes">α, successes that the supposition is worth; above 0.</param>
/// <param name="Failures">β, failures that it is worth; above 0.</param>
internal sealed record WorksPrior(double Successes, double Failures)
{
    /// <summary>For strong actions, which need nobody to remember anything.</summary>
    public static WorksPrior Strong { get; } = new(3, 2);

    /// <summary>For actions in between.</summary>
    public static WorksPrior Medium { get; } = new(2, 2);

    /// <summary>For weak actions, which rely on people's attention.</summary>
    public static WorksPrior Weak { get; } = new(1, 2);
}

/// <summary>
/// The chance that an action works, from the verdicts on earlier ones of its strength: beta-binomial model, with limits at 10 % and 90 %.
/// </summary>
/// <param name="Mean">The chance, 0 to 1: (α + w)/(α + β + w + f).</param>
/// <param name="Lower">Its lower limit.</param>
/// <param name="Upper">Its upper limit.</param>
internal sealed record ChanceItWorks(double Mean, double Lower, double Upper)
{
    /// <summary>The chance after some verdicts.</summary>
    /// <param name="worked">w, verdicts <see cref="Verdict.Worked"/>.</param>
    /// <param name="didNot">
    /// f, verdicts <see cref="Verdict.DidNotWork"/> and <see cref="Verdict.Worse"/>; other verdicts count as neither.
    /// </param>
    /// <param name="prior">What is supposed.</param>
    public static ChanceItWorks Of(int worked, int didNot, WorksPrior prior)
    {
        var (successes, failures) = (prior.Successes + worked, prior.Failures + didNot);
        return new(
            successes / (successes + failures),
            BetaDistribution.InvCDF(successes, failures, Limits.Low),
            BetaDistribution.InvCDF(successes, failures, Limits.High));
    }
}

/// <summary>The mean loss of an occurrence. The mean, not the median: what is lost is a sum.</summary>
internal static class MeanLoss
{
    /// <summary>How many losses the table value is worth.</summary>
    public const int WeightOfTable = 4;

    /// <summary>
    /// The mean of the known losses, drawn to the value that a table gives for the severity: (4·table + Σ loss)/(4 + number).
    /// </summary>
    /// <param name="table">The value of the table, in the unit of the losses.</param>
    /// <param name="losses">The known losses; may be none.</param>
    public static double Of(double table, IReadOnlyCollection<double> losses) =>
        (WeightOfTable * table + losses.Sum()) / (WeightOfTable + losses.Count);
}
