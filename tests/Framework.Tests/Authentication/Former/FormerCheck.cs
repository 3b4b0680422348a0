using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Authentication;

namespace Improvement.Bot.Framework.Tests.Authentication.Former;

/// <summary>
/// The check of tokens as the product had it before Microsoft.IdentityModel did part of it, kept as a second opinion. It is what it was,
/// but for the length of a token (16 KB instead of 8), and asks for no key that it was not given.
/// </summary>
internal sealed class FormerCheck(TrustOptions trust, IEnumerable<FormerKey> keys)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, FormerKey> _keys = keys.ToDictionary(key => key.Id, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _verified = new(StringComparer.Ordinal);

    /// <summary>The same, with a memory of what was believed before.</summary>
    public Refusal? Remembering(string text, DateTimeOffset now)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (_verified.TryGetValue(hash, out var until) && now < until) return null;

        var refusal = Objection(text, now);
        if (refusal is null) _verified[hash] = now + Skew;
        return refusal;
    }

    /// <summary>Why the token is refused; null when it is believed.</summary>
    public Refusal? Objection(string text, DateTimeOffset now)
    {
        if (FormerToken.Read(text) is not { } token) return Refusal.Malformed;
        if (ObjectionOf(token, now) is { } objection) return objection;
        if (token.KeyId is not { } id || !_keys.TryGetValue(id, out var key)) return Refusal.UnknownKey;
        if (!key.Endorsements.Contains("msteams", StringComparer.Ordinal)) return Refusal.NotEndorsed;
        return key.Signed(token.Signed, token.Signature) ? null : Refusal.Signature;
    }

    private Refusal? ObjectionOf(FormerToken token, DateTimeOffset now)
    {
        try { return token.Objection(trust, Skew, now); }
        // half a surrogate pair in its name, over which the former check fell: 500
        catch (InvalidOperationException) { return Refusal.Algorithm; }
    }
}

/// <summary>A key as the former check used it.</summary>
internal sealed record FormerKey(string Id, RSAParameters Key, IReadOnlyList<string> Endorsements)
{
    /// <summary>
    /// The key as an object, for knowing what the former check would cost if it had held one; null imports the key each time, as it did.
    /// </summary>
    public RSA? Held { get; init; }

    public bool Signed(byte[] bytes, byte[] signature)
    {
        using var imported = Held is null ? RSA.Create(Key) : null;
        return (Held ?? imported!).VerifyData(bytes, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}

/// <summary>A token as the former check read it.</summary>
internal sealed class FormerToken
{
    private const int Longest = 16 * 1024;

    private static readonly string[] Overreaching = ["jwk", "jku", "x5c", "x5u", "crit", "b64", "zip", "enc"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly JsonElement _header;
    private readonly JsonElement _claims;

    private FormerToken(JsonElement header, JsonElement claims, byte[] signed, byte[] signature) =>
        (_header, _claims, Signed, Signature) = (header, claims, signed, signature);

    public string? KeyId => _header.Filled("kid");

    public byte[] Signed { get; }

    public byte[] Signature { get; }

    public static FormerToken? Read(string token)
    {
        if (token.Length > Longest || token.Split('.') is not [{ Length: > 0 } header, { Length: > 0 } claims, var signature]) return null;
        if (ReadObject(header) is not { } readHeader || ReadObject(claims) is not { } readClaims || Decode(signature) is not { } decoded)
        {
            return null;
        }

        return new(readHeader, readClaims, Encoding.ASCII.GetBytes(token, 0, header.Length + 1 + claims.Length), decoded);
    }

    public Refusal? Objection(TrustOptions trust, TimeSpan skew, DateTimeOffset now)
    {
        if (_header.Member("alg") is not { ValueKind: JsonValueKind.String } algorithm || !algorithm.ValueEquals("RS256"))
        {
            return Refusal.Algorithm;
        }
        if (Array.Exists(Overreaching, name => _header.TryGetProperty(name, out _))) return Refusal.Header;
        if (Claim("iss") is not { } issuer || !trust.Issuers.Contains(issuer, StringComparer.Ordinal)) return Refusal.Issuer;
        if (!trust.AppId.Equals(Claim("aud"), StringComparison.OrdinalIgnoreCase)) return Refusal.Audience;
        if (Moment("exp") is not { } end) return Refusal.NoExpiry;
        if (now >= end + skew) return Refusal.Expired;
        if (_claims.TryGetProperty("nbf", out _) && !(Moment("nbf") - skew <= now)) return Refusal.NotYetValid;
        return null;
    }

    private string? Claim(string name) => _claims.Member(name) is { ValueKind: JsonValueKind.String } text ? text.AsText() : null;

    private DateTimeOffset? Moment(string name) =>
        _claims.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds)
            && seconds is >= 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static JsonElement? ReadObject(string part)
    {
        if (Decode(part) is not { } json) return null;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string part)
    {
        if (!Base64Url.IsValid(part)) return null;
        var bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part ? bytes : null;
    }
}
