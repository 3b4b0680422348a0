using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>The conversations that the bot is in.</summary>
internal sealed class KnownConversations(Session session, ConversationCache cache, Clock clock)
{
    private readonly AskedAhead<ObservedConversation, bool> _asked = new(session);

    /// <summary>Asks what <see cref="Knows"/> asks, for when it is called.</summary>
    public void AskAhead(ObservedConversation seen) => _asked.Put(seen, AskWhetherKept(seen));

    /// <summary>Whether all of this is known already, so that nothing has to be written.</summary>
    public bool Knows(ObservedConversation seen)
    {
        if (cache.Knows(seen.Cached)) return true;
        if (!(_asked.TryGet(seen, out var isKept) ? isKept : AskWhetherKept(seen).Value)) return false;
        cache.Put(seen.Cached);
        return true;
    }

    /// <summary>Keeps what is new about a conversation; whoever speaks in it can be reached. Only while a commit runs.</summary>
    public void Keep(ObservedConversation seen, PersonId? person)
    {
        // Remembered only when read again after the commit: this transaction may still come to nothing.
        cache.Forget(seen.Id);
        ConversationRows.Keep(
            session.Statements, seen.Id, seen.Kind, seen.ServiceUrl, seen.Tenant, seen.BotId, seen.BotName, person?.Value, seen.TeamsTeamId,
            seen.ChannelType);
    }

    /// <summary>
    /// Notes that the welcome is being said here; true for the first who asks, whichever event of the installation that is. Only while a
    /// commit runs.
    /// </summary>
    /// <param name="again">After how long it is said once more; null for never.</param>
    public bool TryWelcome(string conversation, TimeSpan? again = null) =>
        ConversationRows.TryWelcome(session.Statements, conversation, clock.UtcNow, clock.UtcNow - again);

    /// <summary>
    /// Whether a channel is known to be private or shared: some of the team are not in it, or people of other teams and tenants are.
    /// </summary>
    public bool IsClosedOrShared(string channel) =>
        ChannelTypes.IsClosedOrShared(ConversationRows.ChannelTypeOf(session.Statements, channel));

    /// <summary>
    /// Notes that the bot is no longer in one channel, or that the channel was deleted; the team is not concerned. Only while a commit
    /// runs.
    /// </summary>
    public void Closed(ObservedConversation seen, bool deleted)
    {
        cache.Forget(seen.Id);
        ConversationRows.Close(
            session.Statements, seen.Id, seen.TeamsTeamId, seen.ServiceUrl, seen.Tenant, deleted ? "deleted" : "removed");
    }

    /// <summary>
    /// Notes that a team that was deleted or archived is there again with its channels, to which what was set aside is sent. Only while a
    /// commit runs.
    /// </summary>
    /// <param name="alsoRemoved">Whether the bot is again where it had been removed with the team.</param>
    public void Restored(ITurnWriter writer, string teamsTeamId, bool alsoRemoved)
    {
        foreach (var back in ConversationRows.Restore(session.Statements, teamsTeamId, alsoRemoved))
        {
            cache.Forget(back);
            writer.SendAgain(back);
        }
    }

    /// <summary>
    /// Keeps what an activity tells about where it comes from, which is a sign of life: what was set aside for it is sent. Only while a
    /// commit runs.
    /// </summary>
    public void Met(ITurnWriter writer, ObservedConversation seen, Person? person)
    {
        Keep(seen, person?.Id);
        string?[] ids = seen.Kind is "personal" ? [person?.ChannelUserId, person?.AadObjectId] : [];
        writer.SendAgain(seen.Id, [.. ids.OfType<string>()]);
    }

    /// <summary>
    /// Notes that the bot was removed from a conversation, or from all channels of a team; a later installation is welcomed anew. Only
    /// while a commit runs.
    /// </summary>
    public void Removed(string conversation, string? teamsTeamId = null)
    {
        foreach (var gone in ConversationRows.Remove(session.Statements, conversation, teamsTeamId)) cache.Forget(gone);
    }

    private Answer<bool> AskWhetherKept(ObservedConversation seen) => ConversationRows.AskHas(
        session.Statements, seen.Id, seen.Kind, seen.ServiceUrl, seen.BotId, seen.ChannelType, seen.TeamsTeamId);

    /// <summary>Who reads at an address that only one person reads at; null for a channel, and for somebody unknown.</summary>
    public PersonId? PersonAt(Address place) => session.Statements.Number($"""
        SELECT COALESCE(
            (SELECT person FROM conversations WHERE id = {place.Conversation} AND kind = 'personal'),
            (SELECT id FROM people WHERE channel_user_id = {place.Person} OR aad_object_id = {place.Person} ORDER BY id LIMIT 1))
        """) is { } person ? new(person) : null;

    /// <summary>
    /// Where to say something to one person: their personal chat, or, where none is known yet, themselves, so that the sender creates one;
    /// null when nobody can know how to reach them.
    /// </summary>
    /// <param name="serviceUrl">The connector to use when the person's own is not known.</param>
    public Address? PersonalChat(Person person, string? serviceUrl = null) => PersonalChat(session.Statements, person, serviceUrl);

    /// <inheritdoc cref="PersonalChat(Person, string?)"/>
    public Address? PersonalChat(PersonId person, string? serviceUrl) =>
        PersonRows.Find(session.Statements, person) is { } known ? PersonalChat(known, serviceUrl) : null;

    /// <inheritdoc cref="PersonalChat(Person, string?)"/>
    public static Address? PersonalChat(Statements database, Person person, string? serviceUrl)
    {
        if (ConversationRows.PersonalChat(database, person.Id.Value) is { } known) return known;
        if (serviceUrl is null || (person.ChannelUserId ?? person.AadObjectId) is not { } id) return null;
        return new(serviceUrl, null, person.Tenant, id);
    }
}

/// <summary>What an activity tells about where it happened.</summary>
internal sealed record ObservedConversation(
    string Id, string Kind, string ServiceUrl, string? Tenant, string? BotId, string? BotName, string? TeamsTeamId)
{
    /// <summary>One of <see cref="ChannelTypes"/>; null where the activity does not say.</summary>
    public string? ChannelType { get; init; }

    /// <summary>As the cache remembers it.</summary>
    public CachedConversation Cached => new(Id, Kind, ServiceUrl, Tenant, BotId, BotName, TeamsTeamId, ChannelType);

    /// <summary>
    /// Null when the activity does not say where the connector is, where the bot need not be at all, and where it is no longer.
    /// </summary>
    public static ObservedConversation? Of(Activity activity)
    {
        if (activity.ServiceUrl is not { Length: > 0 } url
            || activity.Conversation.Id.Length is 0
            || activity.IsOfExtension
            || Presence.IsFarewell(activity))
        {
            return null;
        }
        var kind = activity.Conversation.Kind switch
        {
            ConversationKind.Personal => "personal",
            ConversationKind.GroupChat => "group",
            _ => "channel",
        };
        return new(
            activity.Conversation.Base, kind, url, activity.Conversation.TenantId, activity.Recipient.Id, activity.Recipient.Name,
            activity.ChannelData.Member("team").Text("id"))
        {
            ChannelType = ChannelTypes.Of(activity, activity.Conversation.Base),
        };
    }
}

/// <summary>The words of Teams for kinds of channel.</summary>
internal static class ChannelTypes
{
    private const string Private = "private", Shared = "shared";

    /// <summary>Whether not just everybody of the team reads there.</summary>
    public static bool IsClosedOrShared(string? type) => type is Private or Shared;

    /// <summary>
    /// What an activity tells about a channel; the members of a standard channel are those of the team, so an event about its own members
    /// tells as well. Null for nothing.
    /// </summary>
    public static string? Of(Activity activity, string channel)
    {
        var told = activity.ChannelData.Member("channel");
        if (told.Text("id") is not { } id || ConversationAccount.BaseOf(id) != channel) return null;
        return told.Filled("type")?.ToLowerInvariant() ?? activity.EventType?.ToLowerInvariant() switch
        {
            "channelshared" or "channelunshared" => Shared,
            "channelmemberadded" or "channelmemberremoved" => Private,
            _ => null,
        };
    }
}
