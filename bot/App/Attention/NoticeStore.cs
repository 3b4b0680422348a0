using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Attention;

/// <summary>The rows of unasked messages, and of the days on which reminders were sent.</summary>
internal sealed class NoticeStore(Session session, RecordKinds kinds, AttentionKinds attention)
{
    /// <summary>Days after which nobody asks for what was sent.</summary>
    private const int DaysKept = 30;

    private static readonly Sql Select = Sql.Of($"SELECT id, kind, person, record_kind, record, topic, source, place, words FROM notices");

    /// <summary>
    /// Adds one; what waits already of the same source about the same record is not added twice, and not later than this one.
    /// </summary>
    /// <param name="dueAt">When its moment comes; null for what is kept for the digest or was sent.</param>
    /// <param name="sentAt">Null unless it was sent.</param>
    public void Add(Notice notice, DateTimeOffset now, DateTimeOffset? dueAt, DateTimeOffset? sentAt)
    {
        var ((person, record, topic), source) = (notice.Subject, notice.Source);
        if (sentAt is null && source is not null && Waiting(notice) is { } waiting)
        {
            session.Statements.Execute($"UPDATE notices SET due_at = {dueAt} WHERE id = {waiting} AND due_at > {dueAt}");
            return;
        }

        session.Statements.Execute($"""
            INSERT INTO notices {NewRow.Of(
                ("person", person.Value), ("kind", notice.Kind.Name), ("is_counted", notice.Kind.Counts), ("record_kind", record.Kind.Name),
                ("record", record.Number), ("source", source), ("topic", topic), ("place", notice.Place),
                ("words", notice.Words), ("created_at", now),
                ("due_at", dueAt), ("sent_at", sentAt))}
            """);
    }

    /// <summary>The people for whom something is due, the longest due first; each key is another one once that was dealt with.</summary>
    public IReadOnlyList<DueRow> DuePeople(DateTimeOffset now, int skip, int limit)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read($"""
            SELECT person, MIN(due_at), MAX(id) FROM notices WHERE due_at <= {now}
            GROUP BY person ORDER BY MIN(due_at), person LIMIT {limit} OFFSET {skip}
            """);
        while (rows.Read())
        {
            due.Add(new(string.Create(CultureInfo.InvariantCulture, $"{rows.GetInt64(0)}/{rows.GetInt64(2)}"), rows.Moment(1)));
        }

        return due;
    }

    /// <summary>What is due for somebody, in the order in which it came up.</summary>
    public IReadOnlyList<Notice> Due(PersonId person, DateTimeOffset now) => All(
        session.Statements.Read($"{Select} WHERE person = {person.Value} AND due_at <= {now} ORDER BY id"));

    /// <summary>What is kept for the weekly digest of somebody, in the order in which it came up.</summary>
    public IReadOnlyList<Notice> KeptFor(PersonId person) => All(
        session.Statements.Read($"{Select} WHERE person = {person.Value} AND due_at IS NULL AND sent_at IS NULL ORDER BY id"));

    /// <summary>When somebody was last sent something that counts, or a survey or its reminder; null where that is long ago.</summary>
    public DateTimeOffset? LastSentTo(PersonId person)
    {
        using var rows = session.Statements.Read($"""
            SELECT MAX(at) FROM (
                SELECT sent_at AS at FROM notices WHERE person = {person.Value} AND sent_at IS NOT NULL
                UNION ALL SELECT said_at FROM unasked_messages WHERE person = {person.Value}) AS sent
            """);
        return rows.Read() ? rows.MomentOrNull(0) : null;
    }

    /// <summary>Notes that somebody is written to beside notices; only while a commit runs.</summary>
    public void SaidTo(PersonId person, DateTimeOffset now) => session.Statements.Execute($"""
        INSERT INTO unasked_messages {NewRow.Of(("person", person.Value), ("said_at", now))}
        ON CONFLICT (person) DO UPDATE SET said_at = excluded.said_at
        """);

    /// <summary>Notes when one is dealt with next; null keeps it for the digest.</summary>
    public void Postpone(Notice notice, DateTimeOffset? dueAt) =>
        session.Statements.Execute($"UPDATE notices SET due_at = {dueAt} WHERE id = {notice.Id}");

    /// <summary>Notes that one was sent and counts.</summary>
    public void Sent(Notice notice, DateTimeOffset now) =>
        session.Statements.Execute($"UPDATE notices SET due_at = NULL, sent_at = {now} WHERE id = {notice.Id}");

    /// <summary>Removes one that nobody has to remember.</summary>
    public void Remove(Notice notice) =>
        session.Statements.Execute($"DELETE FROM notices WHERE id = {notice.Id}");

    /// <summary>Removes what is still due for somebody: it is of a newer version.</summary>
    public void RemoveDue(PersonId person, DateTimeOffset now) =>
        session.Statements.Execute($"DELETE FROM notices WHERE person = {person.Value} AND due_at <= {now}");

    /// <summary>How many messages that count somebody got in a week.</summary>
    /// <param name="withWaiting">Whether those count as well that wait for them.</param>
    public int CountOfWeek(PersonId person, DateTimeOffset since, bool withWaiting) => (int)(
        session.Statements.Number($"""
            SELECT COUNT(*) FROM notices
            WHERE person = {person.Value} AND (sent_at >= {since} OR ({withWaiting} AND due_at IS NOT NULL AND is_counted))
            """) ?? 0);

    /// <summary>The days from one on on which somebody got their reminders.</summary>
    public ImmutableHashSet<DateOnly> DaysOf(PersonId person, DateOnly since)
    {
        var days = ImmutableHashSet.CreateBuilder<DateOnly>();
        using var rows = session.Statements.Read($"SELECT day FROM notice_days WHERE person = {person.Value} AND day >= {since}");
        while (rows.Read()) days.Add(DateOnly.ParseExact(rows.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture));
        return days.ToImmutable();
    }

    /// <summary>Notes that somebody gets their reminders on a day; false where they did already.</summary>
    public bool TryTakeDay(PersonId person, DateOnly day, DateTimeOffset now) => session.Statements.Execute($"""
        INSERT INTO notice_days {NewRow.Of(("person", person.Value), ("day", day), ("sent_at", now))} ON CONFLICT DO NOTHING
        """) > 0;

    /// <summary>Removes what nobody asks for any more.</summary>
    public void Forget(PersonId person, DateOnly today, DateTimeOffset now)
    {
        session.Statements.Execute($"DELETE FROM notice_days WHERE person = {person.Value} AND day < {today.AddDays(-DaysKept)}");
        session.Statements.Execute($"DELETE FROM notices WHERE person = {person.Value} AND sent_at < {now.AddDays(-DaysKept)}");
    }

    private long? Waiting(Notice notice)
    {
        var (person, record, topic) = notice.Subject;
        return session.Statements.Number($"""
            SELECT MIN(id) FROM notices WHERE person = {person.Value} AND source = {notice.Source} AND record_kind = {record.Kind.Name}
                AND record = {record.Number} AND topic = {topic} AND sent_at IS NULL
            """);
    }

    private List<Notice> All(Rows rows)
    {
        using var _ = rows;
        var found = new List<Notice>();
        while (rows.Read())
        {
            if (kinds.Named(rows.GetString(3)) is not { } kind) continue; // of a newer version
            found.Add(new(
                rows.GetInt64(0), attention.Named(rows.GetString(1)),
                new(new(rows.GetInt64(2)), new(kind, rows.GetInt64(4)), rows.GetString(5)),
                rows.TextOrNull(6))
            {
                Place = rows.NumberOrNull(7),
                Words = rows.BytesOrNull(8),
            });
        }

        return found;
    }
}
