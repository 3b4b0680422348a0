using System.Security.Cryptography;
using System.Text;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// The code by which the author of a comment reads a reply to it: 80 random bits, shown once and kept nowhere. Kept is its hash, in the
/// slip and later beside the comment, so that whoever has the database cannot ask with it.
/// </summary>
internal static class ClaimCode
{
    // Base32 of Crockford: digits and letters without I, L, O and U; 16 of them are 80 bits.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Length = 16, InAGroup = 4;

    /// <summary>Characters of a code as it is shown, with hyphens between its groups.</summary>
    public const int ShownLength = Length + (Length / InAGroup) - 1;

    /// <summary>A new code, as it is shown.</summary>
    public static string New() =>
        string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(InAGroup).Select(group => new string(group)));

    /// <summary>SHA-256 of a code, 64 hexadecimal digits; null for what is none. Case, spaces and signs do not matter.</summary>
    public static string? HashOf(string? typed)
    {
        var read = new StringBuilder(Length);
        // whoever copies by hand takes one for the other
        foreach (var letter in (typed ?? "").ToUpperInvariant().Where(char.IsLetterOrDigit))
        {
            var meant = letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter };
            if (read.Length == Length || !Letters.Contains(meant)) return null;
            read.Append(meant);
        }

        return read.Length == Length ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(read.ToString()))) : null;
    }
}
