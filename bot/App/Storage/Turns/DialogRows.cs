using System.Data.Common;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage.Turns;

/// <summary>The rows of the dialogs that are under way.</summary>
internal static class DialogRows
{
    private const string Columns =
        "SELECT journal, to_service_url, to_conversation, to_tenant, to_person, person, card_activity, version, expires_at FROM dialogs ";

    // The message of the card is known from its delivery; a turn that did not know it yet must not forget it.
    private const string Replace = """
        UPDATE dialogs SET journal = @journal, conversation = @conversation, to_service_url = @service_url,
            to_conversation = @to_conversation, to_tenant = @tenant, to_person = @to_person,
            card_activity = CASE WHEN @moved THEN NULL ELSE COALESCE(@card, card_activity) END, version = version + 1, expires_at = @expires
        WHERE id = @id AND version = @version
        """;

    private const string Insert = """
        INSERT INTO dialogs (id, conversation, person, to_service_url, to_conversation, to_tenant, to_person, card_activity, version,
            expires_at, journal)
        VALUES (@id, @conversation, @person, @service_url, @to_conversation, @tenant, @to_person, @card, 1, @expires, @journal)
            ON CONFLICT DO NOTHING
        """;

    // A card that was on its way while its person asked for the form in another thread is not the live one.
    private const string StandsThere = " AND (COALESCE(to_conversation, '') = COALESCE(@asked, '') OR to_conversation = @to_conversation)";

    private const string Arrive = "UPDATE dialogs SET card_activity = COALESCE(@card, card_activity) WHERE id = @id" + StandsThere;

    // The personal chat that stood in for the conversation becomes the dialog's, unless another dialog is open there.
    private const string Deliver = """
        UPDATE dialogs SET card_activity = COALESCE(@card, card_activity), conversation = @conversation, to_service_url = @service_url,
            to_conversation = @to_conversation, to_tenant = @tenant, to_person = @to_person
        WHERE id = @id AND NOT EXISTS (
            SELECT 1 FROM dialogs other WHERE other.conversation = @conversation AND other.person = dialogs.person
                AND other.id <> dialogs.id)
        """ + StandsThere;

    public static SavedDialog? In(Statements database, string conversation, string person, string alsoKnownAs) =>
        One(
            database[
                Columns + "WHERE conversation = @conversation AND person IN (@person, @other)"].Read(conversation, person, alsoKnownAs));

    public static SavedDialog? Find(Statements database, string id) => One(database[Columns + "WHERE id = @id"].Read(id));

    /// <summary>Dialogs that have expired, oldest first.</summary>
    public static List<SavedDialog> Expired(Statements database, DateTimeOffset now, int limit)
    {
        var expired = new List<SavedDialog>();
        using var rows = database[Columns + "WHERE expires_at <= @now ORDER BY expires_at LIMIT @limit"].Read(now.ToStoredMilliseconds(), limit);
        while (rows.Read()) expired.Add(Read(rows));
        return expired;
    }

    public static void Save(Statements writer, SavedDialog dialog)
    {
        try
        {
            var saved = dialog.Version == 0 ? Add(writer, dialog) : Change(writer, dialog);
            if (saved == 0) throw Lost(dialog);
        }
        catch (DbException e) when (writer.IsConstraint(e))
        {
            throw Lost(dialog);
        }
    }

    public static void End(Statements writer, SavedDialog dialog)
    {
        if (writer["DELETE FROM dialogs WHERE id = @id AND version = @version"].Execute(dialog.Journal.Id, dialog.Version) == 0)
        {
            throw Lost(dialog);
        }
    }

    /// <summary>Notes the live card of a dialog; the version stays, as nobody decided anything.</summary>
    /// <param name="asked">Where it was to go.</param>
    /// <param name="to">Where it came to be.</param>
    public static void Delivered(Statements writer, string id, string? card, Address asked, Address to)
    {
        if (asked == to) writer[Arrive].Execute(card, id, asked.Conversation, to.Conversation);
        else writer[Deliver].Execute(
            card, Address.ChannelOf(to.Conversation ?? ""), to.ServiceUrl, to.Conversation, to.Tenant, to.Person, id, asked.Conversation);
    }

    private static int Add(Statements writer, SavedDialog dialog) => writer[Insert].Execute(
        dialog.Journal.Id, dialog.Conversation, dialog.Person, dialog.To.ServiceUrl, dialog.To.Conversation, dialog.To.Tenant,
        dialog.To.Person,
        dialog.CardActivity, dialog.ExpiresAt.ToStoredMilliseconds(), dialog.Journal.ToJson());

    private static int Change(Statements writer, SavedDialog dialog) => writer[Replace].Execute(
        dialog.Journal.ToJson(), dialog.Conversation, dialog.To.ServiceUrl, dialog.To.Conversation, dialog.To.Tenant, dialog.To.Person,
        dialog.IsMoved, dialog.CardActivity, dialog.ExpiresAt.ToStoredMilliseconds(), dialog.Journal.Id, dialog.Version);

    private static RaceLostException Lost(SavedDialog dialog) => new($"dialog {dialog.Journal.Id}");

    private static SavedDialog? One(Rows rows)
    {
        using (rows) return rows.Read() ? Read(rows) : null;
    }

    private static SavedDialog Read(Rows row) =>
        new(
            Journal.FromJson(row.GetBytes(0)), PlaceRows.Address(row, 1), row.GetString(5), row.TextOrNull(6), row.GetInt64(7),
            row.Moment(8));
}
