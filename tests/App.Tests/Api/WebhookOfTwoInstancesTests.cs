using Dapper;
using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>Two processes on one PostgreSQL database have one webhook between them, and each is killed once.</summary>
[Collection("killed bot")]
public sealed class WebhookOfTwoInstancesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [PostgresAndNodeFact]
    public async Task Each_event_is_told_once_in_order_by_whoever_lives_and_a_kill_repeats_at_most_what_was_under_way()
    {
        using var receiver = new NodeReceiver(slowness: TimeSpan.FromMilliseconds(200));
        await using var bot = await BotFixture.StartAsync(
            StorageEngine.PostgreSql,
            teams =>
                [
                    new("Roles:Administrators:0", teams.AddPerson("Ada Admin").ObjectId), new("Webhooks:Pause", "00:00:00.1"),
                    new("Webhooks:Timeout", "00:00:03")]);
        await using var other = bot.Another();
        await other.Start();
        var people = new[] { bot.Add("Ann Example"), bot.Add("Bob Example") };
        await bot.InstallInTeam();
        await AddWebhook(bot, receiver);
        using var database = Database.Open(bot.Storage, TimeProvider.System, NullLogger<Database>.Instance);

        for (var i = 0; i < 4; i++) await Report(bot, i % 2 == 0 ? bot.Bot : other, people[i % 2], i);
        await Told(database, receiver, 4);
        receiver.Heard.Should().HaveCount(4 + Repeated(database), "both live, and one tells");

        await bot.Bot.Kill();
        for (var i = 4; i < 7; i++) await Report(bot, other, people[i % 2], i);
        await Told(database, receiver, 7);
        receiver.Heard.Should().HaveCount(7 + Repeated(database), "the other goes on where the one before stopped");

        await bot.Bot.Start();
        for (var i = 7; i < 12; i++) await Report(bot, bot.Bot, people[i % 2], i);
        await other.Kill();
        await Told(database, receiver, 12);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

        var heard = receiver.Heard;
        heard.Should().OnlyContain(told => told.IsGood && told.Header == told.Id && told.Type == "error.filed");
        heard.Select(told => told.Number)
            .Distinct()
            .Should()
            .Equal(KeptData.Read(bot.Storage).Reports.Select(report => long.Parse(report.Label.AsSpan(4))));
        heard.Select(told => told.Number).Should().BeInAscendingOrder();
        heard.Count.Should().BeInRange(
            12, 13 + Repeated(database), "what was under way when its teller was killed may come twice, with the same id");
    }

    private static async Task AddWebhook(BotFixture bot, NodeReceiver receiver)
    {
        var ada = bot.Teams.People.First(person => person.Name is "Ada Admin");
        bot.Teams.Allow(ada.PersonalChat);
        await bot.Teams.Install(ada);
        var form = await ada.Chat.Ask(
            async () => await ada.Press((await ada.Ask("/webhooks", "Webhooks")).Card, "New webhook"), "Tell another system");
        var made = await ada.Press(
            form.Card, "Add the webhook", ("Url", receiver.Url), ("Team", form.Card.Value("Team") ?? "1"), ("Filed", "true"));
        var shown = await ada.Press(made.Card!, "Show the secret once");
        receiver.Trust(shown.Card!.Value("secret")!);
        await ada.Press(shown.Card, "I have copied it");
    }

    private static async Task Report(BotFixture bot, BotProcess instance, Person person, int number)
    {
        bot.Teams.ConnectBot(instance.Endpoint);
        await person.Press(await person.BeginsReport($"Crane {number} dropped its load"), "Report it");
    }

    /// <summary>Waits until it has heard of so many errors, and that is noted.</summary>
    private static async Task Told(Database database, NodeReceiver receiver, int errors)
    {
        for (var began = TimeProvider.System.GetTimestamp(); receiver.Heard.DistinctBy(told => told.Id).Count() < errors
            || Number(database, "SELECT COUNT(*) FROM webhooks WHERE told_through < (SELECT MAX(id) FROM record_events)") > 0;)
        {
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(Patience, $"it heard {receiver.Heard.Count} times");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>
    /// How often an answer was too late for the bot, as on a machine that stands still; then the event is rightly told again.
    /// </summary>
    private static int Repeated(Database database) => Number(database, "SELECT COUNT(*) FROM webhook_deliveries WHERE problem IS NOT NULL");

    private static int Number(Database database, string sql)
    {
        using var session = database.OpenSession();
        return session.Connection.QuerySingle<int>(sql);
    }
}
