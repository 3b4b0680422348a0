using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>
/// The teams that the bot is in, and who is in them. What changes something does so only while a commit runs, and says so in the record's
/// events.
/// </summary>
internal sealed class Teams(Session session, TeamsSettings settings, Clock clock)
{
    public const string RecordKind = "team";

    /// <summary>A team by its id, also one that the bot has left; null when there is none.</summary>
    public Team? Find(TeamId id) => TeamRows.Find(session.Statements, id);

    /// <summary>A team by the channel's id of it.</summary>
    public Team? FindByChannelId(string teamsTeamId) => TeamRows.FindByChannelId(session.Statements, teamsTeamId);

    /// <summary>The teams that a person is in and the bot too, by name.</summary>
    public IReadOnlyList<Team> Of(PersonId person) => TeamRows.Of(session.Statements, person);

    /// <summary>All teams that the bot is in, by name.</summary>
    public IReadOnlyList<Team> All() => AskForAll().Value;

    /// <summary>Asks for all teams that the bot is in, by name, in the round trip of what is asked next.</summary>
    public Answer<List<Team>> AskForAll() => TeamRows.AskForAll(session.Statements);

    /// <summary>Whether somebody owns a team, by the channel or by the directory.</summary>
    public bool IsOwner(TeamId team, PersonId person) => TeamRows.Owners(session.Statements, team, clock.UtcNow).Contains(person);

    /// <summary>The people in a team, and whether the channel says that they own it; without agents.</summary>
    public IReadOnlyDictionary<PersonId, bool> Members(TeamId team) => TeamRows.Members(session.Statements, team);

    /// <summary>The agents and systems that work in a team.</summary>
    public IReadOnlyList<PersonId> Agents(TeamId team) => TeamRows.Agents(session.Statements, team);

    /// <summary>The team for people without one, by the settings; null for none.</summary>
    public Team? Default() =>
        settings.DefaultTeam.Length > 0 && TeamRows.FindByGroup(session.Statements, settings.DefaultTeam) is { RemovedAt: null } team
            ? team
            : null;

    /// <summary>Keeps what is new about a team: its name, its group, its connector.</summary>
    public TeamId Keep(ObservedTeam seen) => TeamRows.Keep(session.Statements, seen, clock.UtcNow);

    /// <summary>The bot was installed; both events of one installation may say so, in any order.</summary>
    /// <param name="triageConversation">The channel that was chosen.</param>
    /// <param name="by">Who installed it, where known.</param>
    public TeamId Installed(ObservedTeam seen, string triageConversation, PersonId? by)
    {
        var before = FindByChannelId(seen.TeamsTeamId);
        var team = Keep(seen);
        TeamRows.Installed(session.Statements, team, triageConversation, by, clock.UtcNow);
        if (before is null or { RemovedAt: not null }) Record(team, "installed", by);
        return team;
    }

    /// <summary>Keeps what a lead chose; only while a commit runs.</summary>
    public void SetUp(TeamId team, TeamSetup setup, PersonId? by)
    {
        TeamRows.SetUp(session.Statements, team, setup);
        Record(team, "set-up", by);
    }

    /// <summary>The bot was removed, or the team was deleted; its records stay.</summary>
    public void Removed(TeamId team, PersonId? by)
    {
        TeamRows.Removed(session.Statements, team, clock.UtcNow);
        Record(team, "removed", by);
    }

    /// <summary>The team was deleted, and is there again as it was.</summary>
    public void Restored(TeamId team, PersonId? by)
    {
        if (TeamRows.Restored(session.Statements, team)) Record(team, "restored", by);
    }

    /// <summary>Somebody is in the team.</summary>
    public void Joined(TeamId team, PersonId person, bool isOwner = false) =>
        TeamRows.Joined(session.Statements, team, person, isOwner, clock.UtcNow);

    /// <summary>Somebody is no longer in the team.</summary>
    public void Left(TeamId team, PersonId person) => TeamRows.Left(session.Statements, team, person, clock.UtcNow);

    /// <summary>Brings the roster into line with what the channel says, after all its pages were read.</summary>
    /// <param name="members">Everybody, and whether they own the team.</param>
    public void ReplaceRoster(TeamId team, IReadOnlyDictionary<PersonId, bool> members)
    {
        var before = Members(team);
        foreach (var (person, isOwner) in members)
        {
            if (!before.TryGetValue(person, out var was) || was != isOwner) Joined(team, person, isOwner);
        }

        foreach (var person in before.Keys)
        {
            if (!members.ContainsKey(person)) Left(team, person);
        }
    }

    private void Record(TeamId team, string what, PersonId? by) => RecordEventRows.Append(
        session.Statements, new(
            RecordKind, team.Value, what, clock.UtcNow,
            by is null ? ActorKind.System : ActorKind.Person) { Actor = by?.Value, Team = team.Value });
}
