using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>The rows of people.</summary>
internal static class PersonRows
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT id, tenant, aad_object_id, channel_user_id, name, given_name, email, locale, time_zone, is_guest, person_kind FROM people
        """);

    /// <summary>Finds a person by the Entra object id, else by the channel's id.</summary>
    public static Person? Find(Statements database, string? aadObjectId, string? channelUserId) =>
        Ask(database, aadObjectId, channelUserId).Value;

    /// <inheritdoc cref="Find(Statements, string?, string?)"/>
    public static Answer<Person?> Ask(Statements database, string? aadObjectId, string? channelUserId)
    {
        aadObjectId = EntraIds.Normal(aadObjectId);
        return database.Ask($"{Select} WHERE {IsCalled(aadObjectId, channelUserId)}", rows => OneOf(rows, aadObjectId));
    }

    /// <summary>The person whose id a statement in parentheses selects; null when there is none.</summary>
    public static Answer<Person?> Ask(Statements database, Sql id) =>
        database.Ask($"{Select} WHERE people.id IN {id}", rows => rows.Read() ? Read(rows) : null);

    /// <summary>The condition on whoever has one of two ids, of which <see cref="Find(Statements, string?, string?)"/> finds one.</summary>
    /// <param name="aadObjectId">As <see cref="EntraIds.Normal"/> has it.</param>
    public static Sql IsCalled(string? aadObjectId, string? channelUserId) =>
        Sql.Of($"(people.aad_object_id = {aadObjectId} OR people.channel_user_id = {channelUserId})");

    // Whoever has the channel's id, but another object id, is somebody else.
    private static Person? OneOf(Rows rows, string? aadObjectId)
    {
        Person? byChannel = null;
        while (rows.Read())
        {
            var person = Read(rows);
            if (person.AadObjectId == aadObjectId && aadObjectId is not null) return person;
            if (aadObjectId is null || person.AadObjectId is null) byChannel = person;
        }

        return byChannel;
    }

    /// <summary>Several people by their ids, in the order of their ids.</summary>
    public static List<Person> Find(Statements database, IReadOnlyCollection<long> ids)
    {
        var found = new List<Person>();
        if (ids.Count is 0) return found;
        using var rows = database.Read($"{Select} WHERE id IN {ids} ORDER BY id");
        while (rows.Read()) found.Add(Read(rows));
        return found;
    }

    public static Person? Find(Statements database, PersonId id) => One(database.Read($"{Select} WHERE id = {id.Value}"));

    /// <summary>Adds the person, or changes what is new about them.</summary>
    public static Person Keep(Statements writer, ObservedPerson seen, DateTimeOffset now)
    {
        var known = Find(writer, seen.AadObjectId, seen.ChannelUserId);
        if (known is null) return Add(writer, seen, now);

        var changed = seen.Apply(known);
        if (!ReferenceEquals(changed, known)) Change(writer, changed);
        return changed;
    }

    private static Person Add(Statements writer, ObservedPerson seen, DateTimeOffset now)
    {
        if (seen.ChannelUserId is { } channelId) FreeChannelId(writer, channelId, null);
        var id = writer.Number($"""
            INSERT INTO people {NewRow.Of(
                ("tenant", seen.Tenant ?? ""), ("aad_object_id", seen.AadObjectId), ("channel_user_id", seen.ChannelUserId),
                ("name", seen.Name), ("given_name", seen.GivenName), ("email", seen.Email), ("locale", seen.Locale),
                ("time_zone", seen.TimeZone), ("is_guest", seen.IsNewGuest), ("created_at", now))}
            RETURNING id
            """);
        return new(
            new(id!.Value), seen.Tenant ?? "", seen.AadObjectId, seen.ChannelUserId, seen.Name, seen.GivenName, seen.Email, seen.Locale,
            seen.TimeZone, seen.IsNewGuest);
    }

    private static void Change(Statements writer, Person person)
    {
        if (person.ChannelUserId is { } channelId) FreeChannelId(writer, channelId, person.Id);
        writer.Execute($"""
            UPDATE people SET tenant = {person.Tenant}, aad_object_id = {person.AadObjectId}, channel_user_id = {person.ChannelUserId},
                name = {person.Name}, given_name = {person.GivenName}, email = {person.Email}, locale = {person.Locale},
                time_zone = {person.TimeZone}, is_guest = {person.IsGuest}
            WHERE id = {person.Id.Value} AND blanked_at IS NULL
            """);
    }

    // The channel's id may have passed to another row, when somebody without an Entra id got one.
    private static void FreeChannelId(Statements writer, string channelId, PersonId? except) => writer.Execute(
        $"UPDATE people SET channel_user_id = NULL WHERE channel_user_id = {channelId} AND id <> {except?.Value ?? 0}");

    private static Person? One(Rows rows)
    {
        using (rows) return rows.Read() ? Read(rows) : null;
    }

    private static Person Read(Rows row) => new(
        new(row.GetInt64(0)), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5),
        row.TextOrNull(6), row.TextOrNull(7), row.TextOrNull(8),
        row.GetBoolean(9)) { Kind = row.GetString(10) };
}
