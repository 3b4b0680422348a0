using System.Collections.Concurrent;
using System.Net;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>
/// The addresses that verified tokens came from within the last day. Behind a proxy that is the proxy's address, and everybody is known.
/// </summary>
internal sealed class KnownSenders
{
    private const int Most = 1000;
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<IPAddress, DateTimeOffset> _lastSeen = [];

    public bool IsKnown(IPAddress? address, DateTimeOffset now) =>
        address is not null && _lastSeen.TryGetValue(address, out var seen) && now - seen < Memory;

    public void Add(IPAddress? address, DateTimeOffset now)
    {
        if (address is null) return;
        if (_lastSeen.Count >= Most) _lastSeen.Clear(); // they are known again by their next token
        _lastSeen[address] = now;
    }
}
