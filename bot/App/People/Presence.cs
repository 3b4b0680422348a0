using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.People;

/// <summary>
/// What an <c>installationUpdate</c> or <c>conversationUpdate</c> says about where the bot is. Events about one channel
/// (<c>channelMemberRemoved</c>, <c>channelDeleted</c> …) concern that channel alone, even when they name the bot and the team.
/// </summary>
internal static class Presence
{
    /// <summary>Whether an event is about one channel of a team, and not about the team.</summary>
    public static bool IsOfOneChannel(Activity activity) => activity.EventType is { Length: > 0 } type
        ? type.StartsWith("channel", StringComparison.OrdinalIgnoreCase)
        : activity.Type is ActivityTypes.ConversationUpdate
            && ChannelTypes.IsClosedOrShared(ChannelTypes.Of(activity, ChannelOf(activity)));

    /// <summary>The channel that an event is about, or the conversation.</summary>
    public static string ChannelOf(Activity activity) =>
        activity.ChannelData.Member("channel").Filled("id") is { } channel
            ? ConversationAccount.BaseOf(channel)
            : activity.Conversation.Base;

    /// <summary>Whether the bot was added: to a chat, a team, or a channel.</summary>
    public static bool HasCome(Activity activity) =>
        activity.Action is "add" or "add-upgrade" || activity.MembersAdded.Any(member => IsBot(activity, member));

    /// <summary>Whether the bot was removed; an upgrade removes it for a moment, which is none.</summary>
    public static bool HasGone(Activity activity) =>
        activity.Action is "remove" || activity.MembersRemoved.Any(member => IsBot(activity, member));

    /// <summary>Whether the team is no more.</summary>
    public static bool HasTeamGone(Activity activity) => Is(activity, "teamDeleted") || Is(activity, "teamHardDeleted");

    /// <summary>Whether a Teams event is this one.</summary>
    public static bool Is(Activity activity, string eventType) =>
        string.Equals(activity.EventType, eventType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is the last that is heard from its conversation, and so no sign that anybody can be reached there.</summary>
    public static bool IsFarewell(Activity activity) =>
        activity.Type is ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate
        && (HasTeamGone(activity)
            || (
                (HasGone(activity) || Is(activity, "channelDeleted"))
                    && (!IsOfOneChannel(activity) || ChannelOf(activity) == activity.Conversation.Base)));

    private static bool IsBot(Activity activity, ChannelAccount member) =>
        member.Id.Length > 0 && string.Equals(member.Id, activity.Recipient.Id, StringComparison.OrdinalIgnoreCase);
}
