using System.Collections.Immutable;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Patterns.Cards;

/// <summary>Which words of a text are gone in another, and which are new: by the longest common sequence of words.</summary>
internal static class WordDifference
{
    /// <summary>Words of a text that are compared at most; beyond, both stand unmarked.</summary>
    private const int Most = 600;

    /// <summary>Both texts, with what only one of them has marked.</summary>
    public static (Marked Before, Marked After) Of(string before, string after)
    {
        var (old, now) = (WordsOf(before), WordsOf(after));
        if (old.Length > Most || now.Length > Most) return (before, after);
        var (keptOld, keptNow) = Common(old, now);
        return (Pieces(old, keptOld), Pieces(now, keptNow));
    }

    private static (bool[] Old, bool[] Now) Common(ImmutableArray<string> old, ImmutableArray<string> now)
    {
        var lengths = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = old[i].Trim() == now[j].Trim()
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var (keptOld, keptNow) = (new bool[old.Length], new bool[now.Length]);
        for (var (i, j) = (0, 0); i < old.Length && j < now.Length;)
        {
            if (old[i].Trim() == now[j].Trim()) keptOld[i++] = keptNow[j++] = true;
            else if (lengths[i + 1, j] >= lengths[i, j + 1]) i++;
            else j++;
        }

        return (keptOld, keptNow);
    }

    /// <summary>The words of a text, each with the space behind it; a script without spaces is one word for each character.</summary>
    private static ImmutableArray<string> WordsOf(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (!Ends(text[i - 1], text[i])) continue;
            words.Add(text[start..i]);
            start = i;
        }

        if (text.Length > 0) words.Add(text[start..]);
        return words.ToImmutable();
    }

    private static bool Ends(char before, char next) =>
        (char.IsWhiteSpace(before) && !char.IsWhiteSpace(next)) || (IsAlone(before) && !char.IsWhiteSpace(next)) || IsAlone(next);

    /// <summary>Whether a character is a word: those of Chinese and Japanese.</summary>
    private static bool IsAlone(char c) => c is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff';

    // What stands out together is one piece, with no space at its end: bold letters end before a space.
    private static Marked Pieces(ImmutableArray<string> words, bool[] kept)
    {
        var pieces = ImmutableArray.CreateBuilder<(string Text, bool IsMarked)>();
        for (var i = 0; i < words.Length;)
        {
            var end = i + 1;
            while (end < words.Length && kept[end] == kept[i]) end++;
            var text = string.Concat(words.AsSpan()[i..end].ToArray());
            var trimmed = text.TrimEnd();
            if (kept[i] || trimmed.Length is 0) pieces.Add((text, false));
            else
            {
                pieces.Add((trimmed, true));
                pieces.Add((text[trimmed.Length..], false));
            }

            i = end;
        }

        return new(pieces.ToImmutable());
    }
}
