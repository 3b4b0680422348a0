using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.People;

/// <summary>What every engine must do, with the services of people over a database of the test's own.</summary>
public abstract class PeopleScopeCompliance : IDisposable
{
    private readonly TemporaryDatabase _place;

    private protected PeopleScopeCompliance(
        StorageEngine engine, Action<RolesSettings>? roles = null, Action<TeamsSettings>? teams = null,
        Action<IServiceCollection>? more = null)
    {
        _place = new(engine: engine);
        Scope = new(_place.Database, roles, teams, more);
    }

    internal PeopleScope Scope { get; }

    internal Database Database => _place.Database;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Scope.Dispose();
        _place.Dispose();
    }
}
