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
        return day is "" ? new(Deputy: NameOf(name)) : Split(day, name, today);
    }

    /// <summary>Without a comma nobody knows where the day ends and the name begins: the longest day that there is.</summary>
    private static AwayWish Split(string day, string name, DateOnly today)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var ofDay = Math.Max(0, words.Length - 1); ofDay >= 0; ofDay--)
        {
            if (DaysAhead.Read(string.Join(' ', [day, .. words[..ofDay]]), today) is { } until)
            {
                return new(until, NameOf(string.Join(' ', words[ofDay..])));
            }
        }

        return new(null, NameOf(name), day);
    }

    /// <summary>The name without the word that joins it to the day; null for none.</summary>
    private static string? NameOf(string words) => And().Replace(words, "") is { Length: > 0 } name ? name : null;

    [GeneratedRegex(@"^(?:and|und)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex(
        @"^(?:(?:until|till|bis(?:\s+zum)?)\s+(?<day>[^,;]+?))?"
            + @"(?:(?:^|[\s,;]+)(?<name>[^,;]+?)\s+(?:decides|entscheidet))?[.!\s]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(
        @"^(?<name>[^,;]+?)\s+(?:decides|entscheidet)[\s,;]+(?:until|till|bis(?:\s+zum)?)\s+(?<day>[^,;]+?)[.!\s]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameFirst();
}
