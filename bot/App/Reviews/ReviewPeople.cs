using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews;

/// <summary>
/// Who takes part in a review, and what they answered. Answers of others are read by <see cref="Answers"/> and by <see cref="Texts"/>
/// alone, and both give none before they are shown.
/// </summary>
internal static class ReviewPeople
{
    /// <summary>Selects what reviews are compared and found by: their answers once these are shown.</summary>
    public static readonly Sql Texts = Sql.Of($"""
        SELECT id, version, team, author, title, CASE WHEN shown_at IS NULL THEN '' ELSE COALESCE((
            SELECT string_agg(COALESCE(p.intended, '') || ' ' || COALESCE(p.happened, '') || ' ' || COALESCE(p.difference, '') || ' '
                || COALESCE(p.to_keep, '') || ' ' || COALESCE(p.to_change, ''), ' ')
            FROM review_people p WHERE p.review = reviews.id), '') END AS text
        FROM reviews
        """);

    /// <summary>Those who take part, by their names.</summary>
    public static IReadOnlyList<Participant> Of(Session session, long review)
    {
        var found = new List<Participant>();
        using var rows = session.Statements.Read($"""
            SELECT p.id, p.person, who.name, p.answered_at, p.declined_at FROM review_people p JOIN people who ON who.id = p.person
            WHERE p.review = {review} ORDER BY p.id
            """);
        while (rows.Read())
        {
            found.Add(new(rows.GetInt64(0), new(rows.GetInt64(1)), rows.TextOrNull(2), rows.MomentOrNull(3), rows.MomentOrNull(4)));
        }

        return [.. found.OrderBy(each => each.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>The part of somebody; null where they take none.</summary>
    public static Participant? Find(Session session, long review, PersonId person) =>
        Of(session, review).FirstOrDefault(each => each.Person == person);

    /// <summary>The answers, by the names of those who gave them; none before they are shown, whoever asks.</summary>
    public static IReadOnlyList<ReviewAnswer> Answers(Session session, long review)
    {
        var found = new List<ReviewAnswer>();
        using var rows = session.Statements.Read($"""
            SELECT p.intended, p.happened, p.difference, p.to_keep, p.to_change, p.id, who.name
            FROM review_people p JOIN people who ON who.id = p.person JOIN reviews r ON r.id = p.review
            WHERE p.review = {review} AND p.answered_at IS NOT NULL AND r.shown_at IS NOT NULL ORDER BY p.id
            """);
        while (rows.Read()) found.Add(new(rows.GetInt64(5), rows.TextOrNull(6), WordsIn(rows)));
        return [.. found.OrderBy(each => each.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>What somebody answered themselves; null where they did not.</summary>
    public static ReviewWords? Own(Session session, long review, PersonId person)
    {
        using var rows = session.Statements.Read($"""
            SELECT intended, happened, difference, to_keep, to_change FROM review_people
            WHERE review = {review} AND person = {person.Value} AND answered_at IS NOT NULL
            """);
        return rows.Read() ? WordsIn(rows) : null;
    }

    /// <summary>The review to which a part belongs; null where there is no such part.</summary>
    public static long? ReviewOf(Session session, long part) =>
        session.Statements.Number($"SELECT review FROM review_people WHERE id = {part}");

    /// <summary>Adds somebody who takes part.</summary>
    public static void Add(Session session, long review, PersonId person) => session.Statements.Execute(
        $"INSERT INTO review_people {NewRow.Of(("review", review), ("person", person.Value))} ON CONFLICT DO NOTHING");

    /// <summary>Keeps what somebody answers in the place of what they answered before; they take part again if they had said no.</summary>
    public static void Answer(Session session, long part, ReviewWords words, DateTimeOffset now) => session.Statements.Execute($"""
        UPDATE review_people SET answered_at = COALESCE(answered_at, {now}), declined_at = NULL, intended = {words.Intended},
            happened = {words.Happened}, difference = {words.Difference}, to_keep = {words.Keep}, to_change = {words.Change}
        WHERE id = {part}
        """);

    /// <summary>Notes that somebody cannot take part.</summary>
    public static void Decline(Session session, long part, DateTimeOffset now) => session.Statements.Execute(
        $"UPDATE review_people SET declined_at = {now} WHERE id = {part} AND answered_at IS NULL");

    /// <summary>What became of the answers of a review, the oldest first.</summary>
    public static IReadOnlyList<ReviewResult> Results(Session session, long review)
    {
        var found = new List<ReviewResult>();
        using var rows = session.Statements.Read($"""
            SELECT m.part, m.question, m.made_kind, m.made FROM review_results m JOIN review_people p ON p.id = m.part
            WHERE p.review = {review} ORDER BY m.made_at, m.made
            """);
        while (rows.Read())
        {
            found.Add(new(
                rows.GetInt64(0), Enum.Parse<ReviewQuestion>(rows.GetString(1)), rows.GetString(2), rows.GetInt64(3)));
        }

        return found;
    }

    /// <summary>Notes what became of an answer; false where that is noted already.</summary>
    public static bool Add(Session session, ReviewResult made, PersonId? by, DateTimeOffset now) => session.Statements.Execute($"""
        INSERT INTO review_results {NewRow.Of(
            ("part", made.Part), ("question", made.Question.ToString()), ("made_kind", made.Kind), ("made", made.Number),
            ("made_by", by?.Value), ("made_at", now))}
        ON CONFLICT DO NOTHING
        """) > 0;

    private static ReviewWords WordsIn(Rows row) => new(
        row.TextOrNull(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4));
}
