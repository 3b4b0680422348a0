using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Engine;

namespace Improvement.Bot.Storage.Backups;

/// <summary>
/// The trial of a restore: a backup is restored into an empty place, number and checksum of the rows of each table are compared with those
/// of the file, its tables are brought up to date, and the place is removed.
/// </summary>
internal static class RestoreTrial
{
    private const int ShownDifferences = 5;

    /// <summary>Tries a backup.</summary>
    /// <param name="engine">The engine of the settings; what its database holds is left alone.</param>
    /// <param name="folder">Where a file may be made for it.</param>
    public static RestoreTrialResult Run(DatabaseEngine engine, string backup, string folder, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            if (engine.TrialObstacle(folder) is { } obstacle) return RestoreTrialResult.NotTried(obstacle);
            using var place = engine.MakeTrialPlace(folder);
            return Run(place.Engine, backup, clock, ct);
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or StoreUnavailableException || engine.FaultOf(e) is not null)
        {
            return RestoreTrialResult.NotTried(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return RestoreTrialResult.Failed(e.Message);
        }
    }

    /// <summary>Tries a backup in a place of one's own.</summary>
    /// <param name="restored">Called between the restore and the comparison; null for nothing.</param>
    internal static RestoreTrialResult Run(
        DatabaseEngine place, string backup, TimeProvider clock, CancellationToken ct, Action? restored = null)
    {
        var expected = Read(backup, ct);
        using (var file = File.OpenRead(backup)) Restore.Fill(place, file, clock);
        restored?.Invoke();
        if (expected.Differences(place, ct) is { Count: > 0 } differences)
        {
            return RestoreTrialResult.Failed(string.Join("; ", differences.Take(ShownDifferences)));
        }

        Migrator.Migrate(place, clock);
        return RestoreTrialResult.Passed($"{expected.Tables} tables and {expected.Rows} rows of {Path.GetFileName(backup)}");
    }

    private static BackupChecksums Read(string backup, CancellationToken ct)
    {
        try
        {
            using var file = File.OpenRead(backup);
            return BackupChecksums.Of(file, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{backup} cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>What came of the trial of a restore.</summary>
/// <param name="Text">What was tried, what differs, or why it was not tried.</param>
internal sealed record RestoreTrialResult(RestoreTrialVerdict Verdict, string Text)
{
    public static RestoreTrialResult Passed(string text) => new(RestoreTrialVerdict.Passed, text);

    public static RestoreTrialResult Failed(string text) => new(RestoreTrialVerdict.Failed, text);

    public static RestoreTrialResult NotTried(string text) => new(RestoreTrialVerdict.NotTried, text);
}

/// <summary>What can come of the trial of a restore.</summary>
internal enum RestoreTrialVerdict
{
    /// <summary>What was restored is what the backup holds.</summary>
    Passed,

    /// <summary>It is not, or it could not be restored.</summary>
    Failed,

    /// <summary>There was no backup, or no place to restore it into.</summary>
    NotTried,
}
