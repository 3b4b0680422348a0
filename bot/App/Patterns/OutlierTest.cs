using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns;

/// <summary>
/// Whether the week in which something worked lies outside of what is usual in a series of the team itself (XmR, <see cref="UsualRange"/>),
/// with the figures as they were when somebody checked it.
/// </summary>
/// <param name="Metric">The series, as <see cref="Records.MetricRef"/> is written.</param>
/// <param name="Week">The Monday of the week.</param>
/// <param name="Weeks">Weeks before it that had a value.</param>
/// <param name="Baseline">The mean of these.</param>
/// <param name="Value">That of the week.</param>
/// <param name="Lower">The lowest that is usual; 0 where nothing is below.</param>
/// <param name="Upper">The highest that is usual.</param>
internal sealed record OutlierTest(
    string Metric, DateOnly Week, int Weeks, double Baseline, double Value, double Lower, double Upper)
{
    /// <summary>Weeks before it that are needed, and looked at.</summary>
    public const int FewestWeeks = 8, MostWeeks = 26;

    /// <summary>What it says.</summary>
    [JsonIgnore]
    public Variation Found => Value > Upper ? Variation.More : Value < Lower ? Variation.Fewer : Variation.AsUsual;

    /// <summary>The same in words, with the figures.</summary>
    /// <param name="series">What people call the series.</param>
    public string Words(string series)
    {
        var figures = Say(
            PatternTexts.OutlierFigures, series, Number(Value), PlainDay(Week), Number(Lower), Number(Upper), Number(Baseline), Weeks);
        return $"{figures} {Found switch
        {
            Variation.More => PatternTexts.OutlierMore,
            Variation.Fewer => PatternTexts.OutlierFewer,
            _ => PatternTexts.OutlierUsual,
        }}";
    }

    /// <summary>
    /// The test; null where the week has no value, fewer than <see cref="FewestWeeks"/> before it have one, or all of these are alike.
    /// </summary>
    /// <param name="before">The weeks before it, the oldest first; null for one without a value.</param>
    public static OutlierTest? Of(string metric, DateOnly week, IReadOnlyList<double?> before, double? value)
    {
        double[] known = [.. before.OfType<double>()];
        if (value is not { } found || known.Length < FewestWeeks || UsualRange.Of(known) is not { MovingRange: > 0 } usual) return null;
        var isNeverBelowZero = found >= 0 && known.All(each => each >= 0);
        return new(
            metric, week, known.Length, usual.Mean, found, isNeverBelowZero ? Math.Max(0, usual.Lower) : usual.Lower, usual.Upper);
    }

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OutlierJson.Default.OutlierTest);

    /// <summary>From what is kept; null for nothing.</summary>
    public static OutlierTest? Read(string? kept) =>
        kept is null ? null : JsonSerializer.Deserialize(kept, OutlierJson.Default.OutlierTest);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.CurrentCulture);
}

[JsonSerializable(typeof(OutlierTest))]
internal sealed partial class OutlierJson : JsonSerializerContext;
