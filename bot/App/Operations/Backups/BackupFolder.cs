using System.Diagnostics;
using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Backups;

/// <summary>The folder of the settings, with the newest backups in it.</summary>
internal sealed class BackupFolder(
    Database database, IOptions<StorageSettings> storage, IOptions<BackupSettings> settings, TimeProvider time)
{
    private const string Prefix = "improvement-bot-", Ending = ".jsonl.gz", Moment = "yyyy-MM-dd'T'HH-mm-ss.fff'Z'";

    // What a process that was killed has left behind; by then nobody writes to it any more.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Adds a backup of this moment, and removes those that are too many.</summary>
    public BackupWritten Add(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var began = time.GetTimestamp();
        var name = $"{Prefix}{now.ToString(Moment, CultureInfo.InvariantCulture)}{Ending}";
        var file = Path.Combine(Path.GetFullPath(settings.Value.Folder), name);
        var contents = Backup.Write(database.Engine, storage.Value.Kind.ToString()!, file, now, ct);
        Thin();
        return new(file, new FileInfo(file).Length, time.GetElapsedTime(began), contents);
    }

    /// <summary>The newest backup; null for none.</summary>
    public string? Newest() => All().FirstOrDefault();

    /// <summary>When the newest backup was written; null for none.</summary>
    public DateTimeOffset? NewestMoment() => All().Select(MomentOf).FirstOrDefault(moment => moment is not null);

    /// <summary>A backup that was written between two moments; null for none.</summary>
    public string? WrittenBetween(DateTimeOffset from, DateTimeOffset to) => All().FirstOrDefault(file =>
        MomentOf(file) is { } written && written >= from && written <= to);

    private static DateTimeOffset? MomentOf(string file)
    {
        var text = Path.GetFileName(file)[Prefix.Length..^Ending.Length];
        return DateTimeOffset.TryParseExact(text, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
    }

    private IEnumerable<string> All() => Directory.Exists(settings.Value.Folder)
        ? Directory.GetFiles(Path.GetFullPath(settings.Value.Folder), $"{Prefix}*{Ending}").OrderDescending(StringComparer.Ordinal)
        : [];

    // The names begin with the moment, so they are in its order.
    private void Thin()
    {
        foreach (var file in All().Skip(settings.Value.Keep)) File.Delete(file);
        foreach (var file in Directory.GetFiles(settings.Value.Folder, $"{Prefix}*{Ending}.part"))
        {
            if (time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > Abandoned) File.Delete(file);
        }
    }
}

/// <summary>A backup that was written.</summary>
/// <param name="File">With its folder.</param>
internal sealed record BackupWritten(string File, long Bytes, TimeSpan Took, BackupContents Contents)
{
    /// <summary>Its size as people read it.</summary>
    public string Size => Bytes switch
    {
        < 1 << 20 => $"{Math.Max(1, Bytes >> 10)} KB",
        < 1 << 30 => $"{Bytes / (double)(1 << 20):0.#} MB",
        _ => $"{Bytes / (double)(1 << 30):0.#} GB",
    };

    public string Seconds => $"{Took.TotalSeconds:0.#}";
}
