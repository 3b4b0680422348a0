using System.Data.Common;

namespace Improvement.Bot.Storage;

/// <summary>
/// A store beside the database for what can be made from it again: a file of its own on SQLite, a schema of its own on PostgreSQL. It is in
/// no backup, and its loss costs nothing.
/// </summary>
internal abstract class SideStore
{
    /// <summary>The ADO.NET driver that reaches it.</summary>
    public abstract DbProviderFactory Driver { get; }

    /// <summary>How the driver reaches it; its tables need no prefix there.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>Where it is, for the log.</summary>
    public abstract string Name { get; }

    /// <summary>Why it can neither be made nor used, with what to do; null when nothing is known to stand against it.</summary>
    public virtual string? Obstacle => null;

    /// <summary>The version that made it; 0 where nothing is there.</summary>
    public abstract int MadeBy();

    /// <summary>Removes all that is in it and makes an empty one.</summary>
    public abstract void Recreate(int version);

    /// <summary>Keeps other instances from making it meanwhile; to be disposed. Null where there are none.</summary>
    public virtual IDisposable? Lock() => null;
}
