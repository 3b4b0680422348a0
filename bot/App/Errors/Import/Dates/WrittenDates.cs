using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>
/// Reads dates as the world writes them. The text is brought into plain form, then the time and its zone are taken out, and what is left is
/// the day: numbers, perhaps the name of a month, and words that say nothing. What is not understood to the last letter is no date; nothing
/// is guessed from one value (see <see cref="DateColumn"/>).
/// </summary>
internal static partial class WrittenDates
{
    private const int Longest = 100;

    /// <summary>What a text can mean, or null where it is no date.</summary>
    public static WrittenDate? Read(string text)
    {
        if (text.Length > Longest) return null;
        var plain = CompactMinutes().Replace(Compact().Replace(Plain(text), "$1-$2-$3 $4:$5:$6"), "$1-$2-$3 $4:$5");
        if (Number().Match(plain) is { Success: true } number)
        {
            return NumberDates.Read(number.Groups["whole"].Value, number.Groups["fraction"].Value);
        }
        if (Week().Match(plain) is { Success: true } week) return OfWeek(week);
        plain = Respelt(plain);
        var (rest, time) = WrittenTime.TakeFrom(plain);
        return time is null ? null : DayIn(rest, time);
    }

    /// <summary>
    /// In lower case and without accents, with plain blanks, without marks that nobody sees; Chinese, Japanese and Korean dates with signs
    /// between their numbers.
    /// </summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in Halves.Aggregate(text, (said, half) => said.Replace(half.Word, half.Half)))
        {
            if (char.IsWhiteSpace(letter) || letter is '_' or '\u2009' or '\u202F') plain.Append(' ');
            else if (Signs.GetValueOrDefault(letter) is { } sign) plain.Append(sign);
            else if (char.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                plain.Append(Folding.Fold(letter.ToString()));
            }
        }
        return Blanks().Replace(plain.ToString(), " ").Trim(' ', '"', '\'', '.');
    }

    private static readonly (string Word, string Half)[] Halves = [
        ("오전", " am "), ("오후", " pm "), ("午前", " am "), ("午後", " pm "), ("上午", " am "), ("下午", " pm ")];

    private static readonly Dictionary<char, string> Signs = new()
    {
        ['年'] = "-", ['月'] = "-", ['日'] = " ", ['년'] = "-", ['월'] = "-", ['일'] = " ",
        ['時'] = ":", ['时'] = ":", ['시'] = ":", ['点'] = ":", ['分'] = ":", ['분'] = ":", ['秒'] = " ", ['초'] = " ",
        ['\u2212'] = "-", ['\u2010'] = "-", ['\u2011'] = "-", ['\u2013'] = "-", ['\u2044'] = "/", ['º'] = ".", ['ª'] = ".",
    };

    /// <summary>Rare spellings as the common one: compact, of Apache, of Git, of DB2, with an offset behind the day.</summary>
    private static string Respelt(string plain)
    {
        plain = Apache().Replace(plain, "$1 $2 $3 $4");
        plain = OffsetLast().Replace(plain, "$1 $3 $2");
        plain = Exif().Replace(plain, "$1-$2-$3 ");
        plain = Dashed().Replace(plain, "$1 $2:$3:$4");
        if (!Colons().IsMatch(plain)) plain = DottedMinutes().Replace(Dotted().Replace(plain, "$1 $2:$3:$4"), "$1 $2:$3");
        return OffsetDay().Replace(plain, "$1 00:00$2");
    }

    private static WrittenDate? OfWeek(Match week)
    {
        var year = int.Parse(week.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (year is < 1970 or > 2100) return null;
        var (number, day) = (week.Groups["week"].Value, week.Groups["day"].Value);
        if (number.Length is 0)
        {
            return int.Parse(day, CultureInfo.InvariantCulture) is var ofYear
                && ofYear >= 1
                && ofYear <= (DateTime.IsLeapYear(year) ? 366 : 365)
                ? WrittenDate.Clear(new DateOnly(year, 1, 1).AddDays(ofYear - 1), TimeSpan.Zero)
                : null;
        }
        var ofWeek = int.Parse(number, CultureInfo.InvariantCulture);
        return ofWeek >= 1 && ofWeek <= ISOWeek.GetWeeksInYear(year) && day is [>= '1' and <= '7']
            ? WrittenDate.Clear(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, ofWeek, (DayOfWeek)((day[0] - '0') % 7))), TimeSpan.Zero)
            : null;
    }

    private static WrittenDate? DayIn(string rest, WrittenTime time)
    {
        if (!Parts().IsMatch(rest)) return null;
        var numbers = new List<string>();
        var words = new List<string>();
        foreach (Match part in Part().Matches(rest)) (char.IsAsciiDigit(part.Value[0]) ? numbers : words).Add(part.Value);
        words.RemoveAll(DateNames.Fillers.Contains);
        if (!Month(words, numbers.Count, out var month, out var weekday)) return null;
        var date = (month, numbers) switch
        {
            (null, [{ Length: 6 or 8 } joined]) => NumberDates.Joined(joined, time.OfDay, time.Offsets),
            (null, [var first, var second, var third]) => OfNumbers(first, second, third, rest, time),
            ({ } named, [{ Length: 4 } year, var day]) => Named(year, named, day, time),
            ({ } named, [var day, var year]) => Named(year, named, day, time),
            _ => null,
        };
        return date is null || weekday is null ? date : On(weekday.Value, date);
    }

    /// <summary>Sorts the words of a date: at most one month and one day of the week.</summary>
    private static bool Month(List<string> words, int numbers, out string? month, out DayOfWeek? weekday)
    {
        (month, weekday) = (null, null);
        if (words.Count > 0
            && DateNames.Weekdays[words[0]] is { } ofWeek
            && (words.Count > 1 || numbers is 3 or 1 || DateNames.Months[words[0]] is null))
        {
            weekday = ofWeek is 0 ? null : (DayOfWeek)(ofWeek % 7);
            words.RemoveAt(0);
        }
        if (words is []) return true;
        if (words is not [var name] || DateNames.Months[name] is not (>= 1 and { } number)) return false;
        month = number.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private static WrittenDate? Named(string year, string month, string day, WrittenTime time) =>
        NumberDates.Day(year, month, day) is { } clear ? WrittenDate.Clear(clear, time.OfDay, time.Offsets) : null;

    private static WrittenDate? OfNumbers(string first, string second, string third, string rest, WrittenTime time)
    {
        if (first.Length is 4)
        {
            return NumberDates.Day(first, second, third) is { } clear ? WrittenDate.Clear(clear, time.OfDay, time.Offsets) : null;
        }
        var date = new WrittenDate(
            NumberDates.Day(third, second, first), NumberDates.Day(third, first, second), third.Length is 2 && first.Length is 2
                ? NumberDates.Day(first, second, third)
                : null,
            UsualFor(rest), time.OfDay, time.Offsets);
        return date is { DayFirst: null, MonthFirst: null, YearFirst: null } ? null : date;
    }

    // With dots nobody writes the month first; a year of two digits is written first with hyphens only.
    private static DateOrder[] UsualFor(string rest) =>
        rest.Contains('.', StringComparison.Ordinal) && !rest.Contains('/', StringComparison.Ordinal) ? [DateOrder.DayFirst]
        : rest.Contains('/', StringComparison.Ordinal) ? [DateOrder.DayFirst, DateOrder.MonthFirst]
        : WrittenDate.Orders;

    /// <summary>Only the readings that fall on the day of the week which is written beside; all where none does.</summary>
    private static WrittenDate On(DayOfWeek weekday, WrittenDate date)
    {
        var kept = date with { DayFirst = If(date.DayFirst), MonthFirst = If(date.MonthFirst), YearFirst = If(date.YearFirst) };
        return kept is { DayFirst: null, MonthFirst: null, YearFirst: null } ? date : kept;

        DateOnly? If(DateOnly? day) => day?.DayOfWeek == weekday ? day : null;
    }

    [GeneratedRegex(@"^(?:/date\()?(?<whole>\d{5,19})(?:[.,](?<fraction>\d+))?(?:[+-]\d{4})?(?:\)/)?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?<year>\d{4})-?(?:w(?<week>\d\d)-?(?<day>\d)|(?<=-)(?<day>\d{3}))$")]
    private static partial Regex Week();

    [GeneratedRegex(@"^((?:19|20)\d\d)(\d\d)(\d\d)[t -]?(\d\d)(\d\d)(\d\d)(?!\d)")]
    private static partial Regex Compact();

    [GeneratedRegex(@"^((?:19|20)\d\d)(\d\d)(\d\d)[t -]?(\d\d)(\d\d)(?!\d)")]
    private static partial Regex CompactMinutes();

    [GeneratedRegex(@"^(\d\d?)[/ -]([^\d\W]+)[/ -](\d{4}):(\d\d:\d\d:\d\d)")]
    private static partial Regex Apache();

    [GeneratedRegex(@"(:\d\d) (\d{4}) ([+-]\d{4})$")]
    private static partial Regex OffsetLast();

    [GeneratedRegex(@"^(\d{4}):(\d\d):(\d\d) ")]
    private static partial Regex Exif();

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d)[ t](\d\d)-(\d\d)-(\d\d)$")]
    private static partial Regex Dashed();

    [GeneratedRegex(@"(?<=\d\d)(,|)[ t-](?:kl\.? |klokken |um |ore |alle |godz\.? )?(\d\d?)\.(\d\d)\.(\d\d)(?=$|\D)")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"(?<=\d\d)(,|)[ t](?:kl\.? |klokken |um |ore |alle |godz\.? )?(\d\d?)\.(\d\d)(?=$|[^\d.])")]
    private static partial Regex DottedMinutes();

    [GeneratedRegex(@"(?<![+-])\b\d{1,2}:\d\d")]
    private static partial Regex Colons();

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d)(z|[+-]\d\d:\d\d)$")]
    private static partial Regex OffsetDay();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?:\d+|\p{L}+|[ ./,'-])+$", RegexOptions.NonBacktracking)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\d+|\p{L}+")]
    private static partial Regex Part();
}
