namespace Improvement.Bot.Operations.CommandLine;

/// <summary>With what the process ends, whatever it was asked for.</summary>
internal static class ExitCode
{
    /// <summary>Done; the bot was told to stop.</summary>
    public const int Done = 0;

    /// <summary>Not all: the bot cannot start or is not ready, some rows of an import were refused.</summary>
    public const int NotAll = 1;

    /// <summary>The command line is not understood, or what it asks for is impossible; nothing was changed.</summary>
    public const int Impossible = 2;

    /// <summary>Stopped by Ctrl+C; what was done stays.</summary>
    public const int Stopped = 130;
}
