using System.Buffers;
using System.Text;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Improvement.Bot.Storage.Engine.Sqlite;

/// <summary>
/// A statement that speaks to SQLite directly: the ADO.NET command costs several times what these small statements do, and every turn runs
/// about eight of them.
/// </summary>
internal sealed class SqliteStatement : Statement
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly int _values;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest));
        if (!string.IsNullOrWhiteSpace(rest)) throw new ArgumentException($"One statement at a time: {sql}", nameof(sql));
        _values = raw.sqlite3_bind_parameter_count(_statement);

        // SQLite numbers names in the order of their first appearance, which is the order that callers rely on.
        if (NamesIn(sql).Count != _values) throw new ArgumentException($"Values are named @so: {sql}", nameof(sql));
    }

    public override int Execute(params ReadOnlySpan<Value> values)
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

    public override void Dispose()
    {
        Run++;
        _statement.Dispose();
    }

    internal override bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        SqliteException.ThrowExceptionForRC(result, _connection);
        return false;
    }

    // So that it holds no lock.
    internal override void Reset()
    {
        Run++;
        raw.sqlite3_reset(_statement); // what it returns was thrown by the step already
    }

    internal override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    internal override long Whole(int column) => raw.sqlite3_column_int64(_statement, column);

    internal override bool YesNo(int column) => Whole(column) != 0;

    internal override double Fraction(int column) => raw.sqlite3_column_double(_statement, column);

    // By its length and not up to the first zero.
    internal override string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    internal override byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    protected override void Begin(ReadOnlySpan<Value> values)
    {
        if (values.Length != _values) throw WrongCount(_values, values.Length, raw.sqlite3_sql(_statement).utf8_to_string());
        Reset();
        for (var i = 0; i < values.Length; i++) Check(Bind(values[i], i + 1));
    }

    private int Bind(in Value value, int index) => value.Kind switch
    {
        ValueKind.Null => raw.sqlite3_bind_null(_statement, index),
        ValueKind.Whole or ValueKind.YesNo => raw.sqlite3_bind_int64(_statement, index, value.Whole),
        ValueKind.Fraction => raw.sqlite3_bind_double(_statement, index, value.Fraction),
        ValueKind.Text => BindText(value.Text, index),
        _ => BindBytes(value.Bytes, index),
    };

    // An empty span has no address, which SQLite takes for null.
    private int BindBytes(byte[] bytes, int index) =>
        bytes.Length is 0 ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, bytes);

    private int BindText(string text, int index)
    {
        if (text.Length is 0) return raw.sqlite3_bind_text(_statement, index, "");

        const int onStack = 768;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most <= onStack ? null : ArrayPool<byte>.Shared.Rent(most);
        Span<byte> buffer = rented ?? stackalloc byte[onStack];
        var length = Encoding.UTF8.GetBytes(text, buffer);
        var result = raw.sqlite3_bind_text(_statement, index, buffer[..length]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, _connection);
    }
}
