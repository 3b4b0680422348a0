using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Jobs;

namespace Improvement.Bot.Operations.Backups;

/// <summary>Writes the backup that somebody asked for, while turns go on, and tells them when it is there. One at a time.</summary>
internal sealed partial class BackupMaker(BackupFolder folder, JobCommit commits, IServiceScopeFactory scopes, ILogger<BackupMaker> log)
{
    private readonly JobSignal _asked = new();
    private BackupRequest? _request;

    /// <summary>When somebody asks for one.</summary>
    public JobSchedule Schedule => new("backup on request", TimeSpan.FromDays(1)) { Signal = _asked };

    /// <summary>Begins soon; false while another one is being written.</summary>
    /// <param name="to">Who is told.</param>
    public bool TryBegin(Address to, CultureInfo language)
    {
        if (Interlocked.CompareExchange(ref _request, new(to, language), null) is not null) return false;
        _asked.Give();
        return true;
    }

    /// <summary>Writes the backup that was asked for, if any.</summary>
    public async Task Run(CancellationToken ct)
    {
        if (Volatile.Read(ref _request) is not { } request) return;
        try
        {
            var told = await Task.Run(() => Make(request.Language, ct), ct);
            await Tell(request.To, told, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotTold(e);
        }
        finally
        {
            Volatile.Write(ref _request, null);
        }
    }

    private string Make(CultureInfo language, CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = language;
        try
        {
            var written = folder.Add(ct);
            Written(written.File, written.Bytes, written.Contents.Total);
            return string.Format(
                CultureInfo.InvariantCulture, OperationsTexts.BackupDone, written.File, written.Size, written.Seconds,
                written.Contents.Of("errors"), written.Contents.Of("people"), written.Contents.Of("teams"), written.Contents.Total,
                    Environment.MachineName);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(e);
            return string.Format(CultureInfo.InvariantCulture, OperationsTexts.BackupFailed, e.Message);
        }
    }

    private async Task Tell(Address to, string text, CancellationToken ct)
    {
        var row = new OutboxRow(to.IsShared ? OutboxKind.SayPrivately : OutboxKind.Say, to) { Body = OutgoingActivity.Of(text).ToJson() };
        await using var scope = scopes.CreateAsyncScope();
        await commits.Run("message about a backup", scope.ServiceProvider, writer => writer.Enqueue(row), ct);
    }

    private sealed record BackupRequest(Address To, CultureInfo Language);

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup {Name} was written: {Bytes} bytes, {Rows} rows")]
    private partial void Written(string name, long bytes, long rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "A backup could not be written")]
    private partial void Failed(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The administrators could not be notified of a backup")]
    private partial void NotTold(Exception failure);
}
