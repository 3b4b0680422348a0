using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage.Backups;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Backups;

/// <summary>
/// How the scheduled backup and the trial of a restore went, for <c>/health/ready</c>; a warning keeps nobody from working.
/// </summary>
internal sealed class BackupHealth(ScheduledRuns runs, IOptions<BackupSettings> settings)
{
    private const string Warning = "warning, ";

    /// <summary>The line about the backup.</summary>
    public string Backup => settings.Value.Schedule.Length is 0 ? "switched off" : runs.Latest(NightlyBackup.Job) switch
    {
        null => "none yet",
        { DoneAt: { } done } run => $"written at {done:u}: {run.Outcome}",
        { Outcome: { } failure } run => $"{Warning}not written since {run.Period:u}: {failure}",
        { Attempts: > 1 } run => $"{Warning}not written since {run.Period:u}: it was cut off {run.Attempts} times",
        var run => $"being written since {run.Period:u}",
    };

    /// <summary>The line about the trial.</summary>
    public string Trial => settings.Value.Trial.Length is 0 ? "switched off" : runs.Latest(RestoreCheck.Job) switch
    {
        null => "none yet",
        { DoneAt: { } done, Outcome: { } outcome } => $"{(RestoreCheck.Passed(outcome) ? "" : Warning)}{outcome} (at {done:u})",
        var run => $"{Warning}not over since {run.Period:u}: {run.Outcome ?? "it is under way, or was cut off"}",
    };
}
