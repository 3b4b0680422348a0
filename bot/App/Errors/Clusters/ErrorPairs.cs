using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Clusters;

/// <summary>
/// The ledger of likeness: what people decided about two errors, whether they are the same, or belong together because they have the same
/// root. The newest decision about a pair holds.
/// </summary>
internal static class ErrorPairs
{
    /// <summary>Keeps a decision.</summary>
    public static void Decide(Session session, Actor actor, long one, long other, bool isSame) => session.Statements.Execute($"""
        INSERT INTO error_pairs {NewRow.Of(
            ("first_error", Math.Min(one, other)), ("second_error", Math.Max(one, other)), ("is_same", isSame),
            ("decided_by", actor.Id?.Value), ("decided_at", actor.Now))}
        """);

    /// <summary>
    /// The decisions that hold about some errors: each pair of which at least one is among them, the smaller number first.
    /// </summary>
    public static IReadOnlyDictionary<(long First, long Second), bool> Of(Session session, IEnumerable<long> errors)
    {
        long[] numbers = [.. errors];
        var decisions = new Dictionary<(long First, long Second), bool>();
        using var rows = session.Statements.Read($"""
            SELECT first_error, second_error, is_same FROM error_pairs
            WHERE first_error IN {numbers} OR second_error IN {numbers} ORDER BY id
            """);
        while (rows.Read()) decisions[(rows.GetInt64(0), rows.GetInt64(1))] = rows.GetBoolean(2);
        return decisions;
    }

    /// <summary>
    /// The errors that belong together with one by a decision about the two, without duplicates, in the order of their numbers.
    /// </summary>
    public static IReadOnlyList<long> LinkedTo(Session session, long number)
    {
        long[] same =
        [
            .. Of(session, [number])
                .Where(decision => decision.Value)
                .Select(decision => decision.Key.First == number ? decision.Key.Second : decision.Key.First),
        ];
        return same is [] ? [] : [.. Cluster.Find(session, number).LinkedTo(number)];
    }

    /// <summary>
    /// The errors that are not the same as this one: those of which somebody said so, also of a duplicate of either; what is the same as
    /// one of them is not the same as this one either. What merely belongs together with it says nothing about it.
    /// </summary>
    public static IReadOnlySet<long> NotTheSameAs(Session session, long number)
    {
        var same = Cluster.TheSameAs(session, [number]);
        var different = Of(session, same)
            .Where(decision => !decision.Value)
            .SelectMany(decision => new[] { decision.Key.First, decision.Key.Second })
            .Where(each => !same.Contains(each))
            .ToArray();
        var all = Cluster.TheSameAs(session, different);
        all.ExceptWith(same);
        return all;
    }

    /// <summary>
    /// A pair of which somebody said that it is not the same and does not belong together, one of each side; null for none. Two errors
    /// whose clusters hold such a pair are not brought together: it would make the merge again that was taken back.
    /// </summary>
    /// <param name="decided">The two errors about which a person decides anew, which goes before what was said of them.</param>
    public static (long First, long Second)? Contradiction(
        Session session, IReadOnlyCollection<long> side, IReadOnlyCollection<long> other, (long, long) decided)
    {
        if (side.Contains(decided.Item1) && side.Contains(decided.Item2)) return null; // they are together already
        var exempt = (Math.Min(decided.Item1, decided.Item2), Math.Max(decided.Item1, decided.Item2));
        foreach (var ((first, second), isSame) in Of(session, side))
        {
            var isBetween = (side.Contains(first) && other.Contains(second)) || (side.Contains(second) && other.Contains(first));
            if (!isSame && isBetween && (first, second) != exempt) return (first, second);
        }

        return null;
    }
}
