using FluentAssertions;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Actions;

/// <summary><em>Not done …</em>: evidence that does not hold, and what follows for the error that counted as fixed because of it.</summary>
public abstract class NotDoneTests(Product product)
{
    public sealed class OnSqlite(Product product) : NotDoneTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : NotDoneTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task Evidence_that_does_not_hold_takes_the_fix_out_of_its_place_until_it_does()
    {
        var story = await TriageStory.Begin(product, "The fan of cabinet two rattles");
        await story.IsProposed("Replace the bearing");
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        var item = (await story.Owner.Chat.See(m => m.Shows("ACT-") && m.Cards.Count == 1)).Card;
        await story.Owner.Press((await story.Owner.Press(item, "Done …")).Card!, "It is done", ("Evidence", "It is quiet"));
        await story.Reporter.Chat.See("is in place");
        State(story).Should().Be("Verifying");
        var number = product.Bot.Number("SELECT id FROM actions WHERE parent = @id", story.Number);

        var status = (await story.Second.Ask($"/status ACT-{number}", "History")).Card;
        var form = (await story.Second.Chat.Ask(() => story.Second.Press(status, "Not done …"), "What is missing?")).Card;
        await story.Second.Press(form, "It is not done", ("Reason", "It rattles again when it is warm"));

        await story.Reporter.Chat.See($"The fix of {story.Label} is not in place yet after all");
        await story.Owner.Chat.See("It rattles again when it is warm");
        await product.Bot.Idle();
        State(story).Should().Be("Implementing");
        product.Bot.TextsOf("SELECT state FROM actions WHERE id = @id", number).Should().Equal("InProgress");
        var present = (await story.Owner.Ask($"/status ACT-{number}", "History")).Card;
        present.Shows("It rattles again when it is warm").Should().BeTrue();

        var again = (await story.Owner.Chat.Ask(() => story.Owner.Press(present, "Done …"), "How can it be seen")).Card;
        await story.Owner.Press(again, "It is done", ("Evidence", "Quiet, warm and cold"));
        await product.Bot.Idle();
        State(story).Should().Be("Verifying");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Its_owner_does_not_take_it_back_and_nothing_follows_for_an_error_that_is_closed()
    {
        var story = await TriageStory.Begin(product, "The rail of lift one is loose");
        await story.IsProposed("Tighten it");
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        var item = (await story.Owner.Chat.See(m => m.Shows("ACT-") && m.Cards.Count == 1)).Card;
        await story.Owner.Press((await story.Owner.Press(item, "Done …")).Card!, "It is done", ("Evidence", "Tight"));
        await product.Bot.Idle();
        var number = product.Bot.Number("SELECT id FROM actions WHERE parent = @id", story.Number);
        (await story.Owner.Ask($"/status ACT-{number}", "History")).Card.Buttons.Should().NotContain("Not done …");
        await product.Bot.Change("UPDATE errors SET state = 'Closed' WHERE id = @id", story.Number);

        var status = (await story.Lead.Ask($"/status ACT-{number}", "History")).Card;
        var form = (await story.Lead.Chat.Ask(() => story.Lead.Press(status, "Not done …"), "What is missing?")).Card;
        await story.Lead.Press(form, "It is not done", ("Reason", "It moves"));
        await product.Bot.Idle();

        State(story).Should().Be("Closed");
        product.Bot.TextsOf("SELECT state FROM actions WHERE id = @id", number).Should().Equal("InProgress");
    }

    private string State(TriageStory story) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", story.Number).Single();
}
