namespace Improvement.Bot.Framework.Activities;

/// <summary>What a person typed, read as a command.</summary>
/// <param name="Name">The registered name.</param>
/// <param name="Argument">What follows it, as typed; empty when nothing does.</param>
/// <param name="HasSlash">Whether it was typed with a slash, and so can hardly be meant as text.</param>
public readonly record struct CommandLine(string Name, string Argument, bool HasSlash)
{
    /// <summary>
    /// Reads a text as one of the registered commands: with or without a slash, in any case, with whatever a keyboard makes of a hyphen.
    /// Gives null for everything else; <c>/etc/hosts is missing</c> is text.
    /// </summary>
    public static CommandLine? Read(string text, Func<string, bool> isRegistered)
    {
        var hasSlash = text.StartsWith('/');
        var rest = text.AsSpan(hasSlash ? 1 : 0);
        var end = 0;
        while (end < rest.Length && !char.IsWhiteSpace(rest[end])) end++;
        var word = rest[..end];
        if (word.Length is 0 or > 40) return null;

        var name = Normalise(word);
        return isRegistered(name) ? new(name, rest[end..].Trim().ToString(), hasSlash) : null;
    }

    private static readonly System.Buffers.SearchValues<char> OtherHyphens = System.Buffers.SearchValues.Create("_‐‑‒–—−");

    private static string Normalise(ReadOnlySpan<char> word)
    {
        var name = word.TrimEnd(".!?:,").ToString().ToLowerInvariant().Replace("--", "-", StringComparison.Ordinal);
        return !name.AsSpan().ContainsAny(OtherHyphens) ? name : string.Create(name.Length, name, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = OtherHyphens.Contains(from[i]) ? '-' : from[i];
        });
    }
}
