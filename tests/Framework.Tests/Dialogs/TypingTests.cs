using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Xunit;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Dialogs;

public sealed class TypingTests
{
    private readonly Town _town = new();

    [Fact]
    public async Task A_typed_text_fills_the_main_input_and_answers_nothing()
    {
        await using var errand = await Errands.Begin(_town);

        await errand.Type("milk");

        errand.Shown.Shows("What shall I fetch?").Should().BeTrue();
        errand.Typed("What").Should().Be("milk");
        errand.Typed("Weight").Should().Be("Light");
    }

    [Fact]
    public async Task What_stands_there_already_is_not_overwritten()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Type("milk");

        await errand.Type("bread");

        errand.Now.Note.Should().Be(Note.AlreadyFilled);
        errand.Typed("What").Should().Be("milk");
    }

    [Fact]
    public async Task It_can_be_appended()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Type("milk");

        await errand.Type("bread", append: true);

        errand.Typed("What").Should().Be("milk\nbread");
    }

    [Fact]
    public async Task A_form_without_a_place_for_text_says_so()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", "milk"));

        await errand.Type("hello");

        errand.Now.Note.Should().Be(Note.NowhereToPut);
        errand.Shown.Shows("Ready?").Should().BeTrue();
    }

    [Fact]
    public async Task It_keeps_what_was_submitted_and_refused_in_the_other_inputs()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", ""), ("Weight", "Heavy"));

        await errand.Type("piano");

        errand.Typed("What").Should().Be("piano");
        errand.Typed("Weight").Should().Be("Heavy");
    }

    [Fact]
    public async Task The_dialog_knows_what_stands_in_an_input_before_it_is_submitted()
    {
        await using var errand = await Errands.Begin(_town, async dialog =>
        {
            await dialog.Ask("wish",
                new Form<Wish>(
                Card("", [Text("Typed so far: " + dialog.Typed("wish", "What")), .. Errands.WishForm.Card.Body])) { MainInput = "What" });
            return Errands.End("done");
        });

        await errand.Type("milk");

        errand.Shown.Shows("Typed so far: milk").Should().BeTrue();
    }
}
