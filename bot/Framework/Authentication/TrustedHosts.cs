namespace Improvement.Bot.Framework.Authentication;

/// <summary>
/// The hosts that may see the bot's token. Whoever gets that token is the bot, in every tenant, so a host has to match exactly, or end in a
/// named suffix after a dot; over https, at the named port, and without anything in the address that could mislead a reader of it.
/// </summary>
public sealed class TrustedHosts
{
    private readonly List<Rule> _rules = [];

    /// <param name="entries"><c>host</c>, <c>host:port</c>, <c>https://host:port</c> or, for everything below it, <c>.suffix</c>.</param>
    /// <param name="allowLoopback">Whether the loopback address may be named, which is then spoken to without encryption as well. For
    /// stand-ins of the channel.</param>
    /// <exception cref="FormatException">An entry cannot be read, or names the loopback address without permission.</exception>
    public TrustedHosts(IEnumerable<string> entries, bool allowLoopback = false)
    {
        foreach (var entry in entries) _rules.Add(Read(entry, allowLoopback));
    }

    /// <summary>Whether a request may go there with the token.</summary>
    public bool Trusts(Uri? address) =>
        address is
            {
                IsAbsoluteUri: true,
                UserInfo.Length: 0,
                HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6,
            }
            && _rules.Exists(rule => rule.Covers(address));

    /// <summary>Whether an activity may say that its connector is there.</summary>
    public bool TrustsService(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) && address is { Query.Length: 0, Fragment.Length: 0 }
            && Trusts(address);

    /// <summary>Whether plain http to an address stays on this machine.</summary>
    public static bool IsPlainLoopback(Uri address) =>
        address is { IsAbsoluteUri: true, IsLoopback: true } && address.Scheme == Uri.UriSchemeHttp;

    private static Rule Read(string entry, bool allowLoopback)
    {
        var isSuffix = entry.StartsWith('.');
        var written = isSuffix ? entry[1..] : entry;
        var address = written.Contains("://", StringComparison.Ordinal) ? written : "https://" + written;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Host.Length is 0
            || uri.Host.Contains('*') || (isSuffix && !uri.Host.Contains('.')))
        {
            throw new FormatException($"'{entry}' is not a host; write host, host:port or, for everything below it, .suffix.");
        }
        if (uri.IsLoopback)
        {
            return allowLoopback
                ? new(uri.IdnHost, HasPort(written) ? uri.Port : null, false, true)
                : throw new FormatException($"'{entry}' is the loopback address, which is trusted in the Development environment only.");
        }
        if (uri.Scheme != Uri.UriSchemeHttps)
        {
            throw new FormatException($"'{entry}' is not https; the bot's token travels encrypted only.");
        }
        return new(isSuffix ? "." + uri.IdnHost : uri.IdnHost, uri.Port, isSuffix, false);
    }

    private static bool HasPort(string written)
    {
        var authority = written[(written.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].Split('/')[0];
        return authority.LastIndexOf(':') > authority.LastIndexOf(']');
    }

    /// <param name="Port">Null for any, on the loopback address.</param>
    private sealed record Rule(string Host, int? Port, bool IsSuffix, bool IsLoopback)
    {
        public bool Covers(Uri address) =>
            (address.Scheme == Uri.UriSchemeHttps || (IsLoopback && address.Scheme == Uri.UriSchemeHttp))
            && (Port is null || Port == address.Port)
            && (IsSuffix
                ? address.IdnHost.EndsWith(Host, StringComparison.OrdinalIgnoreCase)
                : address.IdnHost.Equals(Host, StringComparison.OrdinalIgnoreCase));
    }
}
