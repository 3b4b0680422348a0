using Improvement.Bot.Tests.Channel;
using Microsoft.AspNetCore.Builder;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A running bot in a tenant of its own, with a database file of its own.</summary>
internal sealed class BotFixture : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whole-bot-").FullName;
    private readonly bool _limited;
    private WebApplication _bot = null!;

    private BotFixture(FakeTeams teams, bool limited) => (Teams, _limited) = (teams, limited);

    public FakeTeams Teams { get; }

    public Notes Notes { get; } = new();

    public Captured Log { get; } = new();

    /// <param name="limited">Whether the bot keeps the limits of Teams.</param>
    public static async Task<BotFixture> StartAsync(bool limited = false)
    {
        var fixture = new BotFixture(await FakeTeams.StartAsync(), limited);
        await fixture.StartBot();
        return fixture;
    }

    public Person Add(string name)
    {
        var person = Teams.AddPerson(name);
        Teams.Allow(person.PersonalChat);
        return person;
    }

    /// <summary>Stops the bot and starts it again with the same data.</summary>
    public async Task Restart()
    {
        await _bot.DisposeAsync();
        await StartBot();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await Teams.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartBot()
    {
        _bot = await SampleBot.StartAsync(Path.Combine(_folder, "bot.db"), Notes, Log, _limited);
        Teams.ConnectBot(new Uri($"{_bot.Urls.First()}/api/messages"));
    }
}
