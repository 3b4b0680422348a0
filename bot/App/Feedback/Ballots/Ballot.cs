using System.Collections.Immutable;
using Improvement.Bot.People;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>What one person answers, for as long as it takes to be counted.</summary>
/// <param name="Choices">By item, the codes of the answers; an item that is left out is not answered.</param>
/// <param name="Texts">By item, what was written.</param>
/// <param name="Objects">Whether the person says that a question is not acceptable.</param>
internal sealed record Ballot(
    PersonId Person, IReadOnlyDictionary<string, ImmutableArray<string>> Choices, IReadOnlyDictionary<string, WrittenText> Texts,
    bool Objects = false)
{
    /// <summary>Whether nothing was chosen, written or objected to.</summary>
    public bool IsEmpty =>
        !Objects && Choices.Values.All(answers => answers.IsDefaultOrEmpty) && Texts.Values.All(text => text.Body.Length is 0);

    /// <summary>Whether it can be counted in a box of this form.</summary>
    public bool Fits(BoxForm form) =>
        Choices.All(choice => form.Items.FirstOrDefault(item => item.Code == choice.Key) is { } item && Fits(item, choice.Value))
            && Texts.All(text => form.Texts.Contains(text.Key) && text.Value.Fits);

    // A ballot holds answers; whoever prints one prints none of them.
    public override string ToString() => nameof(Ballot);

    private static bool Fits(BoxItem item, ImmutableArray<string> answers) =>
        !answers.IsDefault && (answers.Length <= 1 || item.TakesSeveral) && answers.All(item.Answers.Contains)
            && answers.Distinct(StringComparer.Ordinal).Count() == answers.Length;
}

/// <summary>An answer in own words.</summary>
/// <param name="ClaimHash">SHA-256 of the code by which its author may pull a reply, hexadecimal; null for none.</param>
internal sealed record WrittenText(string Body, string? ClaimHash = null)
{
    /// <summary>Characters of a claim's hash.</summary>
    public const int HashLength = 64;

    /// <summary>Whether it fits into a slip.</summary>
    public bool Fits => Body.Length <= BoxForm.LongestText
        && (ClaimHash is null || (ClaimHash.Length is HashLength && ClaimHash.All(char.IsAsciiHexDigitLower)));

    public override string ToString() => nameof(WrittenText);
}

/// <summary>What became of a ballot.</summary>
internal enum CastOutcome
{
    /// <summary>It is in the box, on disk.</summary>
    Counted,

    /// <summary>This person's answer was in the box before; it stays as it is.</summary>
    AlreadyCounted,

    /// <summary>The person has no seat in this wave, or there is no such wave.</summary>
    NotInvited,

    /// <summary>The wave takes no answers, or none yet.</summary>
    Closed,

    /// <summary>The wave ended without a result, as its key is lost.</summary>
    Void,

    /// <summary>The key cannot be found by this instance at the moment; nothing was counted.</summary>
    KeyMissing,

    /// <summary>It does not fit the questions of the wave.</summary>
    Malformed,

    /// <summary>There is nothing in it.</summary>
    Empty,
}
