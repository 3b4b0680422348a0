using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>A token that the channel signed.</summary>
public sealed class VerifiedToken
{
    internal VerifiedToken(string? serviceUrl, SigningKey key, DateTimeOffset end) => (ServiceUrl, Key, End) = (serviceUrl, key, end);

    internal string? ServiceUrl { get; }

    internal SigningKey Key { get; }

    internal DateTimeOffset End { get; }
}

/// <summary>
/// Tokens that were verified before. The channel uses each for an hour of activities, and a signature costs more than the rest of the check
/// together. They are known by their hash; one holds until its end, or until the keys were fetched anew.
/// </summary>
internal sealed class VerifiedTokens
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, VerifiedToken> _byHash = new(StringComparer.Ordinal);

    public VerifiedToken? Find(string token, SigningKeys keys, DateTimeOffset now) =>
        _byHash.TryGetValue(Hash(token), out var known) && now < known.End + TokenCheck.Skew && keys.Known(known.Key.Id) == known.Key
            ? known
            : null;

    public void Add(string token, VerifiedToken verified, DateTimeOffset now)
    {
        if (_byHash.Count >= Most) MakeRoom(now);
        _byHash[Hash(token)] = verified;
    }

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (hash, known) in _byHash)
        {
            if (known.End + TokenCheck.Skew <= now) _byHash.TryRemove(hash, out _);
        }

        if (_byHash.Count >= Most) _byHash.Clear(); // they are verified again when they come again
    }

    private static string Hash(string token) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
