using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What every engine must do, with the stores of turns and outbox over a database of the test's own.</summary>
public abstract class StoreCompliance : IDisposable
{
    private readonly TemporaryDatabase _place;

    private protected StoreCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        Store = new(_place.Database, _place.Clock);
    }

    internal StoreUnderTest Store { get; }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Store.Dispose();
        _place.Dispose();
    }
}
