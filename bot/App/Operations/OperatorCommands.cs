using System.Globalization;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations;

/// <summary>
/// The command lines <c>backup FILE</c>, <c>restore FILE [--say-waiting]</c> and <c>health</c>. They open no database of the bot's own, so that nothing is changed by them but
/// what they are for. A first word that is no command is refused: a misspelt one would start a second bot. Exit codes: 0 done, 1 not ready, 2 impossible.
/// </summary>
internal static class OperatorCommands
{
    private const int Done = 0, NotReady = 1, Impossible = 2;

    /// <summary>Runs a command of the operator; null when the command line is none.</summary>
    public static async Task<int?> TryOperate(this WebApplication app, string[] arguments)
    {
        try
        {
            return arguments switch
            {
                ["backup", var file] => Write(app.Services, file),
                ["restore", var file] => Read(app.Services, file, sayWaiting: false),
                ["restore", var file, "--say-waiting"] => Read(app.Services, file, sayWaiting: true),
                ["health"] => await Health(app.Configuration),
                ["backup" or "restore", ..] => Complain(OperationsTexts.BackupUsage),
                ["import" or "benchmark" or "manifest", ..] => null,
                [var word, ..] when !IsSetting(word) => Complain(string.Format(CultureInfo.InvariantCulture, OperationsTexts.CommandUnknown, word)),
                _ => null,
            };
        }
        catch (OptionsValidationException e)
        {
            return Complain(string.Join(Environment.NewLine, e.Failures));
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException or InvalidOperationException or System.Data.Common.DbException)
        {
            return Complain(e.Message);
        }
    }

    /// <summary>Settings can be given on the command line as well: <c>--Urls=…</c>, <c>/Urls …</c>, <c>Urls=…</c>.</summary>
    private static bool IsSetting(string word) => word.StartsWith('-') || word.StartsWith('/') || word.Contains('=', StringComparison.Ordinal);

    private static int Write(IServiceProvider services, string file)
    {
        var (engine, kind, time) = Place(services);
        var began = time.GetTimestamp();
        var contents = Backup.Write(engine, kind, file, time.GetUtcNow());
        Tell(OperationsTexts.BackupWritten, file, new FileInfo(file).Length, contents.Total, time.GetElapsedTime(began).TotalSeconds);
        return Done;
    }

    private static int Read(IServiceProvider services, string file, bool sayWaiting)
    {
        if (!File.Exists(file)) return Complain(string.Format(CultureInfo.InvariantCulture, OperationsTexts.BackupMissing, file));
        var (engine, _, time) = Place(services);
        using var stream = File.OpenRead(file);
        var (header, contents, setAside) = Restore.Read(engine, stream, time, sayWaiting);
        Tell(OperationsTexts.BackupRestored, contents.Total, header.WrittenAt.ToString("u", CultureInfo.InvariantCulture), header.Engine);
        if (setAside > 0) Tell(OperationsTexts.BackupSetAside, setAside);
        return Done;
    }

    // For images without a shell: asks the bot of this machine, as its settings say where it listens.
    private static async Task<int> Health(IConfiguration settings)
    {
        var first = (settings["Urls"] ?? settings["HTTP_PORTS"] ?? "http://localhost:3978").Split(';')[0];
        var port = new Uri(first.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)).Port;
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
            Console.Out.WriteLine(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? Done : NotReady;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Console.Error.WriteLine(e.Message);
            return NotReady;
        }
    }

    private static (Engine Engine, string Kind, TimeProvider Time) Place(IServiceProvider services)
    {
        var settings = services.GetRequiredService<IOptions<StorageSettings>>().Value;
        return (Engine.Of(settings), settings.Kind.ToString()!, services.GetRequiredService<TimeProvider>());
    }

    private static void Tell(string text, params object[] values) => Console.Out.WriteLine(string.Format(CultureInfo.InvariantCulture, text, values));

    private static int Complain(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return Impossible;
    }
}
