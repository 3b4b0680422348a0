using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What a collector and a log see of the running process, and what neither ever sees.</summary>
public sealed class ObservedRunTests
{
    private const string Secret = "sentinel";

    // A header that begins with alg, typ or kid, in base 64; fewer letters stand in the random bytes of trace ids now and then.
    private static readonly string[] TokenBeginnings = ["eyJhbGci", "eyJ0eXAi", "eyJraWQi"];
    private static readonly string[] Sentinels = [Secret, "Sentina", "bot-token-", "not-a-secret-at-all", .. TokenBeginnings];

    [Fact]
    public async Task A_collector_sees_turns_their_time_the_outbox_its_retries_and_how_dialogs_end()
    {
        await using var collector = await Collector.StartAsync();
        await using var bot = await BotFixture.StartGuardedAsync(Observing(collector));
        var (ann, bob) = (bot.Add("Ann Example"), bot.Add("Bob Example"));
        bot.Teams.Faults.Add(Fault.Unavailable).For(ann).Times(2);
        bot.Teams.Faults.Add(new Fault.Delay(TimeSpan.FromSeconds(8))).For(bob).Times(1);

        await bob.Say("/help");
        await ann.Files(await ann.BeginsReport("The printer burns"), "The printer burns");
        await ann.BeginsReport("The printer burns again");
        await ann.Say("/cancel");
        bot.Teams.Authorize = _ => null;
        await ann.Say("/help");

        await Until(() =>
            collector.Spans.Any()
                && collector.Newest("bot.dialogs", "how=cancelled") > 0
                && collector.Newest("bot.refused", "reason=NoToken") > 0
                && collector.Newest("outbox.retries") >= 2);
        collector.Newest("bot.turns", "outcome=done type=message").Should().BeGreaterThanOrEqualTo(4);
        collector.Newest("bot.turns", "outcome=done type=invoke").Should().BeGreaterThanOrEqualTo(1);
        collector.Newest("bot.turn.duration", "outcome=done type=message")
            .Should()
            .Be(collector.Newest("bot.turns", "outcome=done type=message"), "each turn's time is taken");
        collector.Newest("bot.dialogs", "dialog=report-error how=begun").Should().Be(2);
        collector.Newest("bot.dialogs", "dialog=report-error how=completed").Should().Be(1);
        collector.Newest("bot.dialogs", "dialog=report-error how=cancelled").Should().Be(1);
        collector.Newest("outbox.retries").Should().BeGreaterThanOrEqualTo(2);
        collector.Largest("outbox.depth").Should().BePositive();
        collector.Largest("outbox.age").Should().BeGreaterThan(1, "one answer waited for seconds");
        await Until(() => collector.Newest("outbox.depth") is 0);
        collector.Newest("outbox.depth").Should().Be(0);
        collector.Newest("bot.refused", "reason=NoToken").Should().Be(1);
        collector.Spans.Should().Contain(span =>
            span.Name == "turn" && span.Tags.Contains("bot.activity.type=message") && span.Tags.Contains("bot.outcome=done"));
    }

    [Fact]
    public async Task Neither_log_nor_collector_ever_sees_what_people_write_who_they_are_or_a_token()
    {
        await using var collector = await Collector.StartAsync();
        await using var bot = await BotFixture.StartGuardedAsync(
            [
                .. Observing(collector), new("Logging:LogLevel:Default", "Trace"), new("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
                new("Logging:Console:FormatterName", "json"), new("Logging:Console:FormatterOptions:IncludeScopes", "true")]);
        var ann = bot.Add("Sentina Example");
        await bot.InstallInTeam();

        await Writes(bot, ann);
        await Forges(bot, ann);
        await MeetsErrors(bot, ann);
        await Fails(bot, ann);

        await Until(() => collector.Newest("bot.turns", "outcome=failed") > 0);
        collector.Newest("bot.turns", "outcome=failed").Should().BePositive("a turn has failed");
        await bot.Bot.Stop();
        var log = string.Join('\n', bot.Bot.Output);
        log.Should().Contain("Turn failed with code").And.Contain("is set aside").And.Contain("A request was refused with 401");
        foreach (var sentinel in Sentinels)
        {
            bot.Bot.Output.Where(line => line.Contains(sentinel, StringComparison.OrdinalIgnoreCase))
                .Take(3)
                .Should()
                .BeEmpty($"'{sentinel}' is nobody's business");
            collector.Everything.Should().NotContainEquivalentOf(sentinel);
        }
    }

    /// <summary>Every way in which words reach the bot.</summary>
    private static async Task Writes(BotFixture bot, Person ann)
    {
        var filed = (await ann.Report($"The {Secret} printer burns", ("Expected", $"{Secret} expectation"))).Card;
        await ann.Press(
            (await ann.Press(filed, "Edit")).Card!, "Save changes", ("Title", $"The {Secret} printer"), ("Story", $"{Secret} story"));
        await ann.Press((await ann.Press(filed, "Add detail")).Card!, "Add it", ("Text", $"{Secret} detail"));
        await ann.Ask($"/find {Secret}", "Reports found");
        await ann.Say($"{Secret} is not a command");
        await ann.Chat.Sees("Is this something that went wrong?", Reporting.Patience);
        await bot.Teams.Deliver(bot.Teams.Activities.Message(ann, ann.PersonalChat, $"/report-error {Secret} " + new string('報', 40_000)));
        await ann.Say("/cancel");
    }

    /// <summary>Tokens that are none, some of which carry words of their own.</summary>
    private static async Task Forges(BotFixture bot, Person ann)
    {
        var (tokens, good) = (bot.Teams.Tokens, bot.Teams.Authorize);
        string[] forged = [
            $"Bearer {Secret}", "Bearer " + tokens.SignToken(new() { ["iss"] = Secret }),
            "Bearer " + tokens.SignToken(header: new() { ["kid"] = Secret }),
            "Bearer " + tokens.SignToken(new() { ["serviceurl"] = $"https://{Secret}.example/" })];
        foreach (var header in forged)
        {
            bot.Teams.Authorize = _ => header;
            (await ann.Say($"/find {Secret}")).Status.Should().BeOneOf(401, 403);
        }

        bot.Teams.Authorize = good;
    }

    /// <summary>The channel refuses, and the bot's token is not good for a while.</summary>
    private static async Task MeetsErrors(BotFixture bot, Person ann)
    {
        bot.Teams.Faults.Add(Fault.TooBig).For(ann).Times(1);
        await ann.Say("/help");
        await bot.Teams.Quiet();
        bot.Teams.TokenEndpoint.RevokeAll();
        bot.Teams.TokenEndpoint.Refusal = "invalid_client";
        await ann.Say("/my");
        await Until(() => bot.Bot.Output.Any(line => line.Contains("The bot gets no token", StringComparison.Ordinal)));
        bot.Teams.TokenEndpoint.Refusal = null;
        await ann.Chat.Sees("My reports", Reporting.Patience);
    }

    /// <summary>The database loses a table under the bot.</summary>
    private static async Task Fails(BotFixture bot, Person ann)
    {
        var form = await ann.Form($"The {Secret} lift is stuck");
        await using var database = new SqliteConnection($"Data Source={bot.DatabaseFile}");
        database.Open();
        await using var command = database.CreateCommand();
        command.CommandText = "ALTER TABLE errors RENAME TO errors_gone";
        command.ExecuteNonQuery();
        await ann.Press(form, "Report it");
    }

    private static Dictionary<string, string> Observing(Collector collector) =>
        new() { ["Telemetry:Otlp"] = collector.Address, ["Telemetry:Protocol"] = "http", ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500" };

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }
}
