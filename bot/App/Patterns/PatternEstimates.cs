using System.Globalization;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns;

/// <summary>What the author of a pattern expects of it, in hours; by it the list of what to do next ranks it.</summary>
internal static class PatternEstimates
{
    /// <summary>More hours than this are a mistake.</summary>
    private const double Most = 10_000;

    /// <summary>The fields of a form.</summary>
    public static IEnumerable<Element> Inputs(PatternContent? content) =>
    [
        Line(nameof(PatternContent.HoursSaved), PatternTexts.HoursSavedLabel) with { Value = Typed(content?.HoursSaved) },
        Line(nameof(PatternContent.HoursToAdopt), PatternTexts.HoursToAdoptLabel) with { Value = Typed(content?.HoursToAdopt) },
    ];

    /// <summary>Whether it can be meant; nothing can.</summary>
    public static bool IsPossible(double? hours) => hours is null or (> 0 and <= Most);

    /// <summary>The hours that a team saves, in words; null where nobody estimated them.</summary>
    public static string? Saved(PatternContent content) =>
        content.HoursSaved is { } hours ? Say(PatternTexts.HoursSaved, Shown(hours)) : null;

    /// <summary>The hours that it takes, in words; null where nobody estimated them.</summary>
    public static string? ToAdopt(PatternContent content) =>
        content.HoursToAdopt is { } hours ? Say(PatternTexts.HoursToAdopt, Shown(hours)) : null;

    /// <summary>Hours as people read them.</summary>
    public static string Shown(double hours) => hours.ToString("0.##", CultureInfo.InvariantCulture);

    private static string? Typed(double? hours) => hours?.ToString(CultureInfo.InvariantCulture);
}
