using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The whole application as a process of its own, in a tenant of its own, with a data folder of its own.</summary>
internal sealed class BotFixture : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whole-bot-").FullName;

    private readonly EmptyPlace _place;
    private readonly Dictionary<string, string> _settings;
    private readonly string? _processors;

    private BotFixture(
        FakeTeams teams, StorageEngine engine, IEnumerable<KeyValuePair<string, string>> settings, string? processors = null)
    {
        _processors = processors;
        _place = new(engine);
        _settings = Usual().Concat(settings).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value);
        Teams = teams;
        Bot = Another();
        teams.CardProblem = CardSchema.Problem;
        Night = teams.AddTeam("Nightshift", "Triage");
    }

    public FakeTeams Teams { get; }

    public BotProcess Bot { get; }

    /// <summary>The team that everybody is in, unless told otherwise.</summary>
    public Team Night { get; }

    /// <summary>The channel that was picked when the bot was installed in the team.</summary>
    public Conversation Triage => Night.Channels[1];

    /// <summary>The database file, on SQLite.</summary>
    public string DatabaseFile => _place.File;

    /// <summary>Where it keeps everything.</summary>
    public StorageSettings Storage => _place.Settings;

    /// <summary>What the bot logged as a failure, each with the lines that follow.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            var lines = Bot.Output.ToList();
            return [.. lines.Index().Where(l => l.Item.StartsWith("fail:", StringComparison.Ordinal) || l.Item.StartsWith("crit:",
                StringComparison.Ordinal) || l.Item.StartsWith("Unhandled", StringComparison.Ordinal))
                .Select(l => string.Join('\n', lines.Skip(l.Index).Take(12)))];
        }
    }

    /// <summary>Starts the bot; it keeps no limits of Teams unless a setting says so.</summary>
    public static Task<BotFixture> StartAsync(params IEnumerable<KeyValuePair<string, string>> settings) =>
        StartAsync(StorageEngine.Sqlite, settings);

    /// <inheritdoc cref="StartAsync(IEnumerable{KeyValuePair{string, string}})"/>
    public static Task<BotFixture> StartAsync(StorageEngine engine, params IEnumerable<KeyValuePair<string, string>> settings) =>
        StartAsync(engine, _ => settings);

    /// <summary>The same with settings that depend on the tenant.</summary>
    public static async Task<BotFixture> StartAsync(
        StorageEngine engine, Func<FakeTeams, IEnumerable<KeyValuePair<string, string>>> settings)
    {
        var teams = await FakeTeams.StartAsync();
        var fixture = new BotFixture(teams, engine, settings(teams));
        await fixture.Bot.Start();
        fixture.Teams.ConnectBot(fixture.Bot.Endpoint);
        return fixture;
    }

    /// <summary>
    /// Starts it with authentication in both directions: it believes signed tokens alone, and the connector takes nothing without the bot's
    /// own.
    /// </summary>
    public static Task<BotFixture> StartGuardedAsync(params IEnumerable<KeyValuePair<string, string>> settings) =>
        StartGuardedAsync(_ => settings);

    /// <inheritdoc cref="StartGuardedAsync(IEnumerable{KeyValuePair{string, string}})"/>
    /// <param name="processors">See <see cref="BotProcessOptions.Processors"/>.</param>
    public static Task<BotFixture> StartGuardedAsync(
        StorageEngine engine, string? processors, params IEnumerable<KeyValuePair<string, string>> settings) =>
        StartGuardedAsync(engine, processors, _ => settings);

    /// <summary>The same with settings that depend on the tenant.</summary>
    public static Task<BotFixture> StartGuardedAsync(Func<FakeTeams, IEnumerable<KeyValuePair<string, string>>> settings) =>
        StartGuardedAsync(StorageEngine.Sqlite, processors: null, settings);

    private static async Task<BotFixture> StartGuardedAsync(
        StorageEngine engine, string? processors, Func<FakeTeams, IEnumerable<KeyValuePair<string, string>>> settings)
    {
        var teams = await FakeTeams.StartAsync();
        (teams.TokenEndpoint.IsRequired, teams.TokenEndpoint.Secret) = (true, "not-a-secret-at-all");
        teams.Authorize = _ => "Bearer " + teams.Tokens.SignToken();
        var fixture = new BotFixture(teams, engine, Guarded(teams).Concat(settings(teams)), processors);
        await fixture.Bot.Start();
        teams.ConnectBot(fixture.Bot.Endpoint);
        return fixture;
    }

    /// <summary>One more process on the same data, with settings of its own; not started yet.</summary>
    public BotProcess Another(params IEnumerable<KeyValuePair<string, string>> settings) =>
        new(new BotProcessOptions
        {
            WorkingDirectory = _folder, Processors = _processors,
            Settings = _settings.Concat(settings).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value),
        });

    /// <summary>Adds somebody to the team, with a personal chat in which the bot may speak.</summary>
    public Person Add(string name)
    {
        var person = Teams.AddPerson(name);
        Teams.Allow(person.PersonalChat);
        Night.Add(person);
        return person;
    }

    /// <summary>Installs the bot in the team, once everybody is in it, and waits until it has read who that is.</summary>
    public async Task InstallInTeam()
    {
        var owner = Night.Members[0];
        await Teams.Install(owner, Triage);
        await Teams.Quiet();
    }

    /// <summary>One number out of the database, whether the bot runs or not.</summary>
    public long Number(string sql, params Value[] values)
    {
        using var database = Database.Open(Storage, TimeProvider.System, NullLogger<Database>.Instance);
        using var session = database.OpenSession();
        return session.Statements[sql].Number(values) ?? 0;
    }

    /// <summary>Kills the bot and starts it again with the same data.</summary>
    public async Task Restart()
    {
        await Bot.Kill();
        await Bot.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Teams.DisposeAsync();
        _place.Remove();
        Directory.Delete(_folder, recursive: true);
    }

    private static Dictionary<string, string> Guarded(FakeTeams teams) => new()
    {
        ["Bot:AllowUnauthenticated"] = "false",
        ["Bot:AppId"] = teams.AppId,
        ["Bot:TenantId"] = teams.TenantId,
        ["Bot:ClientSecret"] = teams.TokenEndpoint.Secret!,
        ["Bot:OpenIdMetadata"] = teams.Tokens.MetadataUrl,
        ["Bot:TokenIssuer"] = teams.Address,
        ["Bot:TrustedServiceHosts"] = teams.Address,
    };

    private Dictionary<string, string> Usual() => new()
    {
        ["Bot:AllowUnauthenticated"] = "true",
        ["Storage:Engine"] = Storage.Engine,
        ["Storage:ConnectionString"] = Storage.ConnectionString,
        ["Playground:Enabled"] = "false",
        ["Teams:Limits:Enabled"] = "false",
        ["Attention:WorkingHours"] = "Mon-Sun 00:00-24:00",
        ["Attention:QuietHours"] = "",
        ["Logging:LogLevel:Default"] = "Warning",
    };
}
