using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// Who may see a report is decided anew each time that something of it is drawn or said: who loses the right sees no more of it, whatever
/// stands in their chats.
/// </summary>
public abstract class WhoSeesTests(Product product)
{
    public sealed class OnSqlite(Product product) : WhoSeesTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : WhoSeesTests(product), IClassFixture<PostgresProduct>;

    private const string Story = "The lantern of the greenhouse flickers in the wind\nThe walnut lamp was sold";
    private const string Hidden = "walnut";

    [StoreFact]
    public async Task A_former_lead_sees_no_more_of_a_restricted_report_in_the_card_that_they_have()
    {
        var (ann, bob, lea) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Lea"));
        var team = await product.TeamOf(bob, ann, lea);
        await product.Bot.Change(
            "UPDATE team_members SET is_owner = TRUE WHERE person = (SELECT id FROM people WHERE channel_user_id = @lea)", lea.Mri);
        var filed = await ann.Report(Story, ("Confidentiality", "Restricted"));
        var card = await lea.Chat.See(filed.Label);
        await bob.Chat.See(filed.Label);

        await product.Bot.Change(
            "UPDATE team_members SET is_owner = FALSE WHERE person = (SELECT id FROM people WHERE channel_user_id = @lea)", lea.Mri);
        (await Refresh(lea, lea.PersonalChat, card.Id)).Should().NotContain(Hidden, "a refresh shows what she may see now");
        await ann.Press((await ann.Press(filed.Card, "Edit")).Card!, "Save changes", ("Title", "The walnut was never sold"));

        await lea.Chat.See("can be seen only by its reporter");
        await product.Bot.Idle();
        lea.PersonalChat.Posts.Should().NotContain(post => post.Body.ToJsonString().Contains(Hidden, StringComparison.Ordinal));
        (await bob.Chat.See("The walnut was never sold")).Should().NotBeNull("who leads still sees it");
        _ = team;
    }

    [StoreFact]
    public async Task The_message_of_another_persons_card_is_drawn_for_whoever_asks()
    {
        var (ann, bob, eve) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Eve"));
        var team = await product.TeamOf(bob, ann);
        var talk = ann.Open(team.Talk());
        var form = await talk.Ask(() => talk.SayPrivately($"report-error {Story}"), "Report an error");
        await talk.Press(form.Card, "Report it");
        await product.Bot.Idle();
        await product.Bot.Change("UPDATE errors SET restricted = TRUE");

        (await Refresh(ann, team.Talk(), form.Id)).Should().Contain(Hidden);
        foreach (var other in new[] { eve, product.Somebody("Ken") })
        {
            foreach (var trigger in new[] { "automatic", "manual" })
            {
                (await Refresh(other, team.Talk(), form.Id, trigger)).Should().NotContain(Hidden).And.NotContain("lantern");
            }
        }

        (await Refresh(bob, team.Talk(), form.Id))
            .Should()
            .Contain(Hidden).And.NotContain("error.edit", "a lead sees it, and not as its reporter");
        await product.Bot.Change("UPDATE errors SET restricted = FALSE");
    }

    [StoreFact]
    public async Task A_witness_from_outside_sees_number_title_state_and_their_own_words_until_a_lead_lets_them_in()
    {
        var (ann, bob, dora) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Dora"));
        var team = await product.TeamOf(bob, ann);
        await product.TeamOf(dora);
        await product.Bot.Change("UPDATE teams SET shares_similar = TRUE WHERE teams_team_id = @id", team.Id);
        var filed = await ann.Report(Story, ("HitWords", "Mrs. Quince"), ("Severity", "MajorHarm"));
        const string own = "The lantern of the greenhouse flickers in the wind here too";

        var form = await dora.Form(own);
        form.Shows("Reported ").Should().BeFalse("of a similar one of another team she sees number and title");
        var joined = (await dora.Press(form, $"Same thing as {filed.Label}")).Card!;
        await product.Bot.Idle();
        var status = (await dora.Ask($"/status {filed.Label}", "What you wrote")).Card;
        foreach (var card in new[] { joined, status })
        {
            card.Words.Should().Contain("The lantern of the greenhouse flickers in the wind").And.Contain("Reported").And.Contain(own);
            foreach (var hidden in new[] { Hidden, "Quince", "Major", ann.Name, team.Name }) card.Shows(hidden).Should().BeFalse(hidden);
            card.Buttons.Should().Equal("Same thing happened to me", "That was not it");
        }

        var row = (await dora.Ask("/my", "My reports")).Card;
        row.Shows(filed.Label).Should().BeTrue();
        foreach (var hidden in new[] { "Major", team.Name }) row.Shows(hidden).Should().BeFalse();
        (await dora.Ask($"/find {Hidden}", "Nothing you may see matches.")).Shows(filed.Label).Should().BeFalse();
        await ann.Press((await ann.Press(filed.Card, "Add detail")).Card!, "Add it", ("Text", "The quince tree too"));
        (await dora.Chat.Ask(() => dora.Say($"/status {filed.Label}"), "What you wrote")).Shows("quince").Should().BeFalse();

        // A lead lets her in, and out again.
        (await ann.Ask($"/status {filed.Label}", "History")).Card.Buttons.Should().NotContain(
            button => button.StartsWith("Let ", StringComparison.Ordinal), "its reporter does not decide who sees it");
        var led = (await bob.Ask($"/status {filed.Label}", "History")).Card;
        var after = (await bob.Press(led, $"Let {dora.Name} see all of it")).Card!;
        after.Buttons.Should().Contain($"Hide it from {dora.Name} again");
        await dora.Chat.See(m => m.Shows("Your account was added"));
        (await dora.Ask($"/status {filed.Label}", "History")).Shows(Hidden).Should().BeTrue();
        (await dora.Ask($"/find {Hidden}", "Reports found")).Shows(filed.Label).Should().BeTrue();

        await bob.Press(after, $"Hide it from {dora.Name} again");
        await product.Bot.Idle();
        (await dora.Ask($"/status {filed.Label}", "What you wrote")).Shows(Hidden).Should().BeFalse();
        dora.PersonalChat.Posts[0].Should().NotBeNull();
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Nobody_but_a_lead_lets_a_witness_in()
    {
        var (ann, bob, dora) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Dora"));
        var team = await product.TeamOf(bob, ann);
        await product.TeamOf(dora);
        await product.Bot.Change("UPDATE teams SET shares_similar = TRUE WHERE teams_team_id = @id", team.Id);
        var filed = await ann.Report(Story);
        await dora.Press(await dora.Form(Story), $"Same thing as {filed.Label}");
        var id = product.Bot.Number("SELECT id FROM people WHERE channel_user_id = @dora", dora.Mri);

        foreach (var person in new[] { ann, dora, product.Somebody("Ken") })
        {
            await product.Teams.Deliver(product.Teams.Activities.CardAction(
                person, person.PersonalChat, "1700000000001", "error.let-see",
                    new() { ["verb"] = "error.let-see", ["error"] = filed.Number, ["person"] = id, ["see"] = true }));
        }

        product.Bot.Number("SELECT COUNT(*) FROM error_readers WHERE error = @error", filed.Number).Should().Be(0);
    }

    [StoreFact]
    public async Task A_line_that_waits_is_not_said_once_those_who_read_there_may_not_know_it()
    {
        var (ann, bob, cem) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Cem"));
        var team = await product.TeamOf(bob, ann, cem);
        var filed = await ann.Report("The kettle of the north kitchen leaks");
        var channel = cem.Open(team.Triage()); // whoever leads sees the whole of it as soon as their client has asked for their own view
        await channel.See(filed.Label);
        product.Teams.Faults.Add(Fault.Unavailable).In(team.Triage());

        await ann.Press((await ann.Press(filed.Card, "Edit")).Card!, "Save changes", ("Severity", "Critical"));
        await ann.Press((await ann.Press(filed.Card, "Edit")).Card!, "Save changes", ("Confidentiality", "Restricted"));
        product.Teams.Faults.Clear();

        await channel.See("can be seen only by its reporter");
        await product.Bot.Idle();
        team.Triage().Posts.Should().NotContain(post => post.Body.ToJsonString().Contains("Critical", StringComparison.Ordinal));
        product.Bot.Number("SELECT COUNT(*) FROM outbox WHERE parked_at IS NOT NULL").Should().Be(0);
    }

    [StoreFact]
    public async Task A_group_chat_shows_number_title_and_state_of_what_was_reported_in_it_and_no_more()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(bob, ann);
        var group = product.Teams.AddGroupChat($"Supper {ann.Name}", ann, bob, product.Somebody("Stan"));
        product.Teams.Allow(group);
        var hers = ann.Open(group);
        var form = await hers.Ask(() => hers.Say("report-error The oven of bakery two is cold"), "Report an error");
        var filed = (await hers.Press(form.Card, "Report it", ("Story", "The oven of bakery two is cold. The walnut cake was lost"))).Card!;
        await product.Bot.Idle();
        await hers.Press(
            (await hers.Ask(() => hers.Press(filed, "Add detail"), "Add a detail")).Card, "Add it", ("Text", $"A {Hidden} cake"));
        await product.Bot.Idle();

        var open = group.Posts.Where(post => post is { ByBot: true, OnlyFor: null }).Select(post => post.Body.ToJsonString()).ToList();
        open.Should().Contain(body => body.Contains("The oven of bakery two is cold", StringComparison.Ordinal));
        open.Should().NotContain(body => body.Contains(Hidden, StringComparison.Ordinal));
    }

    private async Task<string> Refresh(Person person, Conversation where, string message, string trigger = "automatic") =>
        (await product.Teams.Deliver(product.Teams.Activities.CardAction(
        person, where, message, "dialog.redraw",
            new() { ["verb"] = "dialog.redraw", ["dialog"] = "00000000000000000000000000000000", ["turn"] = 1 }, trigger))).Body;
}
