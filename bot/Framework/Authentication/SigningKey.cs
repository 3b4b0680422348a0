using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Microsoft.IdentityModel.Tokens;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>A public key of the channel.</summary>
internal sealed class SigningKey
{
    /// <summary>In bytes: 2,048 bits.</summary>
    public const int SmallestModulus = 2048 / 8;

    /// <summary>In bytes: 8,192 bits.</summary>
    public const int LargestModulus = 8192 / 8;

    private const int SmallestExponent = 65_537; // as FIPS 186-5 demands; one of 1 would make every text its own signature
    private const int LongestExponent = 4; // in bytes; a large one makes each check slow

    private static readonly byte[] NoSignature = new byte[SHA256.HashSizeInBytes];

    private readonly FrozenSet<string> _endorsements;

    private SigningKey(string id, RSAParameters key, FrozenSet<string> endorsements) =>
        (Id, Material, _endorsements) = (id, new RsaSecurityKey(key) { KeyId = id }, endorsements);

    public string Id { get; }

    /// <summary>The key as the library takes it.</summary>
    public RsaSecurityKey Material { get; }

    /// <summary>Whether the key is endorsed for a channel.</summary>
    public bool Endorses(string channel) => _endorsements.Contains(channel);

    /// <summary>Reads a JSON Web Key; null when it is no RSA key for signatures, a weak one, or one that cannot be used.</summary>
    public static SigningKey? Read(JsonElement key)
    {
        if (key.Text("kty") is not "RSA" || key.Text("use") is not (null or "sig") || key.Text("alg") is not (null or "RS256")
            || key.Filled("kid") is not { } id)
        {
            return null;
        }
        if (Number(key.Text("n")) is not { } modulus || Number(key.Text("e")) is not { } exponent || !IsStrong(modulus, exponent))
        {
            return null;
        }

        var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        return CanBeUsed(parameters)
            ? new(id, parameters, key.Items("endorsements").Select(LenientJson.AsText).OfType<string>().ToFrozenSet())
            : null;
    }

    private static bool IsStrong(byte[] modulus, byte[] exponent)
    {
        if (modulus is not { Length: >= SmallestModulus and <= LargestModulus } || modulus[0] < 0x80 && modulus.Length is SmallestModulus
            || IsEven(modulus))
        {
            return false;
        }
        return exponent is { Length: > 0 and <= LongestExponent } && !IsEven(exponent)
            && exponent.Aggregate(0L, (value, part) => (value << 8) | part) >= SmallestExponent;
    }

    private static bool IsEven(byte[] number) => (number[^1] & 1) is 0;

    /// <summary>
    /// Whether the system's cryptography takes it: what it throws at would otherwise be thrown at each token that names the key.
    /// </summary>
    private static bool CanBeUsed(RSAParameters key)
    {
        try
        {
            using var rsa = RSA.Create(key);
            return !rsa.VerifyHash(NoSignature, new byte[key.Modulus!.Length], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>A number as base64url, its leading zeros left out; null when it is none.</summary>
    private static byte[]? Number(string? text) =>
        text is { Length: <= 2 * LargestModulus } && Base64Url.IsValid(text)
            && Base64Url.DecodeFromChars(text).SkipWhile(part => part is 0).ToArray() is { Length: > 0 } number ? number : null;
}

/// <summary>The keys that the channel published at one moment.</summary>
internal sealed class KeySet
{
    private const int MostKeys = 100;

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
        var keys = new KeySet(document.RootElement.Items("keys").Take(MostKeys).Select(SigningKey.Read).OfType<SigningKey>(), now);
        return keys.Count > 0 ? keys : throw new JsonException("The document holds no key that can be used.");
    }
}
