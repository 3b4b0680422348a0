using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>What must hold before a pattern counts as validated. Kept by name.</summary>
internal enum Criterion
{
    /// <summary>It worked more than once, or would again.</summary>
    Repeatable,

    /// <summary>It can be seen that it worked.</summary>
    Measurable,

    /// <summary>Others can do it too.</summary>
    Transferable,

    /// <summary>It breaks no rule: of law, safety, privacy, or the organisation.</summary>
    WithinRules,
}

/// <summary>What was said of a criterion. The names are those of the form.</summary>
internal enum CriterionAnswer
{
    /// <summary>Nobody can tell yet.</summary>
    NotYet,

    /// <summary>It holds.</summary>
    Met,

    /// <summary>It does not hold.</summary>
    NotMet,
}

/// <summary>A criterion as it was checked last.</summary>
/// <param name="Edition">The version that was checked.</param>
/// <param name="Evidence">In words.</param>
internal sealed record CheckedCriterion(Criterion Criterion, int Edition, bool IsMet, string Evidence, string? Who)
{
    /// <summary>Whether it can be seen in a series of the team; null where nobody tested that.</summary>
    public OutlierTest? Outlier { get; init; }
}

/// <summary>Reads and writes what was checked of patterns.</summary>
internal static class PatternCriteria
{
    /// <summary>The criteria of a pattern; an attempt need neither be taken over nor be worth it.</summary>
    public static IReadOnlyList<Criterion> For(bool isAttempt) =>
        isAttempt ? [Criterion.Repeatable, Criterion.Measurable] : Enum.GetValues<Criterion>();

    /// <summary>What was checked of a pattern, in the order of the criteria.</summary>
    public static IReadOnlyList<CheckedCriterion> Of(Session session, long pattern)
    {
        var all = new List<CheckedCriterion>();
        using var rows = session.Statements.Read($"""
            SELECT c.criterion, c.edition, c.is_met, c.evidence, who.name, c.outlier
            FROM pattern_criteria c LEFT JOIN people who ON who.id = c.person WHERE c.pattern = {pattern}
            """);
        while (rows.Read())
        {
            all.Add(new(
                Enum.Parse<Criterion>(rows.GetString(0)), rows.GetInt32(1), rows.GetBoolean(2), rows.GetString(3), rows.TextOrNull(4))
            {
                Outlier = OutlierTest.Read(rows.TextOrNull(5)),
            });
        }

        return [.. all.OrderBy(each => each.Criterion)];
    }

    /// <summary>Keeps what somebody found of a criterion.</summary>
    /// <param name="outlier">Whether it can be seen in a series of the team; null where nobody tested that.</param>
    public static void Set(
        Session session, Pattern pattern, Criterion criterion, bool isMet, string evidence, PersonId person, DateTimeOffset at,
        OutlierTest? outlier = null) =>
        session.Statements.Execute($"""
            INSERT INTO pattern_criteria {NewRow.Of(
                ("pattern", pattern.Number), ("criterion", criterion.ToString()), ("edition", pattern.Edition), ("is_met", isMet),
                ("evidence", evidence), ("person", person.Value), ("checked_at", at), ("outlier", outlier?.ToJson()))}
            ON CONFLICT (pattern, criterion) DO UPDATE SET edition = excluded.edition, is_met = excluded.is_met,
                evidence = excluded.evidence, person = excluded.person, checked_at = excluded.checked_at,
                outlier = excluded.outlier
            """);

    /// <summary>Passes the evidence through a function, as somebody does not want to be named in it.</summary>
    public static void Rewrite(Session session, long pattern, Func<string, string> change)
    {
        foreach (var found in Of(session, pattern))
        {
            session.Statements.Execute($"""
                UPDATE pattern_criteria SET evidence = {change(found.Evidence)}
                WHERE pattern = {pattern} AND criterion = {found.Criterion.ToString()}
                """);
        }
    }

    /// <summary>Nobody can tell of a criterion any more.</summary>
    public static void Remove(Session session, long pattern, Criterion criterion) => session.Statements.Execute(
        $"DELETE FROM pattern_criteria WHERE pattern = {pattern} AND criterion = {criterion.ToString()}");
}
