using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;

namespace Improvement.Bot.Greeting;

/// <summary>
/// What happens to a team and its channels while the bot is there. Who is in the team is told by its own events and its roster, never by
/// those of a channel.
/// </summary>
internal static class TeamEvents
{
    /// <summary>Inside the transaction of the event.</summary>
    public static ValueTask Happened(TurnContext turn, ITurnWriter writer, ObservedTeam seen)
    {
        var teams = turn.Services.GetRequiredService<Teams>();
        if (teams.FindByChannelId(seen.TeamsTeamId) is not { } known) return default;

        var team = teams.Keep(seen);
        if (Presence.IsOfOneChannel(turn.Activity)) return Channels.Happened(turn, writer, known);

        if (Presence.Is(turn.Activity, "teamRestored")) Restored(turn, writer, team, seen);
        if (Presence.Is(turn.Activity, "teamUnarchived"))
        {
            turn.Services.GetRequiredService<KnownConversations>().Restored(writer, seen.TeamsTeamId, alsoRemoved: false);
        }
        Members(turn, team, seen);
        return default;
    }

    private static void Restored(TurnContext turn, ITurnWriter writer, TeamId team, ObservedTeam seen)
    {
        turn.Services.GetRequiredService<Teams>().Restored(team, turn.Services.GetRequiredService<Actor>().Find()?.Id);
        turn.Services.GetRequiredService<KnownConversations>().Restored(writer, seen.TeamsTeamId, alsoRemoved: true);
        turn.Services.GetRequiredService<Rosters>().Want(seen.TeamsTeamId, turn.Now);
    }

    private static void Members(TurnContext turn, TeamId team, ObservedTeam seen)
    {
        var (teams, people) = (turn.Services.GetRequiredService<Teams>(), turn.Services.GetRequiredService<KnownPeople>());
        foreach (var member in turn.Activity.MembersAdded.Where(IsPerson)) teams.Joined(team, people.Keep(Observe(turn, seen, member)).Id);
        foreach (var member in turn.Activity.MembersRemoved.Where(IsPerson))
        {
            if (people.Find(Observe(turn, seen, member)) is { } person) teams.Left(team, person.Id);
        }

        // An event may tell only a part; the roster itself is read soon.
        if (turn.Activity.MembersAdded.Any(IsPerson)) turn.Services.GetRequiredService<Rosters>().Want(seen.TeamsTeamId, turn.Now);
    }

    private static bool IsPerson(ChannelAccount account) =>
        account.Id.Length > 0 && !account.Id.StartsWith("28:", StringComparison.OrdinalIgnoreCase);

    private static ObservedPerson Observe(TurnContext turn, ObservedTeam team, ChannelAccount account) =>
        new(account.TenantId ?? turn.Activity.Conversation.TenantId, account.AadObjectId, account.Id, account.Name)
        {
            IsGuest = turn.Services.GetRequiredService<TeamsSettings>().IsFromOutside(account.TenantId, team.Tenant) ? true : null,
        };
}
