using Improvement.Bot.Jobs;

namespace Improvement.Bot.Operations.Backups;

/// <summary>The scheduled backup. It is a file and no row, so it counts as done when a file of its period is there.</summary>
internal sealed partial class NightlyBackup(BackupFolder folder, ILogger<NightlyBackup> log)
{
    /// <summary>Its name among the jobs.</summary>
    public const string Job = "nightly backup";

    /// <summary>Writes it, unless a run that was killed has done so, or an administrator after its fire time.</summary>
    public async Task Run(JobRun run, CancellationToken ct)
    {
        if (folder.WrittenBetween(run.Key.Period, run.Now) is { } there)
        {
            run.Outcome = $"{there}, which was there already";
            return;
        }

        var written = await Task.Run(() => folder.Add(ct), ct);
        run.Outcome = written.File;
        Written(written.File, written.Bytes, written.Contents.Total, written.Took);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The nightly backup {Name} was written: {Bytes} bytes, {Rows} rows, in {Took}")]
    private partial void Written(string name, long bytes, long rows, TimeSpan took);
}
