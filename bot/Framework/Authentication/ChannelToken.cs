using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>A JSON Web Token as it stands there, with nothing of it believed yet.</summary>
internal sealed class ChannelToken
{
    /// <summary>Those of the channel have about 1,500 characters.</summary>
    private const int Longest = 8 * 1024;

    // By these a token would say itself how it is to be checked, or ask for what is not understood here.
    private static readonly string[] Overreaching = ["jwk", "jku", "x5c", "x5u", "crit", "b64", "zip", "enc"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly JsonElement _header;
    private readonly JsonElement _claims;

    private ChannelToken(JsonElement header, JsonElement claims, byte[] signed, byte[] signature) => (_header, _claims, Signed, Signature) = (header, claims, signed, signature);

    /// <summary>Which key is said to have signed it.</summary>
    public string? KeyId => _header.Filled("kid");

    /// <summary>Where the connector is that it speaks for.</summary>
    public string? ServiceUrl => Claim("serviceurl");

    /// <summary>The bytes that the signature is over.</summary>
    public byte[] Signed { get; }

    public byte[] Signature { get; }

    /// <summary>Takes the token apart; null when it is none.</summary>
    public static ChannelToken? Read(string token)
    {
        if (token.Length > Longest || token.Split('.') is not [{ Length: > 0 } header, { Length: > 0 } claims, var signature]) return null;
        if (ReadObject(header) is not { } readHeader || ReadObject(claims) is not { } readClaims || Decode(signature) is not { } decoded) return null;

        return new(readHeader, readClaims, Encoding.ASCII.GetBytes(token, 0, header.Length + 1 + claims.Length), decoded);
    }

    /// <summary>What the token says of itself that cannot be accepted, whoever signed it; null when there is nothing of the kind.</summary>
    public Refusal? Objection(TrustOptions trust, DateTimeOffset now)
    {
        if (_header.Member("alg") is not { ValueKind: JsonValueKind.String } algorithm || !algorithm.ValueEquals("RS256")) return Refusal.Algorithm;
        if (Array.Exists(Overreaching, name => _header.TryGetProperty(name, out _))) return Refusal.Header;
        if (Claim("iss") is not { } issuer || !trust.Issuers.Contains(issuer, StringComparer.Ordinal)) return Refusal.Issuer;
        if (!trust.AppId.Equals(Claim("aud"), StringComparison.OrdinalIgnoreCase)) return Refusal.Audience;
        if (Moment("exp") is not { } end) return Refusal.NoExpiry;
        if (now >= end + TokenCheck.Skew) return Refusal.Expired;
        if (_claims.TryGetProperty("nbf", out _) && !(Moment("nbf") - TokenCheck.Skew <= now)) return Refusal.NotYetValid;
        return null;
    }

    /// <summary>When it ends.</summary>
    public DateTimeOffset End => Moment("exp") ?? DateTimeOffset.MinValue;

    private string? Claim(string name) => _claims.Member(name) is { ValueKind: JsonValueKind.String } text ? text.AsText() : null;

    private DateTimeOffset? Moment(string name) =>
        _claims.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds) && seconds is >= 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static JsonElement? ReadObject(string part)
    {
        if (Decode(part) is not { } json) return null;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: a name holds half a surrogate pair
        {
            return null;
        }
    }

    /// <summary>Base64url as a writer of it writes it: no padding, no other alphabet, no white space, and one spelling only for the same bytes.</summary>
    private static byte[]? Decode(string part)
    {
        if (!Base64Url.IsValid(part)) return null;
        var bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part ? bytes : null;
    }
}
