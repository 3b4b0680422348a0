using System.Globalization;

namespace Improvement.Bot.Framework.Cards;

/// <summary>
/// Moments that the reader's client shows in the reader's time zone and language. They go into texts that <see cref="Draw"/> is given.
/// </summary>
public static class Moment
{
    // Marks that no keyboard makes; Escape turns them into the client's date functions, and everything else that looks like one into plain
    // text.
    internal const char Open = '\ue0f0';
    internal const char Close = '\ue0f1';

    // The client knows three lengths of a date; none leaves the year out, and the shortest alone has no weekday.

    /// <summary>The day in figures, as short as clients write one.</summary>
    public static string Day(DateTimeOffset moment) => $"{Open}DATE({Utc(moment)}, COMPACT){Close}";

    /// <summary>The day with its weekday, for what is still to come.</summary>
    public static string DayAhead(DateTimeOffset moment) => $"{Open}DATE({Utc(moment)}, SHORT){Close}";

    /// <summary>The day and the time of day.</summary>
    public static string DayAndTime(DateTimeOffset moment) => $"{Day(moment)} {Open}TIME({Utc(moment)}){Close}";

    private static string Utc(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
