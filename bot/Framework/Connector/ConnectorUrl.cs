namespace Improvement.Bot.Framework.Connector;

/// <summary>
/// Addresses of the connector. Ids are percent-encoded; the base may or may not end in a slash and may have a path of its own.
/// </summary>
internal static class ConnectorUrl
{
    private const string Targeted = "?isTargetedActivity=true";

    // Everything we join is encoded already, so the second look that Uri takes at the path is spared.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static Uri? Activities(string serviceUrl, string conversation, bool targeted = false) =>
        Join(serviceUrl, $"/v3/conversations/{Uri.EscapeDataString(conversation)}/activities{(targeted ? Targeted : "")}");

    public static Uri? Activity(string serviceUrl, string conversation, string activity, bool targeted = false) =>
        Join(serviceUrl,
            $"/v3/conversations/{Uri.EscapeDataString(conversation)}/activities/{Uri.EscapeDataString(activity)}"
                + (targeted ? Targeted : ""));

    public static Uri? Conversations(string serviceUrl) => Join(serviceUrl, "/v3/conversations");

    public static Uri? Members(string serviceUrl, string conversation, int pageSize, string? continuation) =>
        Join(serviceUrl, $"/v3/conversations/{Uri.EscapeDataString(conversation)}/pagedmembers?pageSize={pageSize}"
            + (continuation is null ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}"));

    public static Uri? Member(string serviceUrl, string conversation, string person) =>
        Join(serviceUrl, $"/v3/conversations/{Uri.EscapeDataString(conversation)}/members/{Uri.EscapeDataString(person)}");

    public static Uri? Team(string serviceUrl, string team) => Join(serviceUrl, $"/v3/teams/{Uri.EscapeDataString(team)}");

    public static Uri? Channels(string serviceUrl, string team) =>
        Join(serviceUrl, $"/v3/teams/{Uri.EscapeDataString(team)}/conversations");

    private static Uri? Join(string serviceUrl, string path) =>
        Uri.TryCreate(string.Concat(serviceUrl.AsSpan().TrimEnd('/'), path), AsWritten, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url
            : null;
}
