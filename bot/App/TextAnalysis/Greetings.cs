using System.Buffers;
using System.Collections.Frozen;

namespace Improvement.Bot.TextAnalysis;

/// <summary>What stands before a text without being part of it: “Hi!”, “Hello doctor,”, “See narrative.”</summary>
internal static class Greetings
{
    /// <summary>A greeting has no more words.</summary>
    private const int MostWords = 4;

    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?…,\n。！？，");

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "hi", "hello", "hey", "dear", "good", "morning", "afternoon", "evening", "day", "greetings", "doctor", "doc", "sir", "madam", "all",
        "everyone", "everybody", "team", "there", "folks", "colleagues", "thanks", "thank", "you", "please", "help", "see", "narrative",
        "above", "below", "attached", "attachment", "description", "details",
        "hallo", "guten", "tag", "morgen", "abend", "moin", "servus", "grüß", "gott", "liebe", "lieber", "kollegen", "zusammen", "danke",
        "bitte", "hilfe", "siehe", "oben", "unten", "anhang", "beschreibung",
        "bonjour", "hola", "ciao", "你好", "您好", "大家好", "早上好", "下午好", "晚上好", "医生");

    /// <summary>The text without the greetings that it begins with; all of it where nothing else is left.</summary>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> text)
    {
        var rest = text;
        while (rest.IndexOfAny(Ends) is var end and > 0 && IsGreeting(rest[..end])) rest = rest[end..].TrimStart(".!?…,\n\r\t 。！？，");
        return rest.IsEmpty ? text : rest;
    }

    private static bool IsGreeting(ReadOnlySpan<char> words)
    {
        var known = Known.GetAlternateLookup<ReadOnlySpan<char>>();
        var count = 0;
        foreach (var range in words.SplitAny(' ', '\u00A0', '\t', '\r'))
        {
            if (words[range].IsEmpty) continue;
            if (++count > MostWords || !known.Contains(words[range])) return false;
        }

        return count > 0;
    }
}
