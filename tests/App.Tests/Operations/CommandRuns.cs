using System.CommandLine;
using Improvement.Bot.Operations.CommandLine;

namespace Improvement.Bot.Tests.Operations;

/// <summary>Runs one command as the process would, with writers in place of the console.</summary>
internal static class CommandRuns
{
    public static Task<int> Run(
        this Command command, IReadOnlyList<string> words, TextWriter output, TextWriter problems, CancellationToken ct = default) =>
        BotCommandLine.Run(
            words, () => Task.FromResult(ExitCode.Impossible), [command], new InvocationConfiguration { Output = output, Error = problems },
            ct);
}
