using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Search;

/// <summary>Reads the keys of a range of records, from a key on, in the order of lists or against it.</summary>
internal static class RangeReader
{
    /// <summary>
    /// Whether an index has the records of such a range in order; those of the others are few, and all of them are read each time.
    /// </summary>
    public static bool IsIndexed(RangeOf of) => of is not (RangeOf.Named or RangeOf.Witness);

    /// <summary>The next records of a range after one, towards the older or the newer ones.</summary>
    /// <param name="mark">The name of the kind in marks.</param>
    public static List<FindMark> Read(Session session, VisibleRange range, string mark, FindMark after, bool toOlder, int most)
    {
        var query = Query(range, after with { Number = NumberAfter(after, mark, toOlder) }, toOlder, most);
        using var rows = session.Statements.Read($"{query}");
        var marks = new List<FindMark>();
        while (rows.Read()) marks.Add(new(rows.GetInt64(1), rows.GetInt64(0), mark));
        return marks;
    }

    /// <summary>The statement that reads them.</summary>
    internal static Sql Query(VisibleRange range, FindMark after, bool toOlder, int most)
    {
        var from = From(range.Kind.Access.Table, range);
        return toOlder
            ? Sql.Of(
                $"""
                SELECT e.id, e.created_at FROM {from} (e.created_at, e.id) < ({after.CreatedAt}, {after.Number})
                ORDER BY e.created_at DESC, e.id DESC LIMIT {most}
                """)
            : Sql.Of(
                $"""
                SELECT e.id, e.created_at FROM {from} (e.created_at, e.id) > ({after.CreatedAt}, {after.Number})
                ORDER BY e.created_at, e.id LIMIT {most}
                """);
    }

    /// <summary>Of the same moment and number, the record of the kind that comes behind is still to be read.</summary>
    private static long NumberAfter(FindMark after, string mark, bool toOlder)
    {
        var order = string.CompareOrdinal(mark, after.Kind);
        if (toOlder) return order < 0 && after.Number < long.MaxValue ? after.Number + 1 : after.Number;
        return order > 0 && after.Number > long.MinValue ? after.Number - 1 : after.Number;
    }

    private static Sql From(AccessTable table, VisibleRange range) => range.Of switch
    {
        RangeOf.All => Sql.Of($"{table.Table} e WHERE"),
        RangeOf.Team => Sql.Of($"{table.Table} e WHERE e.team = {range.Id} AND"),
        RangeOf.Author => Sql.Of($"{table.Table} e WHERE e.{table.Author} = {range.Id} AND"),
        RangeOf.Owner => Sql.Of($"{table.Table} e WHERE e.owner = {range.Id} AND"),
        // CROSS, so that SQLite begins with the few.
        RangeOf.Named => Sql.Of(
            $"{table.Readers} few CROSS JOIN {table.Table} e WHERE few.person = {range.Id} AND e.id = few.{table.Key} AND"),
        _ => Sql.Of(
            $"""
            (SELECT DISTINCT {table.Key} FROM {table.Witnesses} WHERE person = {range.Id}) few CROSS JOIN {table.Table} e
            WHERE e.id = few.{table.Key} AND
            """),
    };
}
