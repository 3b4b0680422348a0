using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>What somebody says is wrong with a pattern.</summary>
/// <param name="Edition">The version of which they said it.</param>
/// <param name="Who">Their name; null for nobody who is known.</param>
internal sealed record PatternFlag(long Id, int Edition, PersonId Person, string? Who, string Words, DateTimeOffset At);

/// <summary>Reads and writes the flags and the uses of patterns.</summary>
internal static class PatternFlags
{
    /// <summary>Open flags that challenge a pattern.</summary>
    public const int Challenging = 2;

    /// <summary>The flags that wait for an answer, the oldest first.</summary>
    public static IReadOnlyList<PatternFlag> Open(Session session, long pattern)
    {
        var flags = new List<PatternFlag>();
        using var rows = session.Statements.Read($"""
            SELECT f.id, f.edition, f.person, who.name, f.words, f.flagged_at FROM pattern_flags f JOIN people who ON who.id = f.person
            WHERE f.pattern = {pattern} AND f.answered_at IS NULL ORDER BY f.id
            """);
        while (rows.Read())
        {
            flags.Add(new(
                rows.GetInt64(0), rows.GetInt32(1), new(rows.GetInt64(2)), rows.TextOrNull(3), rows.GetString(4), rows.Moment(5)));
        }

        return flags;
    }

    /// <summary>Adds a flag; of somebody whose flag is open it changes the words, so that two flags are two people's.</summary>
    public static void Set(Session session, Pattern pattern, PersonId person, string words, DateTimeOffset at)
    {
        var changed = session.Statements.Execute($"""
            UPDATE pattern_flags SET words = {words}, edition = {pattern.Edition}, flagged_at = {at}
            WHERE pattern = {pattern.Number} AND person = {person.Value} AND answered_at IS NULL
            """);
        if (changed > 0) return;
        session.Statements.Execute($"""
            INSERT INTO pattern_flags {NewRow.Of(
                ("pattern", pattern.Number), ("edition", pattern.Edition), ("person", person.Value), ("words", words),
                ("flagged_at", at))}
            """);
    }

    /// <summary>Answers a flag; false where it was answered already.</summary>
    public static bool Answer(Session session, long flag, string answer, PersonId person, DateTimeOffset at) =>
        session.Statements.Execute($"""
            UPDATE pattern_flags SET answer = {answer}, answered_by = {person.Value}, answered_at = {at}
            WHERE id = {flag} AND answered_at IS NULL
            """) > 0;

    /// <summary>Passes what was written with flags through a function, as somebody does not want to be named in it.</summary>
    public static void Rewrite(Session session, long pattern, Func<string, string> change)
    {
        var all = new List<(long Id, string Words, string? Answer)>();
        using (var rows = session.Statements.Read($"SELECT id, words, answer FROM pattern_flags WHERE pattern = {pattern}"))
        {
            while (rows.Read()) all.Add((rows.GetInt64(0), rows.GetString(1), rows.TextOrNull(2)));
        }

        foreach (var (id, words, answer) in all)
        {
            session.Statements.Execute($"""
                UPDATE pattern_flags SET words = {change(words)}, answer = {(answer is null ? null : change(answer))} WHERE id = {id}
                """);
        }
    }

    /// <summary>Notes that somebody used a pattern, once on a day; false where they said so already.</summary>
    public static bool AddUse(Session session, Pattern pattern, PersonId person, PatternOrigin? about, DateTimeOffset at, DateOnly day) =>
        session.Statements.Execute($"""
            INSERT INTO pattern_uses {NewRow.Of(
                ("pattern", pattern.Number), ("person", person.Value), ("local_date", day), ("edition", pattern.Edition),
                ("about_kind", about?.Kind), ("about", about?.Number), ("used_at", at))}
            ON CONFLICT DO NOTHING
            """) > 0;
}
