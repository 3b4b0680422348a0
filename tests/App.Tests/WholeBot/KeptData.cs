using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A report in the database.</summary>
internal sealed record KeptReport(string Label, string Story);

/// <summary>What a bot has left in its database; to be read while it does not run.</summary>
internal sealed record KeptData(IReadOnlyList<KeptReport> Reports, long Waiting)
{
    public static KeptData Read(StorageSettings place)
    {
        using var database = Database.Open(place, TimeProvider.System, NullLogger<Database>.Instance);
        using var session = database.OpenSession();
        using var command = session.Connection.CreateCommand();
        command.CommandText = "SELECT id, story FROM errors ORDER BY id";
        var reports = new List<KeptReport>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read()) reports.Add(new($"ERR-{rows.GetInt64(0)}", rows.GetString(1)));
        }

        command.CommandText = "SELECT COUNT(*) FROM outbox";
        return new(reports, (long)command.ExecuteScalar()!);
    }
}
