using System.Text.RegularExpressions;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// A comment as others see it: addresses, numbers to call, links and the names of people who were asked are left out. It finds what has a
/// form, and names that it is told; how somebody writes it cannot hide, which is why authors see their words before they send them.
/// </summary>
internal static partial class ShownText
{
    /// <summary>What stands in the place of what is left out.</summary>
    public const string Mark = "[…]";

    // Shorter ones are words as well.
    private const int ShortestName = 3;

    /// <summary>The text as others see it.</summary>
    /// <param name="names">Names of people who were asked, in any number of words.</param>
    public static string Of(string text, IEnumerable<string> names)
    {
        var shown = PhoneNumber().Replace(Link().Replace(Mail().Replace(text, Mark), Mark), Mark);
        return Names(names) is { } known ? known.Replace(shown, Mark) : shown;
    }

    private static Regex? Names(IEnumerable<string> names)
    {
        string[] parts =
        [
            .. names.SelectMany(name => name.Split([' ', ',', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
                .Where(part => part.Length >= ShortestName && char.IsUpper(part[0])).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(Regex.Escape),
        ];
        return parts is [] ? null : new($@"@?\b(?:{string.Join('|', parts)})(?:'s|’s|s)?\b", RegexOptions.IgnoreCase);
    }

    [GeneratedRegex(@"[^\s@]+@[^\s@]+\.[^\s@.,;:!?]+")]
    private static partial Regex Mail();

    [GeneratedRegex(@"https?://\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"\+?\d(?:[\s/()-]?\d){6,}")]
    private static partial Regex PhoneNumber();
}
