using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Triage;

/// <summary>
/// The loop-closed rate: of the people who reported something that came to an end, how many have the outcome in their chat.
/// </summary>
/// <param name="People">Reporters and witnesses of errors that reached an outcome; each counts once per error.</param>
/// <param name="Told">Those whose own card shows the outcome, as the channel has taken it.</param>
internal sealed record LoopClosed(long People, long Told)
{
    /// <summary>Days that are looked at.</summary>
    public const int Days = 90;

    private static readonly string[] Outcomes =
    [
        nameof(ErrorState.Resolved), nameof(ErrorState.Closed), nameof(ErrorState.NotAnError), nameof(ErrorState.Verifying),
    ];

    /// <summary>The rate in percent, 0 to 100; null where nothing came to an end.</summary>
    public int? Percent => People is 0 ? null : (int)(100 * Told / People);

    /// <summary>
    /// Counts over the errors that somebody leads. Agents and systems read over the API and are not counted; a card counts while nothing
    /// waits to be sent to its place.
    /// </summary>
    /// <param name="mine">The condition on <c>errors e</c>.</param>
    public static LoopClosed Of(Session session, Sql mine, DateTimeOffset now)
    {
        var since = now.AddDays(-Days);
        using var rows = session.Statements.Read($"""
            SELECT COALESCE(SUM(1 + witnesses), 0),
                COALESCE(SUM(CASE WHEN reporter_cards > 0 THEN 1 ELSE 0 END
                    + CASE WHEN witness_cards < witnesses THEN witness_cards ELSE witnesses END), 0)
            FROM (
                SELECT {Cards(ErrorKind.ReporterView)} AS reporter_cards, {Cards(ErrorKind.WitnessView)} AS witness_cards,
                    (SELECT COUNT(DISTINCT w.person) FROM witnesses w JOIN people p ON p.id = w.person
                        WHERE w.error = e.id AND w.person <> e.reporter AND p.person_kind = {ActorKind.Person}) AS witnesses
                FROM errors e
                WHERE e.state_since >= {since} AND e.state IN {Outcomes} AND e.reporter_kind = {ActorKind.Person} AND {mine}) ended
            """);
        return rows.Read() ? new(rows.GetInt64(0), rows.GetInt64(1)) : new(0, 0);
    }

    private static Sql Cards(string view) => Sql.Of($"""
        (SELECT COUNT(*) FROM places p WHERE p.subject = 'error:' || e.id AND p.view_name = {view} AND p.activity_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.place = p.id))
        """);
}
