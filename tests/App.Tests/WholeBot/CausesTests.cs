using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Why an error happened, written down by several people through short forms, and accepted by a lead.</summary>
public abstract class CausesTests(Product product)
{
    public sealed class OnSqlite(Product product) : CausesTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : CausesTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task Causes_are_written_one_by_one_and_a_lead_accepts_them()
    {
        var story = await TriageStory.Begin(product, "The label printer of hall four prints on the wrong side", ("Severity", "MinorHarm"));
        var owned = await story.IsAccepted();
        var causes = await Added(story.Owner, owned, "The roll was put in the wrong way", ("Kind", "Direct"));
        State(story).Should().Be("Analysing");
        causes = await Added(story.Owner, causes, "The roll fits both ways");
        causes = await Added(story.Owner, causes, "The holder has no guide", ("Kind", "Root"));
        causes.Shows("Cause 1.1.1: The holder has no guide").Should().BeTrue("each explains the one before, as that is preselected");
        causes.Shows("Cause 1.1.1 is a root cause without evidence").Should().BeTrue();
        causes.Shows("No escape point says why it was not caught earlier").Should().BeTrue();

        var evidence = await Form(story.Owner, causes, "Add evidence …", "Evidence for a cause");
        await story.Owner.Press(evidence, "Add the evidence", ("Text", "Photo of the holder"));
        causes = await Shown(story.Owner, "Evidence: Photo of the holder");

        var submit = await Form(story.Owner, causes, "The causes are complete …", "Are the causes of");
        submit.Complaints("They are complete").Should().ContainKey("Justification");
        await story.Owner.Press(submit, "They are complete", ("Justification", "The first label is looked at since Monday"));

        var asked = (await story.Lead.Chat.See(m => m.Cards.Count == 1 && m.Card.Buttons.Contains("Accept the causes"))).Card;
        asked.Shows("The first label is looked at since Monday").Should().BeTrue();
        await story.Lead.Press(asked, "Accept the causes");
        await story.Channel.See("accepted the causes");
        await product.Bot.Idle();
        Events(story).Should().Equal(
            "filed", "accepted", "cause-added", "cause-added", "cause-added", "cause-supported", "causes-submitted", "causes-accepted");
    }

    [StoreFact]
    public async Task The_proposal_begins_with_the_root_cause_and_whoever_decides_reads_what_is_missing()
    {
        var story = await TriageStory.Begin(product, "The crane of hall four stops at noon", ("Severity", "MajorHarm"));
        var causes = await Added(story.Owner, await story.IsAccepted(), "The fuse is too weak", ("Kind", "Root"), ("Evidence", "Measured"));

        var form = await Form(story.Owner, causes, "Propose a fix …", "Propose a fix for");
        form.Value("Cause").Should().Be("The fuse is too weak");
        form.Value("CauseEvidence").Should().Be("Measured");
        await story.Owner.Press(form, "Propose it", ("What", "Use a stronger fuse"), ("Effect", "None any more"));

        var asked = await story.Asked(story.Lead);
        asked.Shows("Cause 1: The fuse is too weak").Should().BeTrue();
        asked.Shows("Why was asked fewer than three times in a row").Should().BeTrue();
    }

    [StoreFact]
    public async Task What_was_around_it_is_written_down_by_several_and_nobody_overwrites_the_other()
    {
        var story = await TriageStory.Begin(product, "The lift of hall five stops between two floors");
        var causes = await Added(story.Owner, await story.IsAccepted(), "The sensor is dirty", ("Kind", "Root"), ("Evidence", "Seen"));

        var mine = await Form(story.Owner, causes, "What was around it …", "What was around ERR");
        var others = await Form(story.Lead, await Causes(story.Lead, story.Label), "What was around it …", "What was around ERR");
        await story.Lead.Press(
            others, "Save it", ("ProblemIsNot", "Hall four has the same lift, and it runs"), ("Participants", "Lea, Bob"));
        await product.Bot.Idle();
        await story.Owner.Press(mine, "Save it", ("ProblemIs", "Stops each morning"), ("Detected", "On Monday by the porter"));

        var card = await Causes(story.Owner, story.Label);
        foreach (var text in new[] { "Stops each morning", "Hall four has the same lift", "On Monday by the porter", "Lea, Bob" })
        {
            card.Shows(text).Should().BeTrue(text);
        }

        Events(story).Should().EndWith(["causes-described", "causes-described"]);
    }

    [StoreFact]
    public async Task Causes_that_wait_for_a_lead_remind_after_two_working_days_and_again_after_four_and_never_the_owner()
    {
        var story = await TriageStory.Begin(product, "The belt of hall five runs askew", ("Severity", "MajorHarm"));
        var causes = await Added(story.Owner, await story.IsAccepted(), "The roll is worn", ("Kind", "Root"), ("Evidence", "Measured"));
        var submit = await Form(story.Owner, causes, "The causes are complete …", "Are the causes of");
        await story.Owner.Press(submit, "They are complete", ("Justification", "Seen at once"));
        await story.Lead.Chat.See(m => m.Cards.Count == 1 && m.Card.Buttons.Contains("Accept the causes"));
        await product.Bot.Idle();

        await product.Bot.SweepIn(days: 1);
        Reminders().Should().Be(0, "two working days are not over");
        await product.Bot.SweepIn(days: 5);
        await story.Lead.Chat.See($"The causes of {story.Label}");
        await product.Bot.SweepIn(days: 9);
        Reminders().Should().Be(2);
        product.Bot.Number("SELECT COUNT(*) FROM analyses WHERE review_at IS NOT NULL AND error = @id", story.Number).Should().Be(0);
        await product.Bot.SweepIn(days: 40);
        story.Owner.Chat.Messages.Should().NotContain(m => m.Shows($"The causes of {story.Label}"));

        long Reminders() => product.Bot.Number(
            """
            SELECT COUNT(*) FROM record_events
            WHERE record_kind = 'error' AND record_id = @id AND what = 'reminded' AND data LIKE '%AcceptCauses%'
            """, story.Number);
    }

    [StoreFact]
    public async Task A_severe_error_without_causes_says_so_to_whoever_decides_about_its_fix()
    {
        var story = await TriageStory.Begin(product, "The gate of hall four falls shut", ("Severity", "MajorHarm"));
        await story.IsProposed("Replace the spring", ("Cause", "The spring is worn out"), ("CauseEvidence", "Seen"));

        (await story.Asked(story.Lead)).Shows("Nobody has written down why it happened").Should().BeTrue();
    }

    [StoreFact]
    public async Task Causes_are_sent_back_with_a_reason_changed_and_taken_out()
    {
        var story = await TriageStory.Begin(product, "The scale of hall four shows too much");
        var causes = await Added(story.Owner, await story.IsAccepted(), "Human error", ("Kind", "Root"), ("Evidence", "Seen"));
        causes.Shows("Cause 1 says only that somebody or something was wrong").Should().BeTrue();
        await Added(story.Owner, causes, "Dust on the cell");
        causes = await Shown(story.Owner, "Cause 1.1: Dust on the cell");
        var submit = await Form(story.Owner, causes, "The causes are complete …", "Are the causes");
        await story.Owner.Press(submit, "They are complete", ("Justification", "We know enough"));
        var asked = (await story.Lead.Chat.See(m => m.Cards.Count == 1 && m.Card.Buttons.Contains("Accept the causes"))).Card;

        var back = await Form(story.Lead, asked, "Send the causes back …", "What is missing in the causes of");
        await story.Lead.Press(back, "Send them back", ("Text", "What made it possible?"));
        await story.Owner.Chat.See("What made it possible?");
        causes = await Shown(story.Owner, "The causes are being collected");

        var change = await Form(story.Owner, causes, "Change a cause …", "Change a cause of");
        await story.Owner.Press(change, "Save", ("Cause", CauseOf("Human error")), ("Text", "The cell lies open"), ("Kind", "Root"));
        causes = await Shown(story.Owner, "Cause 1: The cell lies open");
        var remove = await Form(story.Owner, causes, "Change a cause …", "Change a cause of");
        await story.Owner.Press(remove, "Save", ("Cause", CauseOf("Dust on the cell")), ("IsRemoved", "true"));
        causes = await Shown(story.Owner, "Cause 1: The cell lies open");
        causes.Shows("Dust on the cell").Should().BeFalse();
        Events(story).Should().Equal(
            "filed", "accepted", "cause-added", "cause-added", "causes-submitted", "causes-returned", "cause-changed", "cause-removed");
    }

    [StoreFact]
    public async Task Any_member_adds_a_cause_a_stranger_is_refused_alone_and_who_submits_does_not_accept()
    {
        await product.Administrator.Say("hi");
        var story = await TriageStory.Begin(product, "The door of hall four jams");
        await story.IsAccepted();
        var second = story.Second.Open(story.Team.Triage());
        var card = (await second.See(m => m.Cards.Count == 1 && m.Shows(story.Label) && m.Card.Buttons.Contains("Next step …"))).Card;
        var menu = (await second.Ask(() => second.Press(card, "Next step …"), "Why did it happen? …")).Card;
        await second.Press(menu, "Why did it happen? …");
        var form = (await second.See(m => m.Cards.Count == 1 && m.Shows("Why did ERR") && m.Card.Buttons.Contains("Cancel"))).Card;
        await second.Press(form, "Add it", ("Text", "The frame is bent"), ("Kind", "Root"), ("Evidence", "Measured"));
        await story.Channel.See("added a cause: The frame is bent");

        var step = await story.Step("The causes are complete …", "Are the causes of");
        await story.Channel.Press(step, "They are complete", ("Justification", "Small"));
        await story.Channel.See("says that the causes are complete");
        var own = (await story.Channel.See(m => m.Cards.Count == 1 && m.Card.Buttons.Contains("Accept the causes"))).Card;
        (await story.Channel.Press(own, "Accept the causes")).Toast.Should().Contain("Only a lead who did not say themselves");

        var outsider = product.Somebody("Otto");
        var refused = await outsider.Press(card, "Next step …");
        refused.Toast.Should().Contain("There is no such report");
        AnalysisState(story).Should().Be("UnderReview");

        // the only lead has a part in it, so the next rule asks
        var asked = (await product.Administrator.Chat.See(
            m => m.Cards.Count == 1 && m.Shows(story.Label) && m.Card.Buttons.Contains("Accept the causes"))).Card;
        await product.Administrator.Press(asked, "Accept the causes");
        await story.Channel.See("accepted the causes");
    }

    private static async Task<SeenCard> Added(Person who, SeenCard card, string text, params (string, string)[] inputs)
    {
        var button = card.Buttons.Single(title => title.StartsWith("Why did it happen?", StringComparison.Ordinal));
        var form = await Form(who, card, button, "Why did");
        await who.Press(form, "Add it", [("Text", text), .. inputs]);
        return await Shown(who, text);
    }

    /// <summary>The form behind a button, in the place of its card or below it.</summary>
    private static async Task<SeenCard> Form(Person who, SeenCard card, string button, string heading)
    {
        var pressed = await who.Press(card, button);
        return pressed.Card ?? (await who.Chat.See(m => m.Cards.Count == 1 && m.Shows(heading) && m.Card.Buttons.Contains("Cancel"))).Card;
    }

    /// <summary>The card of the causes, as far as it shows a text.</summary>
    private static async Task<SeenCard> Shown(Person who, string text) =>
        (await who.Chat.See(m => m.Cards.Count == 1 && m.Shows("Why it happened: ") && m.Shows(text))).Card;

    /// <summary>The card of the causes, as the press on everything about the error brings it.</summary>
    private static async Task<SeenCard> Causes(Person who, string label)
    {
        var status = (await who.Ask($"/status {label}", "History")).Card;
        return (await who.Chat.Ask(() => who.Press(status, "Causes"), "Why it happened: ")).Card;
    }

    private string CauseOf(string text) =>
        product.Bot.TextsOf("SELECT CAST(id AS text) FROM causes WHERE text = @text ORDER BY id DESC LIMIT 1", text).Single();

    private string State(TriageStory story) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", story.Number).Single();

    private string AnalysisState(TriageStory story) =>
        product.Bot.TextsOf("SELECT state FROM analyses WHERE error = @id", story.Number).Single();

    private IReadOnlyList<string> Events(TriageStory story) => product.Bot.TextsOf(
        "SELECT what FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what <> 'refused' ORDER BY id", story.Number);
}
