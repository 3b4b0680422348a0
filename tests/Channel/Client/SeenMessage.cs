namespace Improvement.Bot.Tests.Channel;

/// <summary>A message as one person sees it on one client, at one moment.</summary>
/// <param name="Chat">Where it was seen.</param>
/// <param name="Id">The message id.</param>
/// <param name="Root">The thread, in channels.</param>
/// <param name="FromBot">Whether the bot wrote it.</param>
/// <param name="Text">The words outside cards.</param>
/// <param name="Cards">The cards, in this person's view of them.</param>
/// <param name="IsPrivate">Whether nobody else sees it.</param>
/// <param name="Edits">How often it was edited.</param>
public sealed record SeenMessage(
    Chat Chat, string Id, string? Root, bool FromBot, string Text, IReadOnlyList<SeenCard> Cards, bool IsPrivate, int Edits)
{
    /// <summary>The only card.</summary>
    public SeenCard Card =>
        Cards.Count == 1 ? Cards[0] : throw new InvalidOperationException($"The message has {Cards.Count} cards: {this}");

    /// <summary>Whether the words stand in the message or in one of its cards.</summary>
    public bool Shows(string words) => Text.Contains(words, StringComparison.Ordinal) || Cards.Any(c => c.Shows(words));

    /// <inheritdoc />
    public override string ToString() =>
        $"{(FromBot ? "bot" : "person")}{(IsPrivate ? " (private)" : "")}: {Text} {string.Join(" + ", Cards)}";
}
