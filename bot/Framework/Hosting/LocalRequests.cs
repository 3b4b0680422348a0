using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Hosting;

/// <summary>
/// Where everybody is believed, in Development, only programs of this machine and its network are meant, such as the Playground. A page in
/// somebody's browser is not: it names its origin, and one that makes its own name point to this machine (DNS rebinding) names a host that
/// is not ours.
/// </summary>
public sealed partial class LocalRequests(ILogger<LocalRequests> log)
{
    /// <summary>Whether a request comes from a page of another origin, or is for another host.</summary>
    public bool IsForeign(HttpContext context)
    {
        var (origins, host) = (context.Request.Headers.Origin, context.Request.Host);
        if (origins.All(origin => IsOwn(origin, context.Request)) && IsOurs(host.Host, context.Connection.LocalIpAddress)) return false;

        Refused(origins.ToString(), host.Value ?? "");
        return true;
    }

    private static bool IsOwn(string? origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// This machine by name, the address that the connection arrived at, or a name without a dot, which nobody outside this network can
    /// give out.
    /// </summary>
    private static bool IsOurs(string host, IPAddress? arrivedAt)
    {
        if (IPAddress.TryParse(host, out var address)) return IPAddress.IsLoopback(address) || Equals(Plain(address), Plain(arrivedAt));

        var name = host.TrimEnd('.');
        return !name.Contains('.', StringComparison.Ordinal) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A request was refused with 403: its origin is '{Origin}' and its host '{Host}', and where no token is asked for "
            + "(Bot:AllowUnauthenticated, the gallery) only programs of this machine may call the bot")]
    private partial void Refused(string origin, string host);
}
