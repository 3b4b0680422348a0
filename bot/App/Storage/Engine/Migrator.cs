using System.Reflection;
using System.Text.RegularExpressions;

namespace Improvement.Bot.Storage.Engine;

/// <summary>Brings the tables up to date: numbered files, forward only, all in one transaction under the write lock.</summary>
internal static partial class Migrator
{
    // A migration that carries this line makes older versions of the application refuse the database.
    private const string ContractMark = "-- contract:";

    private const string Versions = """
        CREATE TABLE IF NOT EXISTS schema_versions (
            version integer NOT NULL PRIMARY KEY,
            name text NOT NULL,
            is_contract boolean NOT NULL,
            applied_at bigint NOT NULL)
        """;

    /// <summary>Applies every migration that the database lacks.</summary>
    /// <exception cref="InvalidOperationException">A newer version of the application changed it in a way that this version cannot
    /// bear.</exception>
    public static void Migrate(DatabaseEngine engine, TimeProvider clock) => Migrate(engine, clock, [.. Embedded()]);

    /// <summary>As <see cref="Migrate(DatabaseEngine, TimeProvider)"/>, with the migrations given.</summary>
    public static void Migrate(DatabaseEngine engine, TimeProvider clock, IReadOnlyList<Migration> migrations)
    {
        using var writer = engine.OpenWriter();
        writer.Begin();
        try
        {
            Apply(engine, writer, clock, migrations);
            RefuseNewer(writer, migrations.Max(m => m.Version));
            writer.Commit(addedToOutbox: false);
        }
        catch
        {
            if (!writer.IsLost) writer.RollBack();
            throw;
        }
    }

    /// <summary>Applies in the transaction of a writer those that the database lacks.</summary>
    public static void Apply(DatabaseEngine engine, Statements writer, TimeProvider clock, IReadOnlyList<Migration> migrations)
    {
        writer.Run(Versions);
        var applied = Applied(writer);
        foreach (var migration in migrations.Where(m => !applied.Contains(m.Version)).OrderBy(m => m.Version))
        {
            writer.Run(
                engine.Tokens.Aggregate(migration.Sql, (sql, token) => sql.Replace(token.Key, token.Value, StringComparison.Ordinal)));
            var isContract = migration.Sql.Contains(ContractMark, StringComparison.Ordinal);
            writer.Execute($"""
                INSERT INTO schema_versions {NewRow.Of(
                    ("version", migration.Version), ("name", migration.Name), ("is_contract", isContract),
                    ("applied_at", clock.GetUtcNow()))}
                """);
        }
    }

    /// <summary>The migrations of this version of the application.</summary>
    public static IEnumerable<Migration> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (FileName().Match(resource) is not { Success: true } match) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new Migration(int.Parse(match.Groups["version"].ValueSpan), match.Groups["name"].Value, reader.ReadToEnd());
        }
    }

    private static HashSet<int> Applied(Statements writer)
    {
        var applied = new HashSet<int>();
        using var rows = writer.Read($"SELECT version FROM schema_versions");
        while (rows.Read()) applied.Add(rows.GetInt32(0));
        return applied;
    }

    private static void RefuseNewer(Statements writer, int newest)
    {
        using var rows = writer.Read(
            $"SELECT version, name FROM schema_versions WHERE version > {newest} AND is_contract ORDER BY version");
        if (!rows.Read()) return;
        throw new InvalidOperationException(
            $"This database was changed by a newer version of the application (migration {rows.GetInt32(0)}, {rows.GetString(1)}), which "
                + "this version cannot work with; start the newer version, or restore a backup from before it.");
    }

    [GeneratedRegex(@"\.Migrations\.(?<version>\d{4})_(?<name>\w+)\.sql$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}

/// <summary>One step of the tables' history. Its text is never changed once it has been released.</summary>
internal sealed record Migration(int Version, string Name, string Sql);
