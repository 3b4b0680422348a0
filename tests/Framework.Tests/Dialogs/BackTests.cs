using FluentAssertions;
using Improvement.Bot.Framework.Dialogs;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Dialogs;

public sealed class BackTests
{
    private readonly Town _town = new();

    [Fact]
    public async Task It_shows_the_question_before_as_it_was_filled_in_and_without_complaint()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", "milk"));

        await errand.Back();

        errand.Shown.Shows("What shall I fetch?").Should().BeTrue();
        errand.Typed("What").Should().Be("milk");
    }

    [Fact]
    public async Task It_can_be_typed()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", "milk"));

        await errand.TypeBack();

        errand.Typed("What").Should().Be("milk");
    }

    [Fact]
    public async Task At_the_first_question_there_is_nothing_before()
    {
        await using var errand = await Errands.Begin(_town);
        var before = errand.Saved.ToJson();

        await errand.TypeBack();

        errand.Now.Note.Should().Be(Note.NothingBefore);
        errand.Saved.ToJson().Should().Equal(before);
        errand.Shown.Buttons.Should().NotContain("Back");
    }

    [Fact]
    public async Task Out_of_a_branch_and_another_answer_leaves_the_branch()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", "piano"), ("Weight", "Heavy"));
        await errand.Back();
        await errand.Answer(("What", "milk"), ("Weight", "Light"));
        errand.Shown.Shows("From the shop for milk").Should().BeTrue();

        await errand.Answer();

        errand.Shown.Words.Should().Contain("Bought milk as number 1");
    }

    [Fact]
    public async Task Twice_and_on_again_finds_both_answers_where_they_were()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", "piano"), ("Weight", "Heavy"));
        await errand.Answer(("Who", "Ben"));
        await errand.Back();
        errand.Shown.Shows("Who helps to carry?").Should().BeTrue();
        await errand.Back();
        errand.Shown.Shows("What shall I fetch?").Should().BeTrue();

        await errand.Answer();

        errand.Shown.Shows("Who helps to carry?").Should().BeTrue();
        errand.Typed("Who").Should().Be("Ben");
    }

    [Fact]
    public async Task It_does_not_cross_a_deed()
    {
        await using var errand = await Errands.Begin(_town, async dialog =>
        {
            await dialog.Ask("wish", Errands.WishForm);
            await dialog.Do("buy", (Town town, CancellationToken _) => town.Buy(dialog.Id, "milk"));
            await dialog.Ask("help", Errands.HelpForm);
            return Errands.End("done");
        });
        await errand.Answer(("What", "milk"));
        errand.Shown.Buttons.Should().NotContain("Back");

        await errand.Back();

        errand.Now.Note.Should().Be(Note.NothingBefore);
        errand.Shown.Shows("Who helps to carry?").Should().BeTrue();
        _town.Bought.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_press_on_an_older_card_does_not_go_back()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", "milk"));
        var old = errand.Saved.Turn;
        await errand.ShowAgain();
        var before = errand.Saved;

        before.Turn.Should().BeGreaterThan(old);
        await errand.AnswerOldCard(old);

        errand.Saved.Pending.Should().Be("confirm");
    }
}
