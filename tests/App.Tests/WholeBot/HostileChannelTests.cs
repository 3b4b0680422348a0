using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A channel that delays, refuses, forgets, repeats itself and mixes things up: everybody still files what they wanted, once.</summary>
public sealed class HostileChannelTests
{
    [Fact]
    public async Task A_quiet_channel_first()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");

        await Write(ann, "quiet");

        await Files(bot, ann, "quiet");
        bot.Teams.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_fault_that_passes_is_waited_out()
    {
        await using var bot = await BotFixture.StartAsync();
        var faults = bot.Teams.Faults.AddRandom(11, 0.4, [.. Fault.Passing, Fault.Throttled(TimeSpan.FromSeconds(1))]);
        var people = Enumerable.Range(1, 12).Select(i => bot.Add($"Person {i}")).ToList();

        await Task.WhenAll(people.Select(async p =>
        {
            await Write(p, p.Name);
            await Files(bot, p, p.Name);
        }));

        bot.Notes.Filings.Should().Be(12);
        faults.Struck.Should().BeGreaterThan(10);
        bot.Teams.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Activities_delivered_twice_and_together_count_once()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");

        await bot.Teams.DeliverTimes(3, bot.Teams.Activities.Message(ann, ann.PersonalChat, "/note twice"));
        var form = (await ann.Chat.Sees("Write a note")).Card;
        var press = ann.Chat.PressActivity(form, "Continue");
        var answers = await bot.Teams.DeliverTogether(press, press, press, press);
        answers.Should().OnlyContain(a => a.Status == 200 && a.Body.Contains("Pick a colour"));
        await ann.Chat.Reopen();
        var second = await ann.Press(ann.Chat.Card, "Continue");
        var file = ann.Chat.PressActivity(second.Card!, "File it");
        var filed = await bot.Teams.DeliverTogether(file, file, file, file);
        await bot.Teams.DeliverTimes(2, press);

        filed.Should().OnlyContain(a => a.Status == 200);
        (await ann.Chat.Sees("Filed as N-1")).Shows("twice").Should().BeTrue();
        bot.Notes.Filings.Should().Be(1);
        ann.Chat.Messages.Count(m => m.FromBot).Should().Be(1);
        bot.Teams.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_presses_at_the_same_time_are_one_answer()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        await Write(ann, "double");
        var form = (await ann.Chat.Sees("Write a note")).Card;
        var colour = (await ann.Press(form, "Continue")).Card!;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ann.Press(colour, "File it"))));

        await ann.Chat.Sees("Filed as N-1");
        bot.Notes.Filings.Should().Be(1);
        bot.Teams.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Forgotten_answers_come_back_by_refresh_at_every_step()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        await Write(ann, "forgotten");
        await ann.Chat.Sees("Write a note");

        await ann.Press(ann.Chat.Card, "Continue", ("text", "changed"));
        await Forget(bot, ann);
        ann.Chat.Card.Shows("Pick a colour").Should().BeTrue();
        await ann.Press(ann.Chat.Card, "Back");
        await Forget(bot, ann);
        ann.Chat.Card.Value("text").Should().Be("changed");
        await ann.Press(ann.Chat.Card, "Continue");
        await Forget(bot, ann);
        await ann.Press(ann.Chat.Card, "File it", ("name", "blue"));
        await Forget(bot, ann);

        await ann.Chat.Sees("Filed as N-1");
        ann.Chat.Card.Shows("changed").Should().BeTrue();
        ann.Open(ann.PersonalChat, "phone").Card.Shows("Filed as N-1").Should().BeTrue("the message itself was edited for everybody");
    }

    [Fact]
    public async Task A_restart_in_the_middle_changes_nothing()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        await Write(ann, "restarted");
        var form = (await ann.Chat.Sees("Write a note")).Card;

        await bot.Restart();
        var colour = (await ann.Press(form, "Continue")).Card!;
        await bot.Restart();
        await ann.Press(colour, "File it");
        await bot.Restart();

        await ann.Chat.Sees("Filed as N-1");
        bot.Notes.Filings.Should().Be(1);
    }

    [Fact]
    public async Task An_old_client_gets_there_too()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        var old = ann.Open(ann.PersonalChat, "old", old: true);
        await old.Say("/note by hand");
        await old.Sees("Write a note");

        await old.Press(old.Card, "Continue");
        await old.Sees("Pick a colour");
        await old.Press(old.Card, "File it");

        (await old.Sees("Filed as N-1")).Shows("by hand").Should().BeTrue();
        old.Messages.Count(m => m.FromBot).Should().Be(1, "the same message was edited");
    }

    [Fact]
    public async Task Somebody_who_blocked_the_bot_does_not_hold_up_the_others()
    {
        await using var bot = await BotFixture.StartAsync();
        var people = Fault.Forbidden.Append(Fault.ConversationNotFound).Select((fault, i) =>
        {
            var person = bot.Add($"Blocked {i}");
            bot.Teams.Faults.Add(fault).For(person);
            return person;
        }).ToList();
        var ann = bot.Add("Ann Example");

        await Task.WhenAll(people.Append(ann).Select(p => p.Say("/help")));

        await ann.Chat.Sees("This is the help");
        await bot.Teams.Quiet();
        people.Should().OnlyContain(p => !p.Chat.Messages.Any(m => m.FromBot));
    }

    [Fact]
    public async Task In_a_channel_the_form_is_for_one_person_alone()
    {
        await using var bot = await BotFixture.StartAsync();
        var (ann, bob) = (bot.Add("Ann Example"), bot.Add("Bob Example"));
        var triage = bot.Teams.AddTeam("Nightshift", "Triage").AddOwners(ann).Add(bob).Channels[1];
        bot.Teams.Allow(triage);
        var (anns, bobs) = (ann.Open(triage), bob.Open(triage));

        await anns.Say("note in the channel");
        await anns.Sees(m => m.IsPrivate && m.Shows("Write a note"));
        bobs.Messages.Should().OnlyContain(m => !m.FromBot);
        await anns.Press(anns.Card, "Continue");
        await anns.Press(anns.Card, "File it");

        await anns.Sees("Filed as N-1");
        bot.Teams.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Answers_that_hang_or_come_late_do_not_hold_up_others()
    {
        await using var bot = await BotFixture.StartAsync();
        var (ann, bob) = (bot.Add("Ann Example"), bot.Add("Bob Example"));
        bot.Teams.Faults.Add(new Fault.Hang()).For(ann).Times(1);
        bot.Teams.Faults.Add(new Fault.Delay(TimeSpan.FromMilliseconds(500))).For(bob);

        await Task.WhenAll(ann.Say("/help"), bob.Say("/help"));

        await bob.Chat.Sees("This is the help");
        ann.Chat.Messages.Should().OnlyContain(m => !m.FromBot);
    }

    [Fact]
    public async Task What_is_said_in_a_conversation_stays_in_order_whatever_fails()
    {
        await using var bot = await BotFixture.StartAsync();
        bot.Teams.Faults.AddRandom(5, 0.3, [.. Fault.Passing]);
        var people = Enumerable.Range(1, 6).Select(i => bot.Add($"Person {i}")).ToList();

        await Task.WhenAll(people.Select(async p =>
        {
            for (var i = 1; i <= 15; i++) await p.Say($"/echo line {i}");
        }));

        foreach (var person in people)
        {
            await person.Chat.Sees("line 15", TimeSpan.FromSeconds(30));
            person.Chat.Messages.Where(m => m.FromBot).Select(m => m.Text).Distinct().Should().Equal(Enumerable.Range(1, 15).Select(i => $"line {i}"));
        }
    }

    [Fact]
    public async Task The_limits_of_Teams_are_kept()
    {
        await using var bot = await BotFixture.StartAsync(limited: true);
        (bot.Teams.Limits.Mode, bot.Teams.Limits.Tolerance) = (LimitMode.Enforce, TimeSpan.FromMilliseconds(200));
        var people = Enumerable.Range(1, 12).Select(i => bot.Add($"Person {i}")).ToList();

        await Task.WhenAll(people.Select(async p =>
        {
            for (var i = 1; i <= 10; i++) await p.Say($"/echo line {i}");
        }));
        foreach (var person in people) await person.Chat.Sees("line 10", TimeSpan.FromSeconds(30));

        // The way through a busy machine may shorten a window; a bot that does not wait passes the limits a hundred times here.
        bot.Teams.Limits.Violations.Should().HaveCountLessThan(10);
        people.Should().OnlyContain(p => p.Chat.Messages.Count(m => m.FromBot) == 10);
    }

    private static Task<Delivery> Write(Person person, string words) => person.Say($"/note {words}");

    private static async Task Files(BotFixture bot, Person person, string words)
    {
        var form = (await person.Chat.Sees("Write a note", TimeSpan.FromSeconds(30))).Card;
        form.Value("text").Should().Be(words);
        var colour = (await person.Press(form, "Continue")).Card!;
        await person.Press(colour, "File it");
        await bot.Teams.Quiet();
        (await person.Chat.Sees("Filed as", TimeSpan.FromSeconds(30))).Shows(words).Should().BeTrue();
    }

    private static async Task Forget(BotFixture bot, Person person)
    {
        await bot.Teams.Quiet();
        bot.Teams.PassTime(TimeSpan.FromMinutes(2));
        await person.Chat.Reopen();
    }
}
