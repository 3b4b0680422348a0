using System.Security.Cryptography;
using System.Text;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Identifiers that look like the real ones and are the same in every run.</summary>
internal static class MadeUp
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    /// <summary>A guid made of the words.</summary>
    public static string Guid(params string[] of) => new Guid(Hash(of).AsSpan(0, 16)).ToString("D");

    /// <summary>Letters, digits, underscores and dashes made of the words; at most 64.</summary>
    public static string Token(int length, params string[] of)
    {
        var bytes = Hash(of).Concat(Hash(["more", .. of])).ToArray();
        return string.Concat(bytes.Take(length).Select(b => Letters[b & 63]));
    }

    private static byte[] Hash(string[] of) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', of)));
}
