using System.Text.Json.Serialization;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Effects;

/// <summary>What is to change, and which change matters.</summary>
/// <param name="LowerIsBetter">Whether less of it is better.</param>
/// <param name="Smallest">The smallest change that matters, in its own unit; above 0.</param>
internal sealed record MeasuredChange(MetricRef Metric, bool LowerIsBetter, double Smallest)
{
    /// <summary>The same for the verdict.</summary>
    [JsonIgnore]
    public EffectPromise Promise => new(LowerIsBetter, Smallest);
}

/// <summary>A unit that began on a day.</summary>
internal sealed record Adopter(string Unit, DateOnly Start);

/// <summary>All that is fixed about an effect before it begins, so that nobody can choose afterwards what looks best.</summary>
/// <param name="Change">What is to get better.</param>
/// <param name="Balance">What must not get worse.</param>
/// <param name="Adopters">In a comparison, who begins when; the other units of the series have not adopted yet.</param>
/// <param name="Start">The Monday from which on it is in effect; in a comparison, for the first adopter.</param>
/// <param name="WeeksBefore">Whole weeks before it that it is compared with.</param>
/// <param name="WeeksAfter">Whole weeks from the start on that are looked at; never prolonged.</param>
internal sealed record EffectPlan(
    MeasuredChange Change, MeasuredChange Balance, EffectDesign Design, Adopter[] Adopters, DateOnly Start, int WeeksBefore,
    int WeeksAfter)
{
    /// <summary>Days after the window in which late figures still come in.</summary>
    public const int DaysForLateFigures = 2;

    private const int DaysOfWeek = 7;

    /// <summary>The Monday of the first week that is looked at.</summary>
    [JsonIgnore]
    public DateOnly First => Start.AddDays(-DaysOfWeek * WeeksBefore);

    /// <summary>The Monday after the last week that is looked at, of the last adopter.</summary>
    [JsonIgnore]
    public DateOnly End => (Adopters is [] ? Start : Adopters.Max(each => each.Start)).AddDays(DaysOfWeek * WeeksAfter);

    /// <summary>Weeks from the first to the last one.</summary>
    [JsonIgnore]
    public int Weeks => (End.DayNumber - First.DayNumber) / DaysOfWeek;
}
