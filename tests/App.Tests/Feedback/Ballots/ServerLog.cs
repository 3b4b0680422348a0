using Npgsql;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>
/// What leaves a PostgreSQL server beside its tables: the log that goes to archives and replicas, byte by byte, and what a subscriber is
/// told of each row. Both also have what stood in a table for a moment only.
/// </summary>
internal sealed class ServerLog : IDisposable
{
    private const int SegmentSize = 16 * 1024 * 1024, PatienceInSeconds = 180;

    private readonly NpgsqlConnection _connection;
    private string _from;

    /// <summary>From now on.</summary>
    public ServerLog(string connectionString)
    {
        _connection = new(connectionString);
        _connection.Open();
        Text("SELECT CAST(pg_create_logical_replication_slot('game', 'test_decoding') AS text)");
        _from = Position;
    }

    private string Position => Text("SELECT CAST(pg_current_wal_flush_lsn() AS text)");

    /// <summary>
    /// What was written since the last call: the bytes of the archive, and the lines of each transaction, in their order.
    /// </summary>
    public (byte[] Archive, IReadOnlyList<IReadOnlyList<string>> Transactions) Take()
    {
        var (from, to) = (_from, Position);
        _from = to;
        List<byte> archive = [];
        for (var at = Parsed(from); at < Parsed(to);)
        {
            var count = Math.Min(SegmentSize - (at % SegmentSize), Parsed(to) - at);
            var file = $"'pg_wal/' || pg_walfile_name('{Written(at + 1)}')";
            archive.AddRange(Bytes($"SELECT pg_read_binary_file({file}, {at % SegmentSize}, {count})"));
            at += count;
        }

        return ([.. archive], Decoded());
    }

    public void Dispose()
    {
        Text("SELECT CAST(pg_drop_replication_slot('game') AS text)");
        _connection.Dispose();
    }

    private List<IReadOnlyList<string>> Decoded()
    {
        List<IReadOnlyList<string>> transactions = [];
        List<string> lines = [];
        using var command = new NpgsqlCommand("SELECT data FROM pg_logical_slot_get_changes('game', NULL, NULL)", _connection);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var line = rows.GetString(0);
            if (line.StartsWith("BEGIN", StringComparison.Ordinal)) lines = [];
            else if (line.StartsWith("COMMIT", StringComparison.Ordinal)) transactions.Add(lines);
            else lines.Add(line);
        }

        return transactions;
    }

    // A subscriber begins when all transactions of the server have ended that run then, those of other tests as well.
    private string Text(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = PatienceInSeconds };
        return (string)command.ExecuteScalar()!;
    }

    private byte[] Bytes(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        return (byte[])command.ExecuteScalar()!;
    }

    // Two halves of 32 bits, hexadecimal.
    private static long Parsed(string position) =>
        position.Split('/') is [var high, var low]
            ? (Convert.ToInt64(high, 16) << 32) + Convert.ToInt64(low, 16)
            : throw new FormatException();

    private static string Written(long position) => $"{position >> 32:X}/{position & 0xFFFFFFFF:X}";
}
