using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// Names of people, found in texts by each of their parts, in any case, with or without accents, with an ending of the genitive. A part
/// that is a word as well counts only where it is written as a name. As many names as people: a text is looked up word by word.
/// </summary>
internal sealed partial class KnownNames
{
    // Shorter ones are words in some language, and count only as they are written.
    private const int ShortestInAnyCase = 3, Shortest = 2;

    private static readonly FrozenSet<string> Words = """
        al am an art august autumn april baker banks bay be bell best bill bishop black bob brook brown bush butler carol carter chance
        charity chase chip christian church clay coach cole cook cooper cross dale dawn day de dean der del di do drew earl ed english faith
        fields fisher flint forest fox frank french freeman gene glen good grace grant gray green guy hall hand harmony heath hill
        holly hope house hunt hunter iris ivy jack joy judge june kay king lance la lane law lee little long love major marina mark
        marks marsh mason max may mercy miles miller mills moon nick no north norm olive page park parker parks pat penny
        piper poor potter price prince ray reed reid rich river rivers rob robin rock rose ruby rush rusty sage sandy sharp short shepherd
        singer sky small so sterling stone story strong sue summer summers sun swan tanner taylor to trip tucker turner van victor violet
        von wade walker ward water waters way weaver webb wells west white will wise wolf wood woods woody word worth yates young
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Months = new[] { "april", "may", "june", "august" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<char, string> Plain =
        ("a àáâãäåāăą|c çćĉċč|d ďđð|e èéêëēĕėęě|g ĝğġģ|h ĥħ|i ìíîïĩīĭįı|j ĵ|k ķ|l ĺļľŀł|n ñńņň|o òóôõöøōŏő|r ŕŗř|s śŝşšș|t ţťŧț|"
            + "u ùúûüũūŭůűų|w ŵ|y ýÿŷ|z źżž|ss ß|ae æ|oe œ|th þ")
            .Split('|').Select(each => each.Split(' ')).SelectMany(each => each[1].Select(letter => (letter, each[0])))
            .ToFrozenDictionary(each => each.letter, each => each.Item2);

    private readonly HashSet<string> _parts = new(StringComparer.Ordinal);

    /// <param name="names">As the channel tells them, in any number of words.</param>
    public KnownNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            foreach (var part in Run().EnumerateMatches(name)) Add(name.AsSpan(part.Index, part.Length));
        }
    }

    /// <summary>A text with a mark in the place of each name.</summary>
    public string Hide(string text, string mark)
    {
        if (_parts.Count is 0) return text;
        var shown = new StringBuilder(text.Length);
        var (done, lastEnd, wasName) = (0, 0, false);
        foreach (var run in Run().EnumerateMatches(text))
        {
            var end = run.Index + run.Length;
            var isName = IsName(text, run.Index, end, wasName && IsGap(text, lastEnd, run.Index));
            if (isName)
            {
                // What belongs together is left out together, so that its number of words tells nothing.
                if (!wasName || !IsGap(text, lastEnd, run.Index)) shown.Append(text, done, run.Index - done).Append(mark);
                done = AfterGenitive(text, end);
            }

            (lastEnd, wasName) = (end, isName);
        }

        return shown.Append(text, done, text.Length - done).ToString();
    }

    private void Add(ReadOnlySpan<char> part)
    {
        if (part.Length < Shortest || !char.IsUpper(part[0])) return;
        _parts.Add(Folded(part));
        if (Ascii.IsValid(part)) return;
        var spelt = part.ToString().Replace("ä", "ae").Replace("ö", "oe").Replace("ü", "ue").Replace("Ä", "Ae").Replace("Ö", "Oe")
            .Replace("Ü", "Ue").Replace("ø", "oe").Replace("Ø", "Oe").Replace("å", "aa").Replace("Å", "Aa");
        _parts.Add(Folded(spelt));
    }

    private bool IsName(string text, int begin, int end, bool followsName)
    {
        var run = text.AsSpan(begin, end - begin);
        var folded = Folded(run);
        if (!_parts.Contains(folded))
        {
            if (folded.Length <= ShortestInAnyCase || folded[^1] is not 's' || !_parts.Contains(folded[..^1])) return false;
            folded = folded[..^1];
        }

        if (folded.Length >= ShortestInAnyCase && !Words.Contains(folded)) return true;
        if (!char.IsUpper(run[0]) || (run.Length > 1 && char.IsUpper(run[1]))) return false;
        if (followsName || IsFollowedByName(text, end)) return true;
        return !Months.Contains(folded) && !IsFirstOfSentence(text, begin);
    }

    private bool IsFollowedByName(string text, int end)
    {
        var next = Run().Match(text, end);
        return next.Success && IsGap(text, end, next.Index) && char.IsUpper(next.Value[0]) && _parts.Contains(Folded(next.Value));
    }

    private static bool IsFirstOfSentence(string text, int at)
    {
        for (var before = at - 1; before >= 0; before--)
        {
            if (char.IsLetterOrDigit(text[before]) || text[before] is ',' or ']') return false;
            if (text[before] is '.' or '!' or '?' or ':' or '\n' or '-' or '•' or ';') return true;
        }

        return true;
    }

    private static bool IsGap(string text, int from, int to) =>
        to - from is 1 or 2 && !text.AsSpan(from, to - from).ContainsAnyExcept(" .-'’");

    private static int AfterGenitive(string text, int end) =>
        end + 1 < text.Length && text[end] is '\'' or '’' && text[end + 1] is 's'
            && (end + 2 == text.Length || !char.IsLetter(text[end + 2]))
            ? end + 2
            : end;

    // Without accents, so that a name is found however it is typed. The platform is not asked: it knows no accents here.
    private static string Folded(ReadOnlySpan<char> word)
    {
        if (Ascii.IsValid(word)) return word.ToString().ToLowerInvariant();
        var folded = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            if (char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark) continue;
            var small = char.ToLowerInvariant(letter);
            folded.Append(Plain.TryGetValue(small, out var plain) ? plain : small.ToString());
        }

        return folded.ToString();
    }

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Run();
}
