using System.Buffers.Text;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>
/// A JSON Web Token as it stands there, with nothing of it believed yet; and what <see cref="TokenLibrary"/> is looser in: one spelling, no
/// claim twice, whole seconds, one audience as text, nothing in its header by which it would say itself how it is to be checked.
/// </summary>
internal sealed class ChannelToken
{
    /// <summary>Longest token, in characters. Those of the channel have about 1,500.</summary>
    public const int Longest = 16 * 1024;

    private static readonly string[] Overreaching = ["jwk", "jku", "x5c", "x5u", "crit", "b64", "zip", "enc"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly JsonElement _header;
    private readonly JsonElement _claims;
    private readonly int _signatureLength;

    private ChannelToken(string text, JsonElement header, JsonElement claims, int signatureLength) =>
        (Whole, _header, _claims, _signatureLength) = (text, header, claims, signatureLength);

    /// <summary>All three parts.</summary>
    public string Whole { get; }

    /// <summary>Id of the key that is said to have signed it.</summary>
    public string? KeyId => Text(_header, "kid") is { Length: > 0 } id ? id : null;

    /// <summary>Service URL of the connector for which the token was issued.</summary>
    public string? ServiceUrl => Claim("serviceurl");

    /// <summary>When it ends.</summary>
    public DateTimeOffset End => Moment("exp") ?? DateTimeOffset.MinValue;

    /// <summary>Takes the token apart; null when it is none.</summary>
    public static ChannelToken? Read(string token)
    {
        if (token.Length > Longest || token.Split('.') is not [{ Length: > 0 } header, { Length: > 0 } claims, var signature]) return null;
        if (ReadObject(header) is not { } readHeader || ReadObject(claims) is not { } readClaims || Decode(signature) is not { } decoded)
        {
            return null;
        }

        return new(token, readHeader, readClaims, decoded.Length);
    }

    /// <summary>What the token says of itself that cannot be accepted, whoever signed it; null when there is nothing of the kind.</summary>
    public Refusal? Objection()
    {
        if (Text(_header, "alg") is not "RS256") return Refusal.Algorithm;
        if (Array.Exists(Overreaching, name => _header.TryGetProperty(name, out _))) return Refusal.Header;
        if (Claim("iss") is null) return Refusal.Issuer;
        if (Claim("aud") is null) return Refusal.Audience;
        if (Moment("exp") is null) return Refusal.NoExpiry;
        if (_claims.TryGetProperty("nbf", out _) && Moment("nbf") is null) return Refusal.NotYetValid;
        // no key that is accepted makes one of that length
        if (_signatureLength is < SigningKey.SmallestModulus or > SigningKey.LargestModulus) return Refusal.Signature;
        return null;
    }

    private string? Claim(string name) => Text(_claims, name);

    /// <summary>A member that is a text; null also for one that holds half a surrogate pair.</summary>
    private static string? Text(JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.AsText() : null;

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
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: a name holds half a surrogate pair
        {
            return null;
        }
    }

    /// <summary>
    /// Base64url as a writer of it writes it: no padding, no other alphabet, no white space, and one spelling only for the same bytes.
    /// </summary>
    private static byte[]? Decode(string part)
    {
        if (!Base64Url.IsValid(part)) return null;
        var bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part ? bytes : null;
    }
}
