using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage.Turns;

/// <summary>The rows of what has been decided and is still to be said.</summary>
internal static class OutboxRows
{
    private static readonly Sql Columns = Sql.Of($"""
        id, kind, to_service_url, to_conversation, to_tenant, to_person, body, activity_id, place, dialog_id, revision, attempts,
        not_before, created_at, fan_out
        """);

    private static readonly Sql Connector = ConversationRows.ConnectorOf(Sql.Of($"outbox.to_conversation"));
    private static readonly Sql ConnectorOfPlace = ConversationRows.ConnectorOf(Sql.Of($"places.to_conversation"));

    private static readonly Sql Always = Sql.Of($"");

    /// <summary>Adds a row and returns it with its id; null for a show that waits already, whose revision grew.</summary>
    public static OutboxRow? Add(Statements writer, OutboxRow row, long now)
    {
        if (row.Kind is OutboxKind.Show && IsAskedAgain(writer, row.Place)) return null;

        var id = writer.Number($"""
            INSERT INTO outbox {NewRow.Of(
                ("kind", (int)row.Kind), ("to_service_url", row.To.ServiceUrl), ("to_conversation", row.To.Conversation),
                ("to_tenant", row.To.Tenant), ("to_person", row.To.Person), ("body", row.Body), ("activity_id", row.ActivityId),
                ("place", row.Place), ("dialog_id", row.DialogId), ("revision", 0), ("attempts", 0), ("created_at", now),
                ("fan_out", row.FanOut))}
            RETURNING id
            """);
        return row with { Id = id!.Value, Revision = 0, Attempts = 0, NotBefore = null,
            Created = DateTimeOffset.FromUnixTimeMilliseconds(now) };
    }

    /// <summary>Rows that wait, ascending by id.</summary>
    public static List<OutboxRow> Waiting(Statements database, long afterId, int limit)
    {
        var waiting = new List<OutboxRow>();
        using var rows = database.Read($"""
            SELECT {Columns}, {Connector} FROM outbox
            WHERE id > {afterId} AND parked_at IS NULL ORDER BY id LIMIT {limit}
            """);
        while (rows.Read()) waiting.Add(Read(rows) with { Connector = rows.TextOrNull(15) });
        return waiting;
    }

    /// <summary>The revision, place and connector of a show row.</summary>
    public static (int Revision, Place Place, string? Connector)? Showing(Statements database, long id)
    {
        using var rows = database.Read($"""
            SELECT outbox.revision, {ConnectorOfPlace}, {PlaceRows.Columns}
            FROM outbox JOIN places ON places.id = outbox.place WHERE outbox.id = {id}
            """);
        return rows.Read() ? (rows.GetInt32(0), PlaceRows.Read(rows, 2), rows.TextOrNull(1)) : null;
    }

    /// <summary>Removes a delivered row; false when it is a show that was asked for again meanwhile.</summary>
    public static bool Remove(Statements writer, OutboxRow row)
    {
        if (row is { Kind: not OutboxKind.Show, FanOut: null })
        {
            writer.Queue($"DELETE FROM outbox WHERE id = {row.Id}");
            return true;
        }

        var removed = row.Kind is OutboxKind.Show
            ? writer.Execute($"DELETE FROM outbox WHERE id = {row.Id} AND revision = {row.Revision}")
            : writer.Execute($"DELETE FROM outbox WHERE id = {row.Id}");
        if (removed > 0 && row.FanOut is { } fanOut) FanOutRows.Sent(writer, fanOut);
        return removed > 0 || row.Kind is not OutboxKind.Show || !writer.Any($"SELECT id FROM outbox WHERE id = {row.Id}");
    }

    public static bool Failed(Statements writer, long id, int attempts, DateTimeOffset notBefore, string problem) =>
        writer.Execute($"UPDATE outbox SET attempts = {attempts}, not_before = {notBefore}, problem = {problem} WHERE id = {id}") > 0;

    public static void Park(Statements writer, long id, string problem, bool comesBack, DateTimeOffset now) =>
        writer.Execute($"UPDATE outbox SET parked_at = {now}, problem = {problem}, comes_back = {comesBack} WHERE id = {id}");

    /// <summary>Whether something was set aside for good since a moment.</summary>
    public static bool HasParked(Statements database, DateTimeOffset since) =>
        database.Any($"SELECT 1 FROM outbox WHERE parked_at > {since} AND NOT comes_back");

    /// <summary>
    /// Puts what was set aside for a conversation, or for somebody by name, behind all that waits, in its old order, and gives the new
    /// rows. A record is shown once however often that was asked for; a form is sent while its dialog is open; what was to replace a
    /// message is left, as newer may stand there.
    /// </summary>
    public static List<OutboxRow> TakeBack(Statements writer, string conversation, IReadOnlyList<string> people, long now)
    {
        var back = new List<OutboxRow>();
        using (var rows = Aside(writer, conversation, people))
        {
            while (rows.Read()) back.Add(Read(rows));
        }

        foreach (var row in back) writer.Execute($"DELETE FROM outbox WHERE id = {row.Id}");
        return [.. back.Where(row => IsWanted(writer, row)).Select(row => Add(writer, row, now)).OfType<OutboxRow>()];
    }

    /// <summary>Adds a row whose number nobody asks for, or lets the revision grow of a show that waits already.</summary>
    public static void Append(Statements writer, OutboxRow row, long now)
    {
        var unlessShown = Always;
        if (row is { Kind: OutboxKind.Show, Place: { } place })
        {
            writer.Append($"UPDATE outbox SET revision = revision + 1 WHERE place = {place} AND kind = 3 AND parked_at IS NULL");
            unlessShown = Sql.Of($"WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE place = {place} AND kind = 3 AND parked_at IS NULL)");
        }

        writer.Append($"""
            INSERT INTO outbox (kind, to_service_url, to_conversation, to_tenant, to_person, body, activity_id, place, dialog_id, revision,
                attempts, created_at)
            SELECT {(int)row.Kind}, {row.To.ServiceUrl}, {row.To.Conversation}, {row.To.Tenant}, {row.To.Person}, {row.Body},
                {row.ActivityId}, {row.Place}, {row.DialogId}, 0, 0, {now} {unlessShown}
            """);
    }

    private static bool IsAskedAgain(Statements writer, long? place) =>
        writer.Execute($"UPDATE outbox SET revision = revision + 1 WHERE place = {place} AND kind = 3 AND parked_at IS NULL") > 0;

    private static Rows Aside(Statements database, string conversation, IReadOnlyList<string> people) => database.Read($"""
        SELECT {Columns} FROM outbox WHERE parked_at IS NOT NULL AND comes_back
            AND (to_conversation = {conversation}
                OR substr(to_conversation, 1, length({conversation}) + 1) = {conversation} || ';'
                OR (to_conversation IS NULL AND to_person IN ({people.ElementAtOrDefault(0)}, {people.ElementAtOrDefault(1)})))
        ORDER BY id
        """);

    private static bool IsWanted(Statements database, OutboxRow row) =>
        row.Kind is not OutboxKind.Replace
            && (row.DialogId is not { } dialog || database.Any($"SELECT 1 FROM dialogs WHERE id = {dialog}"));

    private static OutboxRow Read(Rows row) => new((OutboxKind)row.GetInt32(1), PlaceRows.Address(row, 2))
    {
        Id = row.GetInt64(0),
        Body = row.BytesOrNull(6),
        ActivityId = row.TextOrNull(7),
        Place = row.NumberOrNull(8),
        DialogId = row.TextOrNull(9),
        Revision = row.GetInt32(10),
        Attempts = row.GetInt32(11),
        NotBefore = row.MomentOrNull(12),
        Created = row.Moment(13),
        FanOut = row.NumberOrNull(14),
    };
}
