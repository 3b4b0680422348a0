namespace Improvement.Bot.Operations.CommandLine;

/// <summary>
/// A command line, parted into settings (<c>--Urls=http://localhost:8080</c>, <c>--Storage:Engine PostgreSql</c>) and the words of a
/// command.
/// </summary>
/// <param name="Settings">For the configuration.</param>
/// <param name="Words">For the commands.</param>
/// <param name="Names">The names of the settings.</param>
internal sealed record CommandArguments(string[] Settings, string[] Words, IReadOnlyList<string> Names)
{
    private static readonly string[] Always = ["-h", "--help", "-?", "/?", "/h", "--version"];

    /// <param name="arguments">As the process was given them.</param>
    /// <param name="settings">Which settings there are.</param>
    public static CommandArguments Of(string[] arguments, KnownSettings settings)
    {
        var isStart = arguments is [] || arguments[0] is ['-' or '/', ..] || arguments[0].Contains('=', StringComparison.Ordinal);
        var (given, words, names) = (new List<string>(), new List<string>(), new List<string>());
        for (var at = 0; at < arguments.Length; at++)
        {
            if (NameIn(arguments[at], settings, isStart) is not { } name)
            {
                words.Add(arguments[at]);
                continue;
            }
            names.Add(name);
            given.Add(arguments[at]);
            if (!arguments[at].Contains('=', StringComparison.Ordinal) && at + 1 < arguments.Length) given.Add(arguments[++at]);
        }
        return new([.. given], [.. words], names);
    }

    /// <summary>
    /// The name of the setting that an argument gives; null where it gives none. Beside a command only names with a colon, and those of the
    /// host, are settings.
    /// </summary>
    private static string? NameIn(string argument, KnownSettings settings, bool isStart)
    {
        var isOption = argument is ['-', '-', _, ..] or ['/', _, ..];
        var name = argument.TrimStart('-', '/').Split('=')[0];
        if (Always.Contains(argument, StringComparer.Ordinal)
            || name.Length is 0
            || (!isOption && !argument.Contains('=', StringComparison.Ordinal)))
        {
            return null;
        }
        return isStart || (isOption && (name.Contains(':', StringComparison.Ordinal) || settings.Contains(name)) && argument[0] is '-')
            ? name
            : null;
    }
}
