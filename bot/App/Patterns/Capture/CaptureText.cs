using System.Buffers;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Patterns.Capture;

/// <summary>The texts of a pattern as people write them: how long they may be, and the title that is taken from them.</summary>
internal static class CaptureText
{
    /// <summary>Characters of a title at most.</summary>
    public const int LongestTitle = 80;

    /// <summary>Characters of what happened at most.</summary>
    public const int LongestStory = 20_000;

    /// <summary>Characters of every other text at most.</summary>
    public const int LongestPart = 2_000;

    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?。！？");

    /// <summary>The title of a text: its first sentence that is no greeting, as far as there is room.</summary>
    public static string TitleOf(string text)
    {
        var line = ShortText.OnOneLine(Greetings.Without(text.Trim()).ToString());
        var end = EndIn(line, 0);
        while (end >= 0 && end + 1 < line.Length && line[end + 1] is not ' ' && char.IsAscii(line[end])) end = EndIn(line, end + 1);
        return ShortText.Cut(end > 0 ? line[..end] : line, LongestTitle);
    }

    private static int EndIn(string line, int from) => line.AsSpan(from).IndexOfAny(Ends) is >= 0 and var at ? from + at : -1;

    /// <summary>A text without what surrounds it; null for an empty one.</summary>
    public static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } words ? words : null;

    /// <summary>What is wrong with the length of a text; null for nothing.</summary>
    public static string? TooLong(string? text, int most) =>
        text?.Length > most ? Wording.Say(PatternTexts.TooLong, text.Length, most) : null;

    /// <summary>One complaint more where a text is too long.</summary>
    public static Problems WhenTooLong(this Problems problems, string input, string? text, int most = LongestPart) =>
        TooLong(text, most) is { } complaint ? problems.Add(input, complaint) : problems;
}
