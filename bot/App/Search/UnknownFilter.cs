using System.Text.RegularExpressions;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Search;

/// <summary>
/// Detects words that look like an unknown filter, and suggests the filter that may be meant. Addresses, times and line numbers in files
/// have colons as well, and are words.
/// </summary>
internal static partial class UnknownFilter
{
    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "ftp", "file", "mailto",
        "tel", "urn", "data", "ssh", "git", "jdbc", "ws", "wss", "about", "std", "err", "warn", "error", "info", "localhost" };

    private static readonly Dictionary<string, string> Meant = new(StringComparer.Ordinal)
    {
        ["after"] = "since", ["before"] = "until", ["date"] = "since", ["from"] = "since", ["to"] = "until", ["on"] = "since",
        ["within"] = "last", ["period"] = "last",
        ["priority"] = "severity", ["prio"] = "severity", ["level"] = "severity", ["impact"] = "severity", ["type"] = "category",
        ["label"] = "category", ["tag"] = "category",
        ["group"] = "team", ["channel"] = "team", ["project"] = "team", ["is"] = "state", ["stage"] = "state",
    };

    /// <summary>The name that was typed like a filter, and the filter that may be meant; null for an ordinary word.</summary>
    /// <param name="word">As typed, such as <c>from:bao</c>.</param>
    /// <param name="isDay">Whether a value is a day, so that it goes with a filter of days.</param>
    public static (string Name, string? Meant)? In(string word, Func<string, bool> isDay)
    {
        if (Shape().Match(word) is not { Success: true } match) return null;
        var (name, value) = (match.Groups["name"].Value, match.Groups["value"].Value);
        var meant = Meant.GetValueOrDefault(Folding.Fold(name));
        if (meant is "since" or "until" && !isDay(value)) meant = null;
        if (Schemes.Contains(name) || (meant is null && value.All(char.IsAsciiDigit))) return null;
        return (name, meant);
    }

    // A name, its sign, and right behind it a value that is neither a path nor the second half of “::”.
    [GeneratedRegex(@"^(?<name>\p{L}{2,15})[:=](?<value>[^:/\\=].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
