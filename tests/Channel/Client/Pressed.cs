namespace Improvement.Bot.Tests.Channel;

/// <summary>What became of a press.</summary>
/// <param name="Delivery">The request to the bot and its answer.</param>
/// <param name="Card">The card that stands in the chat now, for this person on this client, when the answer was a card.</param>
/// <param name="Toast">The line that is shown, when the answer was a message.</param>
/// <param name="Error">Why the client says that something went wrong; null when nothing did.</param>
public sealed record Pressed(Delivery Delivery, SeenCard? Card, string? Toast, string? Error);

/// <summary>A press that a client of Teams would not have sent.</summary>
public sealed class PressRefusedException(string message) : InvalidOperationException(message);
