using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>The rows of people.</summary>
internal static class PersonRows
{
    private const string Select =
        "SELECT id, tenant, aad_object_id, channel_user_id, name, given_name, email, locale, time_zone, is_guest, person_kind FROM people ";

    private const string Insert = """
        INSERT INTO people (tenant, aad_object_id, channel_user_id, name, given_name, email, locale, time_zone, is_guest, created_at)
        VALUES (@tenant, @aad, @channel, @name, @given_name, @email, @locale, @time_zone, @guest, @now) RETURNING id
        """;

    private const string Replace = """
        UPDATE people SET tenant = @tenant, aad_object_id = @aad, channel_user_id = @channel, name = @name, given_name = @given_name,
            email = @email,
            locale = @locale, time_zone = @time_zone, is_guest = @guest
        WHERE id = @id AND blanked_at IS NULL
        """;

    // The channel's id may have passed to another row, when somebody without an Entra id got one.
    private const string FreeChannelId = "UPDATE people SET channel_user_id = NULL WHERE channel_user_id = @channel AND id <> @id";

    /// <summary>Finds a person by the Entra object id, else by the channel's id.</summary>
    public static Person? Find(Statements database, string? aadObjectId, string? channelUserId)
    {
        aadObjectId = EntraIds.Normal(aadObjectId);
        var known = aadObjectId is null ? null : One(database[Select + "WHERE aad_object_id = @aad"].Read(aadObjectId));
        if (known is not null || channelUserId is null) return known;
        known = One(database[Select + "WHERE channel_user_id = @channel"].Read(channelUserId));
        var isSomebodyElse = aadObjectId is not null && known?.AadObjectId is { } other && other != aadObjectId;
        return isSomebodyElse ? null : known;
    }

    public static Person? Find(Statements database, PersonId id) => One(database[Select + "WHERE id = @id"].Read(id.Value));

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
        if (seen.ChannelUserId is { } channelId) writer[FreeChannelId].Execute(channelId, 0L);
        var id = writer[Insert].Number(
            seen.Tenant ?? "", seen.AadObjectId, seen.ChannelUserId, seen.Name, seen.GivenName, seen.Email, seen.Locale, seen.TimeZone,
            seen.IsNewGuest, now.ToStoredMilliseconds());
        return new(
            new(id!.Value), seen.Tenant ?? "", seen.AadObjectId, seen.ChannelUserId, seen.Name, seen.GivenName, seen.Email, seen.Locale,
            seen.TimeZone, seen.IsNewGuest);
    }

    private static void Change(Statements writer, Person person)
    {
        if (person.ChannelUserId is { } channelId) writer[FreeChannelId].Execute(channelId, person.Id.Value);
        writer[Replace].Execute(
            person.Tenant, person.AadObjectId, person.ChannelUserId, person.Name, person.GivenName, person.Email, person.Locale,
                person.TimeZone, person.IsGuest, person.Id.Value);
    }

    private static Person? One(Rows rows)
    {
        using (rows) return rows.Read() ? Read(rows) : null;
    }

    private static Person Read(Rows row) => new(
        new(row.GetInt64(0)), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5),
        row.TextOrNull(6), row.TextOrNull(7), row.TextOrNull(8),
        row.GetBoolean(9)) { Kind = row.GetString(10) };
}
