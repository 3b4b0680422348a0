using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Engine.Postgres;
using Improvement.Bot.Storage.Engine.Sqlite;

namespace Improvement.Bot.Storage.Engine;

/// <summary>All that is special about one kind of database.</summary>
internal abstract class DatabaseEngine
{
    /// <summary>What the tokens of the migration files stand for here.</summary>
    public abstract IReadOnlyDictionary<string, string> Tokens { get; }

    /// <summary>
    /// How many connections commit beside each other what may be committed so (see <see cref="Statements.Begin"/>); 0 where there is one
    /// writer.
    /// </summary>
    public virtual int WritersBeside => 0;

    /// <summary>
    /// Whether a failure means that others were in the way of a transaction, which can be decided again: a deadlock, or a row that changed.
    /// </summary>
    public virtual bool IsLostRace(Exception failure) => false;

    /// <summary>How many readers are kept for the next ones who read.</summary>
    public abstract int KeptReaders { get; }

    /// <summary>
    /// The present moment by the database's own clock, as it is kept (see <see cref="Moments.Kept"/>), for use in a statement.
    /// </summary>
    public abstract Sql Clock { get; }

    /// <summary>Refreshes what the database knows about its tables, where it does not do that by itself; null where it does.</summary>
    public abstract string? Maintenance { get; }

    /// <summary>The files that it keeps everything in, of which some may not be there; none where a server does.</summary>
    public virtual IReadOnlyList<string> Files => [];

    /// <summary>What an operator should know about the place that was chosen, in one sentence; null when nothing is to be said.</summary>
    public virtual string? Doubt => null;

    /// <summary>Opens a connection that may write.</summary>
    public abstract Statements OpenWriter();

    /// <summary>Opens a connection that refuses to write.</summary>
    public abstract Statements OpenReader();

    /// <summary>Why nothing can be read or written, when this is what a failure of the driver means; null for any other failure.</summary>
    public abstract StoreFault? FaultOf(Exception failure);

    /// <summary>What the database says about its tables.</summary>
    public abstract Catalog Catalog { get; }

    /// <summary>The store of a name beside the database.</summary>
    public abstract SideStore SideStore(string name);

    /// <summary>Why no restore can be tried at present, in half a sentence; null when nothing is known to stand against it.</summary>
    /// <param name="folder">Where a file may be made for it.</param>
    public abstract string? TrialObstacle(string folder);

    /// <summary>Makes the place for the trial of a restore, in the stead of one that was left behind; to be disposed.</summary>
    public abstract TrialPlace MakeTrialPlace(string folder);

    /// <summary>
    /// Opens a connection on which everything is read as it was at one moment; it must not be read for longer than a backup takes.
    /// </summary>
    public abstract Statements OpenSnapshot();

    /// <summary>
    /// Whether other processes may serve the same people from the same database: then nothing that they change is remembered here, and one
    /// of them sends for all.
    /// </summary>
    public virtual bool IsShared => false;

    /// <summary>Waits for the sender lease.</summary>
    /// <param name="added">Called with the rows that are committed from then on, where they are shared.</param>
    public virtual ValueTask<SenderLease> TakeSenderLease(Action<IReadOnlyList<OutboxRow>> added, CancellationToken ct) =>
        new(SenderLease.Unshared);

    /// <summary>The engine of the settings.</summary>
    public static DatabaseEngine Of(StorageSettings settings) => settings.Kind is StorageEngine.PostgreSql
        ? new PostgresEngine(settings.ConnectionString)
        : new SqliteEngine(settings.ConnectionString);
}
