using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Backups;

/// <summary>The scheduled trial of a restore: whether the newest backup can be had back.</summary>
internal sealed partial class RestoreCheck(
    BackupFolder folder, Database database, IOptions<BackupSettings> settings, TimeProvider time, ILogger<RestoreCheck> log)
{
    /// <summary>Its name among the jobs.</summary>
    public const string Job = "restore trial";

    private const string IsPassed = "passed: ", IsNotTried = "not tried: ", HasFailed = "failed: ";

    /// <summary>Whether an outcome needs nobody's attention.</summary>
    public static bool Passed(string outcome) => outcome.StartsWith(IsPassed, StringComparison.Ordinal);

    /// <summary>Whether an outcome says that nothing could be tried.</summary>
    public static bool NotTried(string outcome) => outcome.StartsWith(IsNotTried, StringComparison.Ordinal);

    /// <summary>What an outcome says besides.</summary>
    public static string DetailOf(string outcome) => outcome[(outcome.IndexOf(": ", StringComparison.Ordinal) + 1)..].Trim();

    /// <summary>Tries the newest backup. Whatever comes of it, the trial is over until its next fire time.</summary>
    public async Task Run(JobRun run, CancellationToken ct)
    {
        var result = await Task.Run(() => Try(ct), ct);
        run.Outcome = result.Verdict switch
        {
            RestoreTrialVerdict.Passed => IsPassed + result.Text,
            RestoreTrialVerdict.Failed => HasFailed + result.Text,
            _ => IsNotTried + result.Text,
        };
        if (result.Verdict is RestoreTrialVerdict.Passed) Restored(result.Text);
        else if (result.Verdict is RestoreTrialVerdict.NotTried) WasNotTried(result.Text);
        else Differs(result.Text);
    }

    private RestoreTrialResult Try(CancellationToken ct) => folder.Newest() is { } backup
        ? RestoreTrial.Run(database.Engine, backup, settings.Value.Folder, time, ct)
        : RestoreTrialResult.NotTried($"there is no backup in {Path.GetFullPath(settings.Value.Folder)} on {Environment.MachineName}");

    [LoggerMessage(Level = LogLevel.Information, Message = "The newest backup was restored on trial: {What}")]
    private partial void Restored(string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No backup was restored on trial: {Why}")]
    private partial void WasNotTried(string why);

    [LoggerMessage(Level = LogLevel.Error,
        Message =
            "The trial of a restore found the newest backup wanting: {What}. Write another one with /backup, and restore it elsewhere")]
    private partial void Differs(string what);
}
