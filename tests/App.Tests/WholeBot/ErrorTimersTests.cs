using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Operations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The clocks of errors in the running bot: what happens when nobody does anything.</summary>
public abstract class ErrorTimersTests(Product product)
{
    public sealed class OnSqlite(Product product) : ErrorTimersTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : ErrorTimersTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_report_that_nobody_looks_at_reminds_the_leads_once_and_then_goes_to_the_administrators()
    {
        var story = await TriageStory.Begin(product, "The mirror at the corner of hall two is broken");

        await product.Administrator.Say("hi");
        await product.Bot.SweepIn(days: 9);
        await story.Lead.Chat.See($"{story.Label} “The mirror at the corner of hall two is broken” has waited for a lead");
        await Sweep(2);
        Count(story.Lead, "has waited for a lead").Should().BeLessThanOrEqualTo(1);

        await product.Bot.SweepIn(days: 16);
        await product.Administrator.Chat.See($"{story.Label} “The mirror at the corner of hall two is broken” of the team");
        await product.Bot.SweepIn(days: 60);
        Events(story).Should().Equal("filed", "reminded", "reminded");
    }

    [StoreFact]
    public async Task An_open_question_reminds_its_reporter_three_times_and_then_the_leads_decide()
    {
        var story = await TriageStory.Begin(product, "A box fell off the shelf somewhere");
        await story.Channel.Press(await story.Step("Ask the reporter …", "Ask about"), "Ask", ("Text", "Which shelf?"));
        await product.Bot.Idle();

        foreach (var day in new[] { 2, 6, 12, 25 }) await product.Bot.SweepIn(day);

        Count(story.Reporter, "still waits for your answer").Should().Be(3);
        Count(story.Lead, "stays unanswered").Should().Be(1);
        State(story).Should().Be("NeedsInfo", "nothing is closed because somebody is silent");
    }

    [StoreFact]
    public async Task What_was_put_off_wakes_at_its_review_and_what_is_fixed_closes_after_thirty_days()
    {
        var story = await TriageStory.Begin(product, "The floor marking of lane four is worn", ("Severity", "NearMiss"));
        var owned = await story.IsAccepted();
        var until = Now.AddDays(20).ToString("yyyy-MM-dd");
        await story.Channel.Press(
            await story.Step("Put off …", "Put ERR-"), "Put it off", ("Until", until), ("Text", "The painters come in three weeks"));
        await product.Bot.Idle();
        State(story).Should().Be("Deferred");

        await product.Bot.SweepIn(days: 22);
        State(story).Should().Be("Accepted");
        await story.Channel.See("Its review date has come; it is open again.");

        await story.Owner.Press((await story.Owner.Press(owned, "Fixed …")).Card!, "Fixed", ("Text", "Painted anew"));
        await product.Bot.Idle();
        await product.Bot.SweepIn(days: 60);
        State(story).Should().Be("Closed");
        var status = await story.Reporter.Ask($"/status {story.Label}", "History");
        status.Shows("Improvement Bot: took it up again").Should().BeTrue(status.ToString());
        status.Shows("Improvement Bot: closed it").Should().BeTrue(status.ToString());
        status.Shows($"{story.Owner.Name}: fixed it").Should().BeTrue(status.ToString());
    }

    [StoreFact]
    public async Task At_closing_the_reporter_reads_what_helped_and_what_was_missing_and_the_lead_how_many_have_heard()
    {
        var story = await TriageStory.Begin(
            product, "A box fell off the shelf", ("Severity", "NearMiss"), ("Evidence", "Photo 12"), ("Category", "omitted"));
        await story.Channel.Press(await story.Step("Ask the reporter …", "Ask about"), "Ask", ("Text", "Which shelf?"));
        await product.Bot.Idle();
        var form = (await story.Reporter.Press(story.ReportersCard(), "Answer …")).Card!;
        await story.Reporter.Press(form, "Answer", ("Text", "The third"));
        await product.Bot.Idle();
        await story.Channel.Press(
            await story.AcceptForm(), "Accept", ("OwnerName", story.Owner.Name), ("Severity", "ReachedNoHarm"), ("Category", "omitted"));
        var owned = (await story.Owner.Chat.See(m => m.Shows($"{story.Owner.Name} solves it"))).Card;
        await story.Owner.Press((await story.Owner.Press(owned, "Fixed …")).Card!, "Fixed", ("Text", "Put it back"));
        await product.Bot.Idle();
        story.ReportersCard().Shows("looking back").Should().BeFalse("it is not closed yet");
        await product.Bot.SweepIn(days: 60);

        State(story).Should().Be("Closed");
        var card = story.ReportersCard();
        card.Shows("What had to be asked: Which shelf?").Should().BeTrue();
        card.Shows("How bad (“1 · Near miss” became “2 · Reached others, no harm”)").Should().BeTrue();
        card.Shows("What helped as you wrote it: Kind, Evidence.").Should().BeTrue();
        story.Card().Shows("looking back").Should().BeFalse("it is the reporter's alone");
        await product.Bot.Change("UPDATE errors SET state_since = @now WHERE id = @id", Now.ToUnixTimeMilliseconds(), story.Number);
        (await story.Lead.Ask("/triage", "No report waits for you.")).Shows("Heard back: 1 of 1 people").Should().BeTrue();
    }

    [StoreFact]
    public async Task Two_sweeps_at_once_do_each_effect_once()
    {
        var story = await TriageStory.Begin(product, "The door of the cold store hangs");
        var sweep = product.Bot.Services.GetRequiredService<DueRowSweep>();
        var later = Now.AddDays(40);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sweep.Run(later, CancellationToken.None)));
        await product.Bot.Idle();

        Events(story).Should().Equal("filed", "reminded", "reminded");
    }

    [StoreFact]
    public async Task An_approval_expires_after_thirty_days_where_nobody_began_and_the_owner_is_reminded_where_somebody_did()
    {
        var story = await TriageStory.Begin(product, "The hook of crane two has no latch");
        await story.IsProposed("Order a latch");
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        await story.Owner.Chat.See(m => m.Shows("ACT-") && m.Cards.Count == 1);
        await product.Bot.SweepIn(days: 31);

        State(story).Should().Be("FixProposed");
        await story.Owner.Chat.See($"The approval of the fix of {story.Label} has expired");
        var number = product.Bot.Number("SELECT MIN(id) FROM actions WHERE parent_kind = 'error' AND parent = @id", story.Number);
        var cancelled = await story.Owner.Ask($"/status ACT-{number}", "History");
        cancelled.Shows("Improvement Bot: cancelled it").Should().BeTrue(cancelled.ToString());
        (await story.Lead.Chat.See(m => m.Shows("Order a latch") && m.Cards.Count == 1
            && m.Card.Buttons.Contains("Approve"))).Should().NotBeNull();

        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        var item = (await story.Owner.Chat.See(m => m.Shows("ACT-") && m.Cards.Count == 1 && m.Card.Buttons.Contains("Start"))).Card;
        await story.Owner.Press(item, "Start");
        await product.Bot.SweepIn(days: 31);
        State(story).Should().Be("Implementing", "somebody has begun");
        Events(story).Should().EndWith(["fix-approved", "reminded"]);
    }

    [StoreFact]
    public async Task While_nobody_decides_about_a_fix_that_was_begun_first_the_administrators_read_of_it_every_day()
    {
        await product.Administrator.Say("hi");
        var story = await TriageStory.Begin(product, "The gas alarm of the lab is silent", ("Severity", "MajorHarm"));
        var form = (await story.Owner.Press(await story.IsAccepted(), "Do it first …")).Card!;
        await story.Owner.Press(form, "Begin with it", ("What", "Put up a mobile alarm"), ("Rollback", "Take it down again"));

        foreach (var day in new[] { 1, 2, 3 }) await product.Bot.SweepIn(day, hours: 1);

        Count(product.Administrator, $"The fix of {story.Label} is being made and nobody has approved it yet").Should().Be(3);
        State(story).Should().Be("Implementing");
    }

    private DateTimeOffset Now => product.Bot.Services.GetRequiredService<Clock>().UtcNow;

    private async Task Sweep(int times)
    {
        for (var i = 0; i < times; i++) await product.Bot.SweepIn(9);
    }

    private static int Count(Person person, string words) => person.Chat.Messages.Count(m => m.FromBot && m.Shows(words));

    private string State(TriageStory story) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", story.Number).Single();

    private IReadOnlyList<string> Events(TriageStory story) => product.Bot.TextsOf(
        "SELECT what FROM record_events WHERE record_kind = 'error' AND record_id = @id ORDER BY id", story.Number);
}
