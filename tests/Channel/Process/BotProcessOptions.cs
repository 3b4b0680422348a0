namespace Improvement.Bot.Tests.Channel;

/// <summary>How the bot is started.</summary>
public sealed record BotProcessOptions
{
    /// <summary>
    /// Settings by their names in <c>appsettings.json</c>, such as <c>Storage:ConnectionString</c>; environment variables work as well.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The command line.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The loopback port; 0 takes a free one, which stays the same over restarts.</summary>
    public int Port { get; init; }

    /// <summary>The folder it runs in; that of the assembly if nothing is said.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The processors that it may use, as <c>taskset</c> takes them; all if nothing is said.</summary>
    public string? Processors { get; init; }

    /// <summary>The assembly to run; the built bot if nothing is said.</summary>
    public string? Assembly { get; init; }
}

/// <summary>Where the build has put the bot.</summary>
public static class BuiltBot
{
    /// <summary>The folder that holds the solution.</summary>
    public static string SolutionFolder { get; } = Up(
        AppContext.BaseDirectory, f => File.Exists(System.IO.Path.Combine(f, "Improvement.Bot.sln")));

    /// <summary>The bot's assembly, Debug or Release as the tests are.</summary>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    public static string Path
    {
        get
        {
            var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";
            var path = System.IO.Path.Combine(SolutionFolder, "bot", "App", "bin", configuration, "net10.0", "Improvement.Bot.dll");
            return File.Exists(path) ? path : throw new FileNotFoundException($"Build the bot first ({configuration}).", path);
        }
    }

    private static string Up(string from, Func<string, bool> found)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (found(folder.FullName))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {from} holds the solution.");
    }
}
