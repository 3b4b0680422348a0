using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Improvements;

/// <summary>Reads and writes which records are left out of the list for some days.</summary>
internal static class SnoozeRows
{
    /// <summary>Leaves a record out until a moment.</summary>
    public static void Put(Session session, RecordId record, TeamId? team, DateTimeOffset until, PersonId by) =>
        session.Statements.Execute($"""
            INSERT INTO snoozes {NewRow.Of(
                ("record_kind", record.Kind.Name), ("record", record.Number), ("team", team?.Value), ("until", until),
                ("snoozed_by", by.Value))}
            ON CONFLICT (record_kind, record) DO UPDATE SET until = excluded.until, snoozed_by = excluded.snoozed_by, team = excluded.team
            """);

    /// <summary>Takes a record into the list again.</summary>
    public static void Remove(Session session, RecordId record) =>
        session.Statements.Execute($"DELETE FROM snoozes WHERE record_kind = {record.Kind.Name} AND record = {record.Number}");

    /// <summary>
    /// What is left out at a moment, with the moment until which it is, and the team that leaves it out; of teams, or null for all.
    /// </summary>
    public static IReadOnlyDictionary<RecordId, (DateTimeOffset Until, TeamId? Team)> At(
        Session session, RecordKinds kinds, IReadOnlyCollection<TeamId>? teams, DateTimeOffset at)
    {
        var snoozed = new Dictionary<RecordId, (DateTimeOffset Until, TeamId? Team)>();
        var isOfTeam = teams is null ? Sql.Of($"TRUE") : Sql.Of($"team IN {teams.Select(team => team.Value)}");
        using var rows = session.Statements.Read($"""
            SELECT record_kind, record, until, team FROM snoozes WHERE {isOfTeam} AND until > {at}
            """);
        while (rows.Read())
        {
            if (kinds.Named(rows.GetString(0)) is not { } kind) continue; // of a newer version
            snoozed[new(kind, rows.GetInt64(1))] = (rows.Moment(2), rows.NumberOrNull(3) is { } team ? new(team) : null);
        }

        return snoozed;
    }
}
