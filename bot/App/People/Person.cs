using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.People;

/// <summary>A person as the product knows them.</summary>
/// <param name="Tenant">Their tenant; empty where unknown.</param>
/// <param name="AadObjectId">Entra object id; null for somebody without one, who is a guest.</param>
/// <param name="ChannelUserId">The channel's id for this bot and person (<c>29:…</c>); null while they are known from settings
/// alone.</param>
/// <param name="TimeZone">IANA name, as their client last told.</param>
internal sealed record Person(
    PersonId Id, string Tenant, string? AadObjectId, string? ChannelUserId, string? Name, string? GivenName, string? Email, string? Locale,
    string? TimeZone, bool IsGuest)
{
    /// <summary>What cards may call them; never empty.</summary>
    public string ShownName => Name is { Length: > 0 } ? Name : PeopleTexts.SomebodyUnknown;

    /// <summary>One of <see cref="ActorKind"/>.</summary>
    public string Kind { get; init; } = ActorKind.Person;
}

/// <summary>The words for who acts, in the database.</summary>
internal static class ActorKind
{
    /// <summary>A human being.</summary>
    public const string Person = "person";

    /// <summary>An AI agent.</summary>
    public const string Agent = "agent";

    /// <summary>Another system; in the record's events also whoever did what the channel names nobody for.</summary>
    public const string System = "system";

    /// <summary>The bot itself, by a job or a timer.</summary>
    public const string Bot = "bot";

    /// <summary>Those who are no people.</summary>
    public static readonly string[] Machines = [Agent, System];
}

/// <summary>What an activity or a roster tells about a person; what it does not tell is null and changes nothing.</summary>
internal sealed record ObservedPerson(string? Tenant, string? AadObjectId, string? ChannelUserId, string? Name)
{
    /// <summary>As <see cref="EntraIds.Normal"/> has it.</summary>
    public string? AadObjectId { get; } = EntraIds.Normal(AadObjectId);

    public string? GivenName { get; init; }

    public string? Email { get; init; }

    public string? Locale { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>Whether they are from outside; somebody without an Entra object id always is.</summary>
    public bool? IsGuest { get; init; }

    /// <summary>What identifies the person over time.</summary>
    public string Key =>
        AadObjectId ?? ChannelUserId ?? throw new InvalidOperationException("A person has an Entra object id or a channel's id.");

    /// <summary>The person with what is new; the same instance when nothing is.</summary>
    public Person Apply(Person known)
    {
        var seen = known with
        {
            Tenant = Tenant ?? known.Tenant,
            AadObjectId = AadObjectId ?? known.AadObjectId,
            ChannelUserId = ChannelUserId ?? known.ChannelUserId,
            Name = Name ?? known.Name,
            GivenName = GivenName ?? known.GivenName,
            Email = Email ?? known.Email,
            Locale = Locale ?? known.Locale,
            TimeZone = TimeZone ?? known.TimeZone,
            IsGuest = Guest(known),
        };
        return seen == known ? known : seen;
    }

    /// <summary>Whether somebody who was not known before counts as a guest.</summary>
    public bool IsNewGuest => IsGuest ?? AadObjectId is null;

    private bool Guest(Person known)
    {
        if (AadObjectId is null && known.AadObjectId is null) return true;
        if (IsGuest is { } told) return told;
        return known.AadObjectId is not null && known.IsGuest;
    }
}
