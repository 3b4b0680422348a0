using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>From an accepted error to a fix in place: proposal, approval in the chat, the work, its evidence.</summary>
public abstract class FixTests(Product product)
{
    public sealed class OnSqlite(Product product) : FixTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : FixTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task The_long_way_leads_from_a_proposal_by_one_press_of_the_lead_to_a_fix_in_place()
    {
        var story = await TriageStory.Begin(product, "The conveyor belt three stops when it is cold");
        await story.IsProposed("Heat the motor before the first shift");

        var asked = await story.Asked(story.Lead);
        asked.Shows("You are asked because you lead the team.").Should().BeTrue();
        asked.Shows("From three a week to none").Should().BeTrue();
        await story.Lead.Press(asked, "Approve");

        await story.Reporter.Chat.See($"The fix of {story.Label} is approved: Heat the motor before the first shift");
        var item = (await story.Owner.Chat.See(m => m.Shows("ACT-") && m.Cards.Count == 1)).Card;
        State(story).Should().Be("Implementing");
        var done = (await story.Owner.Press(item, "Done …")).Card!;
        await story.Owner.Press(done, "It is done", ("Evidence", "https://example.com/heater"));

        await story.Reporter.Chat.See("is in place");
        await product.Bot.Idle();
        State(story).Should().Be("Verifying");
        Events(story).Should().Equal("filed", "accepted", "fix-proposed", "fix-approved", "implemented", "watch-started",
            "verdict-proposed");
    }

    [StoreFact]
    public async Task Nobody_decides_about_a_fix_of_their_own_and_where_the_rules_leave_nobody_the_administrators_are_asked()
    {
        await product.Administrator.Say("hi");
        var story = await TriageStory.Begin(product, "The scale at gate five shows two kilos too many");
        await story.IsAccepted();
        var second = story.Second.Open(story.Team.Triage());
        var form = await story.Step("Owner and impact …", "Owner and impact of");
        await story.Channel.Press(form, "Save", ("OwnerName", story.Lead.Name));
        var mine = (await story.Lead.Chat.See(m => m.Shows($"{story.Lead.Name} solves it"))).Card;
        var propose = (await story.Lead.Press(mine, "Propose a fix …")).Card!;
        await story.Lead.Press(propose, "Propose it", ("What", "Calibrate it every Monday"), ("Effect", "None any more"));
        await story.Channel.See(_ => story.Card().Shows("Calibrate it every Monday"));
        await story.Channel.See(_ => !story.Card().Buttons.Contains("Approve")); // the view of who proposed it

        var everybodys = (await second.See(m => m.Shows("Calibrate it every Monday") && m.Cards.Count == 1)).Card;
        var refused = await story.Channel.Press(everybodys, "Approve");
        refused.Toast.Should().Contain("Only a lead who did not propose it or change it last");
        var asked = await story.Asked(product.Administrator);
        asked.Shows("the rules leave nobody else who may decide").Should().BeTrue();
        await product.Administrator.Press(asked, "Approve");
        await product.Bot.Idle();
        State(story).Should().Be("Implementing");
    }

    [StoreFact]
    public async Task A_critical_error_takes_two_leads_and_the_second_sees_who_approved()
    {
        await product.Administrator.Say("hi");
        var story = await TriageStory.Begin(product, "The emergency stop of press one does not work", ("Severity", "Critical"));
        await story.IsProposed(
            "Replace the relay", ("Cause", "The relay is worn out"), ("CauseEvidence", "Measured 40 ohm"));

        var inChannel = story.Card();
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        await story.Channel.See(m => m.Shows("approved the fix; one more lead is needed"));
        await product.Bot.Idle();
        State(story).Should().Be("FixProposed");
        await story.Channel.See(_ => !story.Card().Buttons.Contains("Approve")); // the view of who has approved
        (await story.Channel.Press(inChannel, "Approve")).Toast.Should().Contain("Only a lead who did not propose it or change it last");

        var second = await story.Asked(product.Administrator);
        second.Shows("one more lead is needed").Should().BeTrue();
        await product.Administrator.Press(second, "Approve");
        await product.Bot.Idle();
        State(story).Should().Be("Implementing");
    }

    [StoreFact]
    public async Task An_edit_voids_the_approval_and_shows_old_and_new()
    {
        var story = await TriageStory.Begin(product, "The crane beeps without any reason", ("Severity", "Critical"));
        await story.IsProposed("Change the sensor", ("Cause", "Dust"), ("CauseEvidence", "Seen"));
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        await product.Bot.Idle();

        await story.IsChanged("Change the sensor and its cable");
        await product.Bot.Idle();

        Number("SELECT COUNT(*) FROM fix_decisions d JOIN fixes f ON f.id = d.fix WHERE f.error = @id AND d.void_at IS NULL", story.Number)
            .Should().Be(0);
        (await story.Lead.Chat.See(m => m.Shows("before “Change the sensor”, now “Change the sensor and its cable”")))
            .Card.Buttons.Should().Contain("Approve");
    }

    [StoreFact]
    public async Task What_a_fix_promises_is_chosen_without_having_to_approved_with_it_and_another_promise_voids_the_approval()
    {
        await product.Administrator.Say("hi");
        var story = await TriageStory.Begin(product, "The crane hums without any load", ("Severity", "Critical"));
        await story.IsProposed("Oil the hinge", ("Cause", "Rust"), ("CauseEvidence", "Seen"));
        var asked = await story.Asked(story.Lead);
        asked.Shows("as often").Should().BeFalse("nothing was promised");
        await story.Lead.Press(asked, "Approve");
        await product.Bot.Idle();

        var edit = await story.Step("Change the fix …", "Change the fix of");
        await story.Channel.Press(edit, "Save the changes", ("Promised", "ThreeQuarters"));
        await story.Channel.See(m => m.Shows("changed the proposal (the promised fall)"));
        await product.Bot.Idle();

        Number("SELECT COUNT(*) FROM fix_decisions d JOIN fixes f ON f.id = d.fix WHERE f.error = @id AND d.void_at IS NULL", story.Number)
            .Should().Be(0);
        (await product.Administrator.Chat.See(
            m => m.Shows(story.Label) && m.Shows("before “nothing”, now “three quarters less often”")))
            .Card.Buttons.Should().Contain("Approve");
        var again = await story.Step("Change the fix …", "Change the fix of");
        again.Value("Promised").Should().Be("ThreeQuarters", "a change of something else keeps it");
    }

    [StoreFact]
    public async Task A_lead_who_changed_the_proposal_of_another_has_a_part_in_it_and_does_not_decide_about_it()
    {
        await product.Administrator.Say("hi");
        var story = await TriageStory.Begin(product, "The crane rocks without any wind");
        await story.IsProposed("Tighten the rope");
        var asked = await story.Asked(story.Lead);

        var edit = await story.Step("Change the fix …", "Change the fix of");
        await story.Channel.Press(edit, "Save the changes", ("What", "Replace the rope"));
        await product.Bot.Idle();

        (await story.Lead.Press(asked, "Approve")).Toast.Should().Contain("Only a lead who did not propose it or change it last");
        State(story).Should().Be("FixProposed");
        await product.Administrator.Press(await story.Asked(product.Administrator), "Approve");
        await product.Bot.Idle();
        State(story).Should().Be("Implementing");
    }

    [StoreFact]
    public async Task Changes_are_asked_for_made_and_approved_and_a_refusal_goes_back_to_the_causes()
    {
        var story = await TriageStory.Begin(product, "The ventilation of the paint shop is loud");
        await story.IsProposed("Ask everybody to close the door");

        var menu = (
            await story.Lead.Chat.Ask(
                async () => await story.Lead.Press(await story.Asked(story.Lead), "Decide otherwise …"), "Request changes …")).Card;
        menu.Buttons.Should().Equal("Approve with conditions …", "Not me: who? …", "Request changes …", "Reject …", "Put off …",
            "Accept the risk …");
        var form = (await story.Lead.Chat.Ask(() => story.Lead.Press(menu, "Request changes …"), "Request changes of")).Card;
        await story.Lead.Press(form, "Request changes", ("Text", "Something that needs nobody to remember it"));
        await story.Owner.Chat.See("asks for changes of your fix");
        await product.Bot.Idle();
        State(story).Should().Be("ChangesRequested");

        var edit = (
            await story.Owner.Press(
                (await story.Owner.Chat.See(m => m.Cards.Count == 1 && m.Card.Buttons.Contains("Change the fix …"))).Card,
                "Change the fix …")).Card!;
        edit.Shows("Asked for: Something that needs nobody to remember it").Should().BeTrue();
        await story.Owner.Press(edit, "Save the changes", ("What", "Fit a door closer"));
        await product.Bot.Idle();
        State(story).Should().Be("FixProposed");

        var again = (
            await story.Lead.Chat.Ask(
                () =>
                    story.Lead.Press(
                        story.Lead.Chat.Messages.Last(m => m.Cards.Count == 1 && m.Card.Buttons.Contains("Decide otherwise …")).Card,
                        "Decide otherwise …"),
                "Reject …")).Card;
        var reject = (await story.Lead.Chat.Ask(() => story.Lead.Press(again, "Reject …"), "Reject the fix")).Card;
        await story.Lead.Press(reject, "Reject it", ("Text", "The door is a fire door"));
        await product.Bot.Idle();
        State(story).Should().Be("Analysing");
    }

    [StoreFact]
    public async Task Each_condition_of_an_approval_is_an_action_that_must_be_done_first()
    {
        var story = await TriageStory.Begin(product, "The dock light stays green while the gate is open");
        await story.IsProposed("Swap the switch");
        var menu = (
            await story.Lead.Chat.Ask(
                async () => await story.Lead.Press(await story.Asked(story.Lead), "Decide otherwise …"), "Approve with conditions …")).Card;
        var form = (await story.Lead.Chat.Ask(() => story.Lead.Press(menu, "Approve with conditions …"), "with conditions")).Card;

        await story.Lead.Press(form, "Approve with these", ("Text", "Tell the night shift\nPut it into the checklist"));
        await product.Bot.Idle();

        Number("SELECT COUNT(*) FROM actions WHERE parent_kind = 'error' AND parent = @id", story.Number).Should().Be(3);
        var first = (await story.Owner.Chat.See(m => m.Shows("Swap the switch") && m.Shows("ACT-") && m.Cards.Count == 1)).Card;
        await story.Owner.Press((await story.Owner.Press(first, "Done …")).Card!, "It is done", ("Evidence", "Done on Monday"));
        await product.Bot.Idle();
        State(story).Should().Be("Implementing", "the conditions are still open");

        var wrong = await story.Step("The fix is wrong …", "is wrong");
        await story.Channel.Press(wrong, "Take it back", ("Text", "The switch is the right one"));
        await product.Bot.Idle();
        State(story).Should().Be("FixProposed", "what is done already does not see the fix in place");
        Number("SELECT COUNT(*) FROM actions WHERE parent_kind = 'error' AND parent = @id AND state = 'Cancelled'", story.Number)
            .Should().Be(2);
    }

    [StoreFact]
    public async Task Of_many_presses_that_approve_at_the_same_moment_one_decides()
    {
        var story = await TriageStory.Begin(product, "The fork of truck nine is bent a little");
        await story.IsProposed("Order a new fork");
        await product.Bot.Idle();
        var card = story.Card();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => story.Channel.Press(card, "Approve")));

        await product.Bot.Idle();
        Events(story).Count(what => what is "fix-approved").Should().Be(1);
        Number("SELECT COUNT(*) FROM actions WHERE parent_kind = 'error' AND parent = @id", story.Number).Should().Be(1);
    }

    private long Number(string sql, long id) => product.Bot.Number(sql, id);

    private string State(TriageStory story) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", story.Number).Single();

    private IReadOnlyList<string> Events(TriageStory story) => product.Bot.TextsOf(
        "SELECT what FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what <> 'refused' ORDER BY id", story.Number);
}
