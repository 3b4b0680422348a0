using System.Data;
using System.Data.Common;
using Improvement.Bot.Framework.Cards;
using Npgsql;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>
/// A connection to a PostgreSQL server. A reader that was cut off connects again by itself, as what it reads it can read again; a writer's
/// transaction is lost, and its owner opens another one.
/// </summary>
internal sealed class PostgresStatements(PostgresEngine engine, NpgsqlConnection connection, bool isReader) : Statements
{
    private const string ConstraintClass = "23";
    private const int LongestWait = 60, LongestCommit = 30;

    private NpgsqlCommand? _begin;
    private long _transaction;

    /// <summary>Whose rows are being read.</summary>
    internal PostgresStatement? Reading { get; set; }

    public override DbConnection Connection
    {
        get
        {
            MakeRoom();
            return connection;
        }
    }

    public override bool IsLost => connection.State is not ConnectionState.Open;

    // The lock puts the commits of all processes in a row: the numbers of events and of what is to be said then grow in the order of
    // commits, so that whoever reads on from
    // a number skips nothing, and two groups never wait for each other's rows.
    public override void Begin()
    {
        _begin ??= new NpgsqlCommand(
            $"BEGIN; SELECT txid_current(), pg_advisory_xact_lock({engine.WriterLock})", connection) { CommandTimeout = LongestWait };
        if (!_begin.IsPrepared) _begin.Prepare();
        _transaction = (long)_begin.ExecuteScalar()!;
    }

    public override void Commit(bool addedToOutbox)
    {
        try
        {
            Run(addedToOutbox ? $"NOTIFY {PostgresLocks.OutboxBell}; COMMIT" : "COMMIT", LongestCommit);
        }
        catch (NpgsqlException) when (IsLost)
        {
            // The server may have committed all the same, and then nothing must be done twice.
            if (!engine.WasCommitted(_transaction)) throw;
        }
    }

    public override void Run(string sql) => Run(sql, 0);

    public override void Interrupt() => engine.Interrupt(connection.ProcessID);

    public override bool WasInterrupted(DbException exception) => exception.SqlState is PostgresErrorCodes.QueryCanceled;

    public override bool IsConstraint(DbException exception) =>
        exception.SqlState?.StartsWith(ConstraintClass, StringComparison.Ordinal) is true;

    /// <summary>Runs a command; a reader that turns out to be cut off is connected again first.</summary>
    internal T Try<T>(NpgsqlCommand command, Func<NpgsqlCommand, T> run)
    {
        MakeRoom();
        return Connected(() => Prepared(command, run));
    }

    protected override Statement Prepare(string sql)
    {
        MakeRoom();
        // which may ask the server for types
        return Connected(() => new PostgresStatement(this, connection, engine.TextOf(sql, connection)));
    }

    protected override void Discard(Statement statement) => ((PostgresStatement)statement).Forget();

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

    protected override void Close()
    {
        _begin?.Dispose();
        connection.Dispose();
    }

    private void Run(string sql, int seconds)
    {
        MakeRoom();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = seconds };
        command.ExecuteNonQuery();
    }

    // The server answers one statement at a time.
    private void MakeRoom()
    {
        Reading?.MakeRoom();
        Reading = null;
    }

    private static T Prepared<T>(NpgsqlCommand command, Func<NpgsqlCommand, T> run)
    {
        if (!command.IsPrepared) command.Prepare();
        return run(command);
    }
}
