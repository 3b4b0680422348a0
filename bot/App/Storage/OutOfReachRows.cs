namespace Improvement.Bot.Storage;

/// <summary>Whom nothing reaches at present, as the administrators read it.</summary>
internal static class OutOfReachRows
{
    // Without who is reached in another chat, and without channels that the bot was taken out of, unless a team still wants to read there.
    private static readonly Sql Missed = Sql.Of($"""
        FROM conversations c WHERE c.unreachable_since IS NOT NULL AND CASE WHEN c.kind = 'personal'
            THEN NOT EXISTS (SELECT 1 FROM conversations o WHERE o.person = c.person AND o.kind = 'personal'
                AND (o.unreachable_since IS NULL OR o.id < c.id))
            ELSE COALESCE(c.unreachable_reason, '') NOT IN ('removed', 'deleted') OR EXISTS (SELECT 1 FROM teams t
                WHERE t.removed_at IS NULL AND (t.triage_conversation = c.id OR t.digest_conversation = c.id)) END
        """);

    /// <summary>How many people, and how many channels and group chats.</summary>
    public static (long People, long Channels) Count(Statements database)
    {
        using var rows = database.Read($"""
            SELECT COALESCE(SUM(CASE WHEN c.kind = 'personal' THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN c.kind = 'personal' THEN 0 ELSE 1 END), 0) {Missed}
            """);
        return rows.Read() ? (rows.GetInt64(0), rows.GetInt64(1)) : default;
    }

    /// <summary>Some of them by name, those out of reach last first.</summary>
    public static IReadOnlyList<OutOfReachRow> Newest(Statements database, int most)
    {
        var names = new List<OutOfReachRow>();
        using var rows = database.Read($"""
            SELECT COALESCE((SELECT name FROM people WHERE id = c.person), (SELECT name FROM teams WHERE id = c.team), c.id),
                c.unreachable_reason, c.unreachable_since
            {Missed} ORDER BY c.unreachable_since DESC, c.id LIMIT {most}
            """);
        while (rows.Read())
        {
            names.Add(new(rows.GetString(0), rows.TextOrNull(1) ?? "", rows.GetInt64(2) is 0 ? null : rows.Moment(2)));
        }

        return names;
    }
}

/// <summary>Somebody, or a channel, whom nothing reaches at present.</summary>
/// <param name="Name">Of the person or team, or the id of the conversation where none is known.</param>
/// <param name="Reason">What the channel said.</param>
/// <param name="Since">Null where that is not known.</param>
internal sealed record OutOfReachRow(string Name, string Reason, DateTimeOffset? Since);
