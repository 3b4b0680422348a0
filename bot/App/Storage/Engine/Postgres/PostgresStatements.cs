using System.Data;
using System.Data.Common;
using Improvement.Bot.Framework.Cards;
using Npgsql;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>
/// A connection to a PostgreSQL server. A reader that was cut off connects again by itself, as what it reads it can read again; a writer's
/// transaction is lost, and its owner opens another one. Statements whose answers nobody needs yet are sent with the next one that is
/// answered, as each round trip over a network takes about a millisecond.
/// </summary>
internal sealed class PostgresStatements(PostgresEngine engine, NpgsqlConnection connection, bool isReader) : Statements
{
    private const string ConstraintClass = "23";

    // Each statement sees what was committed before it, which is what is counted on behind a lock, whatever the server's default is.
    private const string ReadCommitted = "BEGIN ISOLATION LEVEL READ COMMITTED";

    private const int LongestWait = 60, LongestCommit = 30;

    private readonly PendingStatements _pending = new();
    private readonly PendingStatements _numbered = new();
    private NpgsqlCommand? _begin;
    private long? _transaction;
    private bool _hasBegun, _isBeside, _hasNumbers, _rings;
    private bool _hasUnits, _isUnitSent, _hadNumbers;
    private int _unitPending;
    private Pending[] _unitNumbered = [];

    /// <summary>Whose rows are being read.</summary>
    internal PostgresStatement? Reading { get; set; }

    public override DbConnection Connection
    {
        get
        {
            Flush();
            MakeRoom();
            return connection;
        }
    }

    public override bool IsBeside => _isBeside;

    public override bool IsLost => connection.State is not ConnectionState.Open;

    // The lock puts the commits of all processes in a row, but for those that say that they may be beside each other. The number of the
    // transaction is asked for, so that the server can be asked what became of it.
    public override void Begin(bool beside = false)
    {
        (_isBeside, _hasNumbers, _rings, _hasUnits, _transaction, _hasBegun) = (beside, false, false, false, null, !beside);
        _numbered.Take();
        if (!beside)
        {
            _begin ??= new NpgsqlCommand(
                $"{ReadCommitted}; SELECT txid_current(), pg_advisory_xact_lock({engine.WriterLock})", connection)
            {
                CommandTimeout = LongestWait,
            };
            if (!_begin.IsPrepared) _begin.Prepare();
            _transaction = (long)_begin.ExecuteScalar()!;
            return;
        }

        _pending.Add(new(new(ReadCommitted)));
        _pending.Add(new(new($"SELECT txid_current(), pg_advisory_xact_lock_shared({engine.WriterLock})"), rows =>
        {
            rows.Read();
            _transaction = rows.GetInt64(0);
        }));
    }

    public override void BeginUnit()
    {
        (_hasUnits, _isUnitSent, _hadNumbers) = (true, false, _hasNumbers);
        (_unitPending, _unitNumbered) = (_pending.Count, _numbered.All);
        _pending.Add(new(new("SAVEPOINT unit")));
    }

    public override void KeepUnit()
    {
        Flush();
        _pending.Add(new(new("RELEASE unit")));
    }

    public override void UndoUnit()
    {
        // What those before it have added may have been sent in it, and is undone with it; so is the lock that was taken for that.
        _numbered.Take();
        foreach (var each in _unitNumbered) _numbered.Add(each);
        _hasNumbers = _hadNumbers;
        if (!_isUnitSent)
        {
            _pending.KeepFirst(_unitPending);
            return;
        }

        _pending.KeepFirst(0);
        _pending.Add(new(new("ROLLBACK TO unit")));
        _pending.Add(new(new("RELEASE unit")));
        Flush();
    }

    public override void Forget() => _pending.KeepFirst(0);

    public override void Flush()
    {
        if (_pending.Count > 0) Send(null).Dispose();
    }

    public override void Commit(bool addedToOutbox)
    {
        if (_pending.MustBeSeen) Flush();
        if (_numbered.Count > 0) TakeNumbers();
        if (addedToOutbox || _rings) _pending.Add(new(new($"NOTIFY {PostgresLocks.OutboxBell}")));
        // A commit where no transaction is any more, or one that has failed, is no error to the server; a savepoint there is one.
        if (!_hasUnits) _pending.Add(new(new("SAVEPOINT whole")));
        _pending.Add(new(new("COMMIT")));
        try
        {
            Send(null, LongestCommit).Dispose();
        }
        catch (NpgsqlException) when (IsLost && _transaction is { } transaction)
        {
            // The server may have committed all the same, and then nothing must be done twice.
            if (!engine.WasCommitted(transaction)) throw;
        }
    }

    public override void RollBack()
    {
        _pending.KeepFirst(0);
        _numbered.KeepFirst(0);
        if (_hasBegun) base.RollBack();
    }

    public override void Run(string sql)
    {
        Flush();
        MakeRoom();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }

    public override Answer<T> Ask<T>(SqlHandler sql, Func<Rows, T> read)
    {
        var (statement, command) = Bound(sql);
        var answer = new Answer<T>(Flush, command.CommandText);
        _pending.Add(new(command, reader => answer.Is(statement.Answer(reader, read))));
        return answer;
    }

    public override void Queue(SqlHandler sql, Func<Exception>? orElse = null) => _pending.Add(new(Bound(sql).Command, OrElse: orElse));

    public override void Append(SqlHandler sql)
    {
        var (statement, command) = Bound(sql);
        _rings |= statement.IsForOutbox;
        (_isBeside ? _numbered : _pending).Add(new(command));
    }

    public override void Interrupt() => engine.Interrupt(connection.ProcessID);

    public override bool WasInterrupted(DbException exception) => exception.SqlState is PostgresErrorCodes.QueryCanceled;

    public override bool IsConstraint(DbException exception) =>
        exception.SqlState?.StartsWith(ConstraintClass, StringComparison.Ordinal) is true;

    /// <summary>Runs a statement that is answered, with all that waits; gives how many rows it changed.</summary>
    internal int Execute(PostgresStatement statement)
    {
        Prepared(statement);
        if (_pending.Count is 0) return Connected(() => statement.Alone().ExecuteNonQuery());
        var command = statement.Together();
        Send(command).Dispose();
        return command.RecordsAffected;
    }

    /// <summary>Runs a statement that is answered, with all that waits; gives its rows.</summary>
    internal NpgsqlDataReader Read(PostgresStatement statement)
    {
        Prepared(statement);
        return _pending.Count is 0 ? Connected(() => statement.Alone().ExecuteReader()) : Send(statement.Together());
    }

    protected override Statement Prepare(string sql)
    {
        MakeRoom();
        // which may ask the server for types
        return Connected(() => new PostgresStatement(this, connection, engine.TextOf(sql, connection)));
    }

    protected override void Discard(Statement statement)
    {
        Flush();
        MakeRoom();
        ((PostgresStatement)statement).Forget();
    }

    protected override void Close()
    {
        _begin?.Dispose();
        connection.Dispose();
    }

    // What is in the numbered tables is read after what was added to them.
    private void Prepared(PostgresStatement statement)
    {
        MakeRoom();
        if (!_isBeside || !statement.IsNumbered) return;
        if (_numbered.Count > 0 || statement.Adds) TakeNumbers();
    }

    private void TakeNumbers()
    {
        if (!_hasNumbers && _isBeside) _pending.Add(new(new($"SELECT pg_advisory_xact_lock({PostgresLocks.Numbers})"), static _ => { }));
        _hasNumbers = true;
        _pending.TakeAll(_numbered);
    }

    private (PostgresStatement Statement, NpgsqlBatchCommand Command) Bound(SqlHandler sql)
    {
        var statement = (PostgresStatement)Of(sql.Parts);
        try
        {
            return (statement, statement.Together(sql.Parts.Values));
        }
        finally
        {
            sql.Parts.GiveBack();
        }
    }

    private NpgsqlDataReader Send(NpgsqlBatchCommand? answered, int? seconds = null)
    {
        MakeRoom();
        var pending = _pending.Take();
        (_isUnitSent, _hasBegun) = (true, true);
        return Connected(() => Send(pending, answered, seconds));
    }

    // Gives the reader where the rows of the answered one begin.
    private NpgsqlDataReader Send(Pending[] pending, NpgsqlBatchCommand? answered, int? seconds)
    {
        var batch = new NpgsqlBatch(connection);
        if (seconds is not null || !isReader) batch.Timeout = seconds ?? LongestWait;
        foreach (var each in pending) batch.BatchCommands.Add(each.Command);
        if (answered is not null) batch.BatchCommands.Add(answered);
        NpgsqlDataReader? reader = null;
        try
        {
            reader = batch.ExecuteReader();
            foreach (var each in pending)
            {
                if (each.Read is null) continue;
                each.Read(reader);
                reader.NextResult();
            }

            if (answered is null || reader.FieldCount is 0) while (reader.NextResult()) { }
            foreach (var each in pending) if (each is { OrElse: { } orElse, Command.RecordsAffected: 0 }) throw orElse();
            return reader;
        }
        catch (Exception e)
        {
            reader?.Dispose();
            if (e is PostgresException failure && Refused(pending, failure) is { } instead) throw instead;
            throw;
        }
    }

    // A failure after something that was expected did not come true is only a consequence of that.
    private Exception? Refused(Pending[] pending, PostgresException failure)
    {
        foreach (var each in pending)
        {
            if (each.Command == failure.BatchCommand) return IsConstraint(failure) ? each.OrElse?.Invoke() : null;
            if (each is { OrElse: { } orElse, Command.RecordsAffected: 0 }) return orElse();
        }

        return null;
    }

    private T Connected<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (NpgsqlException) when (isReader && IsLost)
        {
            connection.Close();
            engine.Connect(connection);
            return run();
        }
    }

    // The server answers one statement at a time.
    private void MakeRoom()
    {
        Reading?.MakeRoom();
        Reading = null;
    }
}
