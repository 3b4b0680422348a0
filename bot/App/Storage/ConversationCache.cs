using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>
/// The conversations that were last met, so that a turn costs no query for them. Where other processes change them as well, none is
/// remembered.
/// </summary>
internal sealed class ConversationCache(Database database)
{
    private readonly RecentlyUsed<string, CachedConversation> _byId = new(database.IsShared ? 0 : 10_000);

    /// <summary>Whether a conversation is remembered with all of this.</summary>
    public bool Knows(CachedConversation seen) => _byId.TryGet(seen.Id, out var known) && known == seen;

    /// <summary>
    /// The connector of a chat that the bot was heard in; null where none is remembered, and for channels, whose connector also moves with
    /// their team's.
    /// </summary>
    public string? ServiceUrlOf(Address to) =>
        to.Conversation is { } at && _byId.TryGet(Address.ChannelOf(at), out var known) && known is { BotId: not null, TeamsTeamId: null }
            ? known.ServiceUrl
            : null;

    /// <summary>Remembers a conversation as it was read.</summary>
    public void Put(CachedConversation seen) => _byId.Put(seen.Id, seen);

    /// <summary>To be called when the rows of a conversation change.</summary>
    public void Forget(string id) => _byId.Forget(id);
}

/// <summary>A conversation as it was last met, by the channel's own words.</summary>
internal sealed record CachedConversation(
    string Id, string Kind, string ServiceUrl, string? Tenant, string? BotId, string? BotName, string? TeamsTeamId, string? ChannelType);
