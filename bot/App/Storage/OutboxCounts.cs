using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>What of the outbox the administrators read: numbers and addressees, never what is said.</summary>
internal static class OutboxCounts
{
    /// <summary>The messages that wait, and since when the oldest does; counted up to a number.</summary>
    public static (long Count, DateTimeOffset? Since) Waiting(Statements database, int most)
    {
        var count = database.Number($"SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE parked_at IS NULL LIMIT {most}) AS waiting") ?? 0;
        using var rows = database.Read($"SELECT created_at FROM outbox WHERE parked_at IS NULL ORDER BY id LIMIT 1");
        return (count, rows.Read() ? rows.Moment(0) : null);
    }

    /// <summary>How many are set aside, how many of them come out by themselves, and since when the oldest is.</summary>
    public static (long Count, long ComeBack, DateTimeOffset? Since) Aside(Statements database)
    {
        using var rows = database.Read($"""
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN comes_back THEN 1 ELSE 0 END), 0), MIN(parked_at) FROM outbox
            WHERE parked_at IS NOT NULL
            """);
        return rows.Read() ? (rows.GetInt64(0), rows.GetInt64(1), rows.MomentOrNull(2)) : default;
    }

    /// <summary>The messages that were set aside last, the newest first.</summary>
    public static IReadOnlyList<MessageAside> NewestAside(Statements database, int most)
    {
        var found = new List<(long Id, Address To, string Problem, DateTimeOffset Since, bool ComesBack)>();
        using (var rows = database.Read($"""
            SELECT id, to_service_url, to_conversation, to_tenant, to_person, problem, parked_at, comes_back FROM outbox
            WHERE parked_at IS NOT NULL ORDER BY parked_at DESC, id DESC LIMIT {most}
            """))
        {
            while (rows.Read())
            {
                var to = new Address(rows.GetString(1), rows.TextOrNull(2), rows.TextOrNull(3), rows.TextOrNull(4));
                found.Add((rows.GetInt64(0), to, rows.TextOrNull(5) ?? "", rows.Moment(6), rows.GetBoolean(7)));
            }
        }

        return [.. found.Select(each => new MessageAside(
            each.Id, ConversationRows.NameOf(database, each.To) ?? each.To.QueueKey, each.Problem, each.Since, each.ComesBack))];
    }
}

/// <summary>A message that is set aside, without what it says.</summary>
/// <param name="Id">The number of its row.</param>
/// <param name="To">The name of a person or team, or the id of the conversation where none is known.</param>
/// <param name="Problem">What the channel said.</param>
/// <param name="ComesBack">Whether it is sent again by itself.</param>
internal sealed record MessageAside(long Id, string To, string Problem, DateTimeOffset Since, bool ComesBack);
