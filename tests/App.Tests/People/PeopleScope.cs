using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Improvement.Bot.Tests.People;

/// <summary>The services of people over one database, one scope at a time.</summary>
internal sealed class PeopleScope : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public PeopleScope(
        Database database, Action<RolesSettings>? roles = null, Action<TeamsSettings>? teams = null,
        Action<IServiceCollection>? more = null)
    {
        var settings = new TeamsSettings();
        teams?.Invoke(settings);
        var collection = new ServiceCollection()
            .AddSingleton(database)
                .AddSingleton(TimeProvider.System)
                .AddSingleton(new Clock(new FakeTimeProvider(Now), TimeSpan.Zero))
                .AddSingleton<TurnStore>()
            .AddSingleton<ConversationCache>()
            .AddScoped<Session>().AddRecords().AddScoped<CurrentTurn>()
            .AddPeople(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build())
            .AddSingleton(settings);
        if (roles is not null) collection.Configure(roles);
        more?.Invoke(collection);
        _services = collection.BuildServiceProvider();
    }

    /// <summary>Reads in a scope of its own.</summary>
    public T Read<T>(Func<IServiceProvider, T> read)
    {
        using var scope = _services.CreateScope();
        return read(scope.ServiceProvider);
    }

    /// <summary>Writes in a transaction of its own.</summary>
    public async Task<T> Write<T>(Func<IServiceProvider, T> write)
    {
        await using var scope = _services.CreateAsyncScope();
        var result = default(T)!;
        await _services.GetRequiredService<TurnStore>().Commit(
            null, scope.ServiceProvider, _ => { result = write(scope.ServiceProvider); return default; }, default);
        return result;
    }

    public Task Write(Action<IServiceProvider> write) => Write(services => { write(services); return true; });

    public Task<Person> Keep(ObservedPerson seen) => Write(s => s.GetRequiredService<KnownPeople>().Keep(seen));

    public Task<Person> Keep(string name) => Keep(new ObservedPerson("home", AadOf(name), "29:" + name, name));

    public Principal PrincipalOf(Person person) => Read(s => s.GetRequiredService<PrincipalReader>().Of(person));

    /// <summary>A made-up but steady Entra object id.</summary>
    public static string AadOf(string name) =>
        new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();

    public void Dispose() => _services.Dispose();
}
