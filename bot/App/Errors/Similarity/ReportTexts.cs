using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Similarity;

/// <summary>What a report is compared by, as it stands in the database.</summary>
internal sealed record ReportText(long Error, long Revision, long Scope, string Title, string Story)
{
    private static readonly Sql Select = Sql.Of($"SELECT id, version, team, reporter, title, story FROM errors");

    public Fingerprint Fingerprint => Fingerprint.Of(Title, Story);

    /// <summary>The scope of a report: its team, or its reporter alone where it has none.</summary>
    public static long ScopeOf(long? team, long reporter) => team ?? -reporter;

    /// <summary>The reports after one and up to another.</summary>
    public static List<ReportText> Between(Statements statements, long after, long to) =>
        All(statements.Read($"{Select} WHERE id > {after} AND id <= {to} ORDER BY id"));

    /// <summary>The newest reports after one, the newest first.</summary>
    public static List<ReportText> NewestAfter(Statements statements, long after, int most) =>
        All(statements.Read($"{Select} WHERE id > {after} ORDER BY id DESC LIMIT {most}"));

    /// <summary>One report.</summary>
    public static ReportText? Of(Statements statements, long error) =>
        All(statements.Read($"{Select} WHERE id = {error}")) is [var only] ? only : null;

    private static List<ReportText> All(Rows rows)
    {
        var texts = new List<ReportText>();
        using (rows)
        {
            while (rows.Read())
            {
                texts.Add(
                    new(
                        rows.GetInt64(0), rows.GetInt64(1), ScopeOf(rows.NumberOrNull(2), rows.GetInt64(3)), rows.GetString(4),
                        rows.GetString(5)));
            }
        }

        return texts;
    }
}
