using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>A role that was given in the chat.</summary>
/// <param name="Role">See <see cref="People.Role"/>.</param>
/// <param name="Team">The team that it is for; null for the whole organisation.</param>
/// <param name="By">Who gave it; null where that is not known.</param>
internal sealed record RoleAssignment(PersonId Person, string Role, TeamId? Team, PersonId? By, DateTimeOffset At);

/// <summary>The rows of roles that were given in the chat.</summary>
internal static class RoleRows
{
    /// <summary>All of them, the oldest first.</summary>
    public static IReadOnlyList<RoleAssignment> All(Statements database)
    {
        var all = new List<RoleAssignment>();
        using var rows = database.Read($"SELECT person, role, team, given_by, given_at FROM roles ORDER BY given_at, person, role, team");
        while (rows.Read())
        {
            all.Add(new(
                new(rows.GetInt64(0)), rows.GetString(1), rows.NumberOrNull(2) is { } team ? new TeamId(team) : null,
                rows.NumberOrNull(3) is { } by ? new PersonId(by) : null, rows.Moment(4)));
        }

        return all;
    }

    /// <summary>Gives a role; false when the person has it already.</summary>
    public static bool Give(Statements writer, RoleAssignment given) => writer.Execute($"""
        INSERT INTO roles {NewRow.Of(
            ("person", given.Person.Value), ("role", given.Role), ("team", given.Team?.Value), ("given_by", given.By?.Value),
            ("given_at", given.At))}
        ON CONFLICT DO NOTHING
        """) > 0;

    /// <summary>Takes a role away; false when the person does not have it.</summary>
    public static bool Take(Statements writer, PersonId person, string role, TeamId? team) => writer.Execute($"""
        DELETE FROM roles WHERE person = {person.Value} AND role = {role} AND COALESCE(team, 0) = {team?.Value ?? 0}
        """) > 0;

    /// <summary>
    /// How many were given a role in the whole organisation; until the commit no other instance changes one of these, so that what is
    /// decided by their number holds.
    /// </summary>
    public static int Hold(Statements writer, string role) =>
        writer.Execute($"UPDATE roles SET given_at = given_at WHERE role = {role} AND team IS NULL");
}
