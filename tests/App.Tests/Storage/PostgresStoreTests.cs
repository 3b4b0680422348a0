using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

[OnPostgres]
public sealed class PostgresTurnStoreTests() : TurnStoreCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresOutboxStoreTests() : OutboxStoreCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresUnreachableTests() : UnreachableCompliance(StorageEngine.PostgreSql);
