using System.Data.Common;
using System.Text.RegularExpressions;

namespace Improvement.Bot.Storage;

/// <summary>
/// A connection with the statements that it has prepared, by their text. For the statements of every turn; all others go through Dapper.
/// Only constant texts belong here: each is kept for the life of the connection.
/// </summary>
internal sealed class Statements(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _prepared = new(StringComparer.Ordinal);

    public DbConnection Connection => connection;

    /// <summary>The prepared statement of a text.</summary>
    public Statement this[string sql]
    {
        get
        {
            if (_prepared.TryGetValue(sql, out var known)) return known;
            return _prepared[sql] = new Statement(connection, sql);
        }
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values) statement.Dispose();
        connection.Dispose();
    }
}

/// <summary>One prepared statement. Its values are given in the order in which their names first appear in the text.</summary>
internal sealed partial class Statement : IDisposable
{
    private readonly DbCommand _command;
    private readonly DbParameter[] _parameters;

    public Statement(DbConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _parameters = [.. ParameterNames().Matches(sql).Select(m => m.Value).Distinct(StringComparer.Ordinal).Select(Parameter)];
        _command.Parameters.AddRange(_parameters);
        _command.Prepare();
    }

    /// <summary>Runs it and tells how many rows it changed.</summary>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs it and opens its rows; to be disposed before it is run again.</summary>
    public DbDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    /// <summary>Whether it finds a row.</summary>
    public bool Any(params ReadOnlySpan<object?> values)
    {
        using var rows = Read(values);
        return rows.Read();
    }

    /// <summary>The whole number in the first column of its first row; null when there is none.</summary>
    public long? Number(params ReadOnlySpan<object?> values)
    {
        using var rows = Read(values);
        return rows.Read() ? rows.NumberOrNull(0) : null;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _parameters.Length) throw new ArgumentException($"The statement takes {_parameters.Length} values and was given {values.Length}: {_command.CommandText}", nameof(values));
        for (var i = 0; i < values.Length; i++) _parameters[i].Value = values[i] ?? DBNull.Value;
    }

    private DbParameter Parameter(string name)
    {
        var parameter = _command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = DBNull.Value;
        return parameter;
    }

    [GeneratedRegex("@[a-z_]+", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterNames();
}
