using Improvement.Bot.Tests.Storage;

namespace Improvement.Bot.Tests.People;

public sealed class SqlitePeopleTests : PeopleCompliance
{
    private readonly TemporaryDatabase _file = new();

    public SqlitePeopleTests() => Scope = new PeopleScope(_file.Database);

    internal override PeopleScope Scope { get; }

    public override void Dispose()
    {
        Scope.Dispose();
        _file.Dispose();
    }
}

public sealed class SqliteTeamsTests : TeamsCompliance
{
    private readonly TemporaryDatabase _file = new();

    public SqliteTeamsTests() => Scope = new PeopleScope(_file.Database, teams: DefaultTeam);

    internal override PeopleScope Scope { get; }

    public override void Dispose()
    {
        Scope.Dispose();
        _file.Dispose();
    }
}

public sealed class SqliteStandingsTests : StandingsCompliance
{
    private readonly TemporaryDatabase _file = new();

    public SqliteStandingsTests() => Scope = new PeopleScope(_file.Database, roles: Settings);

    internal override PeopleScope Scope { get; }

    public override void Dispose()
    {
        Scope.Dispose();
        _file.Dispose();
    }
}

public sealed class SqliteVisibilityTests : VisibilityCompliance
{
    private readonly TemporaryDatabase _file = new();

    public SqliteVisibilityTests() => Scope = new PeopleScope(_file.Database);

    internal override PeopleScope Scope { get; }

    public override void Dispose()
    {
        Scope.Dispose();
        _file.Dispose();
    }
}
