using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Improvement.Bot.Framework.Activities;
using Microsoft.Extensions.Options;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Development.Gallery;

/// <summary>
/// Microsoft's renderer of Adaptive Cards, which npm brings from its package when the gallery is first opened. Nothing of it is in the bot.
/// </summary>
internal sealed class GalleryRenderer(IOptions<PlaygroundOptions> options) : IDisposable
{
    private const string Lock = "package-lock.json";

    /// <summary>The files that a page may ask for, and where the packages keep them.</summary>
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["adaptivecards.js"] = "adaptivecards/dist/adaptivecards.min.js",
        ["markdown-it.js"] = "markdown-it/dist/browser/markdown-it.umd.min.js",
    };

    // Scripts of packages stay off, and the carousel, which is of no use here, stays away.
    private static readonly string[] Install = [
        "ci", "--ignore-scripts", "--omit=peer", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retry-mintimeout=2000",
        "--fetch-retry-maxtimeout=5000"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _once = new(1);
    private readonly string _folder = Path.GetFullPath(Path.Combine(options.Value.Folder, "gallery"));

    /// <summary>Whether a page may ask for a file of that name.</summary>
    public static bool Knows(string file) => Files.ContainsKey(file);

    /// <summary>Where a file lies once npm has brought it.</summary>
    /// <param name="file">One that is <see cref="Knows">known</see>.</param>
    public string PathOf(string file) => Path.Combine(_folder, "node_modules", Files[file]);

    /// <summary>Brings the packages, unless they are there in these versions. The next request tries again what failed.</summary>
    /// <returns>What is in the way, in words; null when they are there.</returns>
    public async Task<string?> Bring(CancellationToken cancellation)
    {
        await _once.WaitAsync(cancellation);
        try
        {
            return IsThere ? null : await Installed(cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Say(GalleryTexts.NoFolder, _folder);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();

    private string Kept => Path.Combine(_folder, "installed.json");

    private bool IsThere =>
        File.Exists(Kept) && File.ReadAllText(Kept) == GalleryFiles.Text(Lock) && Files.Keys.All(file => File.Exists(PathOf(file)));

    private async Task<string?> Installed(CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        foreach (var file in (string[])["package.json", Lock])
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, file), GalleryFiles.Text(file), cancellation);
        }
        if (await RunNpm(cancellation) is { } complaint) return complaint;
        await File.WriteAllTextAsync(Kept, GalleryFiles.Text(Lock), cancellation);
        return null;
    }

    private async Task<string?> RunNpm(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var npm = Process.Start(Npm())!;
            var said = new StringBuilder();
            npm.OutputDataReceived += (_, _) => { };
            npm.ErrorDataReceived += (_, line) => { lock (said) said.AppendLine(line.Data); };
            npm.BeginOutputReadLine();
            npm.BeginErrorReadLine();
            try
            {
                await npm.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                npm.Kill(entireProcessTree: true);
                throw;
            }

            return npm.ExitCode is 0 ? null : Say(GalleryTexts.NpmFailed, said.ToString().Trim());
        }
        catch (Win32Exception)
        {
            return Say(GalleryTexts.NpmMissing, PlaygroundProcess.OldestNode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Say(GalleryTexts.NpmSilent, Patience.TotalMinutes);
        }
    }

    private ProcessStartInfo Npm()
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", "npm", .. Install])
            : new ProcessStartInfo("npm", Install);
        (
            start.WorkingDirectory, start.UseShellExecute, start.RedirectStandardOutput,
            start.RedirectStandardError) = (_folder, false, true, true);
        return start;
    }
}
