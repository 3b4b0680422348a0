using System.Runtime.InteropServices;

namespace Improvement.Bot.Statistics;

/// <summary>A value of a series.</summary>
/// <param name="Time">Number of its period, such as the week; only the distance between two of them counts.</param>
/// <param name="Value">In the unit of what is measured.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimedValue(int Time, double Value)
{
    /// <summary>The values that are there, in order; the others are left out and keep their place in time.</summary>
    /// <param name="values">A value a period; null where there is none.</param>
    /// <param name="first">The number of the first period.</param>
    public static List<TimedValue> Of(IReadOnlyList<double?> values, int first)
    {
        var points = new List<TimedValue>(values.Count);
        for (var at = 0; at < values.Count; at++)
        {
            if (values[at] is { } value) points.Add(new(first + at, value));
        }
        return points;
    }
}

/// <summary>The line of least squares through a stretch of a series.</summary>
/// <param name="Points">How many points; 2 or more, at different times.</param>
/// <param name="Slope">Change a period.</param>
internal sealed record SeriesLine(int Points, double MeanTime, double MeanValue, double SquaresOfTime, double Slope)
{
    /// <summary>The line through some points.</summary>
    public static SeriesLine Through(IReadOnlyList<TimedValue> points)
    {
        var (time, value) = (points.Average(point => (double)point.Time), points.Average(point => point.Value));
        var squares = points.Sum(point => (point.Time - time) * (point.Time - time));
        return new(points.Count, time, value, squares, points.Sum(point => (point.Time - time) * (point.Value - value)) / squares);
    }

    /// <summary>The value of the line at a time, also outside its points.</summary>
    public double At(double time) => MeanValue + (Slope * (time - MeanTime));

    /// <summary>Variance of that value ÷ variance of a point: 1/n + (t − mean)²/Σ(t − mean)².</summary>
    public double VarianceAt(double time) => (1.0 / Points) + ((time - MeanTime) * (time - MeanTime) / SquaresOfTime);
}
