using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Search;

/// <summary>Reads the keys of a range of errors, from a key on, in the order of lists or against it.</summary>
internal static class ErrorRanges
{
    private static readonly Dictionary<RangeOf, (string Older, string Newer)> Texts = Enum.GetValues<RangeOf>().ToDictionary(
        kind => kind, kind => (Text(kind, toOlder: true), Text(kind, toOlder: false)));

    /// <summary>
    /// Whether an index has the errors of such a range in order; those of the others are few, and all of them are read each time.
    /// </summary>
    public static bool IsIndexed(RangeOf kind) => kind is not (RangeOf.Named or RangeOf.Witness);

    /// <summary>The statement that reads such a range.</summary>
    public static string Statement(RangeOf kind, bool toOlder) => toOlder ? Texts[kind].Older : Texts[kind].Newer;

    /// <summary>The next errors of a range after one, towards the older or the newer ones.</summary>
    public static List<FindMark> Read(Session session, VisibleRange range, FindMark after, bool toOlder, int most)
    {
        var statement = session.Statements[Statement(range.Kind, toOlder)];
        using var rows = range.Kind is RangeOf.All ? statement.Read(after.CreatedAt, after.Number, most) : statement.Read(range.Id, after.CreatedAt, after.Number, most);
        var marks = new List<FindMark>();
        while (rows.Read()) marks.Add(new(rows.GetInt64(1), rows.GetInt64(0)));
        return marks;
    }

    private static string Text(RangeOf kind, bool toOlder)
    {
        var (sign, order) = toOlder ? ("<", " DESC") : (">", "");
        var from = kind switch
        {
            RangeOf.All => "errors e WHERE",
            RangeOf.Team => "errors e WHERE e.team = @range AND",
            RangeOf.Reporter => "errors e WHERE e.reporter = @range AND",
            RangeOf.Owner => "errors e WHERE e.owner = @range AND",
            // CROSS, so that SQLite begins with the few.
            RangeOf.Named => "error_readers few CROSS JOIN errors e WHERE few.person = @range AND e.id = few.error AND",
            _ => "(SELECT DISTINCT error FROM witnesses WHERE person = @range) few CROSS JOIN errors e WHERE e.id = few.error AND",
        };
        return $"SELECT e.id, e.created_at FROM {from} (e.created_at, e.id) {sign} (@at, @id) ORDER BY e.created_at{order}, e.id{order} LIMIT @most";
    }
}
