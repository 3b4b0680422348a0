using System.Collections.Immutable;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Items;

/// <summary>The answers of each kind of item, and how they read.</summary>
internal static class ItemScale
{
    /// <summary>The answer yes.</summary>
    public const string Yes = "yes";

    /// <summary>The answer no.</summary>
    public const string No = "no";

    /// <summary>Strong disagreement to strong agreement.</summary>
    public static ImmutableArray<string> Agreement { get; } = ["1", "2", "3", "4", "5"];

    /// <summary>0 to 10.</summary>
    public static ImmutableArray<string> Ten { get; } = [.. Enumerable.Range(0, 11).Select(step => $"{step}")];

    /// <summary>No, then yes: from the lower to the higher.</summary>
    public static ImmutableArray<string> YesOrNo { get; } = [No, Yes];

    /// <summary>The answers of an item taken together, the favourable ones first.</summary>
    public static ImmutableArray<ItemPart> PartsOf(SurveyItem item) => item.Kind switch
    {
        ItemKind.Text => [],
        ItemKind.SingleChoice or ItemKind.MultipleChoice or ItemKind.Number => [.. item.Choices.Select(code => new ItemPart(code, [code]))],
        _ => Scale(item),
    };

    /// <summary>How an answer of an item reads.</summary>
    public static string LabelOf(SurveyItem item, string answer) => (item.Kind, answer) switch
    {
        (_, SurveyItem.DontKnow) => ItemTexts.DontKnow,
        (ItemKind.YesNo, _) => answer is Yes ? ItemTexts.Yes : ItemTexts.No,
        (ItemKind.Likert, _) => answer switch
        {
            "1" => ItemTexts.Agree_1, "2" => ItemTexts.Agree_2, "3" => ItemTexts.Agree_3, "4" => ItemTexts.Agree_4, _ => ItemTexts.Agree_5,
        },
        (ItemKind.Rating or ItemKind.Enps, "0") when item.LowEnd is { } low => Say(ItemTexts.LowEnd, answer, low()),
        (ItemKind.Rating or ItemKind.Enps, "10") when item.HighEnd is { } high => Say(ItemTexts.LowEnd, answer, high()),
        (ItemKind.Rating or ItemKind.Enps, _) => answer,
        _ => item.Options.FirstOrDefault(option => option.Code == answer)?.Words() ?? answer,
    };

    /// <summary>How answers taken together read.</summary>
    public static string LabelOf(SurveyItem item, ItemPart part) => item.Kind switch
    {
        ItemKind.Likert => (part.Code, item.IsReversed) switch
        {
            (ItemPart.Neutral, _) => ItemTexts.Part_Neither,
            (ItemPart.Favourable, false) or (ItemPart.Unfavourable, true) => ItemTexts.Part_Agree,
            _ => ItemTexts.Part_Disagree,
        },
        ItemKind.Enps => part.Code switch
        {
            ItemPart.Favourable => ItemTexts.Part_Promoters, ItemPart.Neutral => ItemTexts.Part_Passives, _ => ItemTexts.Part_Detractors,
        },
        ItemKind.Rating => part.Code switch
        {
            ItemPart.Neutral => ItemTexts.Part_Middle,
            ItemPart.Favourable => item.IsReversed ? ItemTexts.Part_Low : ItemTexts.Part_High,
            _ => item.IsReversed ? ItemTexts.Part_High : ItemTexts.Part_Low,
        },
        _ => LabelOf(item, part.Answers[0]),
    };

    private static ImmutableArray<ItemPart> Scale(SurveyItem item)
    {
        var (low, middle, high) = item.Kind switch
        {
            ItemKind.Likert => (2, 1, 2),
            ItemKind.Enps => (7, 2, 2),
            ItemKind.Rating => (5, 3, 3),
            _ => (1, 0, 1),
        };
        var choices = item.Choices;
        var (lower, upper) = (choices[..low], choices[(low + middle)..(low + middle + high)]);
        var (good, bad) = item.IsReversed ? (lower, upper) : (upper, lower);
        ItemPart favourable = new(ItemPart.Favourable, good), unfavourable = new(ItemPart.Unfavourable, bad);
        return middle is 0
            ? [favourable, unfavourable]
            : [favourable, new(ItemPart.Neutral, choices[low..(low + middle)]), unfavourable];
    }
}
