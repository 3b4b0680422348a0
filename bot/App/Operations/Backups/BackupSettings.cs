using Improvement.Bot.Jobs;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Backups;

/// <summary>Section <c>Backup</c>: where backups are written, how many are kept, when one is made and tried by itself.</summary>
internal sealed class BackupSettings
{
    public const string Section = "Backup";

    /// <summary>The folder; better on another disk than the database.</summary>
    public string Folder { get; set; } = "data/backups";

    /// <summary>How many of the newest backups stay in the folder.</summary>
    public int Keep { get; set; } = 14;

    /// <summary>When a backup is written by itself, as in a crontab; empty for never.</summary>
    public string Schedule { get; set; } = "30 2 * * *";

    /// <summary>When the newest backup is restored on trial, as in a crontab; empty for never.</summary>
    public string Trial { get; set; } = "30 3 * * 0";

    /// <summary>The time zone of both; empty for that of the machine.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The fire times of a schedule of this section; null where it is switched off.</summary>
    public Cron? CronOf(string schedule) => schedule.Length > 0 && Cron.TryParse(schedule, TimeZone, out var cron) ? cron : null;
}

/// <summary>Says what is wrong with the settings of backups.</summary>
internal sealed class BackupSettingsCheck : IValidateOptions<BackupSettings>
{
    public ValidateOptionsResult Validate(string? name, BackupSettings options)
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Folder)) faults.Add($"{BackupSettings.Section}:Folder is empty; name a folder for backups.");
        if (options.Keep < 1) faults.Add($"{BackupSettings.Section}:Keep is {options.Keep}; at least the newest backup is kept.");
        if (Cron.ZoneOf(options.TimeZone) is null)
        {
            faults.Add($"{BackupSettings.Section}:TimeZone is '{options.TimeZone}', which this machine does not know; "
                + "write a name such as Europe/Berlin, or nothing for the zone of the machine.");
        }

        faults.AddRange(Unreadable(options, nameof(options.Schedule), options.Schedule));
        faults.AddRange(Unreadable(options, nameof(options.Trial), options.Trial));
        return faults.Count is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Unreadable(BackupSettings options, string key, string value)
    {
        if (value.Length is 0 || options.CronOf(value) is not null || Cron.ZoneOf(options.TimeZone) is null) yield break;
        yield return $"{BackupSettings.Section}:{key} is '{value}', which is no schedule; "
            + "write it as in a crontab, such as '30 2 * * *' for half past two in every night, or nothing for never.";
    }
}
