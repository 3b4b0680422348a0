using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Improvement.Bot.Attention;

/// <summary>The days and hours in which a team works, as <c>Mon-Fri 09:00-17:00</c>; days may go round the end of the week.</summary>
/// <param name="From">Since the begin of the day.</param>
/// <param name="Until">Since the begin of the day; the first moment that is not worked any more.</param>
internal sealed record WorkingHours(TimeSpan From, TimeSpan Until)
{
    private const int DaysOfWeek = 7;

    private static readonly string[] Names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly TimeSpan WholeDay = TimeSpan.FromDays(1);

    /// <summary>The first of the days, which stand in a row.</summary>
    public DayOfWeek First { get; init; } = DayOfWeek.Monday;

    /// <summary>The last of the days.</summary>
    public DayOfWeek Last { get; init; } = DayOfWeek.Friday;

    /// <summary>Whether a day of the week is one of the days.</summary>
    public bool Has(DayOfWeek day) => Ahead(First, day) <= Ahead(First, Last);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WorkingHours? hours)
    {
        hours = null;
        if (text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var days, var times]) return false;
        if (DaysIn(days) is not (var first, var last)) return false;
        if (times.Split('-') is not [var from, var until] || TimeOf(from) is not { } begin || TimeOf(until) is not { } end) return false;
        if (begin >= end) return false;
        hours = new(begin, end) { First = first, Last = last };
        return true;
    }

    /// <summary>The days, as <c>Mon-Fri</c>.</summary>
    public string Days => $"{Names[(int)First]}-{Names[(int)Last]}";

    /// <inheritdoc/>
    public override string ToString() => $"{Days} {TextOf(From)}-{TextOf(Until)}";

    private static int Ahead(DayOfWeek from, DayOfWeek to) => ((int)to - (int)from + DaysOfWeek) % DaysOfWeek;

    private static (DayOfWeek First, DayOfWeek Last)? DaysIn(string text) => text.Split('-') switch
    {
        [var only] when DayOf(only) is { } day => (day, day),
        [var first, var last] when DayOf(first) is { } from && DayOf(last) is { } to => (from, to),
        _ => null,
    };

    private static DayOfWeek? DayOf(string name) =>
        Array.FindIndex(Names, each => each.Equals(name, StringComparison.OrdinalIgnoreCase)) is var found and >= 0
            ? (DayOfWeek)found
            : null;

    private static TimeSpan? TimeOf(string text) => text is "24:00" ? WholeDay
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
        : null;

    private static string TextOf(TimeSpan time) =>
        time == WholeDay ? "24:00" : TimeOnly.FromTimeSpan(time).ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>The hours in which somebody is not to be disturbed, as <c>20:00-07:00</c>; they may go round midnight.</summary>
internal sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>Whether a time of day is one of them.</summary>
    public bool Has(TimeOnly time) => From <= Until ? time >= From && time < Until : time >= From || time < Until;

    /// <summary>Reads what <see cref="ToString"/> writes; a day without a loud moment is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out QuietHours? hours)
    {
        hours = text?.Split('-') is [var from, var until] && Time(from) is { } begin && Time(until) is { } end && begin != end
            ? new(begin, end)
            : null;
        return hours is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}-{Until:HH:mm}");

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
