using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// Clients that forget the answers, know no Action.Execute, or belong to somebody else; and a bot that is killed in between.
/// </summary>
[Collection("whole bot")]
public sealed class ForgetfulClientTests
{
    [Fact]
    public async Task What_a_client_forgets_comes_back_at_every_step()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        var form = await ann.BeginsReport("The lift is stuck");

        await ann.Press(form, "Report it");
        await Forget(bot, ann);
        ann.Chat.Card.Shows("ERR-1").Should().BeTrue();
        await ann.Press(ann.Chat.Card, "Edit");
        await Forget(bot, ann);
        ann.Chat.Messages.Should().Contain(m => m.Shows("Edit ERR-1"));
        await ann.Press(ann.Chat.Messages.Last(m => m.Shows("Edit ERR-1")).Card, "Save changes", ("Title", "Lift stuck again"));
        await Forget(bot, ann);

        await ann.Chat.Sees("Lift stuck again");
        ann.Open(ann.PersonalChat, "phone").Messages.Should().Contain(
            m => m.Shows("Lift stuck again"), "the message itself was edited for everybody");
        bot.Behaved();
    }

    [Fact]
    public async Task Killed_between_any_two_moves_nothing_is_lost()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        var form = await ann.BeginsReport("The lift is stuck");

        await bot.Restart();
        await ann.Press(form, "Report it");
        await bot.Restart();
        await ann.Chat.Sees("ERR-1", Reporting.Patience);
        await bot.Restart();

        (await ann.MyReports()).Should().Equal("ERR-1");
        bot.Behaved();
    }

    [Fact]
    public async Task An_old_client_gets_there_too_in_the_same_message()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        var old = ann.Open(ann.PersonalChat, "old", old: true);
        await old.Say("/report-error The lift is stuck");
        await old.Sees(Reporting.Form);

        await old.Press(old.Card, "Report it");

        await old.Sees("ERR-1");
        old.Messages.Count(m => m.FromBot).Should().Be(1);
        bot.Behaved();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_a_channel_the_form_is_for_one_person_and_the_report_for_all(bool targetedMessagesHaveIds)
    {
        await using var bot = await BotFixture.StartAsync();
        bot.Teams.TargetedMessagesHaveIds = targetedMessagesHaveIds;
        var (ann, bob) = (bot.Add("Ann Example"), bot.Add("Bob Example"));
        await bot.InstallInTeam();
        var (anns, bobs) = (ann.Open(bot.Triage), bob.Open(bot.Triage));

        await anns.Say("report-error The lift is stuck");
        var form = await anns.Sees(m => m.IsPrivate && m.Shows(Reporting.Form));
        bobs.Messages.Should().NotContain(m => m.Shows(Reporting.Form));
        await anns.Press(form.Card, "Report it");

        await bobs.Sees(m => !m.IsPrivate && m.Shows("ERR-1"));
        await bot.Teams.Quiet();
        bobs.Messages.Count(m => m.FromBot && m.Shows("ERR-1")).Should().Be(1);
        bot.Behaved();
    }

    [Fact]
    public async Task Somebody_elses_press_changes_nothing_and_says_so()
    {
        await using var bot = await BotFixture.StartAsync();
        var (ann, bob) = (bot.Add("Ann Example"), bot.Add("Bob Example"));
        var group = bot.Teams.AddGroupChat("Lunch", ann, bob);
        bot.Teams.Allow(group);
        await ann.Open(group).Say("report-error The lift is stuck");
        var form = await ann.Open(group).Sees(m => m.IsPrivate && m.Shows(Reporting.Form));

        var pressed = await bob.Press(form.Card, "Report it");

        pressed.Card.Should().BeNull();
        pressed.Toast.Should().NotBeNullOrEmpty();
        (await bob.MyReports()).Should().BeEmpty();
        bot.Behaved();
    }

    private static async Task Forget(BotFixture bot, Person person)
    {
        await bot.Teams.Quiet();
        bot.Teams.PassTime(TimeSpan.FromMinutes(2));
        await person.Chat.Reopen();
    }
}
