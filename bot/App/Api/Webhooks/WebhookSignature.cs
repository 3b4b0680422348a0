using System.Security.Cryptography;
using System.Text;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>
/// Signs what is sent, as the Standard Webhooks specification says: HMAC-SHA256 over id, timestamp and body with dots between them; with
/// two secrets two signatures with a space between them. A secret is <c>whsec_</c> and 256 random bits in base64.
/// </summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>A new secret.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The value of the header.</summary>
    public static string Of(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(
            ' ',
            secrets.Select(secret =>
                "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed))));
    }
}
