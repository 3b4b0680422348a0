using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The prioritised list as a team uses it: what stands where, why, what leads change of it, and what is done from it.</summary>
public abstract class PrioritisedListTests(Product product)
{
    public sealed class OnSqlite(Product product) : PrioritisedListTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : PrioritisedListTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task What_is_met_again_and_costs_more_stands_first_and_what_must_not_wait_before_all()
    {
        var story = await TriageStory.Begin(product, "The label printer prints every third label blank", ("Severity", "NearMiss"));
        var worse = await story.Next("A pallet fell from the upper rack", ("Severity", "MinorHarm"));
        var critical = await story.Next("Customer addresses were sent to a stranger", ("Severity", "Critical"));

        var list = (await story.Second.Ask("/actions", "What to do next")).Card;
        Order(list).Should().Equal(critical.Label, worse.Label, story.Label);
        list.Shows("must not wait").Should().BeTrue();
        list.Shows("3 found").Should().BeTrue();

        var card = (await story.Second.Press(list, $"Open {worse.Label}")).Card!;
        card.Shows("Number 2 of 3.").Should().BeTrue();
        Folds(card, "assumed").Should().BeTrue("nobody has said what it takes");
        Folds(card, "usual for severity 3").Should().BeTrue();
        card.Shows("New in the list this week.").Should().BeTrue();
        card.Buttons.Should().NotContain("Change its place …", "a member decides nothing about places");
        Order((await story.Second.Press(card, "Back to the list")).Card!).Should().HaveCount(3);
    }

    [StoreFact]
    public async Task A_lead_puts_something_first_with_a_reason_that_everybody_sees_and_later_how_that_ended()
    {
        var story = await TriageStory.Begin(product, "The coffee machine of hall one leaks", ("Severity", "Hazard"));
        var worse = await story.Next("A forklift drove into the gate of hall one", ("Severity", "MinorHarm"));
        var list = (await story.Lead.Ask("/actions", "What to do next")).Card;
        Order(list).Should().Equal(worse.Label, story.Label);

        var card = (await story.Lead.Press(list, $"Open {story.Label}")).Card!;
        var form = (await story.Lead.Chat.Ask(() =>
            story.Lead.Press(card, "Change its place …"), $"Where is {story.Label} to stand?")).Card;
        var again = (await story.Lead.Press(form, "Put it there")).Card!;
        again.Shows("Say why").Should().BeTrue();
        (await story.Lead.Press(again, "Put it there", ("Reason", "The visitors of Friday see it"))).Card!
            .Shows($"{story.Label} stands first").Should().BeTrue();

        var seen = (await story.Second.Ask("/actions", "What to do next")).Card;
        Order(seen).Should().Equal(story.Label, worse.Label);
        seen.Shows($"put first by {story.Lead.Name}").Should().BeTrue();
        (await story.Second.Press(seen, $"Open {story.Label}")).Card!.Shows("“The visitors of Friday see it”").Should().BeTrue();

        await story.Owner.Press((await story.Owner.Press(await story.IsAccepted(), "Fixed …")).Card!, "Fixed", ("Text", "Sealed it"));
        await product.Bot.Idle();
        var after = (await story.Second.Ask("/actions", "What to do next")).Card;
        Order(after).Should().Equal(worse.Label);
        var decisions = (await story.Second.Press(after, "Decisions of leads")).Card!;
        decisions.Shows("By its value it was number 2.").Should().BeTrue();
        decisions.Shows("Now: Resolved").Should().BeTrue();
    }

    [StoreFact]
    public async Task What_a_lead_leaves_out_for_a_week_comes_back_at_once_when_it_must_not_wait_any_more()
    {
        var story = await TriageStory.Begin(product, "The display of the weighbridge flickers", ("Severity", "MinorHarm"));
        var card = await Opened(story.Lead, story.Label);
        var list = (await story.Lead.Press(card, "Leave out for a week")).Card!;
        list.Shows($"{story.Label} is left out of the list until").Should().BeTrue();
        Order(list).Should().BeEmpty();

        var left = (await story.Lead.Press((await story.Lead.Ask("/actions", "Nothing waits")).Card, "Left out: 1")).Card!;
        Order(left).Should().Equal(story.Label);
        var back = (await story.Lead.Press((await story.Lead.Press(left, $"Open {story.Label}")).Card!, "Back into the list")).Card!;
        back.Shows($"{story.Label} is in the list again.").Should().BeTrue();

        await story.Lead.Press(await Opened(story.Lead, story.Label), "Leave out for a week");
        await product.Bot.Change("UPDATE errors SET severity = 5 WHERE id = @id", story.Number);
        Order((await story.Lead.Ask("/actions", "must not wait")).Card).Should().Equal(story.Label);
    }

    [StoreFact]
    public async Task A_member_who_presses_what_only_leads_may_is_told_so_alone_and_nothing_changes()
    {
        var story = await TriageStory.Begin(product, "The gate of the yard opens by itself");
        var card = await Opened(story.Lead, story.Label);
        (await story.Second.Press(card, "Leave out for a week")).ToString().Should().Contain("Leads decide about the places");
        await product.Bot.Idle();
        product.Bot.Number("SELECT COUNT(*) FROM snoozes WHERE record = @id", story.Number).Should().Be(0);
    }

    [StoreFact]
    public async Task A_restricted_error_stands_in_the_list_of_its_lead_alone()
    {
        var story = await TriageStory.Begin(product, "The scanner of gate two beeps twice");
        var secret = await story.Reporter.Report("Somebody reads the letters of the works council", ("Confidentiality", "Restricted"));
        Order((await story.Second.Ask("/actions", "What to do next")).Card).Should().Equal(story.Label);
        Order((await story.Lead.Ask("/actions", "What to do next")).Card).Should().BeEquivalentTo([story.Label, secret.Label]);
        var forged = (await story.Lead.Ask("/actions", "What to do next")).Card;
        (await story.Second.Press(forged, $"Open {secret.Label}")).ToString().Should().NotContain("works council");
    }

    [StoreFact]
    public async Task From_the_list_a_fix_is_proposed_approved_and_its_action_done_and_the_filters_tell_mine_from_nobodys()
    {
        var story = await TriageStory.Begin(product, "The conveyor stops at the second bend", ("Severity", "ReachedNoHarm"));
        var unowned = await story.Next("The ramp lamp is dark", ("Severity", "NearMiss"));
        await story.IsProposed("Change the belt at the second bend", ("Effort", "3"));

        var card = await Opened(story.Lead, story.Label);
        Folds(card, "as FIX").Should().BeTrue();
        card.Buttons.Should().Contain("Approve");
        await story.Lead.Press(card, "Approve");
        await product.Bot.Idle();

        var mine = (await story.Owner.Ask("/actions mine", "What to do next")).Card;
        Order(mine).Should().Equal(story.Label);
        mine.Shows("ACT-").Should().BeTrue();
        mine.Shows("1 found, of 2 in the list").Should().BeTrue();
        Order((await story.Owner.Ask("/actions nobody", "of 2 in the list")).Card).Should().Equal(unowned.Label);
        var narrowed = await story.Owner.Press(
            (await story.Owner.Ask("/actions", "2 found")).Card, "Show these", ("Owner", "Me"), ("State", "Implementing"));
        Order(narrowed.Card!).Should().Equal(story.Label);

        var opened = (await story.Owner.Press(mine, $"Open {story.Label}")).Card!;
        var action = opened.Buttons.Single(button => button.StartsWith("Open ACT-", StringComparison.Ordinal));
        var item = (await story.Owner.Press(opened, action)).Card!;
        var done = (await story.Owner.Chat.Ask(() => story.Owner.Press(item, "Done …"), "It is done")).Card;
        await story.Owner.Press(done, "It is done", ("Evidence", "Ran for a night"));
        await product.Bot.Idle();
        Order((await story.Owner.Ask("/actions", "What to do next")).Card).Should().Equal([unowned.Label], "the other is in place");
    }

    [StoreFact]
    public async Task From_the_list_somebody_takes_what_nobody_owns_and_whoever_has_an_old_card_reads_who_has_it()
    {
        var story = await TriageStory.Begin(product, "The belt of packing two slips", ("Severity", "ReachedNoHarm"));
        await story.IsProposed("Tighten the belt of packing two", ("Effort", "2"));
        await story.Lead.Press(await Opened(story.Lead, story.Label), "Approve");
        await product.Bot.Idle();
        await product.Bot.Change("UPDATE actions SET owner = NULL WHERE parent = @id", story.Number);
        var action = $"ACT-{product.Bot.Number("SELECT id FROM actions WHERE parent = @id", story.Number)}";

        var card = await Opened(story.Second, story.Label);
        var old = await Opened(story.Lead, story.Label);
        var taken = (await story.Second.Press(card, $"Take {action}")).Card!;
        taken.Shows($"{action} is yours from now on.").Should().BeTrue();
        taken.Shows($"{action} · {story.Second.Name}").Should().BeTrue();
        taken.Buttons.Should().NotContain($"Take {action}").And.Contain("Back to the list");
        await product.Bot.Idle();

        var late = (await story.Lead.Press(old, $"Take {action}")).Card!;
        late.Shows($"{story.Second.Name} has {action} already.").Should().BeTrue();
        late.Buttons.Should().NotContain($"Take {action}");
        Order((await story.Second.Ask("/actions mine", "1 found")).Card).Should().BeEquivalentTo([story.Label]);
        product.Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_kind = 'action' AND what = 'taken'").Should().Be(1);
    }

    [StoreFact]
    public async Task The_list_is_narrowed_to_what_one_person_owns_by_the_form_and_by_a_typed_name_and_stays_so()
    {
        var story = await TriageStory.Begin(product, "The saw of hall four stops", ("Severity", "MinorHarm"));
        await story.IsAccepted();
        for (var i = 0; i < 9; i++)
        {
            var next = await story.Next($"The saw number {i} of hall five squeaks", ("Severity", "NearMiss"));
            await product.Bot.Change(
                "UPDATE errors SET owner = (SELECT id FROM people WHERE name = @name) WHERE id = @id", story.Second.Name, next.Number);
        }

        var typed = (await story.Lead.Ask($"/actions @{story.Owner.Name}", $"What {story.Owner.Name} owns")).Card;
        Order(typed).Should().Equal(story.Label);
        typed.Shows("1 found, of 10 in the list").Should().BeTrue();
        Order((await story.Lead.Press(typed, "Show all")).Card!).Should().HaveCount(8);

        var byForm = (await story.Lead.Press(typed, "Show these", ("Owner", IdOf(story.Second)))).Card!;
        byForm.Shows($"What {story.Second.Name} owns").Should().BeTrue();
        var further = (await story.Lead.Press(byForm, "Next page")).Card!;
        Order(further).Should().ContainSingle();
        var opened = (await story.Lead.Press(further, $"Open {Order(further).Single()}")).Card!;
        (await story.Lead.Press(opened, "Back to the list")).Card!.Shows($"What {story.Second.Name} owns").Should().BeTrue();
    }

    [StoreFact]
    public async Task A_name_that_is_nobodys_or_several_peoples_is_answered_with_what_to_do()
    {
        var story = await TriageStory.Begin(product, "The lift of hall six hangs");
        var (anna, other) = (product.Somebody("Anna"), product.Somebody("Anna"));
        await product.TeamOf(story.Lead, anna, other);
        var stranger = product.Somebody("Zebedee");
        await product.TeamOf(product.Somebody("Zoe"), stranger);

        var several = (await story.Lead.Ask("/actions anna", "Several people are called “anna”")).Card;
        several.Buttons.Should().Contain([anna.Name, other.Name]);
        (await story.Lead.Press(several, anna.Name)).Card!.Shows($"{anna.Name} owns nothing in the list").Should().BeTrue();
        var nobody = (await story.Lead.Ask("/actions zebedee", "I do not know what “zebedee” means here")).Card;
        Order(nobody).Should().Equal([story.Label], "the whole list stands below");

        var numbered = (await story.Lead.Ask($"/actions owner:{IdOf(stranger)}", "Nothing in the list is like that")).Card;
        numbered.Shows(stranger.Name).Should().BeFalse("they learn no name of another team");
    }

    [StoreFact]
    public async Task Somebody_of_no_team_is_told_that_the_list_belongs_to_teams()
    {
        var stranger = product.Somebody();
        (await stranger.Ask("/actions", "belongs to teams")).Should().NotBeNull();
    }

    private string IdOf(Person person) =>
        product.Bot.Number("SELECT id FROM people WHERE aad_object_id = @id", person.ObjectId).ToString();

    private static async Task<SeenCard> Opened(Person person, string label)
    {
        var list = (await person.Ask("/actions", "What to do next")).Card;
        return (await person.Press(list, $"Open {label}")).Card!;
    }

    /// <summary>Whether the words stand on the card, also where it is folded.</summary>
    private static bool Folds(SeenCard card, string words) => card.Json.GetRawText().Contains(words, StringComparison.Ordinal);

    private static IEnumerable<string> Order(SeenCard list) => list.Buttons
        .Where(button => button.StartsWith("Open ERR-", StringComparison.Ordinal)).Select(button => button["Open ".Length..]);
}
