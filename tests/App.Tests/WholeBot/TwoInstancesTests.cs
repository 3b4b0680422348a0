using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Two processes on one PostgreSQL database share the people among them; each is killed once while they report.</summary>
[Collection("whole bot")]
public sealed partial class TwoInstancesTests
{
    private const int Hands = 4, Enough = 60;

    private readonly ConcurrentDictionary<string, string> _acknowledged = [];

    [PostgresFact]
    public async Task One_killed_after_the_other_nothing_is_lost_or_out_of_order_and_the_limits_of_Teams_are_kept()
    {
        await using var bot =
            await BotFixture.StartAsync(StorageEngine.PostgreSql, new KeyValuePair<string, string>("Teams:Limits:Enabled", "true"));
        await using var other = bot.Another();
        await other.Start();
        using var both = new HttpMessageInvoker(new InTurn(bot.Bot.Address, other.Address));
        bot.Teams.ConnectBot(bot.Bot.Endpoint, both);
        var people = Enumerable.Range(1, 100).Select(i => bot.Add($"Person {i}")).ToList();
        await bot.InstallInTeam();
        bot.Teams.Refreshes = false;
        (bot.Teams.Limits.Mode, bot.Teams.Limits.Tolerance) = (LimitMode.Enforce, TimeSpan.FromMilliseconds(200));

        var hands = Task.WhenAll(
            Enumerable.Range(0, Hands).Select(hand => Task.Run(() => Report(bot, [.. people.Where((_, i) => i % Hands == hand)]))));
        await Acknowledged(15, hands);
        await bot.Bot.Kill();
        await Acknowledged(30, hands);
        await bot.Bot.Start();
        await other.Kill();
        await Acknowledged(Enough, hands);
        await other.Start();
        await hands;
        await EverythingIsSaid(bot);
        await bot.Teams.Quiet();
        await bot.Bot.Kill();
        await other.Kill();

        var kept = KeptData.Read(bot.Storage);
        kept.Reports.Select(r => r.Story).Should().OnlyHaveUniqueItems();
        _acknowledged.Should().BeSubsetOf(kept.Reports.Select(r => KeyValuePair.Create(r.Story, r.Label)));
        NumbersOn(bot.Triage)
            .Distinct()
            .Should()
            .Equal(kept.Reports.Select(r => long.Parse(r.Label.AsSpan(4))), "a queue keeps the order of the commits");
        foreach (var report in kept.Reports)
        {
            NumbersOn(people.First(p => report.Story.EndsWith($"of {p.Name} was wrong")).PersonalChat)
                .Should()
                .Contain(long.Parse(report.Label.AsSpan(4)));
        }

        // What the one before had said within half a minute its successor does not know; the channel's refusals are obeyed.
        bot.Teams.Limits.Violations.Where(violation => violation.Key is "tenant").Should().BeEmpty();
        bot.Teams.Limits.Violations.Should().HaveCountLessThan(10);
        bot.Teams.Problems.Where(p => !p.Contains("a failure")).Should().BeEmpty();
    }

    private async Task Acknowledged(int count, Task hands)
    {
        while (_acknowledged.Count < count && !hands.IsCompleted) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        if (hands.IsFaulted) await hands;
    }

    private static async Task EverythingIsSaid(BotFixture bot)
    {
        for (var tries = 0; KeptData.Read(bot.Storage).Waiting > 0; tries++)
        {
            tries.Should().BeLessThan(180, "nothing waits for ever");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    private async Task Report(BotFixture bot, IReadOnlyList<Person> people)
    {
        for (var i = 0; _acknowledged.Count < Enough; i++)
        {
            var person = people[i % people.Count];
            var story = $"Nightly export {i} of {person.Name} was wrong";
            await Delivered(bot, bot.Teams.Activities.Message(person, person.PersonalChat, $"/report-error {story}"));
            var form = await person.Chat.Sees(m => m.FromBot && m.Cards.Any(c => c.Value("Story") == story), TimeSpan.FromMinutes(2));
            var answer = await Delivered(bot, person.Chat.PressActivity(form.Card, "Report it"));
            if (Number().Match(answer.Body) is { Success: true } label) _acknowledged[story] = label.Value;
        }
    }

    /// <summary>Sends one activity again until it is taken, as patient as Teams is with a bot that is away.</summary>
    private static async Task<Delivery> Delivered(BotFixture bot, System.Text.Json.Nodes.JsonObject activity)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var delivery = await bot.Teams.Deliver(activity);
            if (delivery.Status is 200 or 202) return delivery;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException("Neither takes it.");
    }

    private static List<long> NumbersOn(Conversation place) =>
        [
            .. place.Posts.Where(p => p.ByBot && p.Cards.Count > 0)
                .Select(p => Number().Match(p.Cards[0].ToJsonString()))
                .Where(m => m.Success)
                .Select(m => long.Parse(m.Value.AsSpan(4)))];

    [GeneratedRegex("ERR-[0-9]+")]
    private static partial Regex Number();
}
