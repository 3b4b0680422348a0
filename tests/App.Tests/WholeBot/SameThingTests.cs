using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Somebody met the same thing: they join the report that there is, and only when they say so.</summary>
public abstract class SameThingTests(Product product)
{
    public sealed class OnSqlite(Product product) : SameThingTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : SameThingTests(product), IClassFixture<PostgresProduct>;

    private const string First = "The pallet wrapper tears the blue foil at the corners";
    private const string Second = "The pallet wrapper tears the blue foil again";

    [StoreFact]
    public async Task Same_thing_after_a_sentence_adds_a_witness_with_their_own_words_and_no_new_report()
    {
        var (ann, bob, team) = await TwoInATeam();
        var filed = await ann.Report(First);

        var joined = await bob.Press(await bob.Form(Second), $"Same thing as {filed.Label}");

        joined.Card!.Shows($"Your account was added to {filed.Label}; 2 reports by now").Should().BeTrue();
        var channel = ann.Open(team.Triage());
        await channel.See($"{bob.Name} met the same thing; 2 reports by now.");
        await product.Bot.Idle();
        channel.Messages.Count(m => m.Shows("ERR-")).Should().Be(1);
        product.Bot.Number(
            "SELECT COUNT(*) FROM witnesses WHERE error = @error AND note = @note AND occurred_at IS NOT NULL", filed.Number, Second)
            .Should()
            .Be(1);
        (await ann.Ask($"/status {filed.Label}", "History")).Shows(Second).Should().BeTrue();
        (await bob.Ask("/my", "My reports")).Shows(filed.Label).Should().BeTrue();
    }

    [StoreFact]
    public async Task Same_thing_after_the_story_was_typed_into_the_form_does_the_same()
    {
        var (ann, bob, _) = await TwoInATeam();
        var filed = await ann.Report(First);

        var asked = (await bob.Press(await bob.Form(), "Report it", ("Story", Second))).Card!;
        asked.Shows("Is it one of these?").Should().BeTrue();
        var joined = await bob.Press(asked, $"Same thing as {filed.Label}");

        joined.Card!.Shows($"Your account was added to {filed.Label}").Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE reporter = (SELECT id FROM people WHERE channel_user_id = @bob)", bob.Mri)
            .Should()
            .Be(0);
    }

    [StoreFact]
    public async Task Without_the_tap_nothing_is_merged()
    {
        var (ann, bob, _) = await TwoInATeam();
        var filed = await ann.Report(First);

        var own = await bob.Report(Second);
        var late = (await bob.Press(await bob.Form(), "Report it", ("Story", $"{Second} and again"))).Card!;
        var another = Talking.LabelOn((await bob.Press(late, "It is new: report it")).Card!);

        new[] { filed.Label, own.Label, another }.Should().OnlyHaveUniqueItems();
        product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @error", filed.Number).Should().Be(0);
    }

    [StoreFact]
    public async Task A_person_who_says_it_in_two_conversations_is_counted_once_and_both_accounts_are_kept()
    {
        var (ann, bob, team) = await TwoInATeam();
        var filed = await ann.Report(First);
        var his = bob.Open(team.Talk());
        var here = await his.Ask(() => his.Say($"report-error {Second}"), "Report an error");
        var there = await bob.Form($"{Second}, this time at noon");

        await bob.Press(there, $"Same thing as {filed.Label}");
        await his.Press(here.Card, $"Same thing as {filed.Label}");

        await product.Bot.Idle();
        product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @error", filed.Number).Should().Be(2);
        (await ann.Ask($"/status {filed.Label}", "History")).Card.Words.Should().ContainInConsecutiveOrder("Reports", "2, 3 times in all");
    }

    [StoreFact]
    public async Task The_triage_card_lets_others_join_and_its_reporter_say_that_it_happened_again()
    {
        var (ann, bob, team) = await TwoInATeam();
        var filed = await ann.Report(First);
        var (hers, his) = (ann.Open(team.Triage()), bob.Open(team.Triage()));
        var card = (await his.See(filed.Label)).Card;

        var note = await his.Ask(() => his.Press(card, "Same thing happened to me"), "What did you see?");
        note.IsPrivate.Should().BeTrue();
        await his.Press(note.Card, "Count me in", ("Note", "At gate four"));
        var shared = await hers.See(m => !m.IsPrivate && m.Shows(filed.Label));
        var again = await hers.Ask(() => hers.Press(shared.Card, "Same thing happened to me"), "What did you see?");
        hers.Message(shared.Id)!.Shows(filed.Label).Should().BeTrue("the card of the channel stays");
        await hers.Press(again.Card, "Count me in", ("Note", "Again at gate five"));

        await hers.See($"{bob.Name} met the same thing; 2 reports by now.");
        await hers.See($"{ann.Name} met it again.");
        await hers.See(m => !m.IsPrivate && m.Shows("2, 3 times in all"));
        var status = (await ann.Ask($"/status {filed.Label}", "How often")).Card;
        status.Shows("Met in each of the last 12 weeks, this week last: 0 ·").Should().BeTrue();
        status.Shows("· 3").Should().BeTrue();
        product.Teams.Problems.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_reporter_who_meets_it_again_is_not_told_of_one_reports()
    {
        var (ann, bob, team) = await TwoInATeam();
        var filed = await ann.Report(First);

        var again = (await ann.Press(await ann.Form(Second), $"Same thing as {filed.Label}")).Card!;

        again.Shows($"Your account was added to {filed.Label}. You hear here what becomes of it.").Should().BeTrue();
        await bob.Open(team.Triage()).See($"{ann.Name} met it again.");
    }

    [StoreFact]
    public async Task A_witness_who_adds_a_detail_keeps_the_card_of_a_witness_which_hides_what_is_restricted_later()
    {
        var (ann, bob, _) = await TwoInATeam();
        var filed = await ann.Report(First);
        var joined = (await bob.Press(await bob.Form(Second), $"Same thing as {filed.Label}")).Card!;

        var added = (await bob.Press((await bob.Press(joined, "Add detail")).Card!, "Add it", ("Text", "Only with the blue foil"))).Card!;
        added.Shows("Your account was added").Should().BeTrue();
        added.Buttons.Should().NotContain(["Edit", "Withdraw"]);

        await ann.Press(
            (await ann.Press(filed.Card, "Edit")).Card!, "Save changes", ("Confidentiality", "Restricted"),
            ("Title", "The foil is stolen"));
        await bob.Chat.See("can be seen only by its reporter");
        await product.Bot.Idle();
        await product.Teams.ForgetAnswers();
        bob.Chat.Messages.Should().NotContain(message => message.Shows("The foil is stolen"));
    }

    [StoreFact]
    public async Task Two_witnesses_in_one_channel_each_keep_a_card_of_their_own()
    {
        var (ann, bob, team) = await TwoInATeam();
        var carl = product.Somebody("Carl");
        team.Add(carl);
        await product.Teams.Deliver(product.Teams.Activities.MembersAdded(ann, team.General, carl));
        await product.Bot.Idle();
        var filed = await ann.Report(First);

        foreach (var chat in new[] { bob.Open(team.Triage()), carl.Open(team.Triage()) })
        {
            var card = (await chat.See(filed.Label)).Card;
            var note = await chat.Ask(() => chat.Press(card, "Same thing happened to me"), "What did you see?");
            await chat.Press(note.Card, "Count me in");
            await product.Bot.Idle();
        }

        await ann.Press((await ann.Press(filed.Card, "Withdraw")).Card!, "Withdraw it", ("Reason", "Mixed up"));
        await product.Bot.Idle();
        foreach (var person in new[] { bob, carl })
        {
            await person.Open(team.Triage()).See(m => m.IsPrivate && m.Shows("Your account was added") && m.Shows("Reason: Mixed up"));
        }
    }

    [StoreFact]
    public async Task Withdrawn_reports_are_not_offered_and_can_no_longer_be_joined()
    {
        var (ann, bob, _) = await TwoInATeam();
        var filed = await ann.Report(First);
        var form = await bob.Form(Second);
        await ann.Press((await ann.Press(filed.Card, "Withdraw")).Card!, "Withdraw it");

        var instead = (await bob.Press(form, $"Same thing as {filed.Label}")).Card!;
        instead.Shows("This report was withdrawn").Should().BeTrue();
        var own = (await bob.Press(instead, "It is new: report it")).Card!;

        own.Shows(Second).Should().BeTrue("what was written is not lost");
        (await ann.Form(First)).Shows(filed.Label).Should().BeFalse();
    }

    [StoreFact]
    public async Task Reports_of_another_team_are_offered_only_where_it_shares_them_and_then_number_and_title_alone()
    {
        var (ann, _, team) = await TwoInATeam();
        var dora = product.Somebody("Dora");
        await product.TeamOf(dora);
        const string glass = "The greenhouse thermostat resets itself overnight";
        var filed = await ann.Report($"{glass}\nSeedlings of Mrs. Walnut froze");

        (await dora.Form(glass)).Shows(filed.Label).Should().BeFalse();
        await dora.Ask("/cancel", "Cancelled");
        await product.Bot.Change("UPDATE teams SET shares_similar = TRUE WHERE teams_team_id = @id", team.Id);
        var form = await dora.Form(glass);

        form.Shows(filed.Label).Should().BeTrue();
        form.Shows("Walnut").Should().BeFalse();
        await dora.Ask($"/status {filed.Label}", "There is no such report that you may see.");
    }

    private async Task<(Person Ann, Person Bob, Team Team)> TwoInATeam()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        return (ann, bob, await product.TeamOf(ann, bob));
    }
}
