using System.Globalization;
using System.Text.Json.Serialization;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Effects;

/// <summary>What somebody fixes about an effect; the properties are the inputs of the form.</summary>
/// <param name="Metric">What is to get better, as <see cref="MetricRef"/> is written.</param>
/// <param name="Smallest">The smallest change that matters, as it was typed.</param>
/// <param name="Balance">What must not get worse.</param>
/// <param name="Start">A day from which on it is in effect; weeks begin on the Monday after, or on that day where it is one.</param>
internal sealed record EffectChoices(
    string Metric, bool LowerIsBetter, string Smallest, string Balance, bool BalanceLowerIsBetter, string BalanceSmallest,
    EffectDesign Design, DateOnly Start, int Weeks = EffectChoices.UsualWeeks)
{
    /// <summary>Weeks that are looked at where nothing else is chosen.</summary>
    public const int UsualWeeks = 12;

    /// <summary>Weeks before the start that it is compared with, and at most, where so many of these have no value.</summary>
    public const int WeeksBefore = 26, MostWeeksBefore = 104;

    /// <summary>How long it can be looked at: two years hold eight surveys of every third month.</summary>
    public static readonly int[] WeeksOffered = [8, UsualWeeks, 24, 52, 104];

    /// <summary>The plan, once the check of the form has let it through.</summary>
    /// <param name="adopters">In a comparison, who begins when, which is compared with the three periods before; empty otherwise.</param>
    /// <param name="weeksBefore">Weeks before the start that it is compared with otherwise.</param>
    public EffectPlan Plan(Adopter[] adopters, int weeksBefore = WeeksBefore) => new(
        new(MetricRef.Read(Metric)!, LowerIsBetter, Number(Smallest)!.Value),
        new(MetricRef.Read(Balance)!, BalanceLowerIsBetter, Number(BalanceSmallest)!.Value),
        Design, adopters, adopters is [] ? CalendarWeek.MondayFrom(Start) : adopters.Min(each => each.Start),
        Design is EffectDesign.Compared ? EffectMeasure.BasePeriods * EffectMeasure.WeeksOfPeriod : weeksBefore, Weeks);

    /// <summary>A number above 0 as people type it; null for anything else.</summary>
    public static double? Number(string? typed) =>
        double.TryParse(typed?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 1e9 ? number : null;
}

/// <summary>Who begins when, a line each.</summary>
internal sealed record AdopterAnswer(string Lines);

/// <summary>That what was read is to be fixed.</summary>
internal sealed record EffectConfirmation;

/// <summary>What the dialog is begun with: the record whose effect is measured.</summary>
/// <param name="Team">The team by whose figures; null for the first in which whoever asks can measure it.</param>
internal sealed record EffectBeginning(string Kind, long Number, long? Team = null);

/// <summary>Something that can be measured, in a list.</summary>
internal sealed record MetricOption(string Value, string Words);

/// <summary>What the form begins with.</summary>
/// <param name="Label">The record, such as <c>ERR-12</c>.</param>
/// <param name="Today">The day it is for the team.</param>
/// <param name="Refusal">Why there is none; null where there is.</param>
internal sealed record EffectPresent(string Label = "", MetricOption[]? Metrics = null, DateOnly Today = default, string? Refusal = null);

/// <summary>What is said before it is fixed.</summary>
/// <param name="Words">What is fixed, a line each.</param>
/// <param name="Refusal">Why it cannot be fixed like this, and what to do; null where it can.</param>
internal sealed record EffectPreview(string[]? Words = null, string? Refusal = null)
{
    /// <summary>Its number, once it is registered.</summary>
    public long Number { get; init; }
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EffectBeginning))]
[JsonSerializable(typeof(EffectPresent))]
[JsonSerializable(typeof(EffectChoices))]
[JsonSerializable(typeof(AdopterAnswer))]
[JsonSerializable(typeof(EffectConfirmation))]
[JsonSerializable(typeof(EffectPreview))]
internal sealed partial class EffectJson : JsonSerializerContext;
