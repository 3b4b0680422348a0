using Npgsql;
using NpgsqlTypes;

namespace Improvement.Bot.Storage.Postgres;

/// <summary>A statement that the server has prepared.</summary>
internal sealed class PostgresStatement : Statement
{
    private readonly PostgresStatements _connection;
    private readonly PostgresText _text;
    private readonly NpgsqlCommand _command;
    private NpgsqlDataReader? _reader;

    public PostgresStatement(PostgresStatements connection, NpgsqlConnection on, PostgresText text)
    {
        (_connection, _text) = (connection, text);
        _command = new NpgsqlCommand(text.Sql, on);
        foreach (var type in text.Types) _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
    }

    public override int Execute(params ReadOnlySpan<Value> values)
    {
        Give(values);
        return _connection.Try(_command, static command => command.ExecuteNonQuery());
    }

    public override void Dispose()
    {
        Reset();
        _command.Dispose();
    }

    internal override bool Step() => _reader!.Read();

    internal override void Reset()
    {
        Run++;
        _reader?.Dispose();
        _reader = null;
    }

    internal override bool IsNull(int column) => _reader!.IsDBNull(column);

    internal override long Whole(int column) => IsNull(column) ? 0 : _reader!.GetInt64(column);

    internal override bool YesNo(int column) => !IsNull(column) && _reader!.GetBoolean(column);

    internal override double Fraction(int column) => IsNull(column) ? 0 : _reader!.GetDouble(column);

    internal override string Text(int column) => IsNull(column) ? "" : _reader!.GetString(column);

    internal override byte[] Bytes(int column) => IsNull(column) ? [] : _reader!.GetFieldValue<byte[]>(column);

    protected override void Begin(ReadOnlySpan<Value> values)
    {
        Give(values);
        _reader = _connection.Try(_command, static command => command.ExecuteReader());
    }

    private void Give(ReadOnlySpan<Value> values)
    {
        if (values.Length != _text.Types.Count) throw WrongCount(_text.Types.Count, values.Length, _text.Sql);
        Reset();
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = Of(values[i], _text.Types[i]);
    }

    private static object Of(in Value value, NpgsqlDbType type) => value.Kind switch
    {
        ValueKind.Null => DBNull.Value,
        ValueKind.YesNo => value.Whole != 0,
        ValueKind.Whole when type is NpgsqlDbType.Double => (double)value.Whole,
        ValueKind.Whole => value.Whole,
        ValueKind.Fraction => value.Fraction,
        ValueKind.Text => value.Text,
        _ => value.Bytes,
    };
}
