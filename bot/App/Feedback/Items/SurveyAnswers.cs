using System.Collections.Immutable;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Items;

/// <summary>What is counted of one ballot: one more for an answer of an item.</summary>
internal sealed record CountedAnswer(string Item, string Answer);

/// <summary>
/// What one person answered, between the press and the totals. It says nothing of itself as text, so that no log and no message of an
/// exception can hold an answer.
/// </summary>
internal sealed class SurveyAnswers
{
    /// <summary>The answers to count; of an item left open none.</summary>
    public required ImmutableArray<CountedAnswer> Counted { get; init; }

    /// <summary>The texts by item, as they were written; only those that say something.</summary>
    public required ImmutableDictionary<string, string> Written { get; init; }

    /// <summary>Reads what a card sent, leniently: answers, or complaints by input that repeat nothing of what was answered.</summary>
    /// <param name="items">The items that the card asked; inputs are named after their codes, whatever else was sent is left out.</param>
    /// <param name="values">What was sent.</param>
    public static Reading<SurveyAnswers> Read(ImmutableArray<SurveyItem> items, Values values)
    {
        var problems = Problems.None;
        var counted = ImmutableArray.CreateBuilder<CountedAnswer>();
        var written = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var item in items)
        {
            if (values[item.Code] is not { } value || string.IsNullOrWhiteSpace(value)) continue;
            if (item.IsText)
            {
                problems = problems.When(
                    value.Length > SurveyItem.LongestText, item.Code, Say(ItemTexts.TooLong, SurveyItem.LongestText, value.Length));
                written.Add(item.Code, value);
            }
            else if (Codes(item, value) is { } codes) counted.AddRange(codes.Select(code => new CountedAnswer(item.Code, code)));
            else problems = problems.Add(item.Code, ItemTexts.NotOffered);
        }

        problems = problems.When(!problems.Any && counted is [] && written is { Count: 0 }, "", ItemTexts.Nothing);
        return problems.Any
            ? new(null, problems)
            : new(new() { Counted = counted.ToImmutable(), Written = written.ToImmutable() }, problems);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(SurveyAnswers);

    /// <summary>The codes to count; null for an answer that was not offered.</summary>
    private static IReadOnlyCollection<string>? Codes(SurveyItem item, string value)
    {
        if (item.Kind is not ItemKind.MultipleChoice) return item.Answers.Contains(value.Trim()) ? [value.Trim()] : null;
        var chosen = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return chosen is [] || !chosen.All(code => item.Choices.Contains(code)) ? null : [.. chosen, SurveyItem.Any];
    }
}
