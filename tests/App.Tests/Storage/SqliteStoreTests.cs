namespace Improvement.Bot.Tests.Storage;

public sealed class SqliteTurnStoreTests : TurnStoreCompliance
{
    private readonly TemporaryDatabase _file = new();

    public SqliteTurnStoreTests() => Store = new StoreUnderTest(_file.Database, _file.Clock);

    internal override StoreUnderTest Store { get; }

    public override void Dispose()
    {
        Store.Dispose();
        _file.Dispose();
    }
}

public sealed class SqliteOutboxStoreTests : OutboxStoreCompliance
{
    private readonly TemporaryDatabase _file = new();

    public SqliteOutboxStoreTests() => Store = new StoreUnderTest(_file.Database, _file.Clock);

    internal override StoreUnderTest Store { get; }

    public override void Dispose()
    {
        Store.Dispose();
        _file.Dispose();
    }
}

public sealed class SqliteUnreachableTests : UnreachableCompliance
{
    private readonly TemporaryDatabase _file = new();

    public SqliteUnreachableTests() => Store = new StoreUnderTest(_file.Database, _file.Clock);

    internal override StoreUnderTest Store { get; }

    public override void Dispose()
    {
        Store.Dispose();
        _file.Dispose();
    }
}
