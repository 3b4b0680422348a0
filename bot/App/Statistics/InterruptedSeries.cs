using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>
/// An interrupted time series: y = b₀ + b₁·t + b₂·D + b₃·(t − n₁ − 1)·D by least squares, D being 1 after the start (Wagner et al. 2002).
/// As both level and slope may change, these are two lines with one variance. The effect is b₂, the jump at the first period after.
/// </summary>
/// <param name="LevelBefore">b₀: the line before at t = 0, one period before the first.</param>
/// <param name="SlopeBefore">b₁, change a period.</param>
/// <param name="Jump">b₂.</param>
/// <param name="SlopeChange">b₃, change of the slope.</param>
/// <param name="StandardError">Of the jump, before it is widened; 0 where nothing is left unexplained.</param>
/// <param name="Dependence">Whether points resemble each other; null where nothing is left unexplained.</param>
/// <param name="R">The resemblance by which the interval is widened, 0 to 0.8.</param>
/// <param name="Interval">The jump with its 95 % interval: b ± t_{n−4}(0.975)·se·√((1 + r)/(1 − r)).</param>
internal sealed record InterruptedSeries(
    double LevelBefore, double SlopeBefore, double Jump, double SlopeChange, double StandardError, SerialDependence? Dependence, double R,
    ChangeInterval Interval)
{
    /// <summary>Points that are needed before the start, and after it.</summary>
    public const int FewestPoints = 8;

    private const int Coefficients = 4;

    /// <summary>What is left unexplained below this share of the values is the rounding of the computation.</summary>
    private const double Rounding = 1e-18;

    /// <summary>Whether points hang together; null where there are too few to check it.</summary>
    public bool? HangsTogether { get; private init; }

    /// <summary>The series; null where fewer than eight values are there before or after.</summary>
    /// <param name="before">A value a period; null where there is none.</param>
    /// <param name="after">The periods that follow, from the first in which the change was in effect.</param>
    public static InterruptedSeries? Of(IReadOnlyList<double?> before, IReadOnlyList<double?> after)
    {
        var start = before.Count + 1;
        var (earlier, later) = (TimedValue.Of(before, 1), TimedValue.Of(after, start));
        if (earlier.Count < FewestPoints || later.Count < FewestPoints) return null;
        var (first, second) = (SeriesLine.Through(earlier), SeriesLine.Through(later));
        double[] residuals =
        [
            .. earlier.Select(point => point.Value - first.At(point.Time)),
            .. later.Select(point => point.Value - second.At(point.Time)),
        ];
        var points = residuals.Length;
        var squares = SquaresOf(residuals, earlier.Concat(later));
        var dependence = squares is 0 ? null : SerialDependence.Of(residuals);
        var r = dependence?.Corrected(Coefficients, points) ?? 0;
        var error = Math.Sqrt(squares / (points - Coefficients) * (first.VarianceAt(start) + second.VarianceAt(start)));
        var jump = second.At(start) - first.At(start);
        var half = StudentT.InvCDF(0, 1, points - Coefficients, 0.975) * error * SerialDependence.Widening(r);
        return new(
            first.At(0), first.Slope, jump, second.Slope - first.Slope, error, dependence, r, ChangeInterval.Around(jump, half))
        {
            HangsTogether = dependence?.Flag(points),
        };
    }

    private static double SquaresOf(double[] residuals, IEnumerable<TimedValue> points)
    {
        var squares = residuals.Sum(each => each * each);
        return squares <= Rounding * points.Sum(point => point.Value * point.Value) ? 0 : squares;
    }
}
