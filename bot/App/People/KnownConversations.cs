using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>The conversations that the bot is in.</summary>
internal sealed class KnownConversations(Session session, ConversationCache cache, Clock clock)
{
    /// <summary>Whether all of this is known already, so that nothing has to be written.</summary>
    public bool Knows(ConversationSighting seen)
    {
        if (cache.Knows(seen)) return true;
        if (!ConversationRows.Has(session.Statements, seen.Id, seen.Kind, seen.ServiceUrl, seen.BotId, seen.TeamsTeamId)) return false;
        cache.Put(seen);
        return true;
    }

    /// <summary>Keeps what is new about a conversation; whoever speaks in it can be reached. Only while a commit runs.</summary>
    public void Keep(ConversationSighting seen, PersonId? person)
    {
        // Remembered only when read again after the commit: this transaction may still come to nothing.
        cache.Forget(seen.Id);
        ConversationRows.Keep(session.Statements, seen.Id, seen.Kind, seen.ServiceUrl, seen.Tenant, seen.BotId, seen.BotName, person?.Value, seen.TeamsTeamId);
    }

    /// <summary>Notes that the welcome is being said here; true for the first who asks, whichever event of the installation that is. Only while a commit runs.</summary>
    public bool TryWelcome(string conversation) => ConversationRows.TryWelcome(session.Statements, conversation, clock.UtcNow);

    /// <summary>Notes that the bot was removed from a conversation, or from all channels of a team; a later installation is welcomed anew. Only while a commit runs.</summary>
    public void Removed(string conversation, string? teamsTeamId = null)
    {
        foreach (var gone in ConversationRows.Remove(session.Statements, conversation, teamsTeamId)) cache.Forget(gone);
    }

    /// <summary>
    /// Where to say something to one person: their personal chat, or, where none is known yet, themselves, so that the sender creates one; null when nobody can know how to reach them.
    /// </summary>
    /// <param name="serviceUrl">The connector to use when the person's own is not known.</param>
    public Address? PersonalChat(Person person, string? serviceUrl = null) => PersonalChat(session.Statements, person, serviceUrl);

    /// <inheritdoc cref="PersonalChat(Person, string?)"/>
    public static Address? PersonalChat(Statements database, Person person, string? serviceUrl)
    {
        if (ConversationRows.PersonalChat(database, person.Id.Value) is { } known) return known;
        if (serviceUrl is null || (person.ChannelUserId ?? person.AadObjectId) is not { } id) return null;
        return new(serviceUrl, null, person.Tenant, id);
    }
}

/// <summary>What an activity tells about where it happened.</summary>
internal sealed record ConversationSighting(string Id, string Kind, string ServiceUrl, string? Tenant, string? BotId, string? BotName, string? TeamsTeamId)
{
    /// <summary>Null when the activity does not say where the connector is, and where the bot need not be at all.</summary>
    public static ConversationSighting? Of(Activity activity)
    {
        if (activity.ServiceUrl is not { Length: > 0 } url || activity.Conversation.Id.Length is 0 || activity.IsOfExtension) return null;
        var kind = activity.Conversation.Kind switch
        {
            ConversationKind.Personal => "personal",
            ConversationKind.GroupChat => "group",
            _ => "channel",
        };
        return new(
            activity.Conversation.Base, kind, url, activity.Conversation.TenantId, activity.Recipient.Id, activity.Recipient.Name, activity.ChannelData.Member("team").Text("id"));
    }
}

/// <summary>The conversations that were last met, so that a turn costs no query for them. Where other processes change them as well, none is remembered.</summary>
internal sealed class ConversationCache(Database database)
{
    private readonly RecentlyUsed<string, ConversationSighting> _byId = new(database.Engine.IsShared ? 0 : 10_000);

    public bool Knows(ConversationSighting seen) => _byId.TryGet(seen.Id, out var known) && known == seen;

    public void Put(ConversationSighting seen) => _byId.Put(seen.Id, seen);

    public void Forget(string id) => _byId.Forget(id);
}
