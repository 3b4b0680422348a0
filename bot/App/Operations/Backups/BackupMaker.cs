using System.Globalization;
using System.Threading.Channels;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Jobs;

namespace Improvement.Bot.Operations.Backups;

/// <summary>Writes the backup that somebody asked for, while turns go on, and tells them when it is there. One at a time.</summary>
internal sealed partial class BackupMaker(
    BackupFolder folder, JobCommit commits, IServiceScopeFactory scopes, ILogger<BackupMaker> log) : BackgroundService
{
    private readonly Channel<BackupRequest> _requests = Channel.CreateUnbounded<BackupRequest>();
    private int _busy;

    /// <summary>Begins soon; false while another one is being written.</summary>
    /// <param name="to">Who is told.</param>
    public bool TryBegin(Address to, CultureInfo language) =>
        Interlocked.CompareExchange(ref _busy, 1, 0) is 0 && _requests.Writer.TryWrite(new(to, language));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var request in _requests.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                var told = await Task.Run(() => Make(request.Language, stoppingToken), stoppingToken);
                await Tell(request.To, told, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotTold(e);
            }
            finally
            {
                Volatile.Write(ref _busy, 0);
            }
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
