using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A fix that has worked is proposed again with one press, and is a standard fix once enough of its kind have worked.</summary>
public abstract class StandardFixTests(Product product)
{
    public sealed class OnSqlite(Product product) : StandardFixTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : StandardFixTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task What_is_in_place_for_a_similar_error_is_proposed_with_one_press_and_a_lead_decides_until_enough_have_worked()
    {
        var story = await InPlace("The pallet wrapper tears the blue foil at the corners");
        var fix = product.Bot.Number("SELECT MAX(id) FROM fixes WHERE error = @id", story.Number);
        await story.Channel.Press(await Shown(story, "Confirm the verdict"), "Confirm the verdict");
        await product.Bot.Idle();
        Outcomes(fix).Should().Equal("True");

        var second = await SameAgain(story, "The pallet wrapper tears the blue foil again", fix);
        (await story.Second.Press(await Base(story, second), "Approve")).Toast.Should().Contain("Only a lead");
        State(second).Should().Be("FixProposed");

        await Add(fix, number: 4, days: 100);
        (await story.Second.Press(await Base(story, second), "Approve")).Toast.Should().Contain("Only a lead", "one worked only today");
        await product.Bot.Change("UPDATE fix_outcomes SET noted_at = noted_at - 8640000000 WHERE fix = @fix", fix);
        await story.Second.Press(await Base(story, second), "Approve");
        await product.Bot.Idle();
        State(second).Should().Be("Implementing", "five have worked for ninety days, and none has not");
    }

    [StoreFact]
    public async Task One_that_did_not_work_takes_the_status_away_and_is_part_of_the_rate()
    {
        var story = await InPlace("The tape dispenser cuts the brown tape too short");
        var fix = product.Bot.Number("SELECT MAX(id) FROM fixes WHERE error = @id", story.Number);
        await story.Channel.Press(await Shown(story, "Confirm the verdict"), "Confirm the verdict");
        await product.Bot.Idle();
        await product.Bot.Change("UPDATE fix_outcomes SET noted_at = noted_at - 8640000000 WHERE fix = @fix", fix);
        var second = await SameAgain(story, "The tape dispenser cuts the brown tape wrong", fix);

        await Add(fix, number: 4, days: 100);
        await Add(fix, number: 1, days: 1, hasWorked: false);
        (await story.Second.Press(await Base(story, second), "Approve")).Toast.Should().Contain("Only a lead");
        var owned = (await story.Owner.Chat.See(m =>
            m.Cards.Count == 1 && m.Shows($"ERR-{second}") && m.Card.Buttons.Contains("Change the fix …"))).Card;
        await story.Owner.Press((await story.Owner.Press(owned, "Change the fix …")).Card!, "Save the changes", ("Effort", "2"));
        await story.Channel.See(m => m.Shows($"ERR-{second}") && m.Shows("fixes of this strength have worked."));
    }

    [StoreFact]
    public async Task A_fix_that_says_less_than_the_severity_asks_for_is_not_offered()
    {
        var story = await InPlace("The label printer smears the long labels of hall nine");
        var number = await ReportAgain(story, "The label printer smears the short labels of hall nine", "MajorHarm");
        var owned = (await story.Owner.Chat.See(m => m.Shows($"ERR-{number}") && m.Shows($"{story.Owner.Name} solves it"))).Card;

        (await story.Owner.Press(owned, "Propose a fix …")).Card!.Buttons
            .Should().NotContain(button => button.StartsWith("Same as", StringComparison.Ordinal), "it names no cause");
    }

    /// <summary>An error whose fix is in place.</summary>
    private async Task<TriageStory> InPlace(string sentence)
    {
        var story = await TriageStory.Begin(product, sentence, ("Severity", "NearMiss"));
        await story.IsProposed("Round off the corners");
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        var item = (await story.Owner.Chat.See(m => m.Shows("ACT-") && m.Cards.Count == 1 && m.Card.Buttons.Contains("Done …"))).Card;
        await story.Owner.Press((await story.Owner.Press(item, "Done …")).Card!, "It is done", ("Evidence", "Seen"));
        await story.Reporter.Chat.See("is in place");
        await product.Bot.Idle();
        return story;
    }

    /// <summary>A similar report, for which its owner proposes the same fix with one press; gives its number.</summary>
    private async Task<long> SameAgain(TriageStory story, string sentence, long fix)
    {
        var number = await ReportAgain(story, sentence, "NearMiss");
        var owned = (await story.Owner.Chat.See(m => m.Shows($"ERR-{number}") && m.Shows($"{story.Owner.Name} solves it"))).Card;
        var propose = (await story.Owner.Press(owned, "Propose a fix …")).Card!;
        await story.Owner.Press(propose, $"Same as FIX-{fix}");
        await product.Bot.Idle();
        State(number).Should().Be("FixProposed");
        product.Bot.TextsOf("SELECT what FROM fixes WHERE error = @id", number).Should().Equal("Round off the corners");
        return number;
    }

    /// <summary>Another report, which its owner is to solve; gives its number.</summary>
    private async Task<long> ReportAgain(TriageStory story, string sentence, string severity)
    {
        await story.Reporter.Press(await story.Reporter.Form(sentence), "Report it", ("Severity", severity));
        await product.Bot.Idle();
        var number = product.Bot.Number("SELECT MAX(id) FROM errors WHERE title = @title", sentence);
        var accept = (await story.Channel.Ask(
            async () => await story.Channel.Press(await Base(story, number), "Next step …"), $"Accept ERR-{number}")).Card;
        await story.Channel.Press(accept, "Accept", ("OwnerName", story.Owner.Name));
        return number;
    }

    private async Task<SeenCard> Base(TriageStory story, long number) =>
        (await story.Second.Open(story.Team.Triage()).See(m =>
            m.Cards.Count == 1 && m.Shows($"ERR-{number}") && m.Card.Buttons.Contains("Same thing happened to me"))).Card;

    private static async Task<SeenCard> Shown(TriageStory story, string button) =>
        (await story.Channel.See(m => m.Cards.Count == 1 && m.Shows(story.Label) && m.Card.Buttons.Contains(button))).Card;

    private async Task Add(long fix, int number, int days, bool hasWorked = true)
    {
        for (var i = 0; i < number; i++)
        {
            await product.Bot.Change("""
                INSERT INTO fixes (
                    version, error, proposer_kind, proposed_at, state, what, effect, action_type, strength, reversible, digest, same_as)
                SELECT version, error, proposer_kind, 0, 'Void', what, effect, action_type, strength, reversible, digest, id
                FROM fixes WHERE id = @fix
                """, fix);
            await product.Bot.Change("""
                INSERT INTO fix_outcomes (fix, strength, has_worked, noted_at, is_measured)
                SELECT MAX(id), 'Medium', @worked, @at, TRUE FROM fixes WHERE same_as = @fix AND state = 'Void'
                """, hasWorked, TimeProvider.System.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds(), fix);
        }
    }

    private string State(long number) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", number).Single();

    private IReadOnlyList<string> Outcomes(long fix) => product.Bot.TextsOf(
        "SELECT CASE WHEN has_worked THEN 'True' ELSE 'False' END FROM fix_outcomes WHERE fix = @fix", fix);
}
