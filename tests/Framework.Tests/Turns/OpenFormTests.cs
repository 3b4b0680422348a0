using FluentAssertions;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>What a person can type while a form is open. The chat is opened anew after every step.</summary>
public sealed class OpenFormTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TurnBench _bench = new();

    public Task InitializeAsync() => _bench.Ann.Say("errand");

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public void The_form_is_shown() => Ann.Card.Shows("What shall I fetch?").Should().BeTrue();

    [Fact]
    public async Task Help_shows_the_help_of_the_form_and_the_same_question_again()
    {
        await Ann.Say("/help");

        Ann.Messages[^2].Card!.Shows("About errands").Should().BeTrue();
        Ann.Card.Shows("What shall I fetch?").Should().BeTrue();
        Ann.Messages[0].Card!.Words.Should().Equal("This form goes on further down.");
        await Ann.Press("Go on", ("What", "milk"));
        Ann.Card.Shows("From the shop for milk").Should().BeTrue();
    }

    [Theory]
    [InlineData("/cancel")]
    [InlineData("Cancel")]
    public async Task Cancel_drops_the_form_and_asks_nothing(string text)
    {
        await Ann.Say(text);

        _bench.Kept.Dialogs.Should().BeEmpty();
        Ann.Shows("Cancelled. Nothing was kept.").Should().BeTrue();
        Ann.Messages[0].Card!.Words.Should().Equal("Cancelled. Nothing was kept.");
    }

    [Fact]
    public async Task Back_goes_back()
    {
        await Ann.Press("Go on", ("What", "milk"));

        await Ann.Say("/back");

        Ann.Card.Shows("What shall I fetch?").Should().BeTrue();
        Ann.Card.Value("What").Should().Be("milk");
    }

    [Fact]
    public async Task Back_at_the_first_question_says_that_there_is_nothing_before()
    {
        await Ann.Say("back");

        Ann.Shows("There is no earlier question").Should().BeTrue();
        _bench.Kept.Dialogs.Should().ContainSingle();
    }

    [Fact]
    public async Task A_reading_command_answers_and_leaves_the_form_open()
    {
        await Ann.Say("/my things");

        Ann.Shows("Yours: things.").Should().BeTrue();
        await Ann.Press("Go on", ("What", "milk"));
        Ann.Card.Shows("From the shop for milk").Should().BeTrue();
    }

    [Fact]
    public async Task Words_that_only_begin_like_a_command_are_an_answer()
    {
        await Ann.Say("help the children cross the street");

        Ann.Card.Value("What").Should().Be("help the children cross the street");
    }

    [Theory]
    [InlineData("my things", "my things", "Yours: things.")]
    [InlineData("M-1", "M-1", "Yours: 1.")]
    public async Task Words_that_may_be_an_answer_or_a_command_wait_until_their_person_says_which(string typed, string filled,
        string answer)
    {
        await Ann.Say(typed);
        Ann.Card.Shows("For the form, or a command?").Should().BeTrue();
        Ann.Shows(answer).Should().BeFalse();
        var asked = Ann.Messages[^1];

        await Ann.PressOn(asked, "Take it as “my”");
        Ann.Shows(answer).Should().BeTrue();

        await Ann.Say(typed);
        await Ann.Press("Put it into the form");
        Ann.Card.Value("What").Should().Be(filled);
        await Ann.Press("Go on");
        Ann.Card.Shows($"From the shop for {filled}").Should().BeTrue();
    }

    [Fact]
    public async Task Several_such_words_are_kept_apart_and_added_once_each()
    {
        await Ann.Say("my milk");
        var first = Ann.Messages[^1];
        await Ann.Say("my bread");
        var second = Ann.Messages[^1];

        await Ann.PressOn(first, "Put it into the form");
        var seen = Ann.CardOf(second)!;
        await Ann.Press(second, seen, "Put it into the form");
        await Ann.Press(second, seen, "Put it into the form"); // pressed twice before the answer came

        Ann.Messages.Select(message => Ann.CardOf(message)).OfType<Improvement.Bot.Framework.Testing.RenderedCard>()
            .Last(card => card.Shows("What shall I fetch?")).Value("What").Should().Be("my milk\nmy bread");
    }

    [Fact]
    public async Task Another_dialogs_command_offers_to_drop_the_open_one_and_keeping_it_changes_nothing()
    {
        await Ann.Say("/note bread");
        Ann.Card.Shows("Another form is still open").Should().BeTrue();

        await Ann.Press("Keep the open form");

        Ann.Last.Card!.Shows("Left as it is.").Should().BeTrue();
        await Ann.PressOn(Ann.Messages[0], "Go on", ("What", "milk"));
        Ann.CardOf(Ann.Messages[0])!.Shows("From the shop for milk").Should().BeTrue();
    }

    [Fact]
    public async Task Dropping_it_starts_the_new_one_with_the_words_that_were_said()
    {
        await Ann.Say("/note bread");

        await Ann.Press("Drop it and start the new one");

        Ann.Card.Value("What").Should().Be("bread", "the new form stands in the place of the offer, also when the chat is opened again");
        Ann.Messages[0].Card!.Words.Should().Equal("Cancelled. Nothing was kept.");
        await Ann.Press("Go on");
        _bench.Town.Bought.Should().Equal("bread");
        _bench.Kept.Dialogs.Should().BeEmpty();
    }

    [Fact]
    public async Task Dropping_it_twice_drops_the_old_one_only()
    {
        await Ann.Say("/note bread");
        var (message, offer) = (Ann.Last, Ann.Card);
        await Ann.Press("Drop it and start the new one");

        await Ann.Press(message, offer, "Drop it and start the new one");

        Ann.Toast.Should().Contain("You have a form open");
        _bench.Kept.Dialogs.Should().ContainSingle().Which.Journal.Dialog.Should().Be("note");
    }

    [Fact]
    public async Task The_same_command_again_shows_the_open_form_again()
    {
        await Ann.Say("milk");

        await Ann.Say("/errand");

        _bench.Kept.Dialogs.Should().ContainSingle();
        Ann.Card.Value("What").Should().Be("milk");
    }

    [Fact]
    public async Task A_typed_text_fills_the_main_input_while_it_is_empty()
    {
        await Ann.Say("milk");

        Ann.Card.Value("What").Should().Be("milk");
        Ann.Messages[0].Card!.Words.Should().Equal("This form goes on further down.");
    }

    [Fact]
    public async Task Afterwards_it_is_offered_to_append()
    {
        await Ann.Say("milk");
        await Ann.Say("and bread");
        Ann.Card.Shows("There is already text in the open form").Should().BeTrue();

        await Ann.Press("Add it to the form");

        Ann.Card.Value("What").Should().Be("milk\nand bread");
        Ann.Messages[^2].Card!.Words.Should().Equal("This form goes on further down.");
    }

    [Fact]
    public async Task What_is_offered_twice_is_appended_together_and_once()
    {
        await Ann.Say("milk");
        await Ann.Say("bread");
        var (message, offer) = (Ann.Last, Ann.Card);
        await Ann.Say("salt");
        await Ann.Press("Add it to the form");
        await Ann.Press(message, offer, "Add it to the form");

        Ann.Card.Value("What").Should().Be("milk\nbread\nsalt");
    }

    [Fact]
    public async Task Leaving_it_forgets_what_was_typed()
    {
        await Ann.Say("milk");
        await Ann.Say("bread");

        await Ann.Press("Leave the form as it is");

        Ann.Last.Card!.Words.Should().Equal("Left as it is.");
        _bench.Kept.Dialogs.Single().Journal.Entries.Should().OnlyContain(entry => !entry.Value.GetRawText().Contains("bread"));
    }

    [Fact]
    public async Task A_form_without_a_place_for_text_points_at_its_card()
    {
        await Ann.Press("Go on", ("What", "milk"));

        await Ann.Say("hello");

        Ann.Shows("Please use the card above").Should().BeTrue();
    }

    [Fact]
    public async Task A_picture_without_words_is_not_met_with_silence()
    {
        await Ann.Say("");

        Ann.Shows("Please use the card above").Should().BeTrue();
    }

    [Fact]
    public async Task A_text_of_twenty_thousand_letters_is_kept_whole_in_the_form()
    {
        var story = string.Concat(Enumerable.Repeat("数据库 ", 5_000)).TrimEnd();

        await Ann.Say(story);
        Ann.Card.Value("What").Should().Be(story);
        await Ann.Say("/note " + story);

        Ann.Shows("too long for me to hold on to").Should().BeTrue("the offer could not carry it");
    }

    [Fact]
    public async Task A_dialog_that_a_newer_version_no_longer_has_is_closed_kindly()
    {
        var open = _bench.Kept.Dialogs.Single();
        await _bench.Kept.Commit(null, _bench.Chat.Services,
            writer => { writer.Save(open with { Journal = open.Journal with { Dialog = "forgotten" } }); return default; }, default);

        await Ann.Say("hello");

        Ann.Shows("This form is no longer offered").Should().BeTrue();
        _bench.Kept.Dialogs.Should().BeEmpty();
    }

    private Framework.Testing.Conversation Ann => _bench.Ann;
}
