using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Decisions about fixes out of the usual order: taken back, referred to another, and work begun before them.</summary>
public abstract class ApprovalTests(Product product)
{
    public sealed class OnSqlite(Product product) : ApprovalTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : ApprovalTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_lead_takes_an_approval_back_until_there_is_evidence_of_something_done()
    {
        var story = await TriageStory.Begin(product, "The lift of the archive stops between two floors");
        await story.IsProposed("Replace the door contact");
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        await product.Bot.Idle();

        await story.Channel.Press(await Steps(story), "Take my approval back");
        await product.Bot.Idle();
        State(story).Should().Be("FixProposed");
        Number("SELECT COUNT(*) FROM actions WHERE parent_kind = 'error' AND parent = @id AND state = 'Cancelled'", story).Should().Be(1);

        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        await product.Bot.Idle();
        var menu = await Steps(story);
        var item = (await story.Owner.Chat.See(m => m.Shows("ACT-") && m.Cards.Count == 1 && m.Card.Buttons.Contains("Done …"))).Card;
        await story.Owner.Press((await story.Owner.Press(item, "Done …")).Card!, "It is done", ("Evidence", "Done"));
        await product.Bot.Idle();
        (await story.Channel.Press(menu, "Take my approval back")).Toast.Should().NotBeNullOrEmpty();
        State(story).Should().Be("Verifying");
    }

    [StoreFact]
    public async Task Another_lead_cannot_take_an_approval_back()
    {
        await product.Administrator.Say("hi");
        var story = await TriageStory.Begin(product, "The printer of the front desk eats paper");
        await story.IsProposed("Clean the rollers");
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        await product.Bot.Idle();

        var status = (await product.Administrator.Ask($"/status {story.Label}", "History")).Card;
        var menu = (await product.Administrator.Chat.Ask(
            () => product.Administrator.Press(status, "Next step …"), "The fix is wrong …")).Card;

        menu.Buttons.Should().NotContain("Take my approval back");
    }

    [StoreFact]
    public async Task Who_is_asked_names_another_who_may_decide_and_that_one_reads_by_whom_and_why()
    {
        await product.Administrator.Say("hi");
        var story = await TriageStory.Begin(product, "The heating of the office is off on Mondays");
        await story.IsProposed("Change its clock");
        var menu = await Otherwise(story);
        var form = (await story.Lead.Chat.Ask(() => story.Lead.Press(menu, "Not me: who? …"), "Who should decide")).Card;
        await story.Lead.Press(form, "Ask them", ("Name", story.Second.Name), ("Why", "Cem knows it"));
        (await story.Lead.Chat.See("Please choose somebody who may decide")).Should().NotBeNull("members may not decide");
        form = story.Lead.Chat.Messages.Last(m => m.Cards.Count == 1 && m.Shows("Who should decide")).Card;
        await story.Lead.Press(form, "Ask them", ("Name", product.Administrator.Name), ("Why", "The clock belongs to the house"));

        var asked = (await product.Administrator.Chat.See(
            m => m.Shows(story.Label) && m.Shows($"{story.Lead.Name} asks you to decide: The clock belongs to the house"))).Card;
        await story.Channel.See(
            m => m.Shows($"{story.Lead.Name} asks {product.Administrator.Name} to decide: The clock belongs to the house"));
        await product.Administrator.Press(asked, "Approve");
        await product.Bot.Idle();
        State(story).Should().Be("Implementing");
    }

    [StoreFact]
    public async Task Whoever_was_named_is_reminded_and_the_one_who_named_them_is_not()
    {
        await product.Administrator.Say("hi");
        var story = await TriageStory.Begin(product, "The clock of the foyer runs ten minutes late");
        await story.IsProposed("Set it by radio");
        var menu = await Otherwise(story);
        var form = (await story.Lead.Chat.Ask(() => story.Lead.Press(menu, "Not me: who? …"), "Who should decide")).Card;
        await story.Lead.Press(form, "Ask them", ("Name", product.Administrator.Name), ("Why", "It belongs to the house"));
        await product.Bot.Idle();

        foreach (var day in new[] { 4, 5, 9 }) await product.Bot.SweepIn(day);

        Reminders(product.Administrator, story).Should().BePositive();
        Reminders(story.Lead, story).Should().Be(0);
    }

    [StoreFact]
    public async Task Who_named_another_is_asked_again_once_that_one_may_not_decide_any_more()
    {
        var story = await TriageStory.Begin(product, "The gate of the yard sticks");
        await story.IsProposed("Oil it");
        var (lead, second) = (IdOf(story.Lead), IdOf(story.Second));
        var fix = product.Bot.Number("SELECT MAX(id) FROM fixes WHERE error = @id", story.Number);
        await product.Bot.Change(
            "INSERT INTO fix_referrals (fix, person, referred_to, words, referred_at) VALUES (@fix, @lead, @second, 'Yours', 1)",
            fix, lead, second);

        await product.Bot.SweepIn(4);

        Reminders(story.Lead, story).Should().BePositive("a member may not decide, whoever named them");
        Reminders(story.Second, story).Should().Be(0);
    }

    [StoreFact]
    public async Task What_cannot_wait_is_begun_first_shown_as_not_approved_and_in_place_only_after_the_decision()
    {
        var story = await Begun("The fire door of hall one does not close");
        await story.Channel.See(_ => story.Card().Shows("Being fixed, not approved yet"));
        var item = (await story.Owner.Chat.See(m => m.Shows("ACT-") && m.Cards.Count == 1)).Card;
        await story.Owner.Press((await story.Owner.Press(item, "Done …")).Card!, "It is done", ("Evidence", "Wedge removed"));
        await product.Bot.Idle();
        State(story).Should().Be("Implementing", "nothing is in place that nobody approved");

        (await story.Channel.Press(story.Card(), "Approve")).Toast.Should().BeNull();
        await product.Bot.Idle();

        State(story).Should().Be("Verifying");
        (await story.Lead.Chat.See(m => m.Shows("Review of FIX-") && m.Cards.Count == 1)).Card.Shows("Watch the door").Should().BeTrue();
    }

    [StoreFact]
    public async Task A_fix_that_was_begun_first_and_is_refused_is_undone_on_the_next_day()
    {
        var story = await Begun("The safety fence of robot seven is bent");
        var menu = await Otherwise(story);
        var form = (await story.Lead.Chat.Ask(() => story.Lead.Press(menu, "Reject …"), "Reject the fix")).Card;
        await story.Lead.Press(form, "Reject it", ("Text", "The robot must not run at all"));
        await product.Bot.Idle();

        State(story).Should().Be("Analysing");
        Number("SELECT COUNT(*) FROM errors WHERE id = @id AND unapproved_since IS NOT NULL", story).Should().Be(0);
        var undo = (await story.Owner.Chat.See(m => m.Shows("Undo: Let it run again") && m.Cards.Count == 1)).Card;
        undo.Buttons.Should().Contain("Done …");
        Number("SELECT COUNT(*) FROM actions WHERE parent_kind = 'error' AND parent = @id AND state = 'Cancelled'", story).Should().Be(1);
    }

    [StoreFact]
    public async Task Only_what_is_severe_is_begun_by_its_owner_without_a_lead()
    {
        var story = await TriageStory.Begin(product, "The bin of the kitchen is always full");
        var owned = await story.IsAccepted();

        owned.Buttons.Should().NotContain("Do it first …");
        var status = (await story.Owner.Ask($"/status {story.Label}", "History")).Card;
        status.Buttons.Should().NotContain("Do it first …");
    }

    private async Task<TriageStory> Begun(string sentence)
    {
        var story = await TriageStory.Begin(product, sentence, ("Severity", "MajorHarm"));
        var form = (await story.Owner.Press(await story.IsAccepted(), "Do it first …")).Card!;
        await story.Owner.Press(form, "Begin with it", ("What", "Watch the door"), ("Rollback", "Let it run again"));
        await story.Asked(story.Lead);
        await product.Bot.Idle();
        State(story).Should().Be("Implementing");
        foreach (var card in new[] { story.Card(), story.ReportersCard() })
        {
            card.Shows("Being fixed, not approved yet").Should().BeTrue("each card says so as long as it is so");
        }

        return story;
    }

    private static async Task<SeenCard> Otherwise(TriageStory story) => (await story.Lead.Chat.Ask(
        async () => await story.Lead.Press(await story.Asked(story.Lead), "Decide otherwise …"), "Reject …")).Card;

    private static async Task<SeenCard> Steps(TriageStory story) => (await story.Channel.Ask(
        () => story.Channel.Press(story.Card(), "Next step …"), "Take my approval back")).Card;

    private static int Reminders(Person person, TriageStory story) =>
        person.Chat.Messages.Count(m => m.FromBot && m.Shows($"A fix of {story.Label} “") && m.Shows("waits for your decision."));

    private long IdOf(Person person) => product.Bot.Number("SELECT id FROM people WHERE name = @name", person.Name);

    private long Number(string sql, TriageStory story) => product.Bot.Number(sql, story.Number);

    private string State(TriageStory story) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", story.Number).Single();
}
