namespace Improvement.Bot.Storage.Backups;

/// <summary>
/// A backup is compressed text (gzip), a line of JSON each: what it is; then for each table its name and columns, followed by its rows as
/// lists; at the end how many rows there are and a checksum of all lines before. It says nothing about the engine, so what was written on
/// one is restored on another.
/// </summary>
internal static class BackupFormat
{
    /// <summary>Grows when older versions of the application could no longer read what is written.</summary>
    public const int Version = 1;

    public const string Kind = "improvement-bot-backup";

    public static string NameOf(ValueKind kind) => kind.ToString().ToLowerInvariant();
}

/// <summary>A backup cannot be written or restored; the message says why and what to do.</summary>
internal sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>What a backup says about itself.</summary>
/// <param name="Migrations">Which tables it holds: the versions and names of the migrations that made them.</param>
internal sealed record BackupHeader(int Format, DateTimeOffset WrittenAt, string Engine, IReadOnlyDictionary<int, string> Migrations);

/// <summary>What a backup holds.</summary>
internal sealed record BackupContents(IReadOnlyDictionary<string, long> Rows)
{
    public long Total => Rows.Values.Sum();

    public long Of(string table) => Rows.GetValueOrDefault(table);
}
