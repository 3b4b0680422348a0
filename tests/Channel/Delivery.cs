using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>One request to the bot and what came of it.</summary>
/// <param name="Sent">What was sent, as it was.</param>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Body">The body of the answer.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Failure">Why there was no answer: a timeout or a broken connection.</param>
public sealed record Delivery(ReadOnlyMemory<byte> Sent, int? Status, string Body, TimeSpan Took, string? Failure)
{
    /// <summary>The body as an object, if it is one.</summary>
    public JsonObject? Json => Body.Length == 0 ? null : Wire.Parse(Body);
}
