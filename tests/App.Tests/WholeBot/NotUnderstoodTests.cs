using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Whatever is typed gets an answer that leads on, and nothing that was typed is lost.</summary>
public sealed class NotUnderstoodTests(Product product) : IClassFixture<Product>
{
    [Theory]
    [InlineData("hi", "Tell me what went wrong", "Report an error")]
    [InlineData("Good morning!", "Tell me what went wrong", "Report an error")]
    [InlineData("thanks", "You are welcome", "My reports")]
    [InlineData("Thank you very much :)", "You are welcome", "My reports")]
    [InlineData("👍", "You are welcome", "My reports")]
    [InlineData("?", "What I can do", "My reports")]
    [InlineData("What can you do?", "What I can do", "Report an error")]
    [InlineData("/help", "What I can do", "Search")]
    [InlineData("/foo", "There is no command “foo”", "Show what I can do")]
    [InlineData("my", "You have not reported anything yet", "Report an error")]
    [InlineData("status", "Please type its number", "My reports")]
    [InlineData("status abc", "“abc” is not the number of a report", "Search for these words")]
    [InlineData("cancel my order of paper", "Is this something that went wrong?", "Report it as an error")]
    [InlineData("my printer is broken since Monday", "Is this something that went wrong?", "Report it as an error")]
    [InlineData("my reports", "Did you mean “my”?", "Yes, my")]
    [InlineData("help", "What I can do", "Report an error")]
    [InlineData("help desk did not answer for an hour", "Is this something that went wrong?", "Report it as an error")]
    [InlineData("/etc/hosts is missing", "Is this something that went wrong?", "Report it as an error")]
    public async Task Everything_is_answered_with_a_way_on(string text, string answer, string button) =>
        (await product.Somebody().Ask(text, answer)).Card.Buttons.Should().Contain(button);

    [Theory]
    [InlineData("reprot-error The belt slipped", "report-error", "The belt slipped")]
    [InlineData("/reporterror The belt slipped", "report-error", "The belt slipped")]
    [InlineData("reprot error The belt\nslipped", "report-error", "The belt\nslipped")]
    public async Task A_slip_of_the_pen_goes_on_with_the_words_at_one_press(string text, string command, string words)
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);

        var offer = (await ann.Ask(text, $"Did you mean “{command}”?")).Card;
        var form = await ann.Press(offer, $"Yes, {command}");

        form.Card!.Value("Story").Should().Be(words);
        (await ann.Press(form.Card, "Report it")).Card!.Shows("It is filed as").Should().BeTrue();
        product.Failures.Should().BeEmpty();
        product.Teams.Problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("fnid zzyzx", "find")]
    [InlineData("/fimd zzyzx", "find")]
    public async Task A_slip_in_a_reading_command_is_answered_at_one_press(string text, string command)
    {
        var ann = product.Somebody();
        var offer = (await ann.Ask(text, $"Did you mean “{command}”?")).Card;

        await ann.Press(offer, $"Yes, {command}");

        await ann.Chat.See("zzyzx");
        (await ann.Chat.See("The answer is further down.")).Cards.Should().ContainSingle("the offer has done its part");
    }

    [Theory]
    [InlineData("mind the gap at platform two")]
    [InlineData("bank transfer of May was paid twice")]
    [InlineData("statues of the garden fell over")]
    public async Task A_sentence_is_taken_for_one_although_a_command_is_near(string text)
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);

        await ann.Say(text);
        var answer = (await ann.Chat.See(m => m.Cards is [{ } card] && card.Buttons.Contains("Report it as an error"))).Card;

        (await ann.Press(answer, "Report it as an error")).Card!.Value("Story").Should().Be(text);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("err {1}")]
    [InlineData("ERR‑{1}?")]
    [InlineData("/{0}")]
    public async Task The_number_of_a_report_alone_opens_it(string form)
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var filed = await ann.Report("The siphon gurgles at night");

        (await ann.Ask(string.Format(form, filed.Label, filed.Number), "History")).Card.Shows(filed.Label).Should().BeTrue();
    }

    [Theory]
    [InlineData("#{1}")]
    [InlineData("{1}")]
    [InlineData("what became of {0}")]
    public async Task Words_that_name_a_report_lead_to_it(string form)
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var filed = await ann.Report("The sieve has a hole");

        var offer = (await ann.Ask(string.Format(form, filed.Label, filed.Number), $"Open {filed.Label}")).Card;
        await ann.Press(offer, $"Open {filed.Label}");

        (await ann.Chat.See("History")).Card.Shows(filed.Label).Should().BeTrue();
    }

    [Theory]
    [InlineData("find lift", "Take it as “find”", "lift")]
    [InlineData("status 999999", "Take it as “status”", "There is no such report")]
    public async Task With_a_form_open_words_that_may_be_a_command_are_asked_about_and_kept(string text, string button, string answer)
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Form();
        var offer = (await ann.Ask(text, "For the form, or a command?")).Card;
        (await ann.Press(offer, button)).Card.Should().NotBeNull();
        await ann.Chat.See(answer);

        offer = (await ann.Ask(text, "For the form, or a command?")).Card;
        await ann.Press(offer, "Put it into the form");
        (await ann.Chat.See(m => m.Cards is [{ } card] && card.Value("Story") == text)).Card.Shows("What happened?").Should().BeTrue();
        form.Should().NotBeNull();
        product.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task With_a_form_open_thanks_are_no_answer()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        await ann.Form();

        await ann.Ask("thanks", "You are welcome");

        (await ann.Ask("The hinge creaks", "What happened?")).Card.Value("Story").Should().Be("The hinge creaks");
    }

    [Fact]
    public async Task With_a_form_open_a_question_mark_is_no_answer_and_the_form_comes_again_below_its_help()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Ask("/report-error", "Report an error");

        await ann.Ask("?", "report");
        await ann.Chat.See(m => m.Id != form.Id && m.Cards is [{ } card] && card.Buttons.Contains("Report it")); // comes after the help

        (await ann.Ask("The hinge creaks", "What happened?")).Card.Value("Story").Should().Be("The hinge creaks");
    }

    [Fact]
    public async Task The_help_tells_administrators_and_nobody_else_of_keys_webhooks_and_backups()
    {
        var hers = (await product.Administrator.Ask("/help", "What I can do")).Card;
        var his = (await product.Somebody("Bob").Ask("/help", "What I can do")).Card;

        foreach (var word in new[] { "keys", "webhooks", "backup" }) (hers.Shows(word), his.Shows(word)).Should().Be((true, false), word);
        hers.Buttons.Should().Contain(["Keys", "Webhooks"]);
        his.Buttons.Should().NotContain("Keys");
        his.Shows("severity").Should().BeTrue("the filters of find are named");
    }

    [Fact]
    public async Task In_a_channel_the_help_says_nothing_of_what_administrators_do()
    {
        var bob = product.Somebody("Bob");
        var team = await product.TeamOf(bob, product.Administrator);
        var hers = product.Administrator.Open(team.Talk());

        (await hers.Ask(() => hers.Say("help"), "What I can do")).Card.Shows("webhooks").Should().BeFalse();
    }

    [Fact]
    public async Task The_buttons_of_the_help_do_what_they_say_and_the_help_stays()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var help = (await ann.Ask("/help", "What I can do")).Card;

        (await ann.Press(help, "My reports")).Toast.Should().NotBeEmpty();
        await ann.Chat.See("You have not reported anything yet");
        await ann.Press(help, "Report an error");

        await ann.Chat.See("What happened?");
        await ann.Chat.See("What I can do");
        product.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task An_older_client_goes_on_by_the_same_buttons()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var old = ann.Open(ann.PersonalChat, "old", old: true);
        await ann.Say("reprot-error The shed door jams");
        var offer = (await old.See("Did you mean “report-error”?")).Card;

        await old.Press(offer, "Yes, report-error");

        (await old.See("What happened?")).Card.Value("Story").Should().Be("The shed door jams");
    }

    [Fact]
    public async Task A_long_story_after_a_slip_of_the_pen_opens_the_form_at_once()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var story = string.Join(' ', Enumerable.Repeat("The mill stopped again.", 30));

        (await ann.Ask($"reprot-error {story}", "Report an error")).Card.Value("Story").Should().Be(story);
    }
}
