using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage.Turns;

/// <summary>The rows of the dialogs that are under way.</summary>
internal static class DialogRows
{
    private static readonly Sql Select = Sql.Of(
        $"SELECT journal, to_service_url, to_conversation, to_tenant, to_person, person, card_activity, version, expires_at FROM dialogs");

    public static Answer<SavedDialog?> AskIn(Statements database, string conversation, string person, string alsoKnownAs) =>
        database.Ask($"{Select} WHERE conversation = {conversation} AND person IN ({person}, {alsoKnownAs})", First);

    public static Answer<SavedDialog?> AskFor(Statements database, string id) => database.Ask($"{Select} WHERE id = {id}", First);

    /// <summary>Dialogs that have expired, oldest first.</summary>
    public static List<SavedDialog> Expired(Statements database, DateTimeOffset now, int limit)
    {
        var expired = new List<SavedDialog>();
        using var rows = database.Read($"{Select} WHERE expires_at <= {now} ORDER BY expires_at LIMIT {limit}");
        while (rows.Read()) expired.Add(Read(rows));
        return expired;
    }

    public static void Save(Statements writer, SavedDialog dialog)
    {
        if (dialog.Version is 0) Add(writer, dialog);
        else Change(writer, dialog);
    }

    public static void End(Statements writer, SavedDialog dialog) =>
        writer.Queue($"DELETE FROM dialogs WHERE id = {dialog.Journal.Id} AND version = {dialog.Version}", () => Lost(dialog));

    /// <summary>Notes the live card of a dialog; the version stays, as nobody decided anything.</summary>
    /// <param name="asked">Where it was to go.</param>
    /// <param name="to">Where it came to be.</param>
    public static void Delivered(Statements writer, string id, string? card, Address asked, Address to)
    {
        if (asked == to) Arrive(writer, id, card, to);
        else Deliver(writer, id, card, asked, to);
    }

    // A card that was on its way while its person asked for the form in another thread is not the live one.
    private static void Arrive(Statements writer, string id, string? card, Address at) => writer.Queue($"""
        UPDATE dialogs SET card_activity = COALESCE({card}, card_activity)
        WHERE id = {id} AND (COALESCE(to_conversation, '') = COALESCE({at.Conversation}, '') OR to_conversation = {at.Conversation})
        """);

    // The personal chat that stood in for the conversation becomes the dialog's, unless another dialog is open there.
    private static void Deliver(Statements writer, string id, string? card, Address asked, Address to)
    {
        var chat = Address.ChannelOf(to.Conversation ?? "");
        writer.Queue($"""
            UPDATE dialogs SET card_activity = COALESCE({card}, card_activity), conversation = {chat}, to_service_url = {to.ServiceUrl},
                to_conversation = {to.Conversation}, to_tenant = {to.Tenant}, to_person = {to.Person}
            WHERE id = {id} AND NOT EXISTS (
                SELECT 1 FROM dialogs other WHERE other.conversation = {chat} AND other.person = dialogs.person AND other.id <> dialogs.id)
                AND (COALESCE(to_conversation, '') = COALESCE({asked.Conversation}, '') OR to_conversation = {to.Conversation})
            """);
    }

    private static void Add(Statements writer, SavedDialog dialog) => writer.Queue($"""
        INSERT INTO dialogs {NewRow.Of(
            ("id", dialog.Journal.Id), ("conversation", dialog.Conversation), ("person", dialog.Person),
            ("to_service_url", dialog.To.ServiceUrl), ("to_conversation", dialog.To.Conversation), ("to_tenant", dialog.To.Tenant),
            ("to_person", dialog.To.Person), ("card_activity", dialog.CardActivity), ("version", 1), ("expires_at", dialog.ExpiresAt),
            ("journal", dialog.Journal.ToJson()))}
        ON CONFLICT DO NOTHING
        """, () => Lost(dialog));

    // The message of the card is known from its delivery; a turn that did not know it yet must not forget it.
    private static void Change(Statements writer, SavedDialog dialog) => writer.Queue($"""
        UPDATE dialogs SET journal = {dialog.Journal.ToJson()}, conversation = {dialog.Conversation},
            to_service_url = {dialog.To.ServiceUrl}, to_conversation = {dialog.To.Conversation}, to_tenant = {dialog.To.Tenant},
            to_person = {dialog.To.Person},
            card_activity = CASE WHEN {dialog.IsMoved} THEN NULL ELSE COALESCE({dialog.CardActivity}, card_activity) END,
            version = version + 1, expires_at = {dialog.ExpiresAt}
        WHERE id = {dialog.Journal.Id} AND version = {dialog.Version}
        """, () => Lost(dialog));

    private static RaceLostException Lost(SavedDialog dialog) => new($"dialog {dialog.Journal.Id}");

    private static SavedDialog? First(Rows rows) => rows.Read() ? Read(rows) : null;

    private static SavedDialog Read(Rows row) =>
        new(
            Journal.FromJson(row.GetBytes(0)), PlaceRows.Address(row, 1), row.GetString(5), row.TextOrNull(6), row.GetInt64(7),
            row.Moment(8));
}
