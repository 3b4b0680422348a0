using FluentAssertions;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What people do while a form is open.</summary>
public abstract class OpenFormTests(Product product)
{
    public sealed class OnSqlite(Product product) : OpenFormTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : OpenFormTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_typed_answer_fills_the_empty_form_and_the_next_one_is_offered_to_be_added()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        await ann.Form();

        var filled = (await ann.Ask("The blinds in the hall are stuck", "What happened?")).Card;
        filled.Value("Story").Should().Be("The blinds in the hall are stuck");
        var offer = (await ann.Ask("Since this morning", "There is already text in the open form")).Card;
        await ann.Press(offer, "Add it to the form");

        var whole = await ann.Chat.See(m =>
            m.Cards is [{ } card] && card.Value("Story")?.Contains("Since this morning", StringComparison.Ordinal) is true);
        whole.Card.Value("Story").Should().Be("The blinds in the hall are stuck\nSince this morning");
        (await ann.Press(whole.Card, "Report it")).Card!.Shows("The blinds in the hall are stuck").Should().BeTrue();
    }

    [StoreFact]
    public async Task Back_without_an_earlier_question_says_so_and_keeps_the_form()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Form("The door of the archive squeaks");

        await ann.Ask("/back", "There is no earlier question to go back to.");

        (await ann.Press(form, "Report it")).Card!.Shows("ERR-").Should().BeTrue();
    }

    [StoreFact]
    public async Task Back_from_the_similar_reports_shows_the_form_as_it_was_filled_in()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(ann, bob);
        await ann.Report("The pallet wrapper tears the blue foil at the corners");
        var asked = (
            await bob.Press(
                await bob.Form(), "Report it", ("Story", "The pallet wrapper tears the blue foil again"), ("Severity", "MajorHarm"))).Card!;
        asked.Shows("Is it one of these?").Should().BeTrue();

        var back = (await bob.Press(asked, "Back")).Card!;

        back.Value("Story").Should().Be("The pallet wrapper tears the blue foil again");
        back.Value("Severity").Should().Be("MajorHarm");
    }

    [StoreTheory]
    [InlineData("/cancel")]
    [InlineData("Cancel")]
    public async Task Cancel_drops_the_form_and_files_nothing(string how)
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Form("The gate of the yard rusts");

        if (how is "Cancel") await ann.Press(form, how);
        else await ann.Say(how);
        await ann.Chat.See("Cancelled. Nothing was kept.");

        (await ann.Press(form, "Report it")).Toast.Should().Be("This form is finished already. Nothing was changed.");
        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE title = 'The gate of the yard rusts'").Should().Be(0);
    }

    [StoreFact]
    public async Task Help_in_the_middle_of_a_form_answers_and_the_form_goes_on()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        await ann.Form("The fax shreds its paper");

        var form = (await ann.Ask("/help", "The fax shreds its paper")).Card;
        await ann.Chat.See("I keep your report, give it a number");

        (await ann.Press(form, "Report it")).Card!.Shows("ERR-").Should().BeTrue();
    }

    [StoreFact]
    public async Task Commands_that_only_read_leave_the_form_open()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Form("The stapler of the mail room is empty");

        await ann.Ask("/my", "My reports");
        await ann.Ask("/find stapler", "Reports found");
        await ann.Ask("/status", "Which report?");

        (await ann.Press(form, "Report it")).Card!.Shows("ERR-").Should().BeTrue();
    }

    [StoreFact]
    public async Task A_form_survives_a_restart_in_the_middle()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Form("The ramp to the cellar is icy");

        await product.Restart();

        (await ann.Press(form, "Report it")).Card!.Shows("The ramp to the cellar is icy").Should().BeTrue();
    }
}
