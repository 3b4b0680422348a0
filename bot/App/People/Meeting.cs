using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.People;

/// <summary>The first thing of every turn: who speaks, and where. What is new about either is kept in the turn's transaction.</summary>
internal static class Meeting
{
    /// <summary>To be registered with <see cref="BotRoutes.BeforeEachTurn"/>.</summary>
    public static ValueTask Meet(TurnContext turn, CancellationToken ct)
    {
        if (turn.IsUnrecorded) return default;

        var sender = turn.Services.GetRequiredService<CurrentPerson>();
        var conversations = turn.Services.GetRequiredService<KnownConversations>();
        var isNew = sender.IsSomebody && sender.HasNews();
        var place = ConversationSighting.Of(turn.Activity);
        if (!isNew && (place is null || conversations.Knows(place))) return default;

        turn.Write(writer =>
        {
            var person = sender.IsSomebody ? sender.Keep() : null;
            if (place is not null) conversations.Met(writer, place, person);
            return default;
        });
        return default;
    }
}

/// <summary>Who acts in this scope: the person whose activity it deals with, or the agent whose key was shown; in jobs nobody.</summary>
internal sealed class CurrentPerson(CurrentTurn current, KnownPeople people, TeamsSettings settings)
{
    private Sighting? _seen;
    private Person? _person;
    private DateTimeOffset? _actsAt;

    /// <summary>From here on an agent or a system acts in this scope.</summary>
    /// <param name="at">When, by the product's clock.</param>
    public void ActAs(Person agent, DateTimeOffset at) => (_person, _actsAt) = (agent, at);

    /// <summary>When it happens, by the product's clock; the same moment all through a scope.</summary>
    public DateTimeOffset Now => _actsAt ?? current.Turn!.Now;

    /// <summary>Whether somebody other than the bot is acting.</summary>
    public bool IsSomebody => _actsAt is not null || current.Turn?.Activity is { From.Id.Length: > 0 } activity && activity.From.Id != activity.Recipient.Id;

    /// <summary>The person as known before this turn, and by what its activity tells: somebody of whom a roster gave the name alone is a guest no longer. Null for a stranger.</summary>
    public Person? Find() => IsSomebody ? _person ??= Known is { } known ? Seen.Apply(known) : null : null;

    /// <summary>What is known of somebody who was never met, who may be an administrator by the settings all the same; without an id.</summary>
    public Person? Unmet() => IsSomebody
        ? new(default, Seen.Tenant ?? "", Seen.AadObjectId, Seen.ChannelUserId, Seen.Name, null, null, Seen.Locale, Seen.TimeZone, Seen.IsNewGuest)
        : null;

    /// <summary>The person, kept if they were a stranger; only while a commit runs.</summary>
    public Person Keep() => _actsAt is null ? _person = people.Keep(Seen) : _person!;

    /// <summary>Whether the activity tells something that is not known yet.</summary>
    internal bool HasNews() => Known is not { } known || !ReferenceEquals(Seen.Apply(known), known);

    private Person? Known => people.Find(Seen);

    private Sighting Seen => _seen ??= Sight(current.Turn ?? throw new InvalidOperationException("Nobody is acting in this scope."), settings);

    private static Sighting Sight(TurnContext turn, TeamsSettings settings)
    {
        var from = turn.Activity.From;
        var tenant = from.TenantId ?? turn.Activity.Conversation.TenantId;
        return new(tenant, from.AadObjectId, from.Id, from.Name)
        {
            // The activities of events carry the language and time zone of nobody in particular.
            Locale = turn.Activity.Type is ActivityTypes.Message or ActivityTypes.Invoke ? turn.Activity.Locale : null,
            TimeZone = turn.Activity.Type is ActivityTypes.Message or ActivityTypes.Invoke ? turn.Activity.TimeZone : null,
            IsGuest = settings.IsFromOutside(tenant) || settings.IsFromOutside(from.TenantId, turn.Activity.Conversation.TenantId) ? true : null,
        };
    }
}
