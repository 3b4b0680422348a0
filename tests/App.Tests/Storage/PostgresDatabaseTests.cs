using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

[OnPostgres]
public sealed class PostgresDatabaseTests() : DatabaseCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresStatementTests() : StatementCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresSqlTests() : SqlCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresMigratorTests() : MigratorCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresMaintenanceTests() : MaintenanceCompliance(StorageEngine.PostgreSql);
