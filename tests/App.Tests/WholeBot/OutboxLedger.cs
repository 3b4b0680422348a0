using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A message as the database has seen it: written into the outbox, and noted as delivered.</summary>
/// <param name="Conversation">Where it goes, without a thread.</param>
/// <param name="Content">The body, or for a card that shows a record the record, such as <c>error:12</c>.</param>
/// <param name="NotedAt">When its delivery was noted, UTC; null while it was not.</param>
internal sealed record OutboxEntry(long Number, string Conversation, string Content, DateTimeOffset WrittenAt, DateTimeOffset? NotedAt);

/// <summary>
/// A book that the database itself keeps, by triggers: each message that was committed, and each note of a delivery. The outbox forgets a
/// message with its note, and a process that is killed tells nothing.
/// </summary>
internal static class OutboxLedger
{
    private const string Table = """
        CREATE TABLE test_ledger (number bigint NOT NULL, is_place boolean NOT NULL, conversation text, content text,
            written_at bigint NOT NULL, noted_at bigint, PRIMARY KEY (number, is_place))
        """;

    // A say, a private one, and one in a thread; a replacement is no new message. A place is a card that shows a record.
    private static readonly Watch[] Watched =
    [
        new("test_says", "INSERT ON outbox", "NEW.kind IN (0, 1, 4)",
            "INSERT INTO test_ledger VALUES (NEW.id, FALSE, NEW.to_conversation, TEXT(NEW.body), NOW(), NULL);"),
        new("test_said", "DELETE ON outbox", "TRUE",
            "UPDATE test_ledger SET noted_at = NOW() WHERE NOT is_place AND number = OLD.id;"),
        new("test_shows", "INSERT ON places", "TRUE",
            "INSERT INTO test_ledger VALUES (NEW.id, TRUE, NEW.to_conversation, NEW.subject, NOW(), NULL);"),
        new("test_shown", "UPDATE ON places", "OLD.activity_id IS NULL AND NEW.activity_id IS NOT NULL",
            "UPDATE test_ledger SET noted_at = NOW() WHERE is_place AND number = NEW.id;"),
    ];

    /// <summary>Begins it, in the database of a bot that runs or does not.</summary>
    public static async Task Begin(StorageSettings place)
    {
        using var database = Database.Open(place, TimeProvider.System, NullLogger<Database>.Instance);
        var statements = Watched.SelectMany(watch => place.Kind is StorageEngine.Sqlite ? watch.OnSqlite() : watch.OnPostgreSql());
        foreach (var statement in statements.Prepend(Table))
        {
            await database.Settle(writer => writer[statement].Execute(), CancellationToken.None);
        }
    }

    /// <summary>All entries, in the order of the outbox.</summary>
    public static IReadOnlyList<OutboxEntry> Read(Database database)
    {
        using var session = database.OpenSession();
        using var rows = session.Statements[
            "SELECT number, conversation, content, written_at, noted_at FROM test_ledger ORDER BY is_place, number"].Read();
        var entries = new List<OutboxEntry>();
        while (rows.Read())
        {
            var conversation = rows.GetString(1);
            entries.Add(new(
                rows.GetInt64(0), conversation.Split(';')[0], rows.GetString(2), Moment(rows.GetInt64(3)),
                rows.NumberOrNull(4) is { } noted ? Moment(noted) : null));
        }

        return entries;
    }

    private static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>A trigger in the words of both engines; <c>NOW()</c> and <c>TEXT(…)</c> stand for theirs.</summary>
    private sealed record Watch(string Name, string When, string Only, string Does)
    {
        public IEnumerable<string> OnSqlite() =>
        [
            $"CREATE TRIGGER {Name} AFTER {When} WHEN {Only} BEGIN {Does} END"
                .Replace("NOW()", "CAST((julianday('now') - 2440587.5) * 86400000 AS integer)", StringComparison.Ordinal)
                .Replace("TEXT(NEW.body)", "CAST(NEW.body AS text)", StringComparison.Ordinal),
        ];

        public IEnumerable<string> OnPostgreSql() =>
        [
            $"CREATE FUNCTION {Name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {Does} RETURN NULL; END $$"
                .Replace("NOW()", "(extract(epoch FROM clock_timestamp()) * 1000)::bigint", StringComparison.Ordinal)
                .Replace("TEXT(NEW.body)", "convert_from(NEW.body, 'UTF8')", StringComparison.Ordinal),
            $"CREATE TRIGGER {Name} AFTER {When} FOR EACH ROW WHEN ({Only}) EXECUTE FUNCTION {Name}()",
        ];
    }
}
