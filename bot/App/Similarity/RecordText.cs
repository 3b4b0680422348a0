using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Similarity;

/// <summary>What a record is compared by, as it stands in the database.</summary>
internal sealed record RecordText(long Record, long Revision, long Scope, string Title, string Text)
{
    private static readonly Sql Select = Sql.Of($"SELECT id, version, team, author, title, text");

    public Fingerprint Fingerprint => Fingerprint.Of(Title, Text);

    /// <summary>As somebody would ask for it in a sentence.</summary>
    public Fingerprint InShort => Fingerprint.Of("", Title);

    /// <summary>The scope of a record: its team, or its author alone where it has none.</summary>
    public static long ScopeOf(long? team, long author) => team ?? -author;

    /// <summary>The records after one and up to another.</summary>
    public static List<RecordText> Between(Statements statements, RecordKind kind, long after, long to) =>
        statements.Ask($"{Select} FROM ({kind.Texts}) texts WHERE id > {after} AND id <= {to} ORDER BY id", All).Value;

    /// <summary>The newest records after one, and others, the newest first.</summary>
    public static Answer<List<RecordText>> AskForNewestAfter(
        Statements statements, RecordKind kind, long after, IReadOnlyCollection<long> others, int most) => others.Count is 0
        ? statements.Ask($"{Select} FROM ({kind.Texts}) texts WHERE id > {after} ORDER BY id DESC LIMIT {most}", All)
        : statements.Ask($"""
            {Select} FROM ({kind.Texts}) texts WHERE id > {after} OR id IN {others} ORDER BY id DESC LIMIT {most}
            """, All);

    /// <summary>The newest records of a scope.</summary>
    public static List<RecordText> NewestOf(Statements statements, RecordKind kind, long scope, int most)
    {
        var within = scope >= 0 ? Sql.Of($"team = {scope}") : Sql.Of($"team IS NULL AND author = {-scope}");
        return statements.Ask($"{Select} FROM ({kind.Texts}) texts WHERE {within} ORDER BY id DESC LIMIT {most}", All).Value;
    }

    /// <summary>One record.</summary>
    public static RecordText? Of(Statements statements, RecordKind kind, long record) =>
        statements.Ask($"{Select} FROM ({kind.Texts}) texts WHERE id = {record}", All).Value is [var only] ? only : null;

    private static List<RecordText> All(Rows rows)
    {
        var texts = new List<RecordText>();
        while (rows.Read())
        {
            texts.Add(new(
                rows.GetInt64(0), rows.GetInt64(1), ScopeOf(rows.NumberOrNull(2), rows.GetInt64(3)), rows.GetString(4), rows.GetString(5)));
        }

        return texts;
    }
}
