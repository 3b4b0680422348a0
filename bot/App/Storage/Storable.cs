using System.Text;

namespace Improvement.Bot.Storage;

/// <summary>What can be kept of a text, the same on both engines.</summary>
internal static class Storable
{
    /// <summary>
    /// The text with a visible sign in the place of each U+0000, which PostgreSQL cannot keep, and of each half of a character, which
    /// nobody can: so nothing that people wrote around it is lost.
    /// </summary>
    public static string Text(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) text = text.Replace('\0', '\u2400');
        return text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
    }
}
