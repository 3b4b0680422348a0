using System.Collections.Immutable;

namespace Improvement.Bot.Feedback.Items;

/// <summary>
/// A question or statement of a survey. None is ever required: whoever does not want to answer one leaves it open.
/// </summary>
/// <param name="Code">What it is called in totals and inputs, the same over all waves: small letters, digits and hyphens.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Words">How it reads, in the language of the moment.</param>
internal sealed record SurveyItem(string Code, ItemKind Kind, Func<string> Words)
{
    /// <summary>Characters of a text at most.</summary>
    public const int LongestText = 1000;

    /// <summary>The answer of who does not know, or whom the item does not concern. It never counts as one in the middle.</summary>
    public const string DontKnow = "dk";

    /// <summary>Counts whoever chose any option where several may be chosen, so that shares have a whole.</summary>
    public const string Any = "any";

    /// <summary>What it is about; null for what belongs to no construct of the bank.</summary>
    public Construct? Construct { get; init; }

    /// <summary>Whether agreement is bad news.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Whether "Do not know" is among the answers.</summary>
    public bool AllowsDontKnow { get; init; }

    /// <summary>What an answer would say of whoever gave it.</summary>
    public Sensitivity Sensitivity { get; init; }

    /// <summary>The options of a choice, or the classes of a number from the smallest to the largest; none for other kinds.</summary>
    public ImmutableArray<ItemOption> Options { get; init; } = [];

    /// <summary>What 0 of a rating means.</summary>
    public Func<string>? LowEnd { get; init; }

    /// <summary>What 10 of a rating means.</summary>
    public Func<string>? HighEnd { get; init; }

    /// <summary>Whether it is words and not counted.</summary>
    public bool IsText => Kind is ItemKind.Text;

    /// <summary>The codes that a ballot may count for it, so that totals are item by answer; none for a text.</summary>
    public ImmutableArray<string> Answers => Kind switch
    {
        ItemKind.Text => [],
        ItemKind.MultipleChoice => [.. Choices, Any],
        _ => AllowsDontKnow ? [.. Choices, DontKnow] : Choices,
    };

    /// <summary>The codes of the answers that a person chooses among, from the lowest to the highest, "Do not know" apart.</summary>
    public ImmutableArray<string> Choices => Kind switch
    {
        ItemKind.Likert => ItemScale.Agreement,
        ItemKind.Rating or ItemKind.Enps => ItemScale.Ten,
        ItemKind.YesNo => ItemScale.YesOrNo,
        ItemKind.Text => [],
        _ => [.. Options.Select(option => option.Code)],
    };

    /// <summary>
    /// The answers taken together, the favourable ones first; for a choice or a number each option by itself. What is shown of few answers
    /// is these.
    /// </summary>
    public ImmutableArray<ItemPart> Parts => ItemScale.PartsOf(this);

    /// <summary>The answers that are good news: the upper two of five, 9 and 10 of a recommendation, 8 to 10 of a rating.</summary>
    public ImmutableArray<string> Favourable => Parts.FirstOrDefault(part => part.Code is ItemPart.Favourable)?.Answers ?? [];

    /// <summary>How an answer reads, in the language of the moment.</summary>
    public string LabelOf(string answer) => ItemScale.LabelOf(this, answer);
}

/// <summary>An option of a choice, or a class of a number.</summary>
/// <param name="Code">What it is called in totals: small letters, digits and hyphens.</param>
/// <param name="Words">How it reads.</param>
internal sealed record ItemOption(string Code, Func<string> Words)
{
    /// <summary>A class of whole numbers.</summary>
    /// <param name="from">The smallest of it.</param>
    /// <param name="to">The largest of it; null for no limit.</param>
    public static ItemOption Class(int from, int? to) => new(
        to is null ? $"{from}-up" : to == from ? $"{from}" : $"{from}-{to}",
        () => Records.Wording.Say(
            to is null ? ItemTexts.Class_From : to == from ? ItemTexts.Class_One : ItemTexts.Class_Between, from, to));
}

/// <summary>Answers that are shown as one.</summary>
/// <param name="Code">What it is called in results.</param>
/// <param name="Answers">The codes of its answers.</param>
internal sealed record ItemPart(string Code, ImmutableArray<string> Answers)
{
    /// <summary>The good news.</summary>
    public const string Favourable = "favourable";

    /// <summary>What lies between.</summary>
    public const string Neutral = "neutral";

    /// <summary>The bad news.</summary>
    public const string Unfavourable = "unfavourable";
}
