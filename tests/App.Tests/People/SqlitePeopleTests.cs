using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.People;

public sealed class SqlitePeopleTests() : PeopleCompliance(StorageEngine.Sqlite);

public sealed class SqliteTeamsTests() : TeamsCompliance(StorageEngine.Sqlite);

public sealed class SqliteStandingsTests() : PrincipalReaderCompliance(StorageEngine.Sqlite);

public sealed class SqliteVisibilityTests() : VisibilityCompliance(StorageEngine.Sqlite);
