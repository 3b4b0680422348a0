using System.Collections.Immutable;

namespace Improvement.Bot.Feedback.Items;

/// <summary>A question that a lead added, as it is kept with its wave; <see cref="ItemLint"/> has looked at it before.</summary>
/// <param name="Code">Its code, the same in every wave that asks it again; see <see cref="CodeOf"/>.</param>
/// <param name="Kind">How it is answered; a number has classes, so it is none of these.</param>
/// <param name="Words">The words of the lead.</param>
/// <param name="Options">The options of a choice, in the words of the lead; none for other kinds.</param>
/// <param name="IsReversed">Whether agreement is bad news.</param>
internal sealed record OwnItem(string Code, ItemKind Kind, string Words, ImmutableArray<string> Options, bool IsReversed = false)
{
    /// <summary>Options of a choice at most; with more, too few answer each for anything to be shown.</summary>
    public const int MostOptions = 8;

    /// <summary>The code of the own question of a number in its team.</summary>
    public static string CodeOf(long number) => $"own-{number}";

    /// <summary>The item that is asked.</summary>
    public SurveyItem Item() => new(Code, Kind, () => Words)
    {
        IsReversed = IsReversed,
        AllowsDontKnow = Kind is ItemKind.Likert,
        Options = [.. Options.Select((words, at) => new ItemOption($"option-{at + 1}", () => words))],
    };
}
