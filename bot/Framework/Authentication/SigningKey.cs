using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>A public key of the channel.</summary>
internal sealed class SigningKey(string id, RSAParameters key, FrozenSet<string> endorsements)
{
    public string Id => id;

    /// <summary>Whether it may speak for a channel.</summary>
    public bool Endorses(string channel) => endorsements.Contains(channel);

    /// <summary>Whether it signed these bytes.</summary>
    public bool Signed(byte[] bytes, byte[] signature)
    {
        // Imported for each check: an RSA object is not promised to be safe for several threads, and a token is checked once.
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(bytes, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}

/// <summary>The keys that the channel published at one moment.</summary>
internal sealed class KeySet
{
    private const int MostKeys = 100;
    private const int SmallestModulus = 2048 / 8;
    private const int LargestModulus = 8192 / 8;
    private const int LargestExponent = 4; // a large one makes each check slow

    private readonly FrozenDictionary<string, SigningKey> _byId;

    private KeySet(IEnumerable<SigningKey> keys, DateTimeOffset fetched) =>
        (_byId, Fetched) = (keys.DistinctBy(key => key.Id).ToFrozenDictionary(key => key.Id), fetched);

    /// <summary>When they were fetched.</summary>
    public DateTimeOffset Fetched { get; }

    public int Count => _byId.Count;

    public SigningKey? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Reads a JSON Web Key Set; what is no RSA key for signatures, or a weak one, is left out.</summary>
    /// <exception cref="JsonException">It is none, or holds no key that can be used.</exception>
    public static KeySet Read(byte[] json, DateTimeOffset now)
    {
        using var document = JsonDocument.Parse(json);
        var keys = new KeySet(document.RootElement.Items("keys").Take(MostKeys).Select(Key).OfType<SigningKey>(), now);
        return keys.Count > 0 ? keys : throw new JsonException("The document holds no key that can be used.");
    }

    private static SigningKey? Key(JsonElement key)
    {
        if (key.Text("kty") is not "RSA" || key.Text("use") is not (null or "sig") || key.Text("alg") is not (null or "RS256") || key.Filled("kid") is not { } id) return null;
        if (Number(key.Text("n")) is not { Length: >= SmallestModulus and <= LargestModulus } modulus || Number(key.Text("e")) is not { Length: > 0 and <= LargestExponent } exponent) return null;

        return new(id, new() { Modulus = modulus, Exponent = exponent }, key.Items("endorsements").Select(LenientJson.AsText).OfType<string>().ToFrozenSet());
    }

    private static byte[]? Number(string? text) => text is not null && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
