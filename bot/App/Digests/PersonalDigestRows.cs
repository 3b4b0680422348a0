using System.Globalization;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Digests;

/// <summary>When somebody gets their own digest next.</summary>
internal sealed class PersonalDigestRows(Session session, Administrators administrators)
{
    private const int AtOnce = 500;

    private static readonly Sql Unseen = Sql.Of($"""
        FROM team_members m JOIN people p ON p.id = m.person
        WHERE m.left_at IS NULL AND p.person_kind = {ActorKind.Person}
            AND NOT EXISTS (SELECT 1 FROM personal_digests d WHERE d.person = m.person)
        """);

    /// <summary>The first of the people who have no next time yet; it stands for all of them.</summary>
    public IReadOnlyList<DueRow> DueNewcomers(DateTimeOffset now, int skip) => skip > 0 ? [] : Due(session.Statements.Read($"""
        SELECT person, since FROM (
            SELECT m.person AS person, m.joined_at AS since {Unseen} UNION ALL SELECT p.id, p.created_at {UnseenAdministrators}
        ) AS unseen WHERE since <= {now} ORDER BY person, since LIMIT 1
        """));

    /// <summary>People who have no next time yet, some of them.</summary>
    public IReadOnlyList<PersonId> Newcomers()
    {
        var people = new List<PersonId>();
        using var rows = session.Statements.Read(
            $"SELECT m.person {Unseen} UNION SELECT p.id {UnseenAdministrators} ORDER BY 1 LIMIT {AtOnce}");
        while (rows.Read()) people.Add(new(rows.GetInt64(0)));
        return people;
    }

    // whoever looks after the bot need be in no team
    private Sql UnseenAdministrators
    {
        get
        {
            long[] known = [.. administrators.Known(session.Statements).Select(person => person.Id.Value)];
            return Sql.Of($"""
                FROM people p WHERE p.id IN {known} AND NOT EXISTS (SELECT 1 FROM personal_digests d WHERE d.person = p.id)
                """);
        }
    }

    /// <summary>How many people are due at a moment.</summary>
    public long CountDue(DateTimeOffset now) =>
        session.Statements.Number($"SELECT COUNT(*) FROM personal_digests WHERE next_due_at <= {now}") ?? 0;

    /// <summary>The fan-out of a week; only while a commit runs.</summary>
    /// <param name="monday">The first day of the week.</param>
    public long FanOutOf(DateOnly monday, DateTimeOffset now) =>
        FanOutRows.Begin(session.Statements, PersonalDigests.FanOut.Name, Wording.PlainDay(monday), now);

    /// <summary>The people whose digest is due.</summary>
    public IReadOnlyList<DueRow> DuePeople(DateTimeOffset now, int skip, int limit) => Due(session.Statements.Read($"""
        SELECT person, next_due_at FROM personal_digests WHERE next_due_at <= {now} ORDER BY next_due_at, person LIMIT {limit} OFFSET {skip}
        """));

    /// <summary>Whether the digest of somebody is due at a moment and not done by now.</summary>
    public bool IsDue(PersonId person, DateTimeOffset dueAt) => session.Statements.Any(
        $"SELECT 1 FROM personal_digests WHERE person = {person.Value} AND next_due_at = {dueAt}");

    /// <summary>Keeps when it is due next; only while a commit runs.</summary>
    public void Keep(PersonId person, DateTimeOffset next) => session.Statements.Execute($"""
        INSERT INTO personal_digests {NewRow.Of(("person", person.Value), ("next_due_at", next))}
        ON CONFLICT (person) DO UPDATE SET next_due_at = excluded.next_due_at
        """);

    private static List<DueRow> Due(Rows rows)
    {
        using var _ = rows;
        var due = new List<DueRow>();
        while (rows.Read()) due.Add(new(rows.GetInt64(0).ToString(CultureInfo.InvariantCulture), rows.Moment(1)));
        return due;
    }
}
