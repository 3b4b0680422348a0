using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Improvement.Bot.Pages;

/// <summary>
/// 256 random bits: the token of a link, or the cookie of the browser that opened it. As nobody can guess them, one round of SHA-256
/// protects them at rest.
/// </summary>
internal sealed class PageSecret
{
    private const int Bytes = 32;

    private PageSecret(string text) => Text = text;

    /// <summary>The secret itself, for an address or a cookie; never for the database or a log.</summary>
    public string Text { get; }

    /// <summary>A new one.</summary>
    public static PageSecret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Reads one; null for anything that cannot be one.</summary>
    public static PageSecret? Read(string? text) =>
        text is not null && Base64Url.IsValid(text, out var length) && length is Bytes ? new(text) : null;

    /// <summary>What is kept of it.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Whether it is the one of which this was kept; takes as long when it is not.</summary>
    public bool Matches(string kept) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash()), Encoding.ASCII.GetBytes(kept));

    /// <summary>Not the secret: it must not get into a log by accident.</summary>
    public override string ToString() => "…";
}
