using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>What is counted in a wave. Fixed at launch, since the size of the box follows from it.</summary>
/// <param name="Items">The items with their answers, in order.</param>
/// <param name="Texts">The codes of the items that are answered in own words.</param>
/// <param name="Segments">Segments of the one declared breakdown; 1 where there is none.</param>
/// <param name="Seats">How many people are invited.</param>
internal sealed record BoxForm(ImmutableArray<BoxItem> Items, ImmutableArray<string> Texts, int Segments, int Seats)
{
    /// <summary>From how many people on two items may be counted together: below, a cell of a table of two items is a person.</summary>
    public const int FewestForPairs = 100;

    /// <summary>Characters of a text at most.</summary>
    public const int LongestText = 1000;

    /// <summary>Texts at most: each is a slip of each ballot.</summary>
    public const int MostTexts = 5;

    /// <summary>The items that are counted together, for drivers.</summary>
    public ImmutableArray<BoxPair> Pairs { get; init; } = [];

    /// <summary>Why nothing can be counted like this; null when it can.</summary>
    public string? Fault()
    {
        if (Seats < BoxRules.FewestInvited) return $"An anonymous survey needs at least {BoxRules.FewestInvited} people.";
        if (Segments < 1) return "There is at least one segment.";
        if (Texts.Length > MostTexts) return $"A survey has at most {MostTexts} questions that are answered in own words.";
        if (Items.Any(item => item.Answers.IsEmpty)) return "Each item has answers.";
        if (HasTwice(Items.Select(item => item.Code).Concat(Texts))) return "Each item has a code of its own.";
        if (Items.Any(item => HasTwice(item.Answers))) return "Each answer of an item has a code of its own.";
        if (!Pairs.IsEmpty && Seats < FewestForPairs) return $"Drivers need at least {FewestForPairs} people.";
        return Pairs.All(pair => IsSingle(pair.One) && IsSingle(pair.Other)) ? null : "Only items with one answer are counted together.";
    }

    /// <summary>The form as it is kept with its wave.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BoxFormJson.Default.BoxForm);

    /// <summary>The form that was kept.</summary>
    public static BoxForm Read(string json) => JsonSerializer.Deserialize(json, BoxFormJson.Default.BoxForm)!;

    private bool IsSingle(string code) => Items.Any(item => item.Code == code && !item.TakesSeveral);

    private static bool HasTwice(IEnumerable<string> codes) => !codes.All(new HashSet<string>(StringComparer.Ordinal).Add);
}

/// <summary>An item of which each answer is counted.</summary>
/// <param name="Answers">The codes of its answers, in order.</param>
/// <param name="TakesSeveral">Whether one person may choose several of them.</param>
internal sealed record BoxItem(string Code, ImmutableArray<string> Answers, bool TakesSeveral = false);

/// <summary>Two items that are counted together.</summary>
internal sealed record BoxPair(string One, string Other);

/// <summary>Reads and writes the form of a box.</summary>
[JsonSerializable(typeof(BoxForm))]
internal sealed partial class BoxFormJson : JsonSerializerContext;
