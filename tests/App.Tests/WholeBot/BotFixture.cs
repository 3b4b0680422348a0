using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The whole application as a process of its own, in a tenant of its own, with a data folder of its own.</summary>
internal sealed class BotFixture : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whole-bot-").FullName;

    private BotFixture(FakeTeams teams, IEnumerable<KeyValuePair<string, string>> settings)
    {
        Teams = teams;
        Bot = new(new BotProcessOptions
        {
            WorkingDirectory = _folder,
            Settings = Usual().Concat(settings).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value),
        });
        teams.CardProblem = CardSchema.Problem;
        Night = teams.AddTeam("Nightshift", "Triage");
    }

    public FakeTeams Teams { get; }

    public BotProcess Bot { get; }

    /// <summary>The team that everybody is in, unless told otherwise.</summary>
    public Team Night { get; }

    /// <summary>The channel that was picked when the bot was installed in the team.</summary>
    public Conversation Triage => Night.Channels[1];

    /// <summary>Where it keeps everything.</summary>
    public string DatabaseFile => Path.Combine(_folder, "bot.db");

    /// <summary>What the bot logged as a failure, each with the lines that follow.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            var lines = Bot.Output.ToList();
            return [.. lines.Index().Where(l => l.Item.StartsWith("fail:", StringComparison.Ordinal) || l.Item.StartsWith("crit:", StringComparison.Ordinal) || l.Item.StartsWith("Unhandled", StringComparison.Ordinal))
                .Select(l => string.Join('\n', lines.Skip(l.Index).Take(12)))];
        }
    }

    /// <summary>Starts the bot; it keeps no limits of Teams unless a setting says so.</summary>
    public static async Task<BotFixture> StartAsync(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var fixture = new BotFixture(await FakeTeams.StartAsync(), settings);
        await fixture.Bot.Start();
        fixture.Teams.ConnectBot(fixture.Bot.Endpoint);
        return fixture;
    }

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
        Directory.Delete(_folder, recursive: true);
    }

    private Dictionary<string, string> Usual() => new()
    {
        ["Bot:AllowUnauthenticated"] = "true",
        ["Storage:ConnectionString"] = $"Data Source={DatabaseFile}",
        ["Playground:Enabled"] = "false",
        ["Teams:Limits:Enabled"] = "false",
        ["Logging:LogLevel:Default"] = "Warning",
    };
}
