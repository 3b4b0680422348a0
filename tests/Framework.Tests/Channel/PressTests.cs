using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>Buttons and the cards that answer them.</summary>
public sealed class PressTests
{
    [Fact]
    public async Task A_press_sends_the_values_of_the_card_what_was_typed_and_the_data_of_the_button()
    {
        await using var bot = await StubBot.StartAsync();
        await bot.Send(bot.Ann.PersonalChat, StubBot.WithCard(Cards.Form()));

        await bot.Ann.Press(bot.Ann.Chat.Card, "Report it", ("severity", "low"));

        var invoke = bot.Heard.Should().ContainSingle().Subject;
        invoke["name"]!.ToString().Should().Be("adaptiveCard/action");
        invoke["replyToId"]!.ToString().Should().Be(bot.Ann.Chat.Card.MessageId);
        invoke["value"]!["trigger"]!.ToString().Should().Be("manual");
        invoke["value"]!["action"]!["data"]!.ToJsonString()
            .Should().Be("""{"turn":1,"title":"Printers burn","restricted":"false","severity":"low"}""");
    }

    [Fact]
    public async Task A_button_without_inputs_sends_none_and_a_folded_card_sends_its_own_too()
    {
        await using var bot = await StubBot.StartAsync();
        await bot.Send(bot.Ann.PersonalChat, StubBot.WithCard(Cards.Form()));

        await bot.Ann.Press(bot.Ann.Chat.Card, "Cancel");
        await bot.Ann.Press(bot.Ann.Chat.Card, "With more", ("more", "x"));

        var data = bot.Heard.Select(h => h["value"]!["action"]!["data"]!.AsObject().Select(p => p.Key)).ToList();
        data[0].Should().Equal("turn");
        data[1].Should().Equal("title", "restricted", "severity", "more");
    }

    [Fact]
    public async Task The_client_holds_back_what_it_would_complain_about()
    {
        await using var bot = await StubBot.StartAsync();
        await bot.Send(bot.Ann.PersonalChat, StubBot.WithCard(Cards.Form()));
        var card = bot.Ann.Chat.Card;

        card.Complaints("Report it", ("title", "")).Should().ContainKey("title").WhoseValue.Should().Be("required");
        card.Complaints("Report it", ("title", new string('x', 21))).Should().ContainKey("title");
        card.Complaints("Report it", ("severity", "catastrophic")).Should().ContainKey("severity");
        card.Complaints("Cancel", ("title", "")).Should().BeEmpty();
        await FluentActions.Awaiting(() => bot.Ann.Press(card, "Report it", ("title", ""))).Should().ThrowAsync<PressRefusedException>();
        await FluentActions.Awaiting(() => bot.Ann.Press(card, "No such button")).Should().ThrowAsync<PressRefusedException>();
        await FluentActions.Awaiting(() => bot.Ann.Press(card, "Report it", ("nothing", ""))).Should().ThrowAsync<PressRefusedException>();
        bot.Heard.Should().BeEmpty();
    }

    [Fact]
    public async Task An_old_client_uses_the_fallback_and_its_message_has_a_value_and_no_text()
    {
        await using var bot = await StubBot.StartAsync();
        await bot.Send(bot.Ann.PersonalChat, StubBot.WithCard(Cards.Form()));
        var old = bot.Ann.Open(bot.Ann.PersonalChat, "old phone", old: true);

        await old.Press(old.Card, "Report it");

        var message = bot.Heard.Should().ContainSingle().Subject;
        message["type"]!.ToString().Should().Be("message");
        message["value"]!["old"]!.GetValue<bool>().Should().BeTrue();
        message["value"]!["title"]!.ToString().Should().Be("Printers burn");
        message.ContainsKey("text").Should().BeFalse();
        await FluentActions.Awaiting(() => old.Press(old.Card, "Cancel")).Should().ThrowAsync<PressRefusedException>();
    }

    [Fact]
    public async Task The_answer_replaces_the_card_for_this_person_on_this_client_alone()
    {
        await using var bot = await StubBot.StartAsync();
        await bot.Send(bot.Triage, StubBot.WithCard(Cards.Form()));
        bot.Answers = _ => StubBot.CardAnswer(Cards.Plain("answered"));
        var (desktop, phone, bobs) = (bot.Ann.Open(bot.Triage), bot.Ann.Open(bot.Triage, "phone"), bot.Bob.Open(bot.Triage));

        var pressed = await desktop.Press(desktop.Card, "Report it");

        pressed.Card!.Shows("answered").Should().BeTrue();
        desktop.Card.Shows("answered").Should().BeTrue();
        phone.Card.Shows("answered").Should().BeFalse();
        bobs.Card.Shows("answered").Should().BeFalse();
        await desktop.Reopen();
        desktop.Card.Shows("answered").Should().BeFalse();
    }

    [Fact]
    public async Task Every_press_is_a_new_activity_and_one_activity_can_be_sent_twice()
    {
        await using var bot = await StubBot.StartAsync();
        await bot.Send(bot.Ann.PersonalChat, StubBot.WithCard(Cards.Form()));

        await bot.Ann.Press(bot.Ann.Chat.Card, "Cancel");
        await bot.Ann.Press(bot.Ann.Chat.Card, "Cancel");
        await bot.Teams.DeliverTimes(2, bot.Ann.Chat.PressActivity(bot.Ann.Chat.Card, "Cancel"));

        bot.Heard.Select(h => h["id"]!.ToString()).Distinct().Should().HaveCount(3);
    }

    [Fact]
    public async Task Somebody_else_presses_in_their_own_name()
    {
        await using var bot = await StubBot.StartAsync();
        await bot.Send(bot.Triage, StubBot.WithCard(Cards.Form()));

        await bot.Bob.Press(bot.Ann.Open(bot.Triage).Card, "Cancel");

        bot.Heard.Should().ContainSingle(h => h["from"]!["id"]!.ToString() == bot.Bob.Mri);
    }

    [Fact]
    public async Task An_answer_that_Teams_would_not_understand_is_a_problem()
    {
        await using var bot = await StubBot.StartAsync();
        await bot.Send(bot.Ann.PersonalChat, StubBot.WithCard(Cards.Form()));
        bot.Answers = _ =>
            (200, new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.adaptive.card",
                ["value"] = Cards.Plain("x") });

        var pressed = await bot.Ann.Press(bot.Ann.Chat.Card, "Cancel");

        pressed.Error.Should().NotBeNull();
        bot.Teams.Problems.Should().ContainSingle();
    }

    [Fact]
    public async Task Every_card_is_kept_and_looked_at()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Teams.CardProblem = card =>
            card.GetProperty("body")[0].GetProperty("type").GetString() == "TextBlock" ? "no text wanted" : null;
        bot.Answers = _ => StubBot.CardAnswer(Cards.Plain("answered"));
        var id = (await bot.Send(bot.Ann.PersonalChat, StubBot.WithCard(Cards.Form()))).Body!["id"]!.ToString();

        await bot.Ann.Press(bot.Ann.Chat.Card, "Cancel");
        await bot.Edit(bot.Ann.PersonalChat, id, StubBot.WithCard(Cards.Plain("edited")));

        bot.Teams.Cards.Select(c => (c.Way, c.Problem))
            .Should().Equal((CardWay.Sent, null), (CardWay.Answered, "no text wanted"), (CardWay.Edited, "no text wanted"));
        bot.Teams.Problems.Should().HaveCount(2);
    }
}
