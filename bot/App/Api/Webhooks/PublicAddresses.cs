using System.Net;
using System.Net.Sockets;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>Tells addresses of the internet from those of this machine and of private networks.</summary>
internal static class PublicAddresses
{
    // Special-purpose address registries of IANA (RFC 6890 and later): not globally reachable, or translated to what may not be.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // RFC 6761, 6762, 8375 and 9476, what ICANN keeps for private use, and the usual name of home routers.
    private static readonly string[] PrivateNames =
        [".localhost", ".local", ".internal", ".home.arpa", ".alt", ".test", ".invalid", ".onion", ".lan"];

    /// <summary>
    /// Whether an address can be one of the internet, as far as it says itself: a number that is one, or a name that is not kept for
    /// private networks.
    /// </summary>
    public static bool MayBe(Uri address)
    {
        if (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6) return Contains(IPAddress.Parse(address.IdnHost));
        var name = "." + address.IdnHost.TrimEnd('.').ToLowerInvariant();
        return name.LastIndexOf('.') > 0 && !PrivateNames.Any(name.EndsWith);
    }

    /// <summary>Whether it is one of the internet.</summary>
    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && !Special.Any(network => network.Contains(address));
    }
}
