using System.Globalization;
using System.Text.RegularExpressions;

namespace Improvement.Bot.Records;

/// <summary>Reads and writes the labels of one kind of record, such as <c>ERR-12</c>.</summary>
/// <param name="prefix">Letters alone, such as <c>ERR</c>.</param>
internal sealed class RecordLabels(string prefix)
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private readonly Regex _alone = new(
        $$"""^[\s\p{Cf}\p{Ps}\p{Pi}/"']*(?<prefix>{{prefix}}[\s\p{Cf}\p{Pd}\p{Pc}−#:.]*)?#?(?<number>[0-9]{1,18})[\s\p{Cf}\p{P}]*$""",
        Options);

    private readonly Regex _within = new($$"""\b{{prefix}}[\s\p{Cf}\p{Pd}\p{Pc}−#]?(?<number>[0-9]{1,18})\b""", Options);

    /// <summary><c>ERR-12</c>.</summary>
    public string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");

    /// <summary>
    /// Reads <c>ERR-12</c>, <c>err 12</c>, <c>#12</c> or <c>12</c>, whatever dash and punctuation are around it; null for anything else.
    /// </summary>
    public long? Read(string text) => _alone.Match(text) is { Success: true } match ? NumberIn(match) : null;

    /// <summary>Reads <c>ERR-12</c>, <c>err 12</c> and the like, and no bare number; null for anything else.</summary>
    public long? ReadWhole(string text) =>
        _alone.Match(text) is { Success: true } match && match.Groups["prefix"].Success ? NumberIn(match) : null;

    /// <summary>The numbers that a text names by their label, with the place where each stands, in order.</summary>
    public IEnumerable<(int At, long Number)> In(string text)
    {
        foreach (Match match in _within.Matches(text))
        {
            if (NumberIn(match) is { } number) yield return (match.Index, number);
        }
    }

    private static long? NumberIn(Match match) =>
        long.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
