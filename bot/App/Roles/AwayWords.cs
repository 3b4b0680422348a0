using System.Text.RegularExpressions;

namespace Improvement.Bot.Roles;

/// <summary>What somebody wrote after <c>/roles away</c>, as far as it was understood.</summary>
/// <param name="Until">The day at whose start they are back; null for until they say so.</param>
/// <param name="Deputy">Who decides meanwhile, as typed; null for nobody in particular.</param>
/// <param name="NotUnderstood">The words that were not understood, so that the form is shown; null for none.</param>
internal sealed record AwayWish(DateOnly? Until = null, string? Deputy = null, string? NotUnderstood = null);

/// <summary>
/// Reads <c>away until Monday, Ann decides</c> and its parts in English and German, in either order: <c>weg bis 24.12., Ann
/// entscheidet</c>.
/// </summary>
internal static partial class AwayWords
{
    private static readonly string[] Away = ["away", "absent", "weg", "abwesend"];
    private static readonly string[] Back = ["back", "here", "zurück", "zurueck", "da"];

    /// <summary>Whether the words say that somebody is back.</summary>
    public static bool IsBack(string words) => Back.Contains(words.Trim().TrimEnd('.'), StringComparer.OrdinalIgnoreCase);

    /// <summary>The words after the one that says that somebody goes away; null where they say something else.</summary>
    public static string? AfterAway(string words)
    {
        var trimmed = words.Trim();
        var end = trimmed.IndexOfAny([' ', ',']);
        var first = end < 0 ? trimmed : trimmed[..end];
        return Away.Contains(first, StringComparer.OrdinalIgnoreCase) ? trimmed[first.Length..].Trim(' ', ',') : null;
    }

    /// <summary>What the words after it say.</summary>
    /// <param name="today">The day it is for whoever wrote them.</param>
    public static AwayWish Read(string words, DateOnly today)
    {
        if (words is "") return new();
        var match = DayFirst().Match(words) is { Success: true } first ? first : NameFirst().Match(words);
        if (!match.Success) return new(NotUnderstood: words);

        var (day, name) = (match.Groups["day"].Value.Trim(), match.Groups["name"].Value.Trim());
        return day is "" ? new(Deputy: name is "" ? null : name) : Split(day, name, today);
    }

    /// <summary>Without a comma nobody knows where the day ends and the name begins: the longest day that there is.</summary>
    private static AwayWish Split(string day, string name, DateOnly today)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var ofDay = Math.Max(0, words.Length - 1); ofDay >= 0; ofDay--)
        {
            var deputy = string.Join(' ', words[ofDay..]);
            if (DaysAhead.Read(string.Join(' ', [day, .. words[..ofDay]]), today) is { } until)
            {
                return new(until, deputy is "" ? null : deputy);
            }
        }

        return new(null, name is "" ? null : name, day);
    }

    [GeneratedRegex(
        @"^(?:(?:until|till|bis(?:\s+zum)?)\s+(?<day>[^,;]+?))?"
            + @"(?:(?:^|[\s,;]+)(?:and\s+|und\s+)?(?<name>[^,;]+?)\s+(?:decides|entscheidet))?[.!\s]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(
        @"^(?<name>[^,;]+?)\s+(?:decides|entscheidet)[\s,;]+(?:until|till|bis(?:\s+zum)?)\s+(?<day>[^,;]+?)[.!\s]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameFirst();
}
