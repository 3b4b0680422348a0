using System.Collections.Concurrent;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Digests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The running application in a tenant of its own. The tests of a class share it; each brings people and teams that nobody else has.
/// </summary>
public class Product : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _failures = [];
    private EmptyPlace? _place;
    private int _last;

    public FakeTeams Teams { get; private set; } = null!;

    internal RunningBot Bot { get; private set; } = null!;

    /// <summary>What was logged as a failure.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>A folder of its own, gone at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("product-").FullName;

    /// <summary>The database file, on SQLite.</summary>
    public string DatabaseFile => _place!.File;

    /// <summary>Where it keeps everything.</summary>
    internal StorageSettings Storage => _place!.Settings;

    /// <summary>An administrator by the settings.</summary>
    public Person Administrator { get; private set; } = null!;

    /// <summary>A team that is the default of the settings, once the bot is installed in it; null for none.</summary>
    protected virtual string? DefaultTeam => null;

    /// <summary>Settings that differ from the usual ones.</summary>
    protected virtual IEnumerable<(string Name, string Value)> Settings => [];

    /// <summary>
    /// Whether digests come by themselves. What a sweep some days ahead brings would depend on the weekday of the test otherwise.
    /// </summary>
    private protected virtual bool HasDigests => false;

    private protected virtual StorageEngine Engine => StorageEngine.Sqlite;

    /// <summary>Brings into the tenant and the database what is there before the bot starts for the first time.</summary>
    protected virtual void Furnish()
    {
    }

    /// <summary>Puts faults into the services of the application.</summary>
    protected virtual void Prepare(IServiceCollection services)
    {
    }

    // A fixture is made also for tests that are skipped.
    private bool IsMissing => Engine is StorageEngine.PostgreSql && PostgresServer.Missing is not null;

    public async Task InitializeAsync()
    {
        if (IsMissing) return;
        _place = new(Engine);
        Teams = await FakeTeams.StartAsync();
        Administrator = Somebody("Ada");
        Furnish();
        await StartBot();
    }

    public async Task DisposeAsync()
    {
        if (IsMissing) return;
        await Bot.DisposeAsync();
        await Teams.DisposeAsync();
        _place!.Remove();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Ends the application and starts it again with the same data.</summary>
    public async Task Restart()
    {
        await Bot.DisposeAsync();
        await StartBot();
    }

    /// <summary>Somebody new, with a personal chat in which the bot may speak.</summary>
    public Person Somebody(string name = "Ann", string role = "user")
    {
        var person = Teams.AddPerson($"{name} {Letters()}", role);
        Teams.Allow(person.PersonalChat);
        return person;
    }

    /// <summary>A new team in which the bot was installed, in its Triage channel, by its owner; its roster is known.</summary>
    public async Task<Team> TeamOf(Person owner, params Person[] others)
    {
        var team = Teams.AddTeam($"Team {Letters()}", "Triage", "Talk").AddOwners(owner).Add(others);
        await Teams.Install(owner, team.Triage());
        await Bot.Idle();
        return team;
    }

    /// <summary>Names without digits: no two are the same.</summary>
    private string Letters()
    {
        var letters = "";
        for (var n = Interlocked.Increment(ref _last); n > 0; n /= 26) letters += (char)('a' + (n % 26));
        return char.ToUpperInvariant(letters[0]) + letters[1..] + "son";
    }

    private async Task StartBot()
    {
        var settings = new Dictionary<string, string>
        {
            ["environment"] = "Development",
            ["Urls"] = "http://127.0.0.1:0",
            ["Bot:AllowUnauthenticated"] = "true",
            ["Storage:Engine"] = Storage.Engine,
            ["Storage:ConnectionString"] = Storage.ConnectionString,
            ["Backup:Folder"] = Path.Combine(Folder, "backups"),
            ["Backup:Keep"] = "3",
            ["Playground:Enabled"] = "false",
            ["Teams:Limits:Enabled"] = "false",
            // whenever the tests run, it is an hour at which everybody may be written to
            ["Attention:WorkingHours"] = "Mon-Sun 00:00-24:00",
            ["Attention:QuietHours"] = "",
            ["Roles:Administrators:0"] = Administrator.ObjectId,
        };
        if (DefaultTeam is { } team) settings["Teams:DefaultTeam"] = team;
        foreach (var (name, value) in Settings) settings[name] = value;
        Bot = await RunningBot.Start(new BadNews(_failures), settings, PrepareAll);
        Teams.ConnectBot(Bot.Endpoint);
    }

    private void PrepareAll(IServiceCollection services)
    {
        if (!HasDigests) services.WithoutDueDigests();
        Prepare(services);
    }

    private sealed class BadNews(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresProduct : Product
{
    private protected override StorageEngine Engine => StorageEngine.PostgreSql;
}
