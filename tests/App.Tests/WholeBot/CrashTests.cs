using System.Collections.Concurrent;
using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The process is killed again and again while people report; what was acknowledged is there, once, and everything is said in the end.
/// </summary>
public abstract class CrashTests(ITestOutputHelper output)
{
    [Collection("whole bot")]
    public sealed class OnSqlite(ITestOutputHelper output) : CrashTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    [Collection("whole bot")]
    public sealed class OnPostgreSql(ITestOutputHelper output) : CrashTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    // Each kill costs seconds; the whole fifty are for KILLS=50 dotnet test --filter CrashTests.
    private static readonly int Kills = AskedSize.Of("KILLS") ?? 8;

    private const int Hands = 4;
    private static readonly TimeSpan LongestIdleLife = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, string> _acknowledged = [];
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _kills = [];
    private volatile bool _over;

    private protected abstract StorageEngine Engine { get; }

    [StoreFact]
    public async Task Killed_again_and_again_under_load_every_acknowledged_report_exists_once()
    {
        await using var bot = await BotFixture.StartAsync(Engine);
        var people = Enumerable.Range(1, 220).Select(i => bot.Add($"Person {i}")).ToList();
        await bot.InstallInTeam();
        bot.Teams.Refreshes = false;

        var hands =
            Enumerable.Range(0, Hands).Select(hand => Task.Run(() => Report(bot, [.. people.Where((_, i) => i % Hands == hand)]))).ToList();
        await KillAgainAndAgain(bot);
        _over = true;
        await Task.WhenAll(hands);
        await bot.Teams.Quiet(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));
        await bot.Bot.Kill();

        _acknowledged.Count.Should().BeGreaterThan(Kills / 2, "there was load");
        var kept = KeptData.Read(bot.Storage);
        kept.Waiting.Should().Be(0, "nothing waits for ever");
        kept.Reports.Select(r => r.Story).Should().OnlyHaveUniqueItems();
        _acknowledged.Should().BeSubsetOf(kept.Reports.Select(r => KeyValuePair.Create(r.Story, r.Label)));
        EverybodySees(bot, kept.Reports);
        EachDoublingHasItsKill(bot);
        bot.Teams.Problems.Where(p => !p.Contains("a failure")).Should().BeEmpty();
    }

    private async Task KillAgainAndAgain(BotFixture bot)
    {
        var chance = new Random(20261121);
        for (var i = 0; i < Kills; i++)
        {
            var before = _acknowledged.Count;
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(50, 900)), TimeProvider.System);
            if (i % 2 == 0) SpinWait.SpinUntil(() => _acknowledged.Count > before, LongestIdleLife); // on a slow machine too, there is load
            var from = bot.Teams.Now;
            await bot.Bot.Kill();
            await bot.Bot.Start();
            _kills.Add((from, bot.Teams.Now));
        }
    }

    /// <summary>One pair of hands: person after person reports, as patient with a bot that is away as Teams is.</summary>
    private async Task Report(BotFixture bot, IReadOnlyList<Person> people)
    {
        for (var i = 0; !_over; i++)
        {
            var person = people[i % people.Count];
            var story = $"Nightly export {i} of {person.Name} was wrong";
            await Delivered(bot, bot.Teams.Activities.Message(person, person.PersonalChat, $"/report-error {story}"));
            var form = await person.Chat.Sees(m => m.FromBot && m.Cards.Any(c => c.Value("Story") == story), Reporting.Patience);
            var answer = await Delivered(bot, person.Chat.PressActivity(form.Card, "Report it"));
            if (Label(answer) is { } label) _acknowledged[story] = label;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Sends one activity, again and again, until it is answered.</summary>
    private static async Task<Delivery> Delivered(BotFixture bot, System.Text.Json.Nodes.JsonObject activity)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var delivery = await bot.Teams.Deliver(activity);
            if (delivery.Status is 200 or 202) return delivery;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException("The bot does not come back.");
    }

    private static string? Label(Delivery answer) =>
        System.Text.RegularExpressions.Regex.Match(answer.Body, "\"(ERR-[0-9]+)\"") is { Success: true } match
            ? match.Groups[1].Value
            : null;

    private static void EverybodySees(BotFixture bot, IReadOnlyList<KeptReport> reports)
    {
        var triage = Labels(bot.Triage.Posts);
        triage.Keys.Should().Contain(reports.Select(r => r.Label), "each has its card in the channel");
        foreach (var report in reports)
        {
            var chat = bot.Teams.People.First(p => report.Story.Contains($"of {p.Name} was")).PersonalChat;
            Labels(chat.Posts).Keys.Should().Contain(report.Label);
        }
    }

    /// <summary>A message may be doubled when the process dies between the channel's answer and the note of it, and only then.</summary>
    private void EachDoublingHasItsKill(BotFixture bot)
    {
        var doubled = Labels(bot.Triage.Posts).Values.Where(posts => posts.Count > 1).ToList();
        foreach (var posts in doubled)
        {
            foreach (var (first, second) in posts.Zip(posts.Skip(1)))
            {
                _kills.Should().Contain(
                    kill => first.At <= kill.To && kill.From <= second.At,
                    $"otherwise nothing explains why {first.Id} was posted again as {second.Id}");
            }
        }

        output.WriteLine($"{_acknowledged.Count} acknowledged reports, {_kills.Count} kills, {doubled.Count} cards posted more than once.");
        doubled.Count.Should().BeLessThanOrEqualTo(Kills * Hands);
    }

    private static Dictionary<string, List<Post>> Labels(IEnumerable<Post> posts) => posts
        .Where(p => p.ByBot && p.Cards.Count > 0)
        .Select(p =>
            (
                Post: p,
                Label: p.Cards[0].ToJsonString() is var json
                    && System.Text.RegularExpressions.Regex.Match(json, "\"(ERR-[0-9]+)\"") is { Success: true } match
                    ? match.Groups[1].Value
                    : null))
        .Where(p => p.Label is not null)
        .GroupBy(p => p.Label!, p => p.Post)
        .ToDictionary(g => g.Key, g => g.ToList());
}
