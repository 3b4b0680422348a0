using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Improvement.Bot.Feedback.Items;

/// <summary>A question that a lead added, as it is kept with its survey; <see cref="ItemLint"/> has looked at it before.</summary>
/// <param name="Kind">How it is answered; a number would need classes, and a recommendation is asked in one way only.</param>
/// <param name="Words">The words of the lead.</param>
/// <param name="Options">The options of a choice, in the words of the lead; none for other kinds.</param>
/// <param name="IsReversed">Whether agreement is bad news.</param>
internal sealed record OwnItem(ItemKind Kind, string Words, ImmutableArray<string> Options, bool IsReversed = false)
{
    /// <summary>Options of a choice at least.</summary>
    public const int FewestOptions = 2;

    /// <summary>Options of a choice at most; with more, too few answer each for anything to be shown.</summary>
    public const int MostOptions = 8;

    /// <summary>Characters of its words at most, and of an option.</summary>
    public const int LongestWords = 300, LongestOption = 80;

    private const int CodeBytes = 6;

    /// <summary>
    /// What it is called in totals. The same question has the same code wherever it is asked, so that it is seen when two audiences that
    /// differ by a few people are asked it.
    /// </summary>
    [JsonIgnore]
    public string Code => "own-" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [Kind.ToString(), Words, .. Options])))[..CodeBytes]);

    /// <summary>The item that is asked.</summary>
    public SurveyItem Item() => new(Code, Kind, () => Words)
    {
        IsReversed = IsReversed,
        AllowsDontKnow = Kind is ItemKind.Likert,
        Options = [.. Options.Select((words, at) => new ItemOption($"option-{at + 1}", () => words))],
    };
}
