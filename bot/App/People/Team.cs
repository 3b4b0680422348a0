using System.Globalization;
using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.People;

/// <summary>A Teams team in which the bot is or was installed.</summary>
/// <param name="AadGroupId">The Entra group behind it; null while the channel has not told.</param>
/// <param name="TeamsTeamId">The channel's id of the team, which is that of its General channel.</param>
/// <param name="TriageConversation">Where new reports are shown.</param>
/// <param name="TimeZone">IANA name; null for UTC.</param>
/// <param name="SharesSimilar">Whether other teams may see a similar record of it as number and title.</param>
internal sealed record Team(
    TeamId Id, string? AadGroupId, string TeamsTeamId, string? Tenant, string Name, string? ServiceUrl, string? TriageConversation,
    string? DigestConversation,
    string? TimeZone, string? Language, bool SharesSimilar, PersonId? InstalledBy, DateTimeOffset InstalledAt, DateTimeOffset? RemovedAt)
{
    /// <summary>Its working days and hours, as <c>Mon-Fri 09:00-17:00</c>; null for those of the settings.</summary>
    public string? WorkingHours { get; init; }

    /// <summary>The time zone of a team that has chosen none.</summary>
    public const string DefaultTimeZone = "UTC";

    /// <summary>A time zone by its IANA name; UTC for null and for a name that is not known.</summary>
    public static TimeZoneInfo ZoneOf(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>
    /// The moment at which a clock in a time zone shows a time of a day, UTC. What the clock leaves out when it goes forward is over
    /// when it goes on.
    /// </summary>
    public static DateTimeOffset MomentOf(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The day it is for the team.</summary>
    public DateOnly LocalDate(DateTimeOffset now) => LocalDate(now, TimeZone);

    /// <summary>The day it is in a time zone; in UTC where the zone is not known.</summary>
    public static DateOnly LocalDate(DateTimeOffset now, string? timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, ZoneOf(timeZone)).DateTime);
}

/// <summary>What the leads of a team choose; the properties are the inputs of the form.</summary>
/// <param name="SharesSimilar">Whether other teams may see a similar record of it as number and title.</param>
internal sealed record TeamSetup(
    string TriageChannel, string DigestChannel, string? TimeZone = null, string? Language = null, bool SharesSimilar = false)
{
    /// <summary>The working days, as <c>Mon-Fri</c>; null for no change.</summary>
    public string? WorkDays { get; init; }

    /// <summary>When work begins.</summary>
    public TimeOnly? WorkFrom { get; init; }

    /// <summary>When work ends.</summary>
    public TimeOnly? WorkUntil { get; init; }

    /// <summary>Days and hours, as <see cref="Team.WorkingHours"/>; null where one of the three is missing.</summary>
    public string? WorkingHours => this is { WorkDays: { } days, WorkFrom: { } from, WorkUntil: { } until }
        ? string.Create(CultureInfo.InvariantCulture, $"{days} {from:HH:mm}-{until:HH:mm}")
        : null;
}

/// <summary>What an activity tells about a team; what it does not tell is null and changes nothing.</summary>
internal sealed record ObservedTeam(string TeamsTeamId, string? AadGroupId, string? Tenant, string? Name, string? ServiceUrl)
{
    /// <summary>Null for an activity of no team.</summary>
    public static ObservedTeam? Of(Activity activity) => activity.ChannelData.Member("team") is var team && team.Filled("id") is { } id
        ? new(
            ConversationAccount.BaseOf(id), team.Filled("aadGroupId"), team.Filled("tenantId") ?? activity.Conversation.TenantId,
            team.Filled("name"), activity.ServiceUrl)
        : null;
}
