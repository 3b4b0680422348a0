using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>
/// The ledger of likeness: what people decided about two errors, whether they are the same. The newest decision about a pair holds.
/// </summary>
internal static class ErrorPairs
{
    /// <summary>Keeps a decision.</summary>
    public static void Decide(Session session, Actor actor, long one, long other, bool isSame) => session.Statements.Execute($"""
        INSERT INTO error_pairs {NewRow.Of(
            ("first_error", Math.Min(one, other)), ("second_error", Math.Max(one, other)), ("is_same", isSame),
            ("decided_by", actor.Id?.Value), ("decided_at", actor.Now))}
        """);

    /// <summary>The errors of which somebody said that they are not the same as this one.</summary>
    public static IReadOnlySet<long> NotTheSameAs(Session session, long number)
    {
        var different = new HashSet<long>();
        using var rows = session.Statements.Read($"""
            SELECT first_error, second_error, is_same FROM error_pairs WHERE first_error = {number} OR second_error = {number} ORDER BY id
            """);
        while (rows.Read())
        {
            var other = rows.GetInt64(0) == number ? rows.GetInt64(1) : rows.GetInt64(0);
            if (rows.GetBoolean(2)) different.Remove(other);
            else different.Add(other);
        }

        return different;
    }
}
