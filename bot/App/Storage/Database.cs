using System.Collections.Concurrent;
using System.Data.Common;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Engine;
using Improvement.Bot.Storage.Turns;

namespace Improvement.Bot.Storage;

/// <summary>
/// The database of this process: one writer that commits in groups, others for what may be committed beside each other where the engine
/// can do that, and readers as many as needed.
/// </summary>
internal sealed partial class Database : IDisposable
{
    // How many turns a writer commits together while others could take some; each adds the way to the server and back.
    private const int MostBeside = 8;

    private readonly ConcurrentBag<Statements> _readers = [];
    private readonly StoreRefusals _refusals;
    private readonly GroupCommit _group;
    private readonly CommitQueue _alone = new(), _beside = new(most: MostBeside), _notes = new();
    private readonly List<CommitLoop> _loops = [];
    private readonly TimeProvider _clock;

    private Database(DatabaseEngine engine, TimeProvider clock, ILogger<Database> logger)
    {
        Engine = engine;
        _clock = clock;
        _refusals = new(logger);
        _group = new GroupCommit(engine, _refusals, beside: false, logger);
        _group.Open();
        _loops.Add(new(_alone, _group));
        for (var i = 0; i < engine.WritersBeside; i++) AddBeside(_beside);
        if (engine.WritersBeside > 0) AddBeside(_notes);

        void AddBeside(CommitQueue queue) => _loops.Add(new(queue, new GroupCommit(engine, _refusals, beside: true, logger)));
    }

    /// <summary>What kind of database it is.</summary>
    public DatabaseEngine Engine { get; }

    /// <summary>Whether other processes may serve the same people from it (see <see cref="DatabaseEngine.IsShared"/>).</summary>
    public bool IsShared => Engine.IsShared;

    /// <summary>The files that it keeps everything in, of which some may not be there; none where a server does.</summary>
    public IReadOnlyList<string> Files => Engine.Files;

    /// <summary>The present moment by the database's own clock (see <see cref="DatabaseEngine.Clock"/>), for use in a statement.</summary>
    public Sql Clock => Engine.Clock;

    /// <summary>Why the last turn could not be kept; null once one could be again.</summary>
    public Refusal? Refusal => _refusals.Last;

    /// <summary>
    /// Called after each commit with the rows that it added to the outbox; where processes share it, in the one that holds the sender
    /// lease, whoever committed. Must be brief.
    /// </summary>
    public Action<IReadOnlyList<OutboxRow>>? Added
    {
        get => _group.Added;
        set => _group.Added = value;
    }

    /// <summary>Opens the database, creates it where there is none, and brings its tables up to date.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the message says what to do.</exception>
    public static Database Open(StorageSettings settings, TimeProvider clock, ILogger<Database> logger)
    {
        var engine = DatabaseEngine.Of(settings);
        if (engine.Doubt is { } doubt) Doubtful(logger, doubt);
        try
        {
            PrivateFiles.Tighten(engine.Files, logger);
            Migrator.Migrate(engine, clock);
            return new Database(engine, clock, logger);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            var place = engine.Files is [var file, ..] ? $" ({file})" : "";
            var why = engine.FaultOf(e) is { } fault ? $"{StoreUnavailableException.Reason(fault)}: " : "";
            throw new InvalidOperationException(
                $"The database that {StorageSettings.Section}:ConnectionString names{place} cannot be used; {why}{e.Message}", e);
        }
    }

    /// <summary>Waits for the sender lease: this process then sends what is in the outbox.</summary>
    public ValueTask<SenderLease> TakeSenderLease(CancellationToken ct) => Engine.TakeSenderLease(rows => Added?.Invoke(rows), ct);

    /// <summary>The store of a name beside the database.</summary>
    public SideStore SideStore(string name) => Engine.SideStore(name);

    /// <summary>A session outside any scope, for jobs and tests; to be disposed.</summary>
    public Session OpenSession() => new(this);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction shared with others and returns when it is on disk; when it throws, nothing of it is
    /// kept.
    /// </summary>
    /// <param name="ct">Ends the waiting, not a work that has begun.</param>
    public Task<T> Commit<T>(Func<Session, ValueTask<T>> work, CancellationToken ct = default) => Add(UnitOf(work), ct);

    /// <summary>
    /// As <see cref="Commit{T}(Func{Session, ValueTask{T}}, CancellationToken)"/>, for work that can be run again.
    /// </summary>
    /// <param name="beside">As <see cref="ITurnStore.Commit"/> has it.</param>
    /// <exception cref="RaceLostException">
    /// Another transaction was in its way, or the connection was lost; nothing was kept, and it can be run again.
    /// </exception>
    public async Task<T> CommitRepeatable<T>(Func<Session, ValueTask<T>> work, bool beside, CancellationToken ct)
    {
        try
        {
            return await Add(UnitOf(work), ct, beside: beside);
        }
        catch (ConnectionLostException e)
        {
            throw new RaceLostException("the connection", e);
        }
    }

    private CommitUnit<T> UnitOf<T>(Func<Session, ValueTask<T>> work)
    {
        var (session, now) = (OpenSession(), _clock.GetUtcNow().ToStoredMilliseconds());
        return new(writer => session.Write(writer.Statements, new TurnWriter(writer, now), work));
    }

    /// <inheritdoc cref="Commit{T}(Func{Session, ValueTask{T}}, CancellationToken)"/>
    public Task Commit(Func<Session, ValueTask> work, CancellationToken ct = default) =>
        Commit(async session => { await work(session); return true; }, ct);

    /// <summary>
    /// For small commit units, which can wait a few milliseconds for a commit to share and may be run again when another one fails.
    /// </summary>
    public Task<T> Settle<T>(Func<Statements, T> work, CancellationToken ct) =>
        Add(new CommitUnit<T>(writer => work(writer.Statements)), ct, settling: true);

    /// <summary>Adds a commit unit to the next group commit.</summary>
    /// <param name="settling">As <see cref="Settle{T}"/> has it.</param>
    /// <param name="beside">As <see cref="ITurnStore.Commit"/> has it.</param>
    internal Task<T> Add<T>(CommitUnit<T> unit, CancellationToken ct, bool settling = false, bool beside = false)
    {
        if (CommitLoop.IsCurrent) throw new InvalidOperationException("A commit was asked for inside a commit; do everything in one.");
        QueueFor(settling, beside).Add(unit, settling, ct);
        return unit.Done;
    }

    // A turn that adds to the outbox holds the lock of its numbers, and may wait for a row that a small unit removes: that one must not
    // wait for the numbers of turns in its own transaction.
    private CommitQueue QueueFor(bool settling, bool beside) =>
        !beside || Engine.WritersBeside is 0 ? _alone : settling ? _notes : _beside;

    /// <summary>
    /// A small commit unit beside others, which adds nothing to the outbox; when others are in its way, it is run again alone.
    /// </summary>
    internal async Task<T> SettleBeside<T>(string conversation, Func<CommitWriter, T> work, CancellationToken ct)
    {
        try
        {
            return await Add(new CommitUnit<T>(work) { Conversation = conversation }, ct, settling: true, beside: true);
        }
        catch (Exception e) when (e is RaceLostException or ConnectionLostException)
        {
            return await Add(new CommitUnit<T>(work), ct, settling: true);
        }
    }

    internal Statements RentReader()
    {
        if (_readers.TryTake(out var reader)) return reader;
        try
        {
            return Engine.OpenReader();
        }
        catch (DbException e) when (Engine.FaultOf(e) is { } fault)
        {
            throw new StoreUnavailableException(fault, e);
        }
    }

    internal void ReturnReader(Statements reader)
    {
        reader.Forget();
        if (!reader.IsLost && _readers.Count < Engine.KeptReaders) _readers.Add(reader);
        else reader.Dispose();
    }

    public void Dispose()
    {
        foreach (var queue in new[] { _beside, _notes, _alone }) queue.Close();
        foreach (var loop in _loops) loop.Dispose();
        while (_readers.TryTake(out var reader)) reader.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Doubt}")]
    private static partial void Doubtful(ILogger logger, string doubt);
}
