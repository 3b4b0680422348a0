using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>The rows of absences and deputies, and of automatic replies as far as they make somebody absent.</summary>
internal static class AbsenceRows
{
    /// <summary>
    /// How long an answer about automatic replies counts. It is asked again before anybody is asked for something, so this only bounds
    /// what is shown in between, and what is left when the directory no longer answers.
    /// </summary>
    public static readonly TimeSpan AutomaticCountsFor = TimeSpan.FromDays(1);

    /// <summary>
    /// The absences of a moment, a person once: what they told themselves comes before their automatic replies. A deputy who has become a
    /// guest, or has been erased, counts as none.
    /// </summary>
    public static Absences At(Statements database, DateTimeOffset now)
    {
        List<Absence>? found = null;
        using var rows = database.Read($"""
            SELECT deputies.person, people.id, starts_at, ends_at, FALSE FROM deputies
            LEFT JOIN people ON people.id = deputies.deputy AND NOT people.is_guest AND people.blanked_at IS NULL
            WHERE {Holds(now)}
            UNION ALL
            SELECT person, CAST(NULL AS bigint), starts_at, ends_at, TRUE FROM automatic_replies
            WHERE {Holds(now)} AND answered_at > {now - AutomaticCountsFor} AND (back_at IS NULL OR starts_at > back_at)
                AND person NOT IN (SELECT deputies.person FROM deputies WHERE {Holds(now)})
            """);
        while (rows.Read())
        {
            (found ??= []).Add(new(
                new(rows.GetInt64(0)), rows.NumberOrNull(1) is { } deputy ? new PersonId(deputy) : null, rows.Moment(2),
                rows.MomentOrNull(3)) { IsAutomatic = rows.GetBoolean(4) });
        }

        return found is null ? Absences.None : new(found);
    }

    /// <summary>Notes an absence, in the place of the one before.</summary>
    public static void Set(Statements writer, Absence absence, PersonId by, DateTimeOffset now) => writer.Execute($"""
        INSERT INTO deputies {NewRow.Of(
            ("person", absence.Person.Value), ("deputy", absence.Deputy?.Value), ("starts_at", absence.From), ("ends_at", absence.Until),
            ("set_at", now), ("set_by", by.Value))}
        ON CONFLICT (person) DO UPDATE SET deputy = excluded.deputy, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
            set_at = excluded.set_at, set_by = excluded.set_by
        """);

    /// <summary>
    /// Ends an absence; false when there was none. Automatic replies that go on make them absent no longer: they have said that they are
    /// there.
    /// </summary>
    public static bool End(Statements writer, PersonId person, DateTimeOffset now)
    {
        var told = writer.Execute($"DELETE FROM deputies WHERE person = {person.Value}");
        var replies = writer.Execute(
            $"UPDATE automatic_replies SET back_at = {now} WHERE person = {person.Value} AND starts_at IS NOT NULL");
        return told + replies > 0;
    }

    private static Sql Holds(DateTimeOffset now) => Sql.Of($"starts_at <= {now} AND (ends_at IS NULL OR ends_at > {now})");
}
