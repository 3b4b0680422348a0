using System.Net.Http.Headers;

namespace Improvement.Bot.Framework.Hosting;

/// <summary>The media types of JSON.</summary>
public static class JsonMedia
{
    // Names that clients give to UTF-8, and ASCII, which is a part of it.
    private static readonly string[] Utf8 = ["utf-8", "utf8", "us-ascii", "ascii"];

    /// <summary>
    /// Whether a Content-Type says JSON in UTF-8: <c>application/json</c> or <c>application/…+json</c>, the charset left out or quoted, in
    /// any case.
    /// </summary>
    public static bool Is(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType is { } name
        && (name.Equals("application/json", StringComparison.OrdinalIgnoreCase) || IsJsonByItsSuffix(name))
        && (type.CharSet is not { } charset || Utf8.Contains(charset.Trim('"', ' '), StringComparer.OrdinalIgnoreCase));

    private static bool IsJsonByItsSuffix(string name) =>
        name.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && name.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
}
