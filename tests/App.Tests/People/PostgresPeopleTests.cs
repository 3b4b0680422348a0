using Improvement.Bot.Tests.Storage;

namespace Improvement.Bot.Tests.People;

[OnPostgres]
public sealed class PostgresPeopleTests : PeopleCompliance
{
    private readonly TemporaryDatabase _database = TemporaryDatabase.OnPostgres();

    public PostgresPeopleTests() => Scope = new PeopleScope(_database.Database);

    internal override PeopleScope Scope { get; }

    public override void Dispose()
    {
        Scope.Dispose();
        _database.Dispose();
    }
}

[OnPostgres]
public sealed class PostgresTeamsTests : TeamsCompliance
{
    private readonly TemporaryDatabase _database = TemporaryDatabase.OnPostgres();

    public PostgresTeamsTests() => Scope = new PeopleScope(_database.Database, teams: DefaultTeam);

    internal override PeopleScope Scope { get; }

    public override void Dispose()
    {
        Scope.Dispose();
        _database.Dispose();
    }
}

[OnPostgres]
public sealed class PostgresStandingsTests : StandingsCompliance
{
    private readonly TemporaryDatabase _database = TemporaryDatabase.OnPostgres();

    public PostgresStandingsTests() => Scope = new PeopleScope(_database.Database, roles: Settings);

    internal override PeopleScope Scope { get; }

    public override void Dispose()
    {
        Scope.Dispose();
        _database.Dispose();
    }
}

[OnPostgres]
public sealed class PostgresVisibilityTests : VisibilityCompliance
{
    private readonly TemporaryDatabase _database = TemporaryDatabase.OnPostgres();

    public PostgresVisibilityTests() => Scope = new PeopleScope(_database.Database);

    internal override PeopleScope Scope { get; }

    public override void Dispose()
    {
        Scope.Dispose();
        _database.Dispose();
    }
}
