using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>The rows of teams and of who is in them.</summary>
internal static class TeamRows
{
    // The channel of new reports may be deleted, or the bot removed from it; until it is there again, or the leads choose another one,
    // General stands in.
    private static readonly Sql Select = Sql.Of($"""
        SELECT teams.id, aad_group_id, teams_team_id, tenant, name, service_url,
            CASE WHEN EXISTS (SELECT 1 FROM conversations closed
                    WHERE closed.id = teams.triage_conversation AND closed.unreachable_reason IN ('removed', 'deleted'))
                THEN teams_team_id ELSE triage_conversation END,
            digest_conversation, time_zone, language, shares_similar, installed_by, installed_at, removed_at, working_hours
        FROM teams
        """);

    public static TeamId Keep(Statements writer, ObservedTeam seen, DateTimeOffset now)
    {
        var group = EntraIds.Normal(seen.AadGroupId);
        if (group is not null) Rethread(writer, group, seen.TeamsTeamId);
        return new(writer.Number($"""
            INSERT INTO teams {NewRow.Of(
                ("aad_group_id", UnlessTaken(group, seen.TeamsTeamId)), ("teams_team_id", seen.TeamsTeamId), ("tenant", seen.Tenant),
                ("name", seen.Name ?? ""), ("service_url", seen.ServiceUrl), ("shares_similar", false), ("installed_at", now))}
            ON CONFLICT (teams_team_id) DO UPDATE SET
                aad_group_id = COALESCE(excluded.aad_group_id, teams.aad_group_id),
                tenant = COALESCE(teams.tenant, excluded.tenant),
                name = CASE WHEN excluded.name = '' THEN teams.name ELSE excluded.name END,
                service_url = COALESCE(excluded.service_url, teams.service_url)
            RETURNING id
            """)!.Value);
    }

    // The group identifies a team for good; a thread id that is new and belongs to no other team is this team's from now on.
    private static void Rethread(Statements writer, string group, string teamsTeamId) => writer.Execute($"""
        UPDATE teams SET teams_team_id = {teamsTeamId} WHERE aad_group_id = {group} AND teams_team_id <> {teamsTeamId}
            AND NOT EXISTS (SELECT 1 FROM teams other WHERE other.teams_team_id = {teamsTeamId})
        """);

    // The group of another team that is known already stays that team's.
    private static Sql UnlessTaken(string? group, string teamsTeamId) => Sql.Of($"""
        (SELECT CAST({group} AS text) WHERE NOT EXISTS (
            SELECT 1 FROM teams other WHERE other.aad_group_id = {group} AND other.teams_team_id <> {teamsTeamId}))
        """);

    // A team that comes back begins anew; the second of the two events of one installation changes nothing.
    public static void Installed(Statements writer, TeamId team, string triageConversation, PersonId? by, DateTimeOffset now) =>
        writer.Execute($"""
            UPDATE teams SET
                triage_conversation =
                    CASE WHEN removed_at IS NULL THEN COALESCE(triage_conversation, {triageConversation}) ELSE {triageConversation} END,
                digest_conversation =
                    CASE WHEN removed_at IS NULL THEN COALESCE(digest_conversation, {triageConversation}) ELSE {triageConversation} END,
                installed_by = CASE WHEN removed_at IS NULL THEN COALESCE(installed_by, {by?.Value}) ELSE {by?.Value} END,
                installed_at = CASE WHEN removed_at IS NULL THEN installed_at ELSE {now} END,
                removed_at = NULL
            WHERE id = {team.Value}
            """);

    public static void SetUp(Statements writer, TeamId team, TeamSetup setup) => writer.Execute($"""
        UPDATE teams SET triage_conversation = {setup.TriageChannel}, digest_conversation = {setup.DigestChannel},
            time_zone = COALESCE({setup.TimeZone}, time_zone), language = COALESCE({setup.Language}, language),
            working_hours = COALESCE({setup.WorkingHours}, working_hours), shares_similar = {setup.SharesSimilar}
        WHERE id = {team.Value}
        """);

    /// <summary>A team that was deleted is there again; false when it was there.</summary>
    public static bool Restored(Statements writer, TeamId team) =>
        writer.Execute($"UPDATE teams SET removed_at = NULL WHERE id = {team.Value} AND removed_at IS NOT NULL") > 0;

    public static void Removed(Statements writer, TeamId team, DateTimeOffset now) =>
        writer.Execute($"UPDATE teams SET removed_at = {now} WHERE id = {team.Value} AND removed_at IS NULL");

    public static void Joined(Statements writer, TeamId team, PersonId person, bool isOwner, DateTimeOffset now) =>
        writer.Execute($"""
            INSERT INTO team_members {NewRow.Of(
                ("team", team.Value), ("person", person.Value), ("is_owner", isOwner), ("joined_at", now))}
            ON CONFLICT (team, person) DO UPDATE SET
                is_owner = excluded.is_owner,
                joined_at = CASE WHEN team_members.left_at IS NULL THEN team_members.joined_at ELSE excluded.joined_at END,
                left_at = NULL
            """);

    public static void Left(Statements writer, TeamId team, PersonId person, DateTimeOffset now) => writer.Execute($"""
        UPDATE team_members SET left_at = {now}, directory_owner_until = NULL
        WHERE team = {team.Value} AND person = {person.Value} AND left_at IS NULL
        """);

    /// <summary>
    /// Somebody is in a team as the directory tells. Whom the channel has ever told of, in the team or gone from it, stays as it says.
    /// </summary>
    public static void JoinedByDirectory(Statements writer, TeamId team, PersonId person, DateTimeOffset now) => writer.Execute($"""
        INSERT INTO team_members {NewRow.Of(("team", team.Value), ("person", person.Value), ("is_owner", false), ("joined_at", now))}
        ON CONFLICT (team, person) DO NOTHING
        """);

    /// <summary>
    /// Who owns a team as the directory tells, for as long as its answer counts. Kept beside what the channel says, so that neither
    /// overwrites the other; only who is in the team.
    /// </summary>
    public static void OwnedByDirectory(Statements writer, TeamId team, IReadOnlyCollection<PersonId> owners, DateTimeOffset until)
    {
        var isOwner = Sql.Of($"person IN {owners.Select(owner => owner.Value)}");
        writer.Execute($"""
            UPDATE team_members SET directory_owner_until = CASE WHEN {isOwner} THEN CAST({until} AS bigint) ELSE NULL END
            WHERE team = {team.Value} AND left_at IS NULL AND (directory_owner_until IS NOT NULL OR {isOwner})
            """);
    }

    /// <summary>Nobody owns a team by the directory any more: it is switched off, or refuses to tell.</summary>
    public static int OwnedByNobodyInDirectory(Statements writer) =>
        writer.Execute($"UPDATE team_members SET directory_owner_until = NULL WHERE directory_owner_until IS NOT NULL");

    public static Team? Find(Statements database, TeamId id) => One(database.Read($"{Select} WHERE teams.id = {id.Value}"));

    public static Team? FindByChannelId(Statements database, string teamsTeamId) =>
        One(database.Read($"{Select} WHERE teams_team_id = {teamsTeamId}"));

    public static Team? FindByGroup(Statements database, string aadGroupId) =>
        One(database.Read($"{Select} WHERE aad_group_id = {EntraIds.Normal(aadGroupId)}"));

    /// <summary>The teams that a person is in and the bot too, by name.</summary>
    public static List<Team> Of(Statements database, PersonId person) => database.Ask($"""
        {Select} JOIN team_members ON team_members.team = teams.id
        WHERE person = {person.Value} AND left_at IS NULL AND removed_at IS NULL ORDER BY name, teams.id
        """, Several).Value;

    /// <summary>All teams that the bot is in, by name.</summary>
    public static Answer<List<Team>> AskForAll(Statements database) =>
        database.Ask($"{Select} WHERE removed_at IS NULL ORDER BY name, teams.id", Several);

    /// <summary>Who owns a team, by the channel or by the directory.</summary>
    public static HashSet<PersonId> Owners(Statements database, TeamId team, DateTimeOffset now)
    {
        var owners = new HashSet<PersonId>();
        using var rows = database.Read($"""
            SELECT person FROM team_members
            WHERE team = {team.Value} AND left_at IS NULL AND (is_owner OR directory_owner_until > {now})
            """);
        while (rows.Read()) owners.Add(new(rows.GetInt64(0)));
        return owners;
    }

    /// <summary>The people in a team, and whether the channel says that they own it; agents are no part of its roster.</summary>
    public static Dictionary<PersonId, bool> Members(Statements database, TeamId team)
    {
        var members = new Dictionary<PersonId, bool>();
        using var rows = database.Read($"""
            SELECT person, is_owner FROM team_members JOIN people ON people.id = person
            WHERE team = {team.Value} AND left_at IS NULL AND person_kind = 'person'
            """);
        while (rows.Read()) members.Add(new(rows.GetInt64(0)), rows.GetBoolean(1));
        return members;
    }

    /// <summary>The agents and systems in a team, the oldest first.</summary>
    public static List<PersonId> Agents(Statements database, TeamId team)
    {
        var agents = new List<PersonId>();
        using var rows = database.Read($"""
            SELECT person FROM team_members JOIN people ON people.id = person
            WHERE team = {team.Value} AND left_at IS NULL AND person_kind IN ({ActorKind.Agent}, {ActorKind.System}) ORDER BY person
            """);
        while (rows.Read()) agents.Add(new(rows.GetInt64(0)));
        return agents;
    }

    private static Team? One(Rows rows)
    {
        using (rows) return rows.Read() ? Read(rows) : null;
    }

    private static List<Team> Several(Rows rows)
    {
        var teams = new List<Team>();
        while (rows.Read()) teams.Add(Read(rows));
        return teams;
    }

    private static Team Read(Rows row) => new(
        new(row.GetInt64(0)), row.TextOrNull(1), row.GetString(2), row.TextOrNull(3), row.GetString(4), row.TextOrNull(5),
        row.TextOrNull(6), row.TextOrNull(7), row.TextOrNull(8), row.TextOrNull(9),
        row.GetBoolean(10), row.NumberOrNull(11) is { } by ? new PersonId(by) : null, row.Moment(12), row.MomentOrNull(13))
    {
        WorkingHours = row.TextOrNull(14),
    };
}
