using System.Globalization;
using System.Text.RegularExpressions;

namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>The time of day in a written date, with the offset from UTC behind it.</summary>
/// <param name="OfDay">Midnight where no time is written; 24:00 is the end of the day.</param>
/// <param name="Offsets">Offsets from UTC that the zone behind it can mean; none where no zone is written.</param>
internal sealed partial record WrittenTime(TimeSpan OfDay, TimeSpan[] Offsets)
{
    private static readonly WrittenTime Midnight = new(TimeSpan.Zero, []);

    /// <summary>Takes the time and its zone out of a text in plain form.</summary>
    /// <returns>What is left, which is the day; and the time, null where there can be none such.</returns>
    public static (string Day, WrittenTime? Time) TakeFrom(string plain)
    {
        var named = Bracketed().Match(plain).Groups["zone"].Value;
        var text = Bracketed().Replace(plain, " ");
        if (Clock().Match(text) is not { Success: true } clock)
        {
            return (text.Trim(), named.Length > 0 && OfZone(named) is { } dayZone ? Midnight with { Offsets = dayZone } : Midnight);
        }
        var time = OfDayIn(clock);
        var behind = text[(clock.Index + clock.Length)..];
        var (offsets, length) = Offset().Match(behind) is { Success: true } offset ? (OfOffset(offset), offset.Length) : OfName(behind);
        return ($"{text[..clock.Index]} {behind[length..]}".Trim(), time is null ? null : new(time.Value, offsets ?? OfZone(named) ?? []));
    }

    private static TimeSpan? OfDayIn(Match clock)
    {
        var (hour, minute, second) = (Value(clock, "hour"), Value(clock, "minute"), Value(clock, "second"));
        var half = clock.Groups["half"].Value is { Length: > 0 } behind
            ? behind[0]
            : clock.Groups["before"].Value is { Length: > 0 } before ? before[0] : ' ';
        if (half is not ' ' && hour is < 13) hour = hour % 12 + (half is 'p' ? 12 : 0);
        else if (half is 'a') return null;
        if (minute > 59 || second > 60 || hour > 24 || (hour is 24 && minute + second > 0)) return null;
        var fraction = clock.Groups["fraction"].Value;
        var ticks = fraction.Length is 0
            ? 0
            : long.Parse(fraction[..Math.Min(fraction.Length, 7)].PadRight(7, '0'), CultureInfo.InvariantCulture);
        return new TimeSpan(hour, minute, second) + TimeSpan.FromTicks(ticks);
    }

    private static int Value(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static TimeSpan[]? OfOffset(Match offset)
    {
        var (hours, minutes) = (Value(offset, "hours"), Value(offset, "minutes"));
        if (hours > 14 || minutes > 59) return null;
        var span = new TimeSpan(hours, minutes, 0);
        return [offset.Groups["sign"].Value is "-" ? -span : span];
    }

    /// <summary>An abbreviation, or the name of a zone as the IANA keeps them, directly behind the time.</summary>
    private static (TimeSpan[]? Offsets, int Length) OfName(string behind) =>
        Name().Match(behind) is { Success: true } name && OfZone(name.Groups["zone"].Value) is { } offsets
            ? (offsets, name.Length)
            : (null, 0);

    private static TimeSpan[]? OfZone(string name)
    {
        if (ZoneNames.Offsets(name) is { } offsets) return offsets;
        return Offset().Match(name) is { Success: true } offset && offset.Length == name.Length ? OfOffset(offset) : null;
    }

    // 09:12, 9:12:33.123456789, 9h12, 9:12 a. m., 9 pm; half of the day before it in Chinese, Japanese and Korean.
    [GeneratedRegex(@"(?:(?<before>[ap])m )?(?<=^|[ ,t]|am |pm |[^\d:.]|\d{4}-)(?<hour>\d{1,2})(?: ?(?::|h) ?(?<minute>\d{2})(?: "
        + @"?(?::|m) ?(?<second>\d{2})(?:[.,:](?<fraction>\d{1,12}))?)?(?: ?s\b|:)?(?: ?(?<half>[ap])\.? ?m\b\.?)?| ?(?<half>[ap])\.? "
        + @"?m\b\.?(?! ?\d{1,2}:)|h(?=$|\s))")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^ ?(?:utc|gmt|z)? ?(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))?(?!\d)(?!-)")]
    private static partial Regex Offset();

    [GeneratedRegex(@"^ ?(?<zone>[a-z]{1,5})(?![a-z/])")]
    private static partial Regex Name();

    [GeneratedRegex(@"[\[(](?<zone>[^\])]*)[\])]")]
    private static partial Regex Bracketed();
}
