using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Backups;

/// <summary>Section <c>Backup</c>: where <c>/backup</c> writes, and how many it keeps.</summary>
internal sealed class BackupSettings
{
    public const string Section = "Backup";

    /// <summary>The folder; better on another disk than the database.</summary>
    public string Folder { get; set; } = "data/backups";

    /// <summary>How many of the newest backups stay in the folder.</summary>
    public int Keep { get; set; } = 14;
}

/// <summary>Says what is wrong with the settings of backups.</summary>
internal sealed class BackupSettingsCheck : IValidateOptions<BackupSettings>
{
    public ValidateOptionsResult Validate(string? name, BackupSettings options)
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Folder)) faults.Add($"{BackupSettings.Section}:Folder is empty; name a folder for backups.");
        if (options.Keep < 1) faults.Add($"{BackupSettings.Section}:Keep is {options.Keep}; at least the newest backup is kept.");
        return faults.Count is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
