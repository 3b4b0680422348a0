using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A channel that delays, refuses, repeats itself and mixes things up: everybody still reports what they wanted, once.</summary>
[Collection("whole bot")]
public sealed class HostileChannelTests
{
    [Fact]
    public async Task One_sentence_and_one_press_while_all_is_well()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        await bot.InstallInTeam();

        await Reports(ann, "The printer on the second floor burns");
        await bot.Teams.Quiet();

        (await ann.MyReports()).Should().Equal("ERR-1");
        ann.Open(bot.Triage).Messages.Should().ContainSingle(m => m.Shows("ERR-1") && m.Shows("Ann Example"));
        bot.Behaved();
    }

    [Fact]
    public async Task Every_fault_that_passes_is_waited_out()
    {
        await using var bot = await BotFixture.StartAsync();
        var people = Enumerable.Range(1, 8).Select(i => bot.Add($"Person {i}")).ToList();
        await bot.InstallInTeam();
        var faults = bot.Teams.Faults.AddRandom(11, 0.3, [.. Fault.Passing, Fault.Throttled(TimeSpan.FromSeconds(1))]);

        await Task.WhenAll(people.Select(p => Reports(p, $"The export of {p.Name} was wrong")));
        await bot.Teams.Quiet(TimeSpan.FromSeconds(4), Reporting.Patience);
        bot.Teams.Faults.Clear();

        // How many calls there are depends on how many edits of a card come together, so of the three in ten that fail a few are sure.
        faults.Struck.Should().BeGreaterThan(2);
        foreach (var person in people) (await person.MyReports()).Should().ContainSingle();
        Numbers(people[0].Open(bot.Triage)).Distinct().Should().HaveCount(8);
        bot.Behaved();
    }

    [Fact]
    public async Task Activities_delivered_again_and_together_count_once()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");

        await bot.Teams.DeliverTimes(3, bot.Teams.Activities.Message(ann, ann.PersonalChat, "/report-error The lift is stuck"));
        var form = (await ann.Chat.Sees(Reporting.Form)).Card;
        var press = ann.Chat.PressActivity(form, "Report it");
        var answers = await bot.Teams.DeliverTogether(press, press, press, press);
        await bot.Teams.DeliverTimes(2, press);

        answers.Should().OnlyContain(a => a.Status == 200 && a.Body.Contains("ERR-1"));
        await ann.Chat.Sees("ERR-1");
        await bot.Teams.Quiet();
        ann.Chat.Messages.Count(m => m.FromBot).Should().Be(1);
        (await ann.MyReports()).Should().Equal("ERR-1");
        bot.Behaved();
    }

    [Fact]
    public async Task Eight_presses_at_the_same_time_are_one_report()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        var form = await ann.BeginsReport("The lift is stuck");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ann.Press(form, "Report it"))));

        await ann.Chat.Sees("ERR-1");
        (await ann.MyReports()).Should().Equal("ERR-1");
        bot.Behaved();
    }

    [Fact]
    public async Task Both_events_of_an_installation_in_either_order_and_repeated_give_one_welcome()
    {
        await using var bot = await BotFixture.StartAsync();
        var people = Enumerable.Range(1, 6).Select(i => bot.Add($"Person {i}")).ToList();

        await Task.WhenAll(people.Select(async p =>
        {
            var (added, installed) = (
                bot.Teams.Activities.BotAdded(p, p.PersonalChat), bot.Teams.Activities.Installation("add", p, p.PersonalChat));
            await bot.Teams.DeliverShuffled(p.Name[^1], added, installed, added, installed);
            await bot.Teams.DeliverTogether(
                bot.Teams.Activities.BotAdded(p, p.PersonalChat), bot.Teams.Activities.Installation("add", p, p.PersonalChat));
        }));
        await bot.Teams.Quiet();

        foreach (var person in people) person.Chat.Messages.Should().ContainSingle(m => m.Shows("Try it"));
        bot.Behaved();
    }

    [Fact]
    public async Task Answers_stay_in_order_whatever_fails()
    {
        await using var bot = await BotFixture.StartAsync();
        bot.Teams.Faults.AddRandom(5, 0.2, [.. Fault.Passing]);
        var people = Enumerable.Range(1, 5).Select(i => bot.Add($"Person {i}")).ToList();

        await Task.WhenAll(people.Select(async p =>
        {
            for (var i = 1; i <= 10; i++) await p.Say($"/status ERR-{i * 1000} {(i % 2 == 0 ? "x" : "")}");
            await p.Say("/help");
        }));

        foreach (var person in people)
        {
            await person.Chat.Sees("What I can do", Reporting.Patience);
            person.Chat.Messages[^1].Shows("What I can do").Should().BeTrue("it was asked for last");
            person.Chat.Messages.Count(m => m.FromBot).Should().BeGreaterThanOrEqualTo(11);
        }

        bot.Behaved();
    }

    [Fact]
    public async Task Somebody_out_of_reach_does_not_hold_up_the_others()
    {
        await using var bot = await BotFixture.StartAsync();
        var blocked = Fault.Forbidden.Append(Fault.ConversationNotFound).Select((fault, i) =>
        {
            var person = bot.Add($"Blocked {i}");
            bot.Teams.Faults.Add(fault).For(person);
            return person;
        }).ToList();
        var ann = bot.Add("Ann Example");

        await Task.WhenAll(blocked.Append(ann).Select(p => p.Say("/help")));

        await ann.Chat.Sees("What I can do");
        await bot.Teams.Quiet();
        blocked.Should().OnlyContain(p => !p.Chat.Messages.Any(m => m.FromBot));
        bot.Behaved();
    }

    [Fact]
    public async Task Answers_that_hang_or_come_late_hold_up_nobody_else()
    {
        await using var bot = await BotFixture.StartAsync();
        var (ann, bob) = (bot.Add("Ann Example"), bot.Add("Bob Example"));
        bot.Teams.Faults.Add(new Fault.Hang()).For(ann).Times(1);
        bot.Teams.Faults.Add(new Fault.Delay(TimeSpan.FromMilliseconds(500))).For(bob);

        await Task.WhenAll(ann.Say("/help"), bob.Say("/help"));

        await bob.Chat.Sees("What I can do");
        ann.Chat.Messages.Should().OnlyContain(m => !m.FromBot);
        await ann.Chat.Sees("What I can do", Reporting.Patience);
    }

    [Fact]
    public async Task The_limits_of_Teams_are_kept()
    {
        await using var bot = await BotFixture.StartAsync(new KeyValuePair<string, string>("Teams:Limits:Enabled", "true"));
        var people = Enumerable.Range(1, 12).Select(i => bot.Add($"Person {i}")).ToList();
        await people[0].Say("/help");
        await people[0].Chat.Sees("What I can do");
        (bot.Teams.Limits.Mode, bot.Teams.Limits.Tolerance) = (LimitMode.Enforce, TimeSpan.FromMilliseconds(200));

        await Task.WhenAll(people.Select(async p =>
        {
            for (var i = 1; i <= 10; i++) await p.Say("/help");
        }));
        await bot.Teams.Quiet(TimeSpan.FromSeconds(3), Reporting.Patience);

        // The way through a busy machine may shorten a window; a bot that does not wait passes the limits a hundred times here.
        bot.Teams.Limits.Violations.Should().HaveCountLessThan(10);
        people.Skip(1).Should().OnlyContain(p => p.Chat.Messages.Count(m => m.FromBot) == 10);
    }

    [Fact]
    public async Task More_than_a_message_can_show_is_said_plainly()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");

        await bot.Teams.Deliver(Slim(bot.Teams.Activities.Message(ann, ann.PersonalChat, "/report-error " + new string('報', 40_000))));

        await ann.Chat.Sees("more text than I can show");
        bot.Behaved();
        await Reports(ann, "The lift is stuck");
    }

    private static System.Text.Json.Nodes.JsonObject Slim(System.Text.Json.Nodes.JsonObject message)
    {
        message.Remove("attachments");
        return message;
    }

    private static async Task Reports(Person person, string story)
    {
        var form = await person.BeginsReport(story);
        await person.Files(form, story);
    }

    private static IEnumerable<string> Numbers(Chat channel) =>
        channel.Messages.Where(m => m.FromBot)
            .SelectMany(m => m.Cards)
            .SelectMany(c => c.Words)
            .Where(w => w.StartsWith("ERR-", StringComparison.Ordinal));
}
