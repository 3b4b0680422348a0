using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

public sealed class SqliteDatabaseTests() : DatabaseCompliance(StorageEngine.Sqlite);

public sealed class SqliteStatementTests() : StatementCompliance(StorageEngine.Sqlite);

public sealed class SqliteSqlTests() : SqlCompliance(StorageEngine.Sqlite);

public sealed class SqliteMigratorTests() : MigratorCompliance(StorageEngine.Sqlite);

public sealed class SqliteMaintenanceTests() : MaintenanceCompliance(StorageEngine.Sqlite);
