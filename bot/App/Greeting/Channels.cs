using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Greeting;

/// <summary>
/// What happens to one channel of a team. Where it is the one in which new reports appear, the leads of the team hear what that means.
/// </summary>
internal static class Channels
{
    /// <summary>
    /// It was created, renamed, deleted, restored, shared, or people came and went; all of them tell what kind of channel it is.
    /// </summary>
    public static ValueTask Happened(TurnContext turn, ITurnWriter writer, Team team)
    {
        var channel = Presence.ChannelOf(turn.Activity);
        if (Presence.Is(turn.Activity, "channelDeleted")) return Closed(turn, writer, deleted: true);

        var tells = ChannelTypes.Of(turn.Activity, channel) is not null || Presence.Is(turn.Activity, "channelRestored");
        if (tells && ObservedConversation.Of(turn.Activity) is { } place)
        {
            turn.Services.GetRequiredService<KnownConversations>().Met(
                writer, place with { Id = channel, ChannelType = ChannelTypes.Of(turn.Activity, channel) }, null);
        }
        if (Presence.Is(turn.Activity, "channelShared") && team.TriageConversation == channel)
        {
            TellLeads(turn, writer, team, GreetingTexts.TriageShared);
        }
        return default;
    }

    /// <summary>The channel was deleted, or the bot removed from it; until it is there again new reports appear in General.</summary>
    public static ValueTask Closed(TurnContext turn, ITurnWriter writer, bool deleted)
    {
        var (channel, activity) = (Presence.ChannelOf(turn.Activity), turn.Activity);
        var team = ObservedTeam.Of(activity) is { } seen
            ? turn.Services.GetRequiredService<Teams>().FindByChannelId(seen.TeamsTeamId)
            : null;
        var place = new ObservedConversation(
            channel, "channel", activity.ServiceUrl ?? "", activity.Conversation.TenantId, activity.Recipient.Id, activity.Recipient.Name,
            team?.TeamsTeamId);
        turn.Services.GetRequiredService<KnownConversations>().Closed(place, deleted);
        if (team is { RemovedAt: null } && team.TriageConversation == channel && channel != team.TeamsTeamId)
        {
            TellLeads(turn, writer, team, GreetingTexts.TriageClosed);
        }
        return default;
    }

    private static void TellLeads(TurnContext turn, ITurnWriter writer, Team team, string text)
    {
        var words = Say(text, team.Name);
        foreach (var lead in turn.Services.GetRequiredService<Leads>().AddressesFor(
            team.Id, Role.ErrorLead, turn.Activity.ServiceUrl, except: null))
        {
            writer.Enqueue(new(OutboxKind.Say, lead) { Body = OutgoingActivity.Of(words).ToJson() });
        }
    }
}
