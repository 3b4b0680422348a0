using System.Globalization;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews;

/// <summary>Reads and writes reviews, without their answers. Asks nobody who may see them.</summary>
internal static class ReviewRows
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT r.id, r.version, r.author, r.state, r.title, r.answers_until, r.about_kind, r.about, r.team, t.name, author.name,
            r.ended_because, r.restricted, r.created_at, r.shown_at, r.next_due_at
        FROM reviews r JOIN people author ON author.id = r.author LEFT JOIN teams t ON t.id = r.team
        """);

    /// <summary>A review; null when there is none of this number.</summary>
    public static Review? Find(Session session, long number)
    {
        using var rows = session.Statements.Read($"{Select} WHERE r.id = {number}");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>The newest review of a team about a record that was not called off; null for none.</summary>
    public static long? About(Session session, ReviewSubject about, TeamId? team) => session.Statements.Number($"""
        SELECT MAX(id) FROM reviews
        WHERE about_kind = {about.Kind} AND about = {about.Number} AND state <> {nameof(ReviewState.Cancelled)}
            AND (CAST({team?.Value} AS bigint) IS NULL OR team = {team?.Value})
        """);

    /// <summary>Those of which something is due, the longest due first.</summary>
    public static IReadOnlyList<DueRow> Due(Session session, DateTimeOffset now, int skip, int limit)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read(
            $"SELECT id, next_due_at FROM reviews WHERE next_due_at <= {now} ORDER BY next_due_at, id LIMIT {limit} OFFSET {skip}");
        while (rows.Read()) due.Add(new(rows.GetInt64(0).ToString(CultureInfo.InvariantCulture), rows.Moment(1)));
        return due;
    }

    /// <summary>Adds a review and gives its number.</summary>
    public static long Add(Session session, Review review, DateOnly today) => session.Statements.Number($"""
        INSERT INTO reviews {NewRow.Of([
            ("version", 1), ("team", review.Team?.Value), ("author", review.Author.Value), ("title", review.Title),
            ("about_kind", review.About?.Kind), ("about", review.About?.Number), ("restricted", review.Restricted),
            ("created_at", review.CreatedAt), ("local_date", today), ("answers_until", review.AnswersUntil), .. Changeable(review)])}
        RETURNING id
        """)!.Value;

    /// <summary>Writes what a step changed; false when somebody was faster.</summary>
    public static bool Set(Session session, Review review) => session.Statements.Execute($"""
        UPDATE reviews SET version = version + 1, {Assignments.Of([.. Changeable(review)])}
        WHERE id = {review.Number} AND version = {review.Version}
        """) > 0;

    private static (string Column, Value Value)[] Changeable(Review review) =>
    [
        ("state", review.State.ToString()), ("ended_because", review.EndedBecause), ("shown_at", review.ShownAt),
        ("next_due_at", review.NextDueAt),
    ];

    private static Review Read(Rows row) => new(
        row.GetInt64(0), row.GetInt64(1), new(row.GetInt64(2)), Enum.Parse<ReviewState>(row.GetString(3)), row.GetString(4), row.Moment(5))
    {
        About = row.NumberOrNull(7) is { } about ? new(row.GetString(6), about) : null,
        Team = row.NumberOrNull(8) is { } team ? new TeamId(team) : null,
        TeamName = row.TextOrNull(9),
        AuthorName = row.TextOrNull(10),
        EndedBecause = row.TextOrNull(11),
        Restricted = row.GetBoolean(12),
        CreatedAt = row.Moment(13),
        ShownAt = row.MomentOrNull(14),
        NextDueAt = row.MomentOrNull(15),
    };
}
