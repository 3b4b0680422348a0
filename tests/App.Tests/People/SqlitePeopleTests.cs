using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Records;

namespace Improvement.Bot.Tests.People;

public sealed class SqlitePeopleTests() : PeopleCompliance(StorageEngine.Sqlite);

public sealed class SqliteTeamsTests() : TeamsCompliance(StorageEngine.Sqlite);

public sealed class SqliteStandingsTests() : PrincipalReaderCompliance(StorageEngine.Sqlite);

public sealed class SqliteDeputiesTests() : DeputiesCompliance(StorageEngine.Sqlite);

public sealed class SqliteAccessTests() : AccessCompliance(StorageEngine.Sqlite);
