using System.CommandLine;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Operations.CommandLine;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Audit;

/// <summary>The command line <c>audit FILE.csv [FILTER …]</c>, beside a running bot or without it.</summary>
internal static class AuditCommandLine
{
    /// <param name="open">Opens the database; null where that is impossible, which has been said then.</param>
    public static Command Of(Func<IServiceProvider?> open)
    {
        var file = new FileArgument("FILE", AuditTexts.LineFile, AuditTexts.LineNoFile);
        var words = new Argument<string[]>("FILTER") { Description = AuditTexts.LineFilter, Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(AuditCommand.Name, AuditTexts.LineCommand) { file, words };
        command.SetAction((line, ct) => Write(open, line.GetRequiredValue(file), string.Join(' ', line.GetValue(words) ?? []), ct));
        return command;
    }

    private static async Task<int> Write(Func<IServiceProvider?> open, string path, string typed, CancellationToken ct)
    {
        var isCsv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        if (!isCsv && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return Complain(Say(AuditTexts.LineEnding, path));
        if (File.Exists(path)) return Complain(Say(AuditTexts.LineExists, path));
        if (open() is not { } services) return ExitCode.NotAll;

        await using var scope = services.CreateAsyncScope();
        var now = scope.ServiceProvider.GetRequiredService<Clock>().UtcNow;
        var reading = scope.ServiceProvider.GetRequiredService<AuditReader>().Read(
            typed, DateOnly.FromDateTime(now.UtcDateTime), TimeZoneInfo.Utc);
        if (reading.Complaint is { } complaint) return Complain(complaint);
        try
        {
            await Note(scope.ServiceProvider, reading.Filter.ToData(isCsv ? "csv" : "json"), now);
            await using var target = new FileStream(path, PrivateFiles.ToWrite(FileMode.CreateNew));
            var written = await scope.ServiceProvider.GetRequiredService<AuditExport>().Write(
                target, isCsv, reading.Filter, null, long.MaxValue, ct);
            await Console.Out.WriteLineAsync(Say(AuditTexts.LineWritten, path, written));
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Complain(e.Message);
        }
    }

    /// <summary>Who sits at the machine is not known; that somebody there took the trail is.</summary>
    private static Task Note(IServiceProvider services, string data, DateTimeOffset now) =>
        services.GetRequiredService<Database>().Commit(session =>
        {
            RecordEventRows.Append(session.Statements, new(AuditCommand.RecordKind, 0, "exported", now, ActorKind.System) { Data = data });
            return default(ValueTask);
        });

    private static int Complain(string words)
    {
        Console.Error.WriteLine(words);
        return ExitCode.Impossible;
    }
}
