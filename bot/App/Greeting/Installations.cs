using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Greeting;

/// <summary>Where the bot was added or removed, and who joined or left. Both events of one installation may come, in any order; there is one welcome.</summary>
internal static class Installations
{
    /// <summary>An installationUpdate or a conversationUpdate.</summary>
    public static ValueTask Changed(TurnContext turn, CancellationToken ct)
    {
        var activity = turn.Activity;
        if (BotCame(activity)) turn.Write(writer => Came(turn, writer));
        else if (BotLeft(activity)) turn.Write(_ => Left(turn));
        else if (TeamOf(activity) is { } team) turn.Write(_ => Roster(turn, team));
        return default;
    }

    private static bool BotCame(Activity activity) =>
        activity.Action is "add" or "add-upgrade" || activity.MembersAdded.Any(member => member.Id == activity.Recipient.Id);

    private static bool BotLeft(Activity activity) =>
        activity.Action is "remove" or "remove-upgrade" || activity.MembersRemoved.Any(member => member.Id == activity.Recipient.Id)
        || string.Equals(activity.EventType, "teamDeleted", StringComparison.OrdinalIgnoreCase);

    private static ValueTask Came(TurnContext turn, ITurnWriter writer)
    {
        var activity = turn.Activity;
        var where = activity.Conversation.Base;
        string? by = null;
        var isTriage = false;
        if (TeamOf(activity) is { } seen)
        {
            where = activity.ChannelData.Member("settings").Member("selectedChannel").Text("id") ?? activity.ChannelData.Member("channel").Text("id") ?? where;
            var installer = turn.Services.GetRequiredService<CurrentPerson>() is { IsSomebody: true } person ? person.Find() ?? person.Keep() : null;
            var teams = turn.Services.GetRequiredService<Teams>();
            teams.Installed(seen, where, installer?.Id);
            isTriage = teams.FindByChannelId(seen.TeamsTeamId)?.TriageConversation == where;
            turn.Services.GetRequiredService<Rosters>().Want(seen.TeamsTeamId, turn.Now);
            by = installer?.Name;
            if (ConversationSighting.Of(activity) is { } place) turn.Services.GetRequiredService<KnownConversations>().Keep(place with { Id = where }, null);
        }

        if (activity.Action is "add-upgrade") return default;
        if (!turn.Services.GetRequiredService<KnownConversations>().TryWelcome(where)) return default;

        var card = activity.Conversation.Kind is ConversationKind.Personal ? GreetingCards.Personal() : GreetingCards.Shared(isTriage, by);
        writer.Enqueue(new(OutboxKind.Say, turn.Here with { Conversation = where }) { Body = OutgoingActivity.Of(card).ToJson() });
        return default;
    }

    private static ValueTask Left(TurnContext turn)
    {
        if (turn.Activity.Action is "remove-upgrade") return default;
        turn.Services.GetRequiredService<KnownConversations>().Removed(turn.Activity.Conversation.Base, TeamOf(turn.Activity)?.TeamsTeamId);
        var teams = turn.Services.GetRequiredService<Teams>();
        if (TeamOf(turn.Activity) is { } seen && teams.FindByChannelId(seen.TeamsTeamId) is { RemovedAt: null } team)
            teams.Removed(team.Id, turn.Services.GetRequiredService<CurrentPerson>().Find()?.Id);
        return default;
    }

    /// <summary>Members came or went, or the team has a new name.</summary>
    private static ValueTask Roster(TurnContext turn, TeamSighting seen)
    {
        var teams = turn.Services.GetRequiredService<Teams>();
        if (teams.FindByChannelId(seen.TeamsTeamId) is null) return default;

        var team = teams.Keep(seen);
        var people = turn.Services.GetRequiredService<KnownPeople>();
        foreach (var member in turn.Activity.MembersAdded.Where(IsPerson)) teams.Joined(team, people.Keep(Sight(turn, member)).Id);
        foreach (var member in turn.Activity.MembersRemoved.Where(IsPerson))
        {
            if (people.Find(Sight(turn, member)) is { } person) teams.Left(team, person.Id);
        }

        // An event may tell only a part; the roster itself is read soon.
        if (turn.Activity.MembersAdded.Any(IsPerson)) turn.Services.GetRequiredService<Rosters>().Want(seen.TeamsTeamId, turn.Now);
        return default;
    }

    private static bool IsPerson(ChannelAccount account) => account.Id.Length > 0 && !account.Id.StartsWith("28:", StringComparison.Ordinal);

    private static Sighting Sight(TurnContext turn, ChannelAccount account) => new(turn.Activity.Conversation.TenantId, account.AadObjectId, account.Id, account.Name);

    private static TeamSighting? TeamOf(Activity activity) => activity.ChannelData.Member("team") is var team && team.Text("id") is { Length: > 0 } id
        ? new(id, team.Text("aadGroupId"), activity.Conversation.TenantId, team.Text("name"), activity.ServiceUrl)
        : null;
}
