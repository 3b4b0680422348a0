using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;

namespace Improvement.Bot.Storage.Turns;

/// <summary>The rows of the messages that always show the current state of a record.</summary>
internal static class PlaceRows
{
    public static readonly Sql Columns = Sql.Of($"""
        places.id, places.subject, places.view_name, places.to_service_url, places.to_conversation, places.to_tenant, places.to_person,
        places.activity_id
        """);

    public static Place? Find(Statements database, long id)
    {
        using var rows = database.Read($"SELECT {Columns} FROM places WHERE id = {id}");
        return rows.Read() ? Read(rows, 0) : null;
    }

    /// <summary>The place whose message this is.</summary>
    public static Answer<Place?> AskAt(Statements database, string conversation, string activityId) =>
        database.Ask<Place?>($"SELECT {Columns} FROM places WHERE activity_id = {activityId}", rows =>
        {
            while (rows.Read())
            {
                var place = Read(rows, 0);
                if (place.To.Conversation is { } at && Framework.Outbox.Address.ChannelOf(at) == conversation) return place;
            }

            return null;
        });

    public static List<Place> Of(Statements database, string subject)
    {
        var places = new List<Place>();
        using var rows = database.Read($"SELECT {Columns} FROM places WHERE subject = {subject} ORDER BY id");
        while (rows.Read()) places.Add(Read(rows, 0));
        return places;
    }

    // Added first, then read, as the one needs no answer: both together are one round trip.
    public static Place FindOrAdd(Statements writer, string subject, string view, Address to, string? activityId)
    {
        writer.Queue($"""
            INSERT INTO places (subject, view_name, target, to_service_url, to_conversation, to_tenant, to_person, activity_id)
            SELECT {subject}, {view}, {Target(to)}, {to.ServiceUrl}, {to.Conversation}, {to.Tenant}, {to.Person}, {activityId}
            WHERE NOT EXISTS (SELECT 1 FROM places WHERE {IsOf(subject, view, to)})
            ON CONFLICT DO NOTHING
            """);
        var place = Existing(writer, subject, view, to) ?? throw new RaceLostException($"place {view} of {subject}");
        if (activityId is null || activityId == place.ActivityId) return place;
        Move(writer, place.Id, activityId, place.To);
        return place with { ActivityId = activityId };
    }

    /// <summary>Notes the message of a place, and where it really is.</summary>
    public static void Move(Statements writer, long id, string? activityId, Address to) =>
        writer.Queue($"""
            UPDATE places SET activity_id = COALESCE({activityId}, activity_id), to_service_url = {to.ServiceUrl},
                to_conversation = {to.Conversation}, to_tenant = {to.Tenant}, to_person = {to.Person}
            WHERE id = {id}
            """);

    public static Place Read(Rows row, int first) =>
        new(row.GetInt64(first), row.GetString(first + 1), row.GetString(first + 2), Address(row, first + 3), row.TextOrNull(first + 7));

    public static Address Address(Rows row, int first) =>
        new(row.GetString(first), row.TextOrNull(first + 1), row.TextOrNull(first + 2), row.TextOrNull(first + 3));

    /// <summary>What one person alone sees in a shared conversation is a place of its own.</summary>
    private static string Target(Address to) => to is { IsShared: true, Person: { } person } ? $"{to.Thread} for {person}" : to.Thread;

    private static Place? Existing(Statements writer, string subject, string view, Address to)
    {
        using var rows = writer.Read($"SELECT {Columns} FROM places WHERE {IsOf(subject, view, to)}");
        return rows.Read() ? Read(rows, 0) : null;
    }

    // A place that was asked for by person, or that moved out of a shared conversation, is found again by the personal chat where it is.
    private static Sql IsOf(string subject, string view, Address to) => Sql.Of($"""
        subject = {subject} AND view_name = {view} AND (target = {Target(to)} OR to_conversation = {(to.IsShared ? null : to.Thread)})
        """);
}
