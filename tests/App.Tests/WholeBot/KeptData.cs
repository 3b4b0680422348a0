using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A report in the database.</summary>
internal sealed record KeptReport(string Label, string Story);

/// <summary>What a bot has left in its database; to be read while it does not run.</summary>
/// <param name="Reports">In the order in which they were committed, as their events tell; instances draw numbers at the same time.</param>
internal sealed record KeptData(IReadOnlyList<KeptReport> Reports, long Waiting)
{
    public static KeptData Read(StorageSettings place)
    {
        using var database = Database.Open(place, TimeProvider.System, NullLogger<Database>.Instance);
        using var session = database.OpenSession();
        using var command = session.Connection.CreateCommand();
        command.CommandText = """
            SELECT e.id, e.story FROM errors e
                JOIN record_events r ON r.record_kind = 'error' AND r.record_id = e.id AND r.what = 'filed'
            ORDER BY r.id
            """;
        var reports = new List<KeptReport>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read()) reports.Add(new($"ERR-{rows.GetInt64(0)}", rows.GetString(1)));
        }

        command.CommandText = "SELECT COUNT(*) FROM outbox";
        return new(reports, (long)command.ExecuteScalar()!);
    }
}
