using static Improvement.Bot.Operations.Packaging.ManifestTexts;

namespace Improvement.Bot.Operations.Packaging;

/// <summary>What a package is made with.</summary>
/// <param name="File">Where it goes.</param>
/// <param name="Values">What stands for each placeholder of the manifest.</param>
internal sealed record ManifestRequest(string File, IReadOnlyDictionary<string, string> Values)
{
    private const int LongestDeveloper = 32;

    private static readonly string[] Options = ["bot-id", "domain", "version", "developer", "website", "privacy", "terms"];

    /// <summary>Reads a command line.</summary>
    /// <param name="appId">The id of the settings, for which nothing need be said.</param>
    /// <exception cref="FormatException">It cannot be meant; the message says why.</exception>
    public static ManifestRequest Read(string[] arguments, string? appId)
    {
        if (arguments is not ["manifest", { } file, .. var rest] || file.StartsWith('-')) throw new FormatException(Usage);

        var given = Given(rest);
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

    private static Dictionary<string, string> Given(string[] rest)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < rest.Length; i += 2)
        {
            if (!rest[i].StartsWith("--", StringComparison.Ordinal) || !Options.Contains(rest[i][2..]) || i + 1 == rest.Length || !given.TryAdd(rest[i][2..], rest[i + 1])) throw new FormatException(Usage);
        }

        return given;
    }

    private static string Known(Dictionary<string, string> given, string option, Func<string, bool> isGood, string complaint, string? otherwise = null)
    {
        var value = given.GetValueOrDefault(option) ?? otherwise ?? "";
        return isGood(value) ? value : throw new FormatException($"--{option} '{value}': {complaint}");
    }

    private static bool IsVersion(string version) => version.Split('.') is { Length: 3 } parts && Array.TrueForAll(parts, part => part.Length is > 0 and <= 5 && part.All(char.IsAsciiDigit));

    private static bool IsWebPage(string address) => Uri.TryCreate(address, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps;
}
