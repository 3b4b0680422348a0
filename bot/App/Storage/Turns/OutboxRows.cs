using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage.Turns;

/// <summary>The rows of what has been decided and is still to be said.</summary>
internal static class OutboxRows
{
    private const string Columns =
        "id, kind, to_service_url, to_conversation, to_tenant, to_person, body, activity_id, place, dialog_id, revision, attempts, not_before, created_at";

    private const string Insert = """
        INSERT INTO outbox (kind, to_service_url, to_conversation, to_tenant, to_person, body, activity_id, place, dialog_id, revision,
            attempts, created_at)
        VALUES (@kind, @service_url, @conversation, @tenant, @person, @body, @activity, @place, @dialog, 0, 0, @now)
        """;

    private const string Again = "UPDATE outbox SET revision = revision + 1 WHERE place = @place AND kind = 3 AND parked_at IS NULL";

    private const string Aside = "SELECT " + Columns + """
         FROM outbox WHERE parked_at IS NOT NULL AND comes_back
            AND (to_conversation = @conversation OR substr(to_conversation, 1, length(@conversation) + 1) = @conversation || ';'
                OR (to_conversation IS NULL AND to_person IN (@one, @other)))
        ORDER BY id
        """;

    /// <summary>Adds a row and returns it with its id; null for a show that waits already, whose revision grew.</summary>
    public static OutboxRow? Add(Statements writer, OutboxRow row, long now)
    {
        if (row.Kind is OutboxKind.Show && writer[Again].Execute(row.Place) > 0) return null;

        var id = writer[Insert + " RETURNING id"].Number(
            (int)row.Kind, row.To.ServiceUrl, row.To.Conversation, row.To.Tenant, row.To.Person, row.Body, row.ActivityId, row.Place,
                row.DialogId, now);
        return row with { Id = id!.Value, Revision = 0, Attempts = 0, NotBefore = null, Created = DateTimeOffset.FromUnixTimeMilliseconds(now) };
    }

    /// <summary>Rows that wait, ascending by id.</summary>
    public static List<OutboxRow> Waiting(Statements database, long afterId, int limit)
    {
        var waiting = new List<OutboxRow>();
        using var rows = database["SELECT " + Columns + " FROM outbox WHERE id > @after AND parked_at IS NULL ORDER BY id LIMIT @limit"].Read(afterId, limit);
        while (rows.Read()) waiting.Add(Read(rows));
        return waiting;
    }

    /// <summary>The revision and place of a show row.</summary>
    public static (int Revision, Place Place)? Showing(Statements database, long id)
    {
        using var rows = database["SELECT outbox.revision, " + PlaceRows.Columns + " FROM outbox JOIN places ON places.id = outbox.place WHERE outbox.id = @id"].Read(id);
        return rows.Read() ? (rows.GetInt32(0), PlaceRows.Read(rows, 1)) : null;
    }

    /// <summary>Removes a delivered row; false when it is a show that was asked for again meanwhile.</summary>
    public static bool Remove(Statements writer, OutboxRow row)
    {
        if (row.Kind is not OutboxKind.Show)
        {
            writer["DELETE FROM outbox WHERE id = @id"].Execute(row.Id);
            return true;
        }

        return writer["DELETE FROM outbox WHERE id = @id AND revision = @revision"].Execute(row.Id, row.Revision) > 0
            || !writer["SELECT id FROM outbox WHERE id = @id"].Any(row.Id);
    }

    public static void Failed(Statements writer, long id, int attempts, DateTimeOffset notBefore, string problem) =>
        writer[
            "UPDATE outbox SET attempts = @attempts, not_before = @not_before, problem = @problem WHERE id = @id"].Execute(attempts,
                notBefore.ToStoredMilliseconds(), problem, id);

    public static void Park(Statements writer, long id, string problem, bool comesBack, DateTimeOffset now) =>
        writer["UPDATE outbox SET parked_at = @now, problem = @problem, comes_back = @back WHERE id = @id"]
            .Execute(now.ToStoredMilliseconds(), problem, comesBack, id);

    /// <summary>Whether something was set aside for good since a moment.</summary>
    public static bool HasParked(Statements database, DateTimeOffset since) =>
        database["SELECT 1 FROM outbox WHERE parked_at > @since AND NOT comes_back"].Any(since.ToStoredMilliseconds());

    /// <summary>
    /// Puts what was set aside for a conversation, or for somebody by name, behind all that waits, in its old order, and gives the new
    /// rows. A record is shown once however often that was asked for; a form is sent while its dialog is open; what was to replace a
    /// message is left, as newer may stand there.
    /// </summary>
    public static List<OutboxRow> TakeBack(Statements writer, string conversation, IReadOnlyList<string> people, long now)
    {
        var back = new List<OutboxRow>();
        using (var rows = writer[Aside].Read(conversation, people.ElementAtOrDefault(0), people.ElementAtOrDefault(1)))
        {
            while (rows.Read()) back.Add(Read(rows));
        }

        foreach (var row in back) writer["DELETE FROM outbox WHERE id = @id"].Execute(row.Id);
        return [.. back.Where(row => IsWanted(writer, row)).Select(row => Add(writer, row, now)).OfType<OutboxRow>()];
    }

    private static bool IsWanted(Statements database, OutboxRow row) =>
        row.Kind is not OutboxKind.Replace
            && (row.DialogId is not { } dialog || database["SELECT 1 FROM dialogs WHERE id = @id"].Any(dialog));

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
    };
}
