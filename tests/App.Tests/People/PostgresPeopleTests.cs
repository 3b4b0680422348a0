using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Records;

namespace Improvement.Bot.Tests.People;

[OnPostgres]
public sealed class PostgresPeopleTests() : PeopleCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresTeamsTests() : TeamsCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresStandingsTests() : PrincipalReaderCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresDeputiesTests() : DeputiesCompliance(StorageEngine.PostgreSql);

[OnPostgres]
public sealed class PostgresAccessTests() : AccessCompliance(StorageEngine.PostgreSql);
