using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>Cards that are fetched again by the client.</summary>
public sealed class RefreshTests
{
    [Fact]
    public async Task A_card_is_refreshed_when_it_comes_into_view_and_then_at_most_once_a_minute()
    {
        await using var bot = await ForRefresh();
        await bot.Teams.Quiet();
        Refreshes(bot).Should().Be(1);

        await bot.Ann.Chat.Reopen();
        Refreshes(bot).Should().Be(1);
        bot.Ann.Chat.Card.Shows("state 1").Should().BeFalse("the answer was forgotten and the last refresh is too young");

        bot.Teams.PassTime(TimeSpan.FromSeconds(61));
        await bot.Teams.ForgetAnswers();
        Refreshes(bot).Should().Be(2);
        bot.Ann.Chat.Card.Shows("state 2").Should().BeTrue();
    }

    [Fact]
    public async Task An_edit_drops_the_views_and_fetches_them_again()
    {
        await using var bot = await ForRefresh();
        await bot.Teams.Quiet();

        await bot.Edit(bot.Ann.PersonalChat, bot.Ann.Chat.Card.MessageId, StubBot.WithCard(Cards.ForRefresh("edited", bot.Ann.Mri)));
        bot.Ann.Open(bot.Ann.PersonalChat, "old phone", old: true).Card.Shows("edited").Should().BeTrue();
        await bot.Ann.Chat.Sees("state 2");

        Refreshes(bot).Should().Be(2);
        bot.Heard
            .Should().OnlyContain(h => h["value"]!["trigger"]!.ToString() == "automatic"
            && h["value"]!["action"]!["data"]!["record"]!.GetValue<int>() == 7);
    }

    [Fact]
    public async Task Only_people_who_are_listed_and_look_are_asked_for()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Bob.Open(bot.Triage);
        bot.Ann.Open(bot.Triage).Close();

        await bot.Send(bot.Triage, StubBot.WithCard(Cards.ForRefresh("base", bot.Ann.Mri)));
        await bot.Teams.Quiet();

        bot.Heard.Should().BeEmpty();
    }

    [Fact]
    public async Task An_edit_without_refresh_is_what_everybody_sees()
    {
        await using var bot = await ForRefresh();
        await bot.Ann.Chat.Sees("state 1");

        await bot.Edit(bot.Ann.PersonalChat, bot.Ann.Chat.Card.MessageId, StubBot.WithCard(Cards.Plain("filed")));

        bot.Ann.Chat.Card.Shows("filed").Should().BeTrue();
    }

    private static async Task<StubBot> ForRefresh()
    {
        var bot = await StubBot.StartAsync();
        var count = 0;
        bot.Answers = _ => StubBot.CardAnswer(Cards.Plain($"state {Interlocked.Increment(ref count)}"));
        _ = bot.Ann.Chat;
        await bot.Send(bot.Ann.PersonalChat, StubBot.WithCard(Cards.ForRefresh("base", bot.Ann.Mri)));
        return bot;
    }

    private static int Refreshes(StubBot bot) => bot.Heard.Count;
}
