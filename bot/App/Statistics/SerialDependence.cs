namespace Improvement.Bot.Statistics;

/// <summary>
/// Whether each point of a series resembles the one before it, by what a model leaves unexplained. Where it does, there is less in the
/// points than their number says.
/// </summary>
/// <param name="DurbinWatson">Σ(e_t − e_{t−1})²/Σe_t² (Durbin and Watson 1950): 2 without resemblance, towards 0 with it.</param>
/// <param name="Lag1">r₁ = Σ e_t·e_{t−1}/Σe_t², −1 to 1.</param>
internal sealed record SerialDependence(double DurbinWatson, double Lag1)
{
    /// <summary>Points below which it cannot be checked.</summary>
    public const int FewestPoints = 20;

    /// <summary>Durbin–Watson below which points are said to hang together.</summary>
    private const double Limit = 1.6;

    /// <summary>Beyond it the interval would say nothing.</summary>
    private const double Largest = 0.8;

    /// <summary>Null where nothing is left unexplained: there is no resemblance of zeros.</summary>
    /// <param name="residuals">In the order of time.</param>
    public static SerialDependence? Of(IReadOnlyList<double> residuals)
    {
        var (squares, steps, products) = (residuals.Sum(each => each * each), 0.0, 0.0);
        if (squares is 0) return null;
        for (var at = 1; at < residuals.Count; at++)
        {
            steps += (residuals[at] - residuals[at - 1]) * (residuals[at] - residuals[at - 1]);
            products += residuals[at] * residuals[at - 1];
        }
        return new(steps / squares, products / squares);
    }

    /// <summary>Whether the points hang together; null where there are too few to check it.</summary>
    /// <param name="points">How many there are.</param>
    public bool? Flag(int points) => points < FewestPoints ? null : DurbinWatson < Limit;

    /// <summary>
    /// r for <see cref="Widening"/>: r₁, which is too low by about the number of fitted coefficients ÷ points, put right and held between
    /// 0 and 0.8.
    /// </summary>
    /// <param name="coefficients">How many the model has.</param>
    /// <param name="points">How many there are.</param>
    public double Corrected(int coefficients, int points) => Math.Clamp(Lag1 + ((double)coefficients / points), 0, Largest);

    /// <summary>How many times wider an interval is where points resemble each other: √((1 + r)/(1 − r)).</summary>
    /// <param name="r">0 to 0.8.</param>
    public static double Widening(double r) => Math.Sqrt((1 + r) / (1 - r));
}
