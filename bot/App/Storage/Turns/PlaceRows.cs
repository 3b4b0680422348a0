using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage.Turns;

/// <summary>The rows of the messages that always show the current state of a record.</summary>
internal static class PlaceRows
{
    public const string Columns =
        "places.id, places.subject, places.view_name, places.to_service_url, places.to_conversation, places.to_tenant, places.to_person, places.activity_id";

    // A place that was asked for by person, or that moved out of a shared conversation, is found again by the personal chat where it is.
    private const string Same =
        "SELECT " + Columns
            + " FROM places WHERE subject = @subject AND view_name = @view AND (target = @target OR to_conversation = @chat)";

    private const string Insert = """
        INSERT INTO places (subject, view_name, target, to_service_url, to_conversation, to_tenant, to_person, activity_id)
        VALUES (@subject, @view, @target, @service_url, @conversation, @tenant, @person, @activity) RETURNING id
        """;

    public static Place? Find(Statements database, long id)
    {
        using var rows = database["SELECT " + Columns + " FROM places WHERE id = @id"].Read(id);
        return rows.Read() ? Read(rows, 0) : null;
    }

    /// <summary>The place whose message this is.</summary>
    public static Place? At(Statements database, string conversation, string activityId)
    {
        using var rows = database["SELECT " + Columns + " FROM places WHERE activity_id = @activity"].Read(activityId);
        while (rows.Read())
        {
            if (Read(rows, 0) is { To.Conversation: { } at } place && Framework.Outbox.Address.ChannelOf(at) == conversation) return place;
        }

        return null;
    }

    public static List<Place> Of(Statements database, string subject)
    {
        var places = new List<Place>();
        using var rows = database["SELECT " + Columns + " FROM places WHERE subject = @subject ORDER BY id"].Read(subject);
        while (rows.Read()) places.Add(Read(rows, 0));
        return places;
    }

    public static Place FindOrAdd(Statements writer, string subject, string view, Address to, string? activityId)
    {
        if (Existing(writer, subject, view, to) is { } place)
        {
            if (activityId is null || activityId == place.ActivityId) return place;
            Move(writer, place.Id, activityId, place.To);
            return place with { ActivityId = activityId };
        }

        var id = writer[Insert].Number(subject, view, Target(to), to.ServiceUrl, to.Conversation, to.Tenant, to.Person, activityId);
        return new Place(id!.Value, subject, view, to, activityId);
    }

    /// <summary>Notes the message of a place, and where it really is.</summary>
    public static void Move(Statements writer, long id, string? activityId, Address to) =>
        writer["""
            UPDATE places SET activity_id = COALESCE(@activity, activity_id), to_service_url = @service_url,
                to_conversation = @conversation, to_tenant = @tenant, to_person = @person
            WHERE id = @id
            """].Execute(activityId, to.ServiceUrl, to.Conversation, to.Tenant, to.Person, id);

    public static Place Read(Rows row, int first) =>
        new(row.GetInt64(first), row.GetString(first + 1), row.GetString(first + 2), Address(row, first + 3), row.TextOrNull(first + 7));

    public static Address Address(Rows row, int first) =>
        new(row.GetString(first), row.TextOrNull(first + 1), row.TextOrNull(first + 2), row.TextOrNull(first + 3));

    /// <summary>What one person alone sees in a shared conversation is a place of its own.</summary>
    private static string Target(Address to) => to is { IsShared: true, Person: { } person } ? $"{to.Thread} for {person}" : to.Thread;

    private static Place? Existing(Statements writer, string subject, string view, Address to)
    {
        using var rows = writer[Same].Read(subject, view, Target(to), to.IsShared ? null : to.Thread);
        return rows.Read() ? Read(rows, 0) : null;
    }
}
