using System.Text.Json;

namespace Improvement.Bot.Tests.Channel;

/// <summary>How a card reached Teams.</summary>
public enum CardWay
{
    /// <summary>In a new message.</summary>
    Sent,

    /// <summary>In an edited message.</summary>
    Edited,

    /// <summary>In the answer to an invoke.</summary>
    Answered,
}

/// <summary>An Adaptive Card that the bot gave away.</summary>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Way">How it came.</param>
/// <param name="ConversationId">Where it is seen.</param>
/// <param name="Card">The card.</param>
/// <param name="Problem">What <see cref="FakeTeams.CardProblem"/> says about it; null is good.</param>
public sealed record ReceivedCard(int Number, CardWay Way, string ConversationId, JsonElement Card, string? Problem);
