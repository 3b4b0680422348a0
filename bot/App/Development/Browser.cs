using System.ComponentModel;
using System.Diagnostics;

namespace Improvement.Bot.Development;

/// <summary>The browser of the person who started the bot, where there is one.</summary>
internal static class Browser
{
    /// <summary>
    /// Opens a page, unless nobody would see it: a build server, output into a file, Linux without a desktop, or
    /// <c>TEAMSAPPTESTER_BROWSER=none</c>.
    /// </summary>
    public static void Open(Uri page)
    {
        if (!SomebodyLooks(Environment.GetEnvironmentVariable, Console.IsOutputRedirected)) return;
        try
        {
            using var opened = OperatingSystem.IsLinux()
                ? Process.Start(new ProcessStartInfo("xdg-open", [page.ToString()]) { UseShellExecute = false, RedirectStandardError = true,
                    RedirectStandardOutput = true })
                : Process.Start(new ProcessStartInfo(page.ToString()) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            // The address stands in the terminal.
        }
    }

    /// <summary>Whether somebody would see an opened page.</summary>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <param name="redirected">Whether the output goes somewhere else than to a terminal.</param>
    public static bool SomebodyLooks(Func<string, string?> environment, bool redirected) =>
        !redirected
        && string.IsNullOrEmpty(environment("CI"))
        && environment("TEAMSAPPTESTER_BROWSER") is not "none"
        && (!OperatingSystem.IsLinux() || environment("DISPLAY") is { Length: > 0 } || environment("WAYLAND_DISPLAY") is { Length: > 0 });
}
