using static Improvement.Bot.Operations.Packaging.ManifestTexts;

namespace Improvement.Bot.Operations.Packaging;

/// <summary>What a package is made with.</summary>
/// <param name="File">Where it goes.</param>
/// <param name="Values">What stands for each placeholder of the manifest.</param>
internal sealed record ManifestRequest(string File, IReadOnlyDictionary<string, string> Values)
{
    private const int LongestDeveloper = 32;

    /// <summary>What can be said beside the file.</summary>
    public static readonly (string Name, string Example, string Description)[] Options =
    [
        ("domain", "bot.example.com", NotADomain), ("bot-id", "ID", NotAnId), ("version", "1.0.0", NotAVersion),
        ("developer", "NAME", NotADeveloper),
        ("website", "URL", NotAPage), ("privacy", "URL", NotAPage), ("terms", "URL", NotAPage),
    ];

    /// <param name="file">Where the package goes.</param>
    /// <param name="given">What was said, by the names of <see cref="Options"/>.</param>
    /// <param name="appId">The id of the settings, for which nothing need be said.</param>
    /// <exception cref="FormatException">It cannot be meant; the message says why.</exception>
    public static ManifestRequest Of(string file, Dictionary<string, string> given, string? appId)
    {
        var home = $"https://{Known(given, "domain", host => Uri.CheckHostName(host) is UriHostNameType.Dns, NotADomain)}";
        return new(file, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BOT_ID"] = Known(given, "bot-id", id => Guid.TryParseExact(id, "D", out _), NotAnId, appId).ToLowerInvariant(),
            ["DOMAIN"] = given["domain"].ToLowerInvariant(),
            ["VERSION"] = Known(given, "version", IsVersion, NotAVersion, "1.0.0"),
            ["DEVELOPER"] = Known(given, "developer", name => name.Length is > 0 and <= LongestDeveloper, NotADeveloper, "Improvement Bot"),
            ["WEBSITE"] = Known(given, "website", IsWebPage, NotAPage, home),
            ["PRIVACY"] = Known(given, "privacy", IsWebPage, NotAPage, home),
            ["TERMS"] = Known(given, "terms", IsWebPage, NotAPage, home),
        });
    }

    private static string Known(
        Dictionary<string, string> given, string option, Func<string, bool> isGood, string complaint, string? otherwise = null)
    {
        var value = given.GetValueOrDefault(option) ?? otherwise ?? "";
        return isGood(value) ? value : throw new FormatException($"--{option} '{value}': {complaint}");
    }

    private static bool IsVersion(string version) =>
        version.Split('.') is { Length: 3 } parts
            && Array.TrueForAll(parts, part => part.Length is > 0 and <= 5 && part.All(char.IsAsciiDigit));

    private static bool IsWebPage(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps;
}
