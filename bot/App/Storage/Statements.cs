using System.Data.Common;
using Improvement.Bot.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Improvement.Bot.Storage;

/// <summary>
/// A connection with the statements that it has prepared, by their text. For the statements of every turn; all others go through Dapper.
/// Only constant texts belong here: each is kept for the life of the connection.
/// </summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
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
