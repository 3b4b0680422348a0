using System.Diagnostics;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

/// <summary>A test that fills a real disk; skipped with the reason where none can be mounted.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
}

/// <summary>A file system of 24 MB in memory that can be filled to the last byte, gone at the end.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Trial = new(Try);

    private readonly string _folder = Directory.CreateTempSubdirectory("small-disk-").FullName;

    public SmallDisk()
    {
        if (Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", _folder) is { Length: > 0 } problem)
        {
            throw new InvalidOperationException(problem);
        }
    }

    /// <summary>Why there can be none; null where there can.</summary>
    public static string? Missing => Trial.Value;

    /// <summary>A file on it.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(File("ballast"), FileMode.Append);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                ballast.Write(block);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            // full
        }
    }

    /// <summary>Makes room.</summary>
    public void Free() => System.IO.File.Delete(File("ballast"));

    public void Dispose()
    {
        Run("umount", "-l", _folder);
        Directory.Delete(_folder);
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux()) return "A small file system is mounted on Linux alone.";
        try
        {
            new SmallDisk().Dispose();
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"A small file system cannot be mounted here ({e.Message.Trim()}); it needs root.";
        }
    }

    private static string Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true,
            UseShellExecute = false })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 ? "" : said.Length > 0 ? said : $"{command} ended with {process.ExitCode}";
    }
}
