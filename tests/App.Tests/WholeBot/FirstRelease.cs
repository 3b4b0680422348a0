using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;
using Improvement.Bot.Storage.Engine;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The running application over a database that the first release has written, in the middle of its work: three reports are filed, of which
/// the third could not be shown yet, an answer waits to be said, and two people are in the middle of a form. <c>first-release.jsonl</c>
/// holds its rows, and the two presses that end the forms, as a client sends them that still shows the first release's cards.
/// </summary>
public class FirstRelease : Product
{
    private static readonly string[] Names = ["Ann Example", "Bob Example", "Cid Example", "Dan Example", "Eve Example"];

    /// <summary>What people press on the cards of the first release, by their given names.</summary>
    public IReadOnlyDictionary<string, JsonObject> Presses { get; private set; } = null!;

    /// <summary>The team of them all.</summary>
    public Team Team { get; private set; } = null!;

    /// <summary>The tables into which the first release has written: its own.</summary>
    private protected virtual IReadOnlyList<Migration> Tables => [.. Migrator.Embedded().Where(migration => migration.Version is 1)];

    /// <summary>Somebody by the given name.</summary>
    public Person Called(string name) => Teams.People.First(person => person.GivenName == name);

    protected override void Furnish()
    {
        Team = Teams.AddTeam("Nightshift", "Triage").Add([.. Names.Select(name => Teams.AddPerson(name))]);
        Teams.Allow(Team.General);
        foreach (var person in Team.Members) Teams.Allow(person.PersonalChat);
        var lines = File.ReadLines(Path.Combine(Path.GetDirectoryName(Here())!, "first-release.jsonl"))
            .Select(line => JsonNode.Parse(line.Replace("{channel}", Teams.Address, StringComparison.Ordinal))!.AsObject())
            .ToList();
        Presses = lines.Where(line => line.ContainsKey("press")).ToDictionary(
            line => line["press"]!.GetValue<string>(), line => line["activity"]!.AsObject());
        Write(Storage, lines.Where(line => line.ContainsKey("table")), Tables);
    }

    /// <summary>Makes the tables with the migrations, and inserts the rows with the columns that the first release knew.</summary>
    private protected static void Write(StorageSettings place, IEnumerable<JsonObject> rows, IReadOnlyList<Migration> migrations)
    {
        var engine = DatabaseEngine.Of(place);
        Migrator.Migrate(engine, TimeProvider.System, migrations);
        using var writer = engine.OpenWriter();
        writer.Begin();
        var tables = engine.Catalog.Tables(writer).ToDictionary(table => table.Name);
        foreach (var row in rows) Insert(writer, tables[row["table"]!.GetValue<string>()], row["row"]!.AsObject());
        foreach (var table in tables.Values.Where(table => table.Identity is not null))
        {
            if (writer[$"SELECT MAX({table.Identity}) FROM {table.Name}"].Number() is { } last)
            {
                engine.Catalog.ContinueAfter(writer, table, last);
            }
        }

        writer["UPDATE dialogs SET expires_at = @later"].Execute(
            (TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(1)).ToStoredMilliseconds());
        writer.Commit(addedToOutbox: false);
    }

    private static void Insert(Statements writer, Table table, JsonObject row)
    {
        var columns = row.Select(field => table.Columns.Single(column => column.Name == field.Key)).ToList();
        writer[$"INSERT INTO {table.Name} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES "
            + $"({string.Join(", ", columns.Select(column => $"@v_{column.Name}"))})"]
            .Execute([.. columns.Select(column => ValueOf(column.Kind, row[column.Name]))]);
    }

    private static Value ValueOf(ValueKind kind, JsonNode? field) => field is null ? default : kind switch
    {
        ValueKind.Whole => field.GetValue<long>(),
        ValueKind.YesNo => field.GetValue<long>() is 1,
        ValueKind.Fraction => field.GetValue<double>(),
        ValueKind.Text => field.GetValue<string>(),
        _ => Convert.FromBase64String(field.GetValue<string>()),
    };

    private static string Here([CallerFilePath] string here = "") => here;
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresFirstRelease : FirstRelease
{
    private protected override StorageEngine Engine => StorageEngine.PostgreSql;
}

/// <summary>
/// Where the newest tables were there already when the first release wrote, as in an upgrade of one instance after the other.
/// </summary>
public sealed class PostgresRollingRelease : FirstRelease
{
    private protected override StorageEngine Engine => StorageEngine.PostgreSql;

    private protected override IReadOnlyList<Migration> Tables => [.. Migrator.Embedded()];
}
