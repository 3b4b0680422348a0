using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

public sealed class SqliteTurnStoreTests() : TurnStoreCompliance(StorageEngine.Sqlite);

public sealed class SqliteOutboxStoreTests() : OutboxStoreCompliance(StorageEngine.Sqlite);

public sealed class SqliteUnreachableTests() : UnreachableCompliance(StorageEngine.Sqlite);
