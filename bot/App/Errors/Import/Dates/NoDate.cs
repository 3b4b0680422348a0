using System.Text.RegularExpressions;

namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>What systems write where there is no date.</summary>
internal static partial class NoDate
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "-", "--", "---", "–", "—", ".", "?", "n/a", "#n/a", "na", "n.a.", "n. a.", "nil", "null", "(null)", "<null>", "#null!", @"\n",
        "none", "(none)", "nan", "nat", "undefined", "unknown", "never", "not set", "(not set)", "(blank)",
        "(empty)", "empty", "tbd", "0", "0.0", "k. a.", "k.a.", "keine", "leer", "unbekannt", "s/d", "nc", "sin fecha", "no date",
        "invalid date",
    };

    /// <summary>Whether a field holds no date.</summary>
    public static bool Is(string text) => Words.Contains(text.Trim()) || Zeros().IsMatch(text.Trim());

    /// <summary>Whether a field of any kind stands for nothing in a dump of a database.</summary>
    public static bool IsNull(string text) => text is @"\N" or "NULL" or "(null)" or "<null>";

    // 0000-00-00 00:00:00 as MySQL writes it, and the first day of all as .NET does.
    [
        GeneratedRegex(
            @"^(0{1,4}[-/.]0{1,2}[-/.]0{1,4}|0001-01-01|0?1[/.]0?1[/.]0001)([ T](0{1,2}|12):00(:00([.,]0+)?)?)?( ?AM)?(Z| ?[+-]00:?00)?$",
            RegexOptions.IgnoreCase)]
    private static partial Regex Zeros();
}
