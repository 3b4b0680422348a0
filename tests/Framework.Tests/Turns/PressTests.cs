using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>Buttons, pressed by whom and when it pleases them.</summary>
public sealed class PressTests
{
    [Fact]
    public async Task The_answer_is_the_next_question_and_it_is_still_there_when_the_chat_is_opened_again()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");

        await bench.Ann.Press("Go on", ("What", "milk"));

        bench.Ann.Answered!.Shows("From the shop for milk").Should().BeTrue();
        bench.Ann.Card.ToString().Should().Be(bench.Ann.Answered.ToString());
        bench.Ann.Messages.Should().ContainSingle("the whole conversation is one message");
    }

    [Fact]
    public async Task Somebody_elses_press_changes_nothing_and_says_so()
    {
        await using var bench = new TurnBench();
        var (ann, ben) = (bench.Chat.Channel("Ann"), bench.Chat.Channel("Ben"));
        await ann.Say("errand");
        var commits = bench.Kept.Commits;

        await ben.Press(ann.Last, ann.Card, "Go on", ("What", "milk"));
        ben.Toast.Should().Be("This form belongs to somebody else. Nothing was changed.");
        await ben.Press(ann.Last, ann.Card, "Cancel");
        ben.Toast.Should().Be("This form belongs to somebody else. Nothing was changed.");

        bench.Kept.Commits.Should().Be(commits);
        ann.Card.Shows("What shall I fetch?").Should().BeTrue();
    }

    [Fact]
    public async Task Somebody_elses_offer_to_drop_a_form_drops_nothing()
    {
        await using var bench = new TurnBench();
        var (ann, ben) = (bench.Chat.Channel("Ann"), bench.Chat.Channel("Ben"));
        await ann.Say("errand");
        await ann.Say("/note secret");

        await ben.Press(ann.Last, ann.Card, "Drop it and start the new one");

        ben.Toast.Should().Be("This form belongs to somebody else. Nothing was changed.");
        bench.Kept.Dialogs.Should().ContainSingle();
        ben.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task A_double_click_files_one_thing_and_shows_it_twice()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("note milk");
        var (message, form) = (bench.Ann.Last, bench.Ann.Card);

        await bench.Ann.Press(message, form, "Go on");
        await bench.Ann.Press(message, form, "Go on");

        bench.Town.Bought.Should().Equal("milk");
        bench.Ann.Answered!.Shows("bill:1: milk").Should().BeTrue();
    }

    [Fact]
    public async Task A_stale_press_shows_the_present_question_and_promises_nothing()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        var (message, form) = (bench.Ann.Last, bench.Ann.Card);
        await bench.Ann.Press("Go on", ("What", "milk"));

        await bench.Ann.Press(message, form, "Go on", ("What", "bread"));

        bench.Ann.Answered!.Words[0].Should().StartWith("That card was no longer current.").And.Contain("is not kept");
        bench.Ann.Card.Shows("From the shop for milk").Should().BeTrue();
    }

    [Fact]
    public async Task A_press_on_a_form_that_is_over_says_so()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        var (message, form) = (bench.Ann.Last, bench.Ann.Card);
        await bench.Ann.Press("Cancel");

        await bench.Ann.Press(message, form, "Go on", ("What", "milk"));

        bench.Ann.Toast.Should().Be("This form is finished already. Nothing was changed.");
    }

    [Fact]
    public async Task A_button_that_nobody_knows_any_more_says_so()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("buttons");

        await bench.Ann.Press("Nobody's");

        bench.Ann.Toast.Should().Contain("older version");
    }

    [Fact]
    public async Task A_handler_that_only_speaks_has_dealt_with_its_press()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("buttons");

        (await bench.Ann.Press("Write")).Status.Should().Be(200);

        bench.Ann.Shows("Written.").Should().BeTrue();
    }

    [Fact]
    public async Task An_older_client_goes_the_same_way_by_messages()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");

        await bench.Ann.PressAsOldClient("Go on", ("What", "milk"));
        bench.Ann.Messages.Should().ContainSingle().Which.Card!.Shows("From the shop for milk").Should().BeTrue();
        await bench.Ann.PressAsOldClient("Back");
        bench.Ann.Messages.Should().ContainSingle().Which.Card!.Shows("What shall I fetch?").Should().BeTrue();
        await bench.Ann.PressAsOldClient("Go on");
        await bench.Ann.PressAsOldClient("Continue");

        bench.Ann.Messages.Should().ContainSingle().Which.Card!.Words.Should().Equal("Bought milk as number 1");
    }

    [Fact]
    public async Task An_older_client_is_told_by_a_message_when_its_card_is_over()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        var data = bench.Ann.Card.Pressed("Go on", [("What", "milk")])["data"]!.DeepClone();
        await bench.Ann.Press("Cancel");
        var press = bench.Ann.NewActivity("message");
        (press["value"], press["replyToId"]) = (data, bench.Ann.Messages[0].Id);

        await bench.Ann.Send(press);

        bench.Ann.Shows("This form is finished already").Should().BeTrue();
    }

    [Fact]
    public async Task A_message_with_words_and_a_value_that_is_no_press_is_read_as_words()
    {
        await using var bench = new TurnBench();
        var message = bench.Ann.NewActivity("message");
        (message["text"], message["value"]) = ("help", new System.Text.Json.Nodes.JsonObject { ["source"] = "suggestion" });

        await bench.Ann.Send(message);

        bench.Ann.Shows("This is the help.").Should().BeTrue();
    }

    [Fact]
    public async Task A_form_that_a_button_began_is_still_there_when_the_chat_is_opened_again()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("buttons");

        await bench.Ann.Press("Begin");

        bench.Ann.Answered!.Shows("What shall I fetch?").Should().BeTrue();
        bench.Ann.Messages.Should().ContainSingle();
        bench.Ann.Card.ToString().Should().Be(bench.Ann.Answered.ToString());
    }

    [Fact]
    public async Task The_same_button_on_another_card_moves_the_form_there()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("buttons");
        await bench.Ann.Press("Begin");
        await bench.Ann.Say("milk");
        await bench.Ann.Say("buttons");

        await bench.Ann.Press("Begin");

        bench.Ann.Card.Value("What").Should().Be("milk");
        bench.Ann.Messages[1].Card!.Words.Should().Equal("This form goes on in another message.");
        bench.Kept.Dialogs.Should().ContainSingle();
    }

    [Fact]
    public async Task In_a_channel_a_button_begins_a_form_for_the_one_who_pressed_and_the_card_stays_for_all()
    {
        await using var bench = new TurnBench();
        var (ann, ben) = (bench.Chat.Channel("Ann"), bench.Chat.Channel("Ben"));
        await ann.Say("buttons");

        await ben.Press("Begin");

        ann.Messages.Should().ContainSingle().Which.Card!.Buttons.Should().Contain("Begin");
        ben.Messages.Should().HaveCount(2);
        ben.Toast.Should().Be("This form goes on further down.");
        await ben.Press("Go on", ("What", "milk"));
        ben.Card.Shows("From the shop for milk").Should().BeTrue();
    }

    [Fact]
    public async Task An_invoke_that_nobody_knows_is_501_however_often_it_comes()
    {
        await using var bench = new TurnBench();
        var unknown = bench.Ann.NewActivity("invoke");
        unknown["name"] = "htmlwidget/calltool";

        (await bench.Ann.Send(unknown)).Should().Be(InvokeAnswer.Unknown);

        (await bench.Ann.Again()).Should().Be(InvokeAnswer.Unknown);
    }
}
