
namespace Improvement.Bot.Storage.Engine;

/// <summary>An empty place for the trial of a restore: a file of its own on SQLite, a schema of its own on PostgreSQL.</summary>
/// <param name="engine">Opens connections to it.</param>
/// <param name="remove">Removes it with all that is in it.</param>
internal sealed class TrialPlace(DatabaseEngine engine, Action remove) : IDisposable
{
    public DatabaseEngine Engine => engine;

    public void Dispose() => remove();
}
