using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Improvement.Bot.Storage.Sqlite;

/// <summary>
/// One prepared statement. Its values are given in the order in which their names first appear in the text. It speaks to SQLite directly: the ADO.NET command costs
/// several times what these small statements do, and every turn runs about eight of them.
/// </summary>
internal sealed partial class Statement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly int _values;

    public Statement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest));
        if (!string.IsNullOrWhiteSpace(rest)) throw new ArgumentException($"One statement at a time: {sql}", nameof(sql));
        _values = raw.sqlite3_bind_parameter_count(_statement);

        // SQLite numbers names in the order of their first appearance, which is the order that callers rely on.
        var names = ParameterNames().Matches(sql).Select(m => m.Value).Distinct(StringComparer.Ordinal).Count();
        if (names != _values) throw new ArgumentException($"Values are named @so: {sql}", nameof(sql));
    }

    /// <summary>Grows with each run, so that rows of an earlier one are refused.</summary>
    public int Run { get; private set; }

    /// <summary>Runs it and tells how many rows it changed.</summary>
    public int Execute(params ReadOnlySpan<Value> values)
    {
        Begin(values);
        try
        {
            while (Step())
            {
                // a statement that yields rows is run to its end
            }

            return raw.sqlite3_changes(_connection);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs it and opens its rows; to be disposed before it is run again.</summary>
    public Rows Read(params ReadOnlySpan<Value> values)
    {
        Begin(values);
        return new Rows(this, Run);
    }

    /// <summary>Whether it finds a row.</summary>
    public bool Any(params ReadOnlySpan<Value> values)
    {
        using var rows = Read(values);
        return rows.Read();
    }

    /// <summary>The whole number in the first column of its first row; null when there is none.</summary>
    public long? Number(params ReadOnlySpan<Value> values)
    {
        using var rows = Read(values);
        return rows.Read() ? rows.NumberOrNull(0) : null;
    }

    public void Dispose() => _statement.Dispose();

    /// <summary>Goes to the next row; false at the end.</summary>
    internal bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        SqliteException.ThrowExceptionForRC(result, _connection);
        return false;
    }

    /// <summary>Ends the run, so that it holds no lock.</summary>
    internal void Reset()
    {
        Run++;
        raw.sqlite3_reset(_statement); // what it returns was thrown by the step already
    }

    internal sqlite3_stmt Handle => _statement;

    private void Begin(ReadOnlySpan<Value> values)
    {
        if (values.Length != _values) throw new ArgumentException($"The statement takes {_values} values and was given {values.Length}: {raw.sqlite3_sql(_statement).utf8_to_string()}", nameof(values));
        Reset();
        for (var i = 0; i < values.Length; i++) Check(values[i].Bind(_statement, i + 1));
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, _connection);
    }

    [GeneratedRegex("@[a-z_]+", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterNames();
}
