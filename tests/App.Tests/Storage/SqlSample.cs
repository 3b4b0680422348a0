using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

internal sealed class ErrorNotes(Session session)
{
    private static readonly Sql Select = Sql.Of($"SELECT id, text FROM error_additions");

    public long Add(long error, long person, string text, DateTimeOffset now) => session.Statements.Number($"""
        INSERT INTO error_additions {NewRow.Of(
            ("error", error),
            ("person", person),
            ("dialog_id", "sample"),
            ("text", text),
            ("created_at", now))}
        RETURNING id
        """)!.Value;

    public bool Change(long id, string text) =>
        session.Statements.Execute($"UPDATE error_additions SET text = {text} WHERE id = {id}") > 0;

    public List<string> Of(IEnumerable<long> errors, long? person)
    {
        var texts = new List<string>();
        List<Sql> conditions = [Sql.Of($"error IN {errors}")];
        if (person is { } writer) conditions.Add(Sql.Of($"person = {writer}"));
        using var rows = session.Statements.Read($"{Select} WHERE {Sql.AllOf(conditions)} ORDER BY id");
        while (rows.Read()) texts.Add(rows.GetString(1));
        return texts;
    }
}
