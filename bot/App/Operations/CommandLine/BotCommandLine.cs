using System.CommandLine;
using System.CommandLine.Invocation;

namespace Improvement.Bot.Operations.CommandLine;

/// <summary>
/// What a command line asks for: without a command the bot starts. Help, version and what a misspelt word was meant to be come from the
/// library. Nothing is opened or begun before the whole line is understood.
/// </summary>
internal static class BotCommandLine
{
    /// <summary>Runs what is asked for.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="settings">Which settings there are.</param>
    /// <param name="start">Runs the bot until it is told to stop.</param>
    /// <param name="commands">All others.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> Run(CommandArguments arguments, KnownSettings settings, Func<Task<int>> start, IEnumerable<Command> commands)
    {
        if (arguments.Names.Where(name => !settings.Contains(name)).ToList() is { Count: > 0 } unknown)
        {
            foreach (var name in unknown) Console.Error.WriteLine(settings.Unknown(CommandLineTexts.ArgumentUnknown, name));
            Console.Error.WriteLine(CommandLineTexts.SeeHelp);
            return Task.FromResult(ExitCode.Impossible);
        }

        return arguments.Words is [] ? start() : Run(arguments.Words, start, commands, new());
    }

    /// <summary>Runs a command.</summary>
    public static async Task<int> Run(
        IReadOnlyList<string> words, Func<Task<int>> start, IEnumerable<Command> commands, InvocationConfiguration console,
        CancellationToken ct = default)
    {
        var root = new RootCommand(CommandLineTexts.Root);
        root.SetAction((_, _) => start());
        foreach (var command in commands) root.Add(command);

        (console.EnableDefaultExceptionHandler, console.ProcessTerminationTimeout) = (false, null);
        var line = root.Parse(words, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (line.Action is ParseErrorAction error) error.ShowHelp = false;
        var code = await line.InvokeAsync(console, ct);
        if (line is not { Errors.Count: > 0, Action: ParseErrorAction }) return code;

        await console.Error.WriteLineAsync(CommandLineTexts.SeeHelp);
        return ExitCode.Impossible;
    }
}
