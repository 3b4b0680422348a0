using System.Globalization;

namespace Improvement.Bot.Records;

/// <summary>Fills the placeholders of a text from a resource file.</summary>
internal static class Wording
{
    /// <summary>The text with <c>{0}</c>, <c>{1:N0}</c> … replaced by the values.</summary>
    public static string Say(string text, params object?[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    /// <summary>The day of a moment in a zone.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>A day as it is written where no client formats it: in lines of a thread, on pages, in what is kept.</summary>
    public static string PlainDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A count with its words, in the singular for one.</summary>
    public static string Counted(long count, string one, string many) => Say(count is 1 ? one : many, count);
}
