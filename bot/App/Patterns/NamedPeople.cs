using System.Text.RegularExpressions;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>Somebody who did it, as far as a pattern names them.</summary>
/// <param name="At">When they were named, UTC.</param>
internal sealed record NamedPerson(PersonId Person, string? Name, DateTimeOffset At, bool HasDeclined);

/// <summary>What somebody answered to one question of the follow-up; without who.</summary>
/// <param name="Question">One of <see cref="FollowUpQuestion"/>.</param>
internal sealed record FollowUpAnswer(FollowUpQuestion Question, string Words);

/// <summary>The questions of the appreciative follow-up. Kept by name.</summary>
internal enum FollowUpQuestion
{
    /// <summary>What helped.</summary>
    Helped,

    /// <summary>What was hard.</summary>
    Hard,

    /// <summary>What others would need.</summary>
    Needed,

    /// <summary>What they would keep.</summary>
    Keep,

    /// <summary>Who else does it.</summary>
    Elsewhere,
}

/// <summary>Reads and writes who is named with patterns, and what they answered.</summary>
internal static class NamedPeople
{
    /// <summary>Days in which the questions are offered.</summary>
    public const int DaysToAnswer = 14;

    private const int ShortestGivenName = 3;

    /// <summary>Those who are named and want to be, by the time at which they were named.</summary>
    public static IReadOnlyList<NamedPerson> Of(Session session, long pattern)
    {
        var people = new List<NamedPerson>();
        using var rows = session.Statements.Read($"""
            SELECT n.person, who.name, n.named_at FROM pattern_people n JOIN people who ON who.id = n.person
            WHERE n.pattern = {pattern} AND n.declined_at IS NULL ORDER BY n.named_at, n.person
            """);
        while (rows.Read()) people.Add(new(new(rows.GetInt64(0)), rows.TextOrNull(1), rows.Moment(2), HasDeclined: false));
        return people;
    }

    /// <summary>Somebody who was named; null where they never were.</summary>
    public static NamedPerson? Find(Session session, long pattern, PersonId person)
    {
        using var rows = session.Statements.Read($"""
            SELECT n.person, who.name, n.named_at, n.declined_at FROM pattern_people n JOIN people who ON who.id = n.person
            WHERE n.pattern = {pattern} AND n.person = {person.Value}
            """);
        return rows.Read() ? new(new(rows.GetInt64(0)), rows.TextOrNull(1), rows.Moment(2), !rows.IsDBNull(3)) : null;
    }

    /// <summary>Names somebody; false where they were named before, whether they wanted to be or not.</summary>
    public static bool Add(Session session, long pattern, PersonId person, PersonId? by, DateTimeOffset at)
    {
        var isNew = session.Statements.Execute($"""
            INSERT INTO pattern_people {NewRow.Of(
                ("pattern", pattern), ("person", person.Value), ("named_by", by?.Value), ("named_at", at))}
            ON CONFLICT DO NOTHING
            """) > 0;
        if (isNew) PatternRows.AddReader(session, pattern, person);
        return isNew;
    }

    /// <summary>Somebody does not want to be named: they are no reader by it any more, and what they answered is nobody's.</summary>
    public static void Decline(Session session, long pattern, PersonId person, DateTimeOffset at)
    {
        session.Statements.Execute($"""
            UPDATE pattern_people SET declined_at = {at} WHERE pattern = {pattern} AND person = {person.Value} AND declined_at IS NULL
            """);
        session.Statements.Execute($"DELETE FROM pattern_readers WHERE pattern = {pattern} AND person = {person.Value}");
        session.Statements.Execute($"UPDATE pattern_answers SET person = NULL WHERE pattern = {pattern} AND person = {person.Value}");
    }

    /// <summary>Keeps what somebody answered; their earlier words to a question are replaced.</summary>
    public static void Answer(Session session, long pattern, PersonId person, FollowUpQuestion question, string words, DateTimeOffset at)
    {
        session.Statements.Execute($"""
            DELETE FROM pattern_answers WHERE pattern = {pattern} AND person = {person.Value} AND question = {question.ToString()}
            """);
        session.Statements.Execute($"""
            INSERT INTO pattern_answers {NewRow.Of(
                ("pattern", pattern), ("person", person.Value), ("question", question.ToString()), ("words", words), ("answered_at", at))}
            """);
    }

    /// <summary>What was answered, in the order of the questions; by whom is not told.</summary>
    /// <param name="by">Only what this person answered; null for all.</param>
    public static IReadOnlyList<FollowUpAnswer> Answers(Session session, long pattern, PersonId? by = null)
    {
        var answers = new List<FollowUpAnswer>();
        var whose = by is { } person ? Sql.Of($"person = {person.Value}") : Sql.Of($"TRUE");
        using var rows = session.Statements.Read($"""
            SELECT question, words FROM pattern_answers WHERE pattern = {pattern} AND {whose} ORDER BY id
            """);
        while (rows.Read()) answers.Add(new(Enum.Parse<FollowUpQuestion>(rows.GetString(0)), rows.GetString(1)));
        return [.. answers.OrderBy(answer => answer.Question)];
    }

    /// <summary>Passes the answers through a function, as somebody does not want to be named in them.</summary>
    public static void Rewrite(Session session, long pattern, Func<string, string> change)
    {
        var all = new List<(long Id, string Words)>();
        using (var rows = session.Statements.Read($"SELECT id, words FROM pattern_answers WHERE pattern = {pattern}"))
        {
            while (rows.Read()) all.Add((rows.GetInt64(0), rows.GetString(1)));
        }

        foreach (var (id, words) in all)
        {
            session.Statements.Execute($"UPDATE pattern_answers SET words = {change(words)} WHERE id = {id}");
        }
    }

    /// <summary>Puts other words in the place of somebody's name, and of their first name, wherever it is a word of its own.</summary>
    public static Func<string, string> Without(Person person, string instead)
    {
        string?[] names = [person.Name, person.GivenName, FirstWord(person.Name)];
        string[] known =
        [
            .. names.OfType<string>().Where(name => name.Trim().Length >= ShortestGivenName).Distinct()
                .OrderByDescending(name => name.Length),
        ];
        if (known is []) return text => text;
        var any = new Regex(
            $@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', known.Select(Regex.Escape))})(?![\p{{L}}\p{{N}}])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return text => any.Replace(text, instead);
    }

    private static string? FirstWord(string? name) => name?.Split(' ') is [var first, _, ..] ? first : null;
}
