namespace Improvement.Bot.Storage;

/// <summary>
/// Files and folders that their owner alone may open (0600 and 0700): they hold what people wrote, and the secrets that sign webhooks. On
/// Windows the rights of the folder above count.
/// </summary>
internal static partial class PrivateFiles
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;
    private const UnixFileMode Others = ~(OwnersFolder | UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit);

    /// <summary>How such a file is written.</summary>
    public static FileStreamOptions ToWrite(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersFile;
        return options;
    }

    /// <summary>Creates what is missing of a folder. One that exists stays as it is, since others may keep things in it.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path)) return;
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent) CreateFolder(parent); // the mode below is that of the last folder alone
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnersFolder);
    }

    /// <summary>Creates a file with nothing in it where there is none.</summary>
    public static void Create(string file)
    {
        // A file that exists must not be opened here: closing it would end the locks that SQLite has on it in this process.
        if (Path.Exists(file)) return;
        var options = ToWrite(FileMode.OpenOrCreate);
        options.Share = FileShare.ReadWrite;
        new FileStream(file, options).Dispose();
    }

    /// <summary>
    /// Takes from everybody else what they may do with these files, and says so in the log, or what to do where that is impossible.
    /// </summary>
    public static void Tighten(IEnumerable<string> files, ILogger log)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in files.Where(File.Exists))
        {
            var mode = File.GetUnixFileMode(file);
            if ((mode & Others) is UnixFileMode.None) continue;
            try
            {
                File.SetUnixFileMode(file, mode & ~Others);
                Tightened(log, file);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                StillOpen(log, file, e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Other accounts of this machine could open {File}, which holds what people "
        + "wrote and the secrets of webhooks; from now on its owner alone can")]
    private static partial void Tightened(ILogger log, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other accounts of this machine can open {File}, which holds what people wrote "
        + "and the secrets of webhooks; let its owner run: chmod 600 ({Problem})")]
    private static partial void StillOpen(ILogger log, string file, string problem);
}
