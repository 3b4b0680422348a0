using System.Globalization;

namespace Improvement.Bot.Tests.Channel;

/// <summary>The TCP connections of a process, as Linux lists them.</summary>
internal static class OpenConnections
{
    private const string Prefix = "socket:[";

    /// <summary>The process's own ports of its connections.</summary>
    public static IReadOnlySet<int> Of(int process)
    {
        var sockets = Directory.GetFiles($"/proc/{process}/fd")
            .Select(Target)
            .Where(name => name?.StartsWith(Prefix, StringComparison.Ordinal) is true)
            .Select(name => name![Prefix.Length..^1])
            .ToHashSet();
        return new[] { "tcp", "tcp6" }
            .SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => sockets.Contains(columns[9]))
            .Select(columns => int.Parse(columns[1].AsSpan(columns[1].IndexOf(':') + 1), NumberStyles.HexNumber))
            .ToHashSet();
    }

    // A process closes files while they are listed: a stop signal takes hold of its threads one after the other.
    private static string? Target(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
