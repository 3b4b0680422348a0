namespace Improvement.Bot.Storage;

/// <summary>
/// The rows of one run of a statement, one at a time. Columns count from 0. Moments are kept as milliseconds since 1970, UTC. A column that
/// is empty reads as zero, no text or no bytes, except by the methods that say otherwise.
/// </summary>
internal readonly struct Rows(Statement statement, int run) : IDisposable
{
    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read() => Current.Step();

    public bool IsDBNull(int column) => Current.IsNull(column);

    public long GetInt64(int column) => Current.Whole(column);

    public int GetInt32(int column) => checked((int)GetInt64(column));

    public bool GetBoolean(int column) => Current.YesNo(column);

    public double GetDouble(int column) => Current.Fraction(column);

    public string GetString(int column) => Current.Text(column);

    public byte[] GetBytes(int column) => Current.Bytes(column);

    public string? TextOrNull(int column) => IsDBNull(column) ? null : GetString(column);

    public long? NumberOrNull(int column) => IsDBNull(column) ? null : GetInt64(column);

    public byte[]? BytesOrNull(int column) => IsDBNull(column) ? null : GetBytes(column);

    public DateTimeOffset Moment(int column) => DateTimeOffset.FromUnixTimeMilliseconds(GetInt64(column));

    public DateTimeOffset? MomentOrNull(int column) => IsDBNull(column) ? null : Moment(column);

    /// <summary>Ends the run.</summary>
    public void Dispose()
    {
        if (statement.Run == run) statement.Reset();
    }

    private Statement Current =>
        statement.Run == run
            ? statement
            : throw new InvalidOperationException("The statement was run again while its rows were being read.");
}
