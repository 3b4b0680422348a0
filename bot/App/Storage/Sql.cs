using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Storage;

/// <summary>
/// A fragment of SQL with its values: the columns of a table, a condition that depends on who asks. In the hole of a statement or of
/// another fragment it becomes a part of the text. Its text comes from the source code alone, as each of its holes is a value or a
/// fragment.
/// </summary>
internal sealed class Sql
{
    private Sql(string?[] parts, Value[] values, bool isVaried) => (Parts, Values, IsVaried) = (parts, values, isVaried);

    /// <summary>Its literals, with null for each value.</summary>
    internal string?[] Parts { get; }

    /// <summary>Its values, in the order of their places.</summary>
    internal Value[] Values { get; }

    /// <summary>Whether its text depends on what it was made from (see <see cref="SqlParts.IsVaried"/>).</summary>
    internal bool IsVaried { get; }

    /// <summary>Makes a fragment of an interpolated string.</summary>
    public static Sql Of(SqlHandler sql) => Taken(sql.Parts);

    /// <summary>Holds where one of the conditions does; there must be one.</summary>
    public static Sql AnyOf(IEnumerable<Sql> conditions) => Joined(conditions, ") OR (");

    /// <summary>Holds where all of the conditions do; there must be one.</summary>
    public static Sql AllOf(IEnumerable<Sql> conditions) => Joined(conditions, ") AND (");

    private static Sql Joined(IEnumerable<Sql> conditions, string between)
    {
        var parts = SqlParts.Take();
        var isFirst = true;
        foreach (var condition in conditions)
        {
            parts.Add(isFirst ? "((" : between);
            parts.Add(condition);
            isFirst = false;
        }

        if (isFirst) throw new ArgumentException("A condition is needed.", nameof(conditions));
        parts.Add("))");
        parts.IsVaried = true;
        return Taken(parts);
    }

    /// <summary>The fragment of parts that are given back with it.</summary>
    internal static Sql Taken(SqlParts parts)
    {
        var taken = new Sql(parts.Parts.ToArray(), parts.Values.ToArray(), parts.IsVaried);
        parts.GiveBack();
        return taken;
    }
}
