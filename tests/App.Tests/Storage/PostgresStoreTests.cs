namespace Improvement.Bot.Tests.Storage;

[OnPostgres]
public sealed class PostgresTurnStoreTests : TurnStoreCompliance
{
    private readonly TemporaryDatabase _database = TemporaryDatabase.OnPostgres();

    public PostgresTurnStoreTests() => Store = new StoreUnderTest(_database.Database, _database.Clock);

    internal override StoreUnderTest Store { get; }

    public override void Dispose()
    {
        Store.Dispose();
        _database.Dispose();
    }
}

[OnPostgres]
public sealed class PostgresOutboxStoreTests : OutboxStoreCompliance
{
    private readonly TemporaryDatabase _database = TemporaryDatabase.OnPostgres();

    public PostgresOutboxStoreTests() => Store = new StoreUnderTest(_database.Database, _database.Clock);

    internal override StoreUnderTest Store { get; }

    public override void Dispose()
    {
        Store.Dispose();
        _database.Dispose();
    }
}

[OnPostgres]
public sealed class PostgresUnreachableTests : UnreachableCompliance
{
    private readonly TemporaryDatabase _database = TemporaryDatabase.OnPostgres();

    public PostgresUnreachableTests() => Store = new StoreUnderTest(_database.Database, _database.Clock);

    internal override StoreUnderTest Store { get; }

    public override void Dispose()
    {
        Store.Dispose();
        _database.Dispose();
    }
}
