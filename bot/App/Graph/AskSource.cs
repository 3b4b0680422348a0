using Improvement.Bot.Storage;

namespace Improvement.Bot.Graph;

/// <summary>Something for which people are asked, such as the decision about a fix.</summary>
/// <param name="Name">For the rows that wait; never changed.</param>
/// <param name="Ask">
/// Asks about a record, inside a commit and with the bot as actor: those whom the rules choose at that moment. The text is what
/// <see cref="AutomaticReplies.TryPostpone"/> was given.
/// </param>
internal sealed record AskSource(string Name, Action<IServiceProvider, long, string?> Ask);

/// <summary>An asking that waits until it is known who is away.</summary>
internal sealed record WaitingAsk(long Id, string Source, long Record, string? Detail);

/// <summary>The rows of what waits to be asked.</summary>
internal static class WaitingAskRows
{
    /// <summary>Those that wait, the oldest first.</summary>
    public static IReadOnlyList<WaitingAsk> All(Statements database)
    {
        var all = new List<WaitingAsk>();
        using var rows = database.Read($"SELECT id, source, record_id, detail FROM waiting_asks ORDER BY id");
        while (rows.Read()) all.Add(new(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2), rows.TextOrNull(3)));
        return all;
    }

    /// <summary>Adds one.</summary>
    public static void Add(Statements writer, string source, long record, string? detail, DateTimeOffset now) => writer.Execute($"""
        INSERT INTO waiting_asks {NewRow.Of(
            ("source", source), ("record_id", record), ("detail", detail), ("waits_since", now))}
        """);

    /// <summary>Takes one away; false when it is gone already.</summary>
    public static bool Take(Statements writer, long id) => writer.Execute($"DELETE FROM waiting_asks WHERE id = {id}") > 0;
}
