using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;

namespace Improvement.Bot.Greeting;

/// <summary>
/// Where the bot was added or removed. Both events of one installation may come, in any order and twice; there is one welcome.
/// </summary>
internal static class Installations
{
    /// <summary>
    /// The two events of one installation come closer together than this; two installations, where each is welcomed, do not.
    /// </summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);

    /// <summary>An installationUpdate or a conversationUpdate.</summary>
    public static ValueTask Changed(TurnContext turn, CancellationToken ct)
    {
        var activity = turn.Activity;
        if (Presence.HasTeamGone(activity)) turn.Write(_ => LeftAll(turn));
        else if (Presence.HasCome(activity)) turn.Write(writer => Came(turn, writer));
        else if (Presence.HasGone(activity))
        {
            turn.Write(writer => Presence.IsOfOneChannel(activity) ? Channels.Closed(turn, writer, deleted: false) : LeftAll(turn));
        }
        else if (ObservedTeam.Of(activity) is { } team) turn.Write(writer => TeamEvents.Happened(turn, writer, team));
        return default;
    }

    private static ValueTask Came(TurnContext turn, ITurnWriter writer)
    {
        var activity = turn.Activity;
        var team = ObservedTeam.Of(activity);
        if (team is not null && Presence.IsOfOneChannel(activity)) return CameToChannel(turn, writer, team);

        var (where, installer) = (activity.Conversation.Base, (Person?)null);
        if (team is not null)
        {
            where = ChannelForReports(turn, team);
            installer = turn.Services.GetRequiredService<Actor>() is { IsSomebody: true } person ? person.Find() ?? person.Keep() : null;
            turn.Services.GetRequiredService<Teams>().Installed(team, where, installer?.Id);
            turn.Services.GetRequiredService<Rosters>().Want(team.TeamsTeamId, turn.Now);
            Keep(turn, writer, where);
        }

        Welcome(turn, writer, where, team, installer?.Name);
        return default;
    }

    /// <summary>
    /// One channel, private or shared, took the bot in; that makes it neither a team of the bot's nor the channel where its reports appear.
    /// </summary>
    private static ValueTask CameToChannel(TurnContext turn, ITurnWriter writer, ObservedTeam team)
    {
        var where = Presence.ChannelOf(turn.Activity);
        Keep(turn, writer, where);
        Welcome(turn, writer, where, team, by: null);
        return default;
    }

    /// <summary>
    /// The channel that was picked at the installation; in place of one that is private or shared, which not just everybody of the team
    /// reads, General.
    /// </summary>
    private static string ChannelForReports(TurnContext turn, ObservedTeam team)
    {
        var picked = turn.Activity.ChannelData.Member("settings").Member("selectedChannel");
        var where = picked.Filled("id") is { } id ? ConversationAccount.BaseOf(id) : Presence.ChannelOf(turn.Activity);
        var type = picked.Filled("type")?.ToLowerInvariant() ?? ChannelTypes.Of(turn.Activity, where);
        var isOpen = !ChannelTypes.IsClosedOrShared(type)
            && !turn.Services.GetRequiredService<KnownConversations>().IsClosedOrShared(where);
        return isOpen ? where : team.TeamsTeamId;
    }

    private static void Keep(TurnContext turn, ITurnWriter writer, string where)
    {
        if (ObservedConversation.Of(turn.Activity) is { } place)
        {
            turn.Services.GetRequiredService<KnownConversations>().Met(
                writer, place with { Id = where, ChannelType = ChannelTypes.Of(turn.Activity, where) }, null);
        }
    }

    private static void Welcome(TurnContext turn, ITurnWriter writer, string where, ObservedTeam? team, string? by)
    {
        if (turn.Activity.Action is "add-upgrade") return;
        if (!turn.Services.GetRequiredService<KnownConversations>().TryWelcome(where, IsWelcomedAgain(turn) ? Apart : null)) return;

        var isTriage = team is not null
            && turn.Services.GetRequiredService<Teams>().FindByChannelId(team.TeamsTeamId) is { RemovedAt: null } known
            && known.TriageConversation == where;
        var card = turn.Activity.Conversation.Kind is ConversationKind.Personal
            ? GreetingCards.Personal()
            : GreetingCards.Shared(isTriage, by);
        writer.Enqueue(new(OutboxKind.Say, turn.Here with { Conversation = where }) { Body = OutgoingActivity.Of(card).ToJson() });
    }

    private static bool IsWelcomedAgain(TurnContext turn) =>
        turn.Services.GetService<WelcomeAgain>() is { } again && again.Where(turn.Activity);

    /// <summary>The bot was removed from a chat or from a whole team, or the team was deleted.</summary>
    private static ValueTask LeftAll(TurnContext turn)
    {
        var seen = ObservedTeam.Of(turn.Activity);
        turn.Services.GetRequiredService<KnownConversations>().Removed(turn.Activity.Conversation.Base, seen?.TeamsTeamId);
        var teams = turn.Services.GetRequiredService<Teams>();
        if (seen is not null && teams.FindByChannelId(seen.TeamsTeamId) is { RemovedAt: null } team)
        {
            teams.Removed(team.Id, turn.Services.GetRequiredService<Actor>().Find()?.Id);
        }
        return default;
    }
}

/// <summary>Which installations get the welcome also where it was said before.</summary>
internal sealed record WelcomeAgain(Func<Activity, bool> Where);
