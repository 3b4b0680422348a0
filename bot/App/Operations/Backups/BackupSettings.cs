using Improvement.Bot.Jobs;

namespace Improvement.Bot.Operations.Backups;

/// <summary>Section <c>Backup</c>: where backups are written, how many are kept, when one is made and tried by itself.</summary>
internal sealed class BackupSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Backup";

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

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Folder)) yield return $"{Section}:Folder is empty; name a folder for backups.";
        if (Keep < 1) yield return $"{Section}:Keep is {Keep}; at least the newest backup is kept.";
        if (Cron.ZoneOf(TimeZone) is null)
        {
            yield return $"{Section}:TimeZone is '{TimeZone}', which this machine does not know; "
                + "write a name such as Europe/Berlin, or nothing for the zone of the machine.";
            yield break;
        }
        if (IsUnreadable(Schedule)) yield return NoSchedule(nameof(Schedule), Schedule);
        if (IsUnreadable(Trial)) yield return NoSchedule(nameof(Trial), Trial);
    }

    private bool IsUnreadable(string schedule) => schedule.Length > 0 && CronOf(schedule) is null;

    private static string NoSchedule(string key, string value) => $"{Section}:{key} is '{value}', which is no schedule; "
        + "write it as in a crontab, such as '30 2 * * *' for half past two in every night, or nothing for never.";
}
