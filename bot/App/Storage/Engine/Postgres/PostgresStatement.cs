using Improvement.Bot.Framework.Dialogs;
using Npgsql;
using NpgsqlTypes;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>A statement that the server has prepared.</summary>
internal sealed class PostgresStatement : Statement
{
    private readonly PostgresStatements _connection;
    private readonly PostgresText _text;
    private readonly NpgsqlCommand _command;
    private readonly Value[] _values;
    private NpgsqlDataReader? _reader;
    private Queue<object[]>? _rest;
    private object[]? _row;
    private bool _isAtRow, _isLent;

    public PostgresStatement(PostgresStatements connection, NpgsqlConnection on, PostgresText text)
    {
        (_connection, _text) = (connection, text);
        _command = new NpgsqlCommand(text.Sql, on);
        foreach (var type in text.Types) _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        _values = new Value[text.Types.Count];
    }

    /// <summary>Whether it has to do with a table whose numbers grow in the order of commits.</summary>
    public bool IsNumbered => _text.IsNumbered;

    /// <summary>Whether it adds to such a table.</summary>
    public bool Adds => _text.Adds;

    /// <summary>Whether it adds to the outbox.</summary>
    public bool IsForOutbox => _text.IsForOutbox;

    public override int Execute(params ReadOnlySpan<Value> values)
    {
        Give(values);
        return _connection.Execute(this);
    }

    /// <summary>The command to be sent alone, with the values that were given last.</summary>
    public NpgsqlCommand Alone()
    {
        for (var i = 0; i < _values.Length; i++) _command.Parameters[i].Value = Of(_values[i], _text.Types[i]);
        if (!_command.IsPrepared) _command.Prepare();
        return _command;
    }

    /// <summary>A command to be sent with others, with the values that were given last.</summary>
    public NpgsqlBatchCommand Together() => Together(_values);

    /// <summary>A command to be sent with others.</summary>
    public NpgsqlBatchCommand Together(ReadOnlySpan<Value> values)
    {
        if (values.Length != _text.Types.Count) throw WrongCount(_text.Types.Count, values.Length, _text.Sql);
        var command = new NpgsqlBatchCommand(_text.Sql);
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = _text.Types[i], Value = Of(values[i], _text.Types[i]) });
        }

        return command;
    }

    /// <summary>Reads its answer where it stands among those of others.</summary>
    public T Answer<T>(NpgsqlDataReader among, Func<Rows, T> read)
    {
        Reset();
        (_reader, _isLent) = (among, true);
        try
        {
            return read(new Rows(this, Run));
        }
        finally
        {
            Run++;
            (_reader, _isLent) = (null, false);
        }
    }

    /// <summary>Lets the server forget it, whatever else is being read on the connection.</summary>
    public void Forget()
    {
        Reset();
        if (_command.IsPrepared) _command.Unprepare();
        _command.Dispose();
    }

    public override void Dispose()
    {
        Reset();
        _command.Dispose();
    }

    internal override bool Step() => _rest is { } rest ? rest.TryDequeue(out _row) : _isAtRow = _reader!.Read();

    internal override void Reset()
    {
        if (_isLent) return;
        Run++;
        if (_reader is not null) _connection.Reading = null;
        _reader?.Dispose();
        (_reader, _rest, _row) = (null, null, null);
    }

    /// <summary>Takes the rows that are not read yet into memory: the connection is wanted for another statement.</summary>
    internal void MakeRoom()
    {
        var rest = new Queue<object[]>();
        if (_isAtRow) _row = Fields();
        while (_reader!.Read()) rest.Enqueue(Fields());
        _reader.Dispose();
        (_reader, _rest) = (null, rest);
    }

    internal override bool IsNull(int column) => _row is { } row ? row[column] is DBNull : _reader!.IsDBNull(column);

    internal override long Whole(int column) =>
        IsNull(column) ? 0 : _row is { } row ? Convert.ToInt64(row[column]) : _reader!.GetInt64(column);

    internal override bool YesNo(int column) => !IsNull(column) && (_row is { } row ? (bool)row[column] : _reader!.GetBoolean(column));

    internal override double Fraction(int column) =>
        IsNull(column) ? 0 : _row is { } row ? Convert.ToDouble(row[column]) : _reader!.GetDouble(column);

    internal override string Text(int column) => IsNull(column) ? "" : _row is { } row ? (string)row[column] : _reader!.GetString(column);

    internal override byte[] Bytes(int column) =>
        IsNull(column) ? [] : _row is { } row ? (byte[])row[column] : _reader!.GetFieldValue<byte[]>(column);

    protected override void Begin(ReadOnlySpan<Value> values)
    {
        Give(values);
        _reader = _connection.Read(this);
        _isAtRow = false;
        _connection.Reading = this;
    }

    private object[] Fields()
    {
        var fields = new object[_reader!.FieldCount];
        _reader.GetValues(fields);
        return fields;
    }

    private void Give(ReadOnlySpan<Value> values)
    {
        if (values.Length != _text.Types.Count) throw WrongCount(_text.Types.Count, values.Length, _text.Sql);
        Reset();
        values.CopyTo(_values);
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
