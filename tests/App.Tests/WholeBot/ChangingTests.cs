using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A filed report is changed, and every place shows it.</summary>
public abstract class ChangingTests(Product product)
{
    public sealed class OnSqlite(Product product) : ChangingTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : ChangingTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task An_edit_changes_both_cards_and_posts_one_line()
    {
        var (ann, channel, filed) = await Filed("The sign at dock two is upside down");

        var form = (await ann.Press(filed.Card, "Edit")).Card!;
        var edited = (
            await ann.Press(
                form, "Save changes", ("Title", "The sign at dock two hangs upside down"), ("Severity", "MajorHarm"),
                ("Story", "It was hung in a hurry"))).Card!;

        foreach (var card in new[] { edited, (await channel.See(m => m.Cards.Count == 1 && m.Shows("hangs upside down"))).Card })
        {
            card.Words.Should().Contain("The sign at dock two hangs upside down").And.Contain("It was hung in a hurry");
            card.Shows("4 · Major harm").Should().BeTrue();
        }

        await OneLine(channel, "the severity from 2 · Reached others, no harm to 4 · Major harm");
        (await ann.Ask("/find hurry", "Reports found")).Shows(filed.Label).Should().BeTrue();
    }

    [StoreFact]
    public async Task A_detail_is_kept_and_announced_in_one_line()
    {
        var (ann, channel, filed) = await Filed("The tarpaulin came loose");

        var after =
            (await ann.Press((await ann.Press(filed.Card, "Add detail")).Card!, "Add it", ("Text", "It was windy from the north"))).Card!;

        after.Buttons.Should().Contain("Edit");
        await OneLine(channel, "added a detail: It was windy from the north");
        (await ann.Ask($"/status {filed.Label}", "History")).Shows("It was windy from the north").Should().BeTrue();
    }

    [StoreFact]
    public async Task A_withdrawal_with_its_reason_stands_everywhere_and_ends_all_changes()
    {
        var (ann, channel, filed) = await Filed("The ladder lacks a rung");
        var (edit, detail) = ((await ann.Press(filed.Card, "Edit")).Card!, filed.Card);

        await ann.Press(edit, "Cancel");
        var withdrawn =
            (await ann.Press((await ann.Press(filed.Card, "Withdraw")).Card!, "Withdraw it", ("Reason", "It was another ladder"))).Card!;

        withdrawn.Shows("Reason: It was another ladder").Should().BeTrue();
        withdrawn.Buttons.Should().BeEmpty();
        (await channel.See(m => m.Cards.Count == 1 && m.Shows("Reason: It was another ladder"))).Card.Buttons.Should().BeEmpty();
        await OneLine(channel, "withdrew the report: It was another ladder");
        foreach (var button in new[] { "Edit", "Add detail", "Withdraw" })
        {
            (await ann.Press(detail, button)).Card!.Shows("This report was withdrawn").Should().BeTrue();
            await product.Bot.Idle();
        }
    }

    [StoreFact]
    public async Task A_change_that_was_begun_before_the_withdrawal_is_refused_and_nothing_of_it_kept()
    {
        var (ann, channel, filed) = await Filed("The hose of pump one leaks");
        var form = (await ann.Press(filed.Card, "Edit")).Card!;
        await product.Bot.Change("UPDATE errors SET state = 'Withdrawn', version = version + 1 WHERE id = @id", filed.Number);

        var late = (await ann.Press(form, "Save changes", ("Title", "Something else entirely"))).Card!;

        late.Shows("This report was withdrawn").Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE title = 'Something else entirely'").Should().Be(0);
        channel.Messages.Should().NotContain(m => m.Shows("Something else entirely"));
    }

    [StoreFact]
    public async Task Only_the_reporter_may_change_it_and_every_refusal_is_noted()
    {
        var (ann, channel, filed) = await Filed("The scanner reads nines as fours");
        var bob = channel.Person;
        var press = ann.Chat.PressActivity(filed.Card, "Edit");

        var stolen = press.DeepClone().AsObject();
        stolen["from"] = product.Teams.Activities.Of("message", bob, bob.PersonalChat)["from"]!.DeepClone();
        stolen["conversation"] = product.Teams.Activities.Of("message", bob, bob.PersonalChat)["conversation"]!.DeepClone();
        stolen["replyToId"] = "1700000000000";
        var answer = await product.Teams.Deliver(stolen);

        answer.Body.Should().Contain("Only the person who reported it can change it");
        await product.Bot.Idle();
        product.Bot.Number(
            "SELECT COUNT(*) FROM record_events WHERE what = 'refused' AND record_kind = 'error' AND record_id = @id "
                + "AND data LIKE '%Edit%'",
            filed.Number)
            .Should()
            .Be(1);
        (await ann.Ask($"/status {filed.Label}", "History")).Shows("refused").Should().BeFalse();
    }

    [StoreFact]
    public async Task Two_forms_of_one_report_do_not_undo_each_other()
    {
        var (ann, channel, filed) = await Filed("The label of shelf nine fell off");
        var here = (await ann.Press(filed.Card, "Edit")).Card!;
        var group = product.Teams.AddGroupChat($"Shelf {ann.Name}", ann, channel.Person);
        product.Teams.Allow(group);
        var chat = ann.Open(group);
        var press = product.Teams.Activities.CardAction(
            ann, group, "1700000000001", ann.Chat.PressActivity(filed.Card, "Edit")["value"]!.DeepClone().AsObject());
        await product.Teams.Deliver(press);
        var there = (await chat.See("Edit ERR-")).Card;

        await ann.Press(here, "Save changes", ("Title", "The label of shelf ten fell off"));
        await chat.Press(there, "Save changes", ("Severity", "Critical"));

        var shown = await channel.See(m => m.Cards.Count == 1 && m.Shows("5 · Critical"));
        shown.Shows("The label of shelf ten fell off").Should().BeTrue();
    }

    [StoreFact]
    public async Task An_old_card_that_is_pressed_later_shows_the_present_state()
    {
        var (ann, _, filed) = await Filed("The chute jams on Mondays");
        var form = (await ann.Press(filed.Card, "Edit")).Card!;
        await ann.Press(form, "Save changes", ("Title", "The chute jams on Tuesdays"));

        var again = (await ann.Press(form, "Save changes", ("Title", "The chute never jams"))).Card!;

        again.Shows("The chute jams on Tuesdays").Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE title = 'The chute never jams'").Should().Be(0);
    }

    [StoreFact]
    public async Task A_client_that_forgot_everything_shows_the_present_state_again()
    {
        var (ann, _, filed) = await Filed("The brake of cart six sticks");
        await ann.Press((await ann.Press(filed.Card, "Edit")).Card!, "Save changes", ("Title", "The brake of cart seven sticks"));
        await product.Bot.Idle();

        product.Teams.PassTime(TimeSpan.FromMinutes(2));
        await ann.Chat.Reopen();

        ann.Chat.Card.Shows("The brake of cart seven sticks").Should().BeTrue();
        ann.Chat.Card.Buttons.Should().Contain("Edit");
    }

    [StoreFact]
    public async Task A_report_opened_from_a_list_can_be_changed_there_and_its_history_says_how_the_severity_changed()
    {
        var (ann, channel, filed) = await Filed("The hatch of silo four sticks");
        var opened = (await ann.Ask($"/status {filed.Label}", "History")).Card;
        opened.Buttons.Should().Equal("Same as another …", "Edit", "Add detail", "Withdraw", "It happened again");

        var form = await ann.Chat.Ask(() => ann.Press(opened, "Edit"), $"Edit {filed.Label}");
        await ann.Press(form.Card, "Save changes", ("Severity", "Critical"));

        var after = await ann.Ask($"/status {filed.Label}", "History");
        after.Shows("changed the severity from 2 · Reached others, no harm to 5 · Critical").Should().BeTrue();
        await OneLine(channel, "changed the severity from 2 · Reached others, no harm to 5 · Critical.");
        (await channel.Person.Ask($"/status {filed.Label}", "History")).Card.Buttons.Should().Equal(
            ["Accept", "Next step …", "Add detail", "Withdraw", "Same thing happened to me"], "a lead may withdraw it");
    }

    [StoreFact]
    public async Task A_form_that_is_cancelled_leaves_the_card_of_the_report_with_its_buttons()
    {
        var (ann, _, filed) = await Filed("The ramp of dock three is slippery");
        foreach (var button in new[] { "Edit", "Add detail", "Withdraw" })
        {
            var form = (await ann.Press(filed.Card, button)).Card!;
            var after = (await ann.Press(form, "Cancel")).Card!;
            after.Buttons.Should().Equal(["Edit", "Add detail", "Withdraw"], "it is the report's card again after {0}", button);
            after.Shows("Cancelled").Should().BeFalse();

            var late = (await ann.Press(form, "Cancel")).Card!;
            late.Buttons.Should().Equal(["Edit", "Add detail", "Withdraw"], "an old form shows what stands there by now");

            await ann.Press(filed.Card, button);
            await ann.Ask("/cancel", "Cancelled. Nothing was kept.");
            await product.Bot.Idle();
            await product.Teams.ForgetAnswers();
            (
                await ann.Chat.See(m => m.Shows(filed.Label) && m.Cards.Count > 0)).Card.Buttons.Should().Equal("Edit", "Add detail",
                    "Withdraw");
        }
    }

    [StoreFact]
    public async Task A_change_is_confirmed_and_told_with_what_was_there_before()
    {
        var (ann, channel, filed) = await Filed("The gauge of tank two shows nothing");

        var edited = (
            await ann.Press(
                (await ann.Press(filed.Card, "Edit")).Card!, "Save changes", ("Title", "The gauge of tank three shows nothing"),
                ("Story", "It shows nothing since Monday"), ("Severity", "MinorHarm"), ("Hit", "Colleague"))).Card!;

        const string told =
            "the title from “The gauge of tank two shows nothing” to “The gauge of tank three shows nothing”; what happened; the "
                + "severity from 2 · Reached others, no harm to 3 · Minor harm; who was hit from Not known yet to A colleague";
        edited.Shows($"Saved. You changed {told}.").Should().BeTrue();
        edited.Shows("Thank you").Should().BeFalse();
        await OneLine(channel, $"{ann.Name} changed {told}.");
        (await ann.Ask($"/status {filed.Label}", "History")).Shows($"changed {told}").Should().BeTrue();

        var detailed = (await ann.Press((await ann.Press(edited, "Add detail")).Card!, "Add it", ("Text", "Only in the morning"))).Card!;
        detailed.Shows("Your detail is added.").Should().BeTrue();
        detailed.Shows("Only in the morning").Should().BeTrue();
        await OneLine(channel, $"{ann.Name} added a detail: Only in the morning");
        (await channel.See(m => m.Cards.Count == 1 && m.Shows("Only in the morning"))).Should().NotBeNull();
    }

    [StoreFact]
    public async Task What_was_saved_without_a_change_says_nothing_to_anybody()
    {
        var (ann, channel, filed) = await Filed("The valve of tank nine drips");

        var after = (await ann.Press((await ann.Press(filed.Card, "Edit")).Card!, "Save changes")).Card!;

        after.Buttons.Should().Contain("Edit");
        await product.Bot.Idle();
        channel.Messages.Should().NotContain(m => m.Cards.Count == 0 && m.Text.Contains("changed", StringComparison.Ordinal));
        product.Bot.Number("SELECT version FROM errors WHERE id = @id", filed.Number).Should().Be(1);
    }

    [StoreFact]
    public async Task Who_edits_the_story_of_a_report_is_shown_once_that_it_sounds_worse_and_nothing_is_lowered()
    {
        var (ann, _, filed) = await Filed("The export went out late");
        var form = (await ann.Press(filed.Card, "Edit")).Card!;

        var shown =
            (await ann.Press(form, "Save changes", ("Story", "The export leaked personal data of 400 patients, cannot be undone"))).Card!;
        shown.Value("Severity").Should().Be("Critical");
        shown.Shows("I propose 5 · Critical").Should().BeTrue();
        var saved = (await ann.Press(shown, "Save changes")).Card!;
        saved.Shows("5 · Critical").Should().BeTrue();

        var again = (await ann.Press((await ann.Press(saved, "Edit")).Card!, "Save changes", ("Story", "The export went out"))).Card!;
        again.Shows("5 · Critical").Should().BeTrue("what was filed is lowered by nobody but a person");
    }

    private async Task OneLine(Chat channel, string line)
    {
        await channel.See(line);
        await product.Bot.Idle();
        channel.Messages.Where(m => m.FromBot && m.Cards.Count == 0 && m.Text.Contains(line, StringComparison.Ordinal))
            .Should()
            .ContainSingle();
    }

    /// <summary>A report by one member, and the triage channel as another sees it.</summary>
    private async Task<(Person Reporter, Chat Channel, Filed Filed)> Filed(string sentence)
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var filed = await ann.Report(sentence);
        var channel = bob.Open(team.Triage());
        await channel.See(filed.Label);
        return (ann, channel, filed);
    }
}
