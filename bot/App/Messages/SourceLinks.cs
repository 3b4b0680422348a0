namespace Improvement.Bot.Messages;

/// <summary>Links back to messages. They come from a client and become a button for others, so they lead to Teams or nowhere.</summary>
internal static class SourceLinks
{
    private const int Longest = 2_000;

    private static readonly string[] Hosts =
        ["teams.microsoft.com", "teams.cloud.microsoft", "teams.live.com", "teams.microsoft.us", "teams.microsoftonline.cn"];

    /// <summary>The link, if it leads to a message in Teams; otherwise null.</summary>
    public static string? Trusted(string? link) =>
        link?.Length <= Longest
            && Uri.TryCreate(link, UriKind.Absolute, out var address)
            && address is { Scheme: "https", IsDefaultPort: true, UserInfo: "" }
            && Hosts.Any(host => IsAt(address.Host, host))
            ? address.AbsoluteUri
            : null;

    private static bool IsAt(string address, string host) =>
        address.Equals(host, StringComparison.OrdinalIgnoreCase) || address.EndsWith("." + host, StringComparison.OrdinalIgnoreCase);
}
