using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Operations.CommandLine;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;
using Improvement.Bot.Storage.Engine;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Backups;

/// <summary>
/// The command lines <c>backup FILE</c> and <c>restore FILE [--say-waiting]</c>. They open no database as the bot does, so that nothing is
/// changed by them but what they are for.
/// </summary>
internal static class BackupCommands
{
    /// <summary>Writes a backup, beside a running bot or without it.</summary>
    /// <param name="build">The application, not started.</param>
    public static Command Backup(Func<WebApplication> build)
    {
        var file = new FileArgument("FILE", OperationsTexts.BackupFile, CommandLineTexts.NoFileName);
        var command = new Command("backup", OperationsTexts.BackupCommand) { file };
        command.SetAction(line => Attempt(() => Write(build().Services, line.GetRequiredValue(file))));
        return command;
    }

    /// <summary>Restores a backup into an empty database.</summary>
    /// <param name="build">The application, not started.</param>
    public static Command Restore(Func<WebApplication> build)
    {
        var file = new FileArgument("FILE", OperationsTexts.RestoreFile, CommandLineTexts.NoFileName);
        var sayWaiting = new Option<bool>("--say-waiting") { Description = OperationsTexts.RestoreSayWaiting };
        var command = new Command("restore", OperationsTexts.RestoreCommand) { file, sayWaiting };
        command.SetAction(line => Attempt(() => Read(build().Services, line.GetRequiredValue(file), line.GetValue(sayWaiting))));
        return command;
    }

    private static int Attempt(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (OptionsValidationException e)
        {
            return Complain(string.Join(Environment.NewLine, e.Failures));
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException or InvalidOperationException
            or StoreUnavailableException or DbException)
        {
            return Complain(e.Message);
        }
    }

    private static int Write(IServiceProvider services, string file)
    {
        var settings = services.GetRequiredService<IOptions<StorageSettings>>().Value;
        if (MissingFile(settings) is { } missing)
        {
            return Complain(string.Format(CultureInfo.InvariantCulture, OperationsTexts.BackupNoDatabase, missing));
        }

        var time = services.GetRequiredService<TimeProvider>();
        var began = time.GetTimestamp();
        var contents = Storage.Backups.Backup.Write(DatabaseEngine.Of(settings), settings.Kind.ToString()!, file, time.GetUtcNow());
        Tell(OperationsTexts.BackupWritten, file, new FileInfo(file).Length, contents.Total, time.GetElapsedTime(began).TotalSeconds);
        return ExitCode.Done;
    }

    private static int Read(IServiceProvider services, string file, bool sayWaiting)
    {
        if (!File.Exists(file)) return Complain(string.Format(CultureInfo.InvariantCulture, OperationsTexts.BackupMissing, file));

        using var stream = File.OpenRead(file);
        var engine = DatabaseEngine.Of(services.GetRequiredService<IOptions<StorageSettings>>().Value);
        var (header, contents, setAside) = Storage.Backups.Restore.Read(
            engine, stream, services.GetRequiredService<TimeProvider>(), sayWaiting);
        Tell(OperationsTexts.BackupRestored, contents.Total, header.WrittenAt.ToString("u", CultureInfo.InvariantCulture), header.Engine);
        if (setAside > 0) Tell(OperationsTexts.BackupSetAside, setAside);
        return ExitCode.Done;
    }

    /// <summary>The file of a SQLite database that is not there; opening it would make an empty one.</summary>
    private static string? MissingFile(StorageSettings settings) =>
        settings.Kind is StorageEngine.Sqlite
            && new DbConnectionStringBuilder { ConnectionString = settings.ConnectionString }.TryGetValue("Data Source", out var file)
            && !File.Exists((string)file)
            ? Path.GetFullPath((string)file)
            : null;

    private static void Tell(string text, params object[] values) =>
        Console.Out.WriteLine(string.Format(CultureInfo.InvariantCulture, text, values));

    private static int Complain(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return ExitCode.Impossible;
    }
}
