using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Search;

/// <summary>
/// Snippets with highlighted search words: in the title of an error, and in an excerpt of its story where the title lacks some of them.
/// </summary>
internal static class FindExcerpt
{
    /// <summary>How many characters of a story are shown, and how many of them before the first word that was searched for.</summary>
    private const int Length = 160, Before = 40;

    /// <summary>A title with what was searched for.</summary>
    /// <param name="prefix">What stands before it, in which nothing was searched.</param>
    /// <param name="match">What was searched for; null for nothing.</param>
    public static Marked Marks(string prefix, string title, FindMatch? match) =>
        new([(prefix, false), .. Pieces(title, match is null ? [] : Hits(title, match))]);

    /// <summary>The piece of a story where the words stand that the title lacks; null where it lacks none.</summary>
    public static Marked? Of(string title, string story, FindMatch? match)
    {
        if (match is null or { Terms.Count: 0 }) return null;
        var inTitle = Words.Of(title).ToHashSet(StringComparer.Ordinal);
        var hits = Hits(story, match);
        if (!hits.Exists(hit => !inTitle.IsSupersetOf(hit.Terms))) return null;

        var first = hits.Find(hit => !inTitle.IsSupersetOf(hit.Terms)).Range.Start.Value;
        var (start, end) = (Boundary(story, Math.Max(0, first - Before)), Boundary(story, Math.Min(story.Length, first - Before + Length)));
        var shown = hits.Where(hit => hit.Range.Start.Value >= start && hit.Range.End.Value <= end).Select(hit =>
            hit with { Range = (hit.Range.Start.Value - start)..(hit.Range.End.Value - start) });
        var pieces = Pieces(OnOneLine(story[start..end]), [.. shown]);
        if (start > 0) pieces = pieces.Insert(0, ("… ", false));
        return new(end < story.Length ? pieces.Add((" …", false)) : pieces);
    }

    /// <summary>Where words stand that were searched for.</summary>
    private static List<Hit> Hits(string text, FindMatch match)
    {
        var hits = new List<Hit>();
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfWord(text, at);
            if (Words.Of(text[at..end]).Where(match.Terms.Contains).ToList() is { Count: > 0 } terms) hits.Add(new(at..end, terms));
            at = Words.IsWide(text, at) ? at + CharacterAt(text, at) : end;
        }

        return hits;
    }

    /// <summary>
    /// The end of the word, or of the pair of characters in a script without spaces, that begins here; of whatever else, one character.
    /// </summary>
    private static int EndOfWord(string text, int at)
    {
        var end = at + CharacterAt(text, at);
        if (Words.IsWide(text, at)) return end < text.Length && Words.IsWide(text, end) ? end + CharacterAt(text, end) : end;
        if (!char.IsLetterOrDigit(text, at)) return end;
        while (end < text.Length && IsOfWord(text, end)) end++;
        return end;
    }

    private static bool IsOfWord(string text, int at) =>
        !Words.IsWide(text, at)
            && (
                char.IsLetterOrDigit(text[at])
                    || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static int CharacterAt(string text, int at) => char.IsSurrogatePair(text, at) ? 2 : 1;

    private static ImmutableArray<(string, bool)> Pieces(string text, IEnumerable<Hit> hits)
    {
        var pieces = ImmutableArray.CreateBuilder<(string, bool)>();
        var at = 0;
        foreach (var (start, end) in Joined(hits))
        {
            if (start > at) pieces.Add((text[at..start], false));
            pieces.Add((text[start..end], true));
            at = end;
        }

        if (at < text.Length) pieces.Add((text[at..], false));
        return pieces.ToImmutable();
    }

    /// <summary>Pairs of characters overlap.</summary>
    private static List<(int Start, int End)> Joined(IEnumerable<Hit> hits)
    {
        var joined = new List<(int Start, int End)>();
        foreach (var range in hits.Select(hit => hit.Range))
        {
            if (joined is [.., var last] && range.Start.Value <= last.End) joined[^1] = (last.Start, Math.Max(last.End, range.End.Value));
            else joined.Add((range.Start.Value, range.End.Value));
        }

        return joined;
    }

    /// <summary>A place near by where no word is cut in two, or, where there are no spaces, no character.</summary>
    private static int Boundary(string text, int at)
    {
        if (at <= 0 || at >= text.Length) return Math.Clamp(at, 0, text.Length);
        for (var back = at; back > Math.Max(0, at - Before / 2); back--)
        {
            if (char.IsWhiteSpace(text[back - 1])) return back;
        }

        while (at > 0
            && (
                char.IsLowSurrogate(text[at])
                    || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
        {
            at--;
        }
        return at;
    }

    // As long as before, so that the places of words stay.
    private static string OnOneLine(string text)
    {
        var line = new StringBuilder(text);
        for (var i = 0; i < line.Length; i++)
        {
            if (char.IsControl(line[i])) line[i] = ' ';
        }

        return line.ToString();
    }

    /// <summary>Where something stands that was searched for, and what.</summary>
    private readonly record struct Hit(Range Range, IReadOnlyList<string> Terms);
}
