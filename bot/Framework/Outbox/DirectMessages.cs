using Improvement.Bot.Framework.Connector;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// Sends a message directly to the connector, past the outbox, when it cannot be stored: once, without the order and the limits of the
/// outbox.
/// </summary>
public sealed class DirectMessages(ConnectorClient channel)
{
    /// <summary>Whether the channel has taken it.</summary>
    /// <param name="to">Where; with a person, in a conversation of several, for that person alone.</param>
    /// <param name="body">The activity as it goes onto the wire.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<bool> Say(Address to, byte[] body, CancellationToken ct)
    {
        if (to.Conversation is not { } conversation) return false;
        var sent = to is { IsShared: true, Person: { } person }
            ? await channel.SendPrivately(to.ServiceUrl, conversation, person, body, ct)
            : await channel.Send(to.ServiceUrl, conversation, body, ct);
        return sent.Succeeded;
    }
}
