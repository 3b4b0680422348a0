using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Improvement.Bot.Storage.Engine.Sqlite;

/// <summary>A connection to a SQLite file.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : Statements
{
    private const int Constraint = 19, Interrupted = 9;

    public override DbConnection Connection => connection;

    public override bool IsLost => false;

    // Takes the write lock at once, so that a transaction never has to be upgraded; SQLite has one writer.
    public override void Begin(bool beside = false) => this["BEGIN IMMEDIATE"].Execute();

    public override void Commit(bool addedToOutbox) => this["COMMIT"].Execute();

    public override void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override void Interrupt()
    {
        if (connection.Handle is { } handle) raw.sqlite3_interrupt(handle);
    }

    public override bool WasInterrupted(DbException exception) => exception is SqliteException { SqliteErrorCode: Interrupted };

    public override bool IsConstraint(DbException exception) => exception is SqliteException { SqliteErrorCode: Constraint };

    protected override Statement Prepare(string sql) => new SqliteStatement(connection, sql);

    protected override void Close() => connection.Dispose();
}
