using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Attention;

/// <summary><c>/notifications</c> in the running bot, and what comes and does not come because of it.</summary>
public abstract class NotificationsTests(Product product)
{
    public sealed class OnSqlite(Product product) : NotificationsTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : NotificationsTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task Who_mutes_answers_gets_no_line_and_reads_it_on_the_card_in_place()
    {
        var story = await TriageStory.Begin(product, "The lamp over bench four flickers");
        var card = (await story.Reporter.Ask("/notifications", "Your own reports")).Card;

        var muted = (await story.Reporter.Press(card, "Mute: Your own reports")).Card!;
        muted.Shows("Muted. You get none of these.").Should().BeTrue();
        muted.Buttons.Should().Contain("Unmute: Your own reports");
        await Asked(story, "Which lamp?");
        await story.Reporter.Chat.See(_ => story.ReportersCard().Shows("Which lamp?"));
        Lines(story.Reporter, "A question about").Should().Be(0);

        await story.Reporter.Press(muted, "Unmute: Your own reports");
        var form = (await story.Reporter.Press(story.ReportersCard(), "Answer …")).Card!;
        await story.Reporter.Press(form, "Answer", ("Text", "The left one"));
        await product.Bot.Idle();
        await Asked(story, "Since when?");
        await story.Reporter.Chat.See($"A question about {story.Label}: Since when?");
        Lines(story.Reporter, "A question about").Should().Be(1);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_others_wait_for_cannot_be_muted_and_says_why()
    {
        var ann = product.Somebody();
        var card = (await ann.Ask("/notifications", "Decisions asked of you")).Card;
        card.Shows("Always on: others wait for the decision.").Should().BeTrue();
        card.Buttons.Should().NotContain(button => button.Contains("Decisions") || button.Contains("Severity"));

        var forged = product.Teams.Activities.CardAction(
            ann, ann.PersonalChat, "1700000000001", "attention.mute",
            new() { ["verb"] = "attention.mute", ["kind"] = "decision", ["muted"] = true });
        (await product.Teams.Deliver(forged)).Body.Should().Contain("Always on");
        product.Bot.Number("SELECT COUNT(*) FROM attention_mutes WHERE kind = 'decision'").Should().Be(0);
    }

    [StoreFact]
    public async Task Quiet_hours_are_asked_for_kept_and_taken_back()
    {
        var ann = product.Somebody();
        var card = (await ann.Ask("/notifications", "Quiet hours")).Card;
        var form = (await ann.Chat.Ask(() => ann.Press(card, "Quiet hours …"), "Leave both empty")).Card;

        var half = (await ann.Press(form, "Keep these hours", ("From", "21:30"), ("Until", ""))).Card!;
        half.Shows("Please fill in both, or neither.").Should().BeTrue();
        var kept = (await ann.Press(half, "Keep these hours", ("From", "21:30"), ("Until", "06:15"))).Card!;
        kept.Shows("Your quiet hours are kept").Should().BeTrue();
        await product.Bot.Idle();
        var after = (await ann.Ask("/notifications", "From 21:30 to 06:15")).Card;

        form = (await ann.Chat.Ask(() => ann.Press(after, "Quiet hours …"), "Leave both empty")).Card;
        form.Value("From").Should().Be("21:30");
        await ann.Press(form, "Keep these hours", ("From", ""), ("Until", ""));
        await product.Bot.Idle();
        await ann.Ask("/notifications", "You have none.");
    }

    [StoreFact]
    public async Task A_decision_waits_for_the_end_of_quiet_hours_unless_it_is_severe()
    {
        var minor = await TriageStory.Begin(product, "The seal of valve two drips", ("Severity", "ReachedNoHarm"));
        await IsQuiet(minor.Lead);
        await minor.IsProposed("Replace the seal");
        await product.Bot.Idle();
        Asks(minor.Lead, minor.Label).Should().Be(0);

        await SweepIn(days: 1);
        await minor.Asked(minor.Lead);
        await SweepIn(days: 1);
        Asks(minor.Lead, minor.Label).Should().Be(1);

        var major = await TriageStory.Begin(product, "The brake of crane one slips", ("Severity", "MajorHarm"));
        await IsQuiet(major.Lead);
        await major.IsProposed("Replace the lining", ("Cause", "The lining is worn"), ("CauseEvidence", "Measured 2 mm"));
        await major.Asked(major.Lead);
    }

    [StoreFact]
    public async Task What_was_decided_meanwhile_is_asked_of_nobody_any_more()
    {
        var story = await TriageStory.Begin(product, "The label printer of line nine skips", ("Severity", "ReachedNoHarm"));
        await IsQuiet(story.Lead);
        await story.IsProposed("Clean the roller");
        await product.Bot.Idle();
        // without the timer of the decision, which may be due within the day and would find no approval
        await product.Bot.Change("UPDATE errors SET state = 'Implementing', timer_at = NULL WHERE id = @id", story.Number);

        await SweepIn(days: 1);

        Asks(story.Lead, story.Label).Should().Be(0);
        product.Bot.Number("SELECT COUNT(*) FROM notices WHERE record = @id", story.Number).Should().Be(0);
    }

    [StoreFact]
    public async Task The_daily_card_opens_what_waits_and_leads_to_the_notifications_with_one_tap()
    {
        var story = await TriageStory.Begin(product, "The scale of dock three is off");
        await Asked(story, "By how much?");

        await SweepIn(days: 5);
        var card = (await story.Reporter.Chat.See($"{story.Label} still waits for your answer: By how much?")).Card;

        (await story.Reporter.Press(card, $"Open {story.Label}")).Card!.Shows("The scale of dock three is off").Should().BeTrue();
        await story.Reporter.Chat.Ask(() => story.Reporter.Press(card, "Notifications"), "This is what I write without being asked");
    }

    private static async Task Asked(TriageStory story, string question) =>
        await story.Channel.Press(await story.Step("Ask the reporter …", "Ask about"), "Ask", ("Text", question));

    private Task IsQuiet(Person person) => product.Bot.Change(
        """
        INSERT INTO attention_settings (person, quiet_hours, changed_at)
        SELECT id, '00:00-23:59', 0 FROM people WHERE aad_object_id = @id
        """, person.ObjectId);

    private async Task SweepIn(int days)
    {
        var clock = product.Bot.Services.GetRequiredService<Clock>();
        await product.Bot.Services.GetRequiredService<DueRowSweep>().Run(clock.UtcNow.AddDays(days), CancellationToken.None);
        await product.Bot.Idle();
    }

    private static int Lines(Person person, string words) =>
        person.Chat.Messages.Count(message => message.FromBot && message.Cards.Count is 0 && message.Shows(words));

    private static int Asks(Person lead, string label) => lead.Chat.Messages.Count(message =>
        message.FromBot && message.Cards.Count is 1 && message.Shows(label) && message.Card.Buttons.Contains("Decide otherwise …"));
}
