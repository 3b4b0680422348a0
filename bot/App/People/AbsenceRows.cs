using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>The rows of absences and deputies.</summary>
internal static class AbsenceRows
{
    /// <summary>The absences of a moment. A deputy who has become a guest, or has been erased, counts as none.</summary>
    public static Absences At(Statements database, DateTimeOffset now)
    {
        List<Absence>? found = null;
        using var rows = database.Read($"""
            SELECT deputies.person, people.id, starts_at, ends_at FROM deputies
            LEFT JOIN people ON people.id = deputies.deputy AND NOT people.is_guest AND people.blanked_at IS NULL
            WHERE starts_at <= {now} AND (ends_at IS NULL OR ends_at > {now})
            """);
        while (rows.Read())
        {
            (found ??= []).Add(new(
                new(rows.GetInt64(0)), rows.NumberOrNull(1) is { } deputy ? new PersonId(deputy) : null, rows.Moment(2),
                rows.MomentOrNull(3)));
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

    /// <summary>Ends an absence; false when there was none.</summary>
    public static bool End(Statements writer, PersonId person) =>
        writer.Execute($"DELETE FROM deputies WHERE person = {person.Value}") > 0;
}
