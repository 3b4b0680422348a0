using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Graph;

/// <summary>Somebody whose automatic replies are to be looked up.</summary>
/// <param name="AadObjectId">By what the directory knows them.</param>
internal sealed record WantedReply(PersonId Person, string AadObjectId);

/// <summary>The rows of automatic replies. Whom they make absent is told by <see cref="AbsenceRows"/>.</summary>
internal static class AutomaticReplyRows
{
    /// <summary>Those of some people who are in the directory and have not been looked up since a moment.</summary>
    public static IReadOnlyList<PersonId> NotAskedSince(Statements database, IEnumerable<PersonId> people, DateTimeOffset since)
    {
        var found = new List<PersonId>();
        using var rows = database.Read($"""
            SELECT people.id FROM people LEFT JOIN automatic_replies ON automatic_replies.person = people.id
            WHERE people.id IN {people.Select(person => person.Value)} AND NOT is_guest AND aad_object_id IS NOT NULL
                AND (asked_at IS NULL OR asked_at <= {since})
            """);
        while (rows.Read()) found.Add(new(rows.GetInt64(0)));
        return found;
    }

    /// <summary>Notes that somebody is to be looked up.</summary>
    public static void Want(Statements writer, PersonId person, DateTimeOffset now) => writer.Execute($"""
        INSERT INTO automatic_replies {NewRow.Of(("person", person.Value), ("wanted_at", now))}
        ON CONFLICT (person) DO UPDATE SET wanted_at = excluded.wanted_at
        """);

    /// <summary>
    /// Takes those who are to be looked up; they count as looked up from now on, whatever comes of it, so that nobody is looked up twice
    /// within an hour.
    /// </summary>
    public static IReadOnlyList<WantedReply> Take(Statements writer, DateTimeOffset now)
    {
        var wanted = new List<WantedReply>();
        using (var rows = writer.Read($"""
            SELECT people.id, aad_object_id FROM automatic_replies JOIN people ON people.id = automatic_replies.person
            WHERE wanted_at IS NOT NULL AND aad_object_id IS NOT NULL
            """))
        {
            while (rows.Read()) wanted.Add(new(new(rows.GetInt64(0)), rows.GetString(1)));
        }

        writer.Execute($"UPDATE automatic_replies SET wanted_at = NULL, asked_at = {now} WHERE wanted_at IS NOT NULL");
        return wanted;
    }

    /// <summary>Keeps what the directory told. Replies that are on without a beginning began when they were first seen.</summary>
    public static void Keep(Statements writer, PersonId person, AutomaticReply told, DateTimeOffset now)
    {
        if (told is { IsOn: true, From: null })
        {
            writer.Execute($"""
                UPDATE automatic_replies SET answered_at = {now}, starts_at = COALESCE(starts_at, {now}), ends_at = {told.Until}
                WHERE person = {person.Value}
                """);
            return;
        }

        writer.Execute($"""
            UPDATE automatic_replies SET answered_at = {now}, starts_at = {told.From}, ends_at = {told.Until} WHERE person = {person.Value}
            """);
    }

    /// <summary>Forgets all of them.</summary>
    public static void Forget(Statements writer) => writer.Execute($"DELETE FROM automatic_replies");
}
