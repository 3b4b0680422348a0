using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Measures;

/// <summary>A value of a measure, of a week.</summary>
/// <param name="Week">The place of the week among those that were asked for.</param>
/// <param name="Value">Null where nobody said.</param>
internal sealed record MeasuredValue(int Week, double? Value);

/// <summary>One of the measures, as it can be told of a team for each week.</summary>
/// <param name="Code">Kept with what is measured by it; never changed.</param>
/// <param name="Words">What people call it, with its unit, in the language of the moment.</param>
/// <param name="Values">What happened in the weeks, in any order.</param>
/// <param name="OfWeek">What that makes of a week that is known; null where it tells nothing.</param>
internal sealed record Measure(
    string Code, Func<string> Words, Func<Session, KnownWeeks, IEnumerable<MeasuredValue>> Values,
    Func<IReadOnlyList<double?>, double?> OfWeek)
{
    /// <summary>Cases below which a median is that of a few, and not told.</summary>
    public const int FewestForMedian = 5;

    /// <summary>Whether the values are numbers of occurrences.</summary>
    public bool IsCount { get; init; }

    /// <summary>A value for each week that is known; null for the others.</summary>
    public double?[] Weeks(Session session, KnownWeeks known)
    {
        var weeks = new List<double?>[known.Count];
        for (var week = 0; week < weeks.Length; week++) weeks[week] = [];
        foreach (var (week, value) in Values(session, known)) weeks[week].Add(value);
        return known.Select(week => OfWeek(weeks[week]));
    }

    /// <summary>How many there were.</summary>
    public static double? Number(IReadOnlyList<double?> values) => values.Count;

    /// <summary>The sum of what is known; 0 where nothing was, null where something was and nothing is known of it.</summary>
    public static double? Sum(IReadOnlyList<double?> values) =>
        values is { Count: > 0 } && values.All(value => value is null) ? null : values.Sum();

    /// <summary>The mean in hundredths; null where there was nothing.</summary>
    public static double? Percent(IReadOnlyList<double?> values) => 100 * values.Average();

    /// <summary>The median; null where there were fewer than <see cref="FewestForMedian"/>.</summary>
    public static double? Median(IReadOnlyList<double?> values)
    {
        double[] known = [.. values.OfType<double>().Order()];
        return known.Length < FewestForMedian ? null : (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
    }
}
