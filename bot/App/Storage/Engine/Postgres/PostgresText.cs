using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>The text of a statement as the server takes it, with its values numbered, and of which type it takes them to be.</summary>
/// <param name="Types">In the order in which the names first appear.</param>
internal sealed partial record PostgresText(string Sql, IReadOnlyList<NpgsqlDbType> Types)
{
    /// <summary>Whether it has to do with a table whose numbers grow in the order of commits.</summary>
    public bool IsNumbered { get; } = Sql.Contains("outbox") || Sql.Contains("record_events");

    /// <summary>Whether it adds to the outbox.</summary>
    public bool IsForOutbox { get; } = Sql.Contains("INSERT INTO outbox");

    /// <summary>Whether it adds to such a table.</summary>
    public bool Adds => IsForOutbox || Sql.Contains("INSERT INTO record_events");

    /// <summary>Lets the server say of which type each value is, so that the caller's values are sent as such.</summary>
    public static PostgresText Ask(string sql, NpgsqlConnection connection)
    {
        var names = Names().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count is 0) return new(sql, []);

        using var command = new NpgsqlCommand(sql, connection);
        NpgsqlCommandBuilder.DeriveParameters(command);
        var types =
            command.Parameters.ToDictionary(parameter => "@" + parameter.ParameterName.TrimStart('@'), parameter => parameter.NpgsqlDbType);
        return new(Names().Replace(sql, match => $"${names.IndexOf(match.Value) + 1}"), [.. names.Select(name => types[name])]);
    }

    [GeneratedRegex("@[a-z_]+[0-9]*", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
