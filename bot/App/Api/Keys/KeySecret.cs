using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Improvement.Bot.Api.Keys;

/// <summary>
/// A key as its owner holds it: <c>ibk_</c>, a handle by which its row is found, and a secret of 256 random bits. Scanners for leaked
/// secrets know it by its prefix. As nobody can guess the secret, one round of SHA-256 protects it at rest.
/// </summary>
internal sealed record KeySecret(string Handle, string Secret)
{
    /// <summary>How every key begins.</summary>
    public const string Prefix = "ibk_";

    private const int HandleLength = 12;
    private const int SecretLength = 43; // 32 bytes

    // What an unknown handle is compared with, so that it takes as long as a known one.
    private static readonly string NoHash = Convert.ToHexStringLower(new byte[SHA256.HashSizeInBytes]);

    /// <summary>A handle that nobody has.</summary>
    public static string NewHandle() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(HandleLength / 2));

    /// <summary>A new secret for a handle.</summary>
    public static KeySecret New(string handle) => new(handle, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Reads a key; null for anything that cannot be one.</summary>
    public static KeySecret? Read(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || text.Length != Prefix.Length + HandleLength + 1 + SecretLength
            || text[Prefix.Length + HandleLength] is not '_')
        {
            return null;
        }
        return new(text.Substring(Prefix.Length, HandleLength), text[^SecretLength..]);
    }

    /// <summary>What is kept of the secret.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    /// <summary>Whether it is the secret that was kept; takes as long when it is not, and for no secret at all.</summary>
    public bool Matches(string? kept) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash()), Encoding.ASCII.GetBytes(kept ?? NoHash))
            && kept is not null;

    /// <summary>The whole key.</summary>
    public string Whole() => $"{Prefix}{Handle}_{Secret}";

    /// <summary>Not the secret: keys must not get into a log by accident.</summary>
    public override string ToString() => $"{Prefix}{Handle}_…";
}
