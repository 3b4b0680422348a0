using Improvement.Bot.Storage;

namespace Improvement.Bot.Audit;

/// <summary>A page of the trail.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="HasNewer">Whether there are newer ones.</param>
/// <param name="HasOlder">Whether there are older ones.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, bool HasNewer, bool HasOlder);

/// <summary>Reads the trail, the newest first, from key to key, so that what happens meanwhile shifts nothing.</summary>
internal static class AuditRows
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT e.id, e.at, e.actor_kind, e.actor, people.name, e.record_kind, e.record_id, teams.name, e.what, e.data, e.shown_at,
            e.submitted_at
        FROM record_events e LEFT JOIN people ON people.id = e.actor LEFT JOIN teams ON teams.id = e.team
        """);

    /// <summary>The entries before a key.</summary>
    /// <param name="before">The id that they are older than; null for the newest.</param>
    public static List<AuditEntry> Before(Statements database, AuditFilter filter, long? before, int limit) => Read(database.Read($"""
        {Select} WHERE {filter.Condition(Sql.Of($"e.id < {before ?? long.MaxValue}"))} ORDER BY e.id DESC LIMIT {limit}
        """));

    /// <summary>The id of the last of so many entries before a key where there are more; null where there are not.</summary>
    public static long? LastOf(Statements database, AuditFilter filter, long? before, int most)
    {
        using var rows = database.Read($"""
            SELECT e.id FROM record_events e WHERE {filter.Condition(Sql.Of($"e.id < {before ?? long.MaxValue}"))}
            ORDER BY e.id DESC LIMIT 2 OFFSET {most - 1}
            """);
        if (!rows.Read()) return null;
        var last = rows.GetInt64(0);
        return rows.Read() ? last : null;
    }

    /// <summary>The page after or before a key; the newest for neither.</summary>
    public static AuditPage Page(Statements database, AuditFilter filter, long? before, long? after, int perPage)
    {
        if (after is not { } key)
        {
            var found = Before(database, filter, before, perPage + 1);
            return new([.. found.Take(perPage)], before is not null, found.Count > perPage);
        }

        var newer = Read(database.Read($"""
            {Select} WHERE {filter.Condition(Sql.Of($"e.id > {key}"))} ORDER BY e.id LIMIT {perPage + 1}
            """));
        return new([.. newer.Take(perPage).Reverse()], newer.Count > perPage, HasOlder: true);
    }

    /// <summary>One entry; null when there is none.</summary>
    public static AuditEntry? Find(Statements database, long id) => Read(database.Read($"{Select} WHERE e.id = {id}")).FirstOrDefault();

    private static List<AuditEntry> Read(Rows rows)
    {
        using var row = rows;
        var entries = new List<AuditEntry>();
        while (row.Read())
        {
            entries.Add(new(
                row.GetInt64(0), row.Moment(1), row.GetString(2), row.NumberOrNull(3), row.TextOrNull(4), row.GetString(5),
                row.GetInt64(6), row.TextOrNull(7), row.GetString(8), row.TextOrNull(9))
            {
                ShownAt = row.MomentOrNull(10),
                SubmittedAt = row.MomentOrNull(11),
            });
        }

        return entries;
    }
}
