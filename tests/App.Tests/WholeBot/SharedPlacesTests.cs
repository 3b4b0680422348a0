using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Reporting where others read along: the form is for the person alone, the filed card for everybody.</summary>
public abstract class SharedPlacesTests(Product product)
{
    public sealed class OnSqlite(Product product) : SharedPlacesTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : SharedPlacesTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task In_a_channel_the_form_is_for_the_person_alone_and_the_filed_card_for_everybody()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var (hers, his) = (ann.Open(team.Talk()), bob.Open(team.Talk()));

        var form = await hers.Ask(() => hers.Say("report-error The sprinkler drips on the shelf"), "Report an error");
        form.IsPrivate.Should().BeTrue();
        await hers.Press(form.Card, "Report it");

        var shown = await his.See("ERR-");
        shown.IsPrivate.Should().BeFalse();
        shown.Shows("The sprinkler drips on the shelf").Should().BeTrue();
        await bob.Open(team.Triage()).See(Talking.LabelOn(shown.Card));
        his.Messages.Should().NotContain(m => m.Shows("Report an error"));
        product.Teams.Problems.Should().BeEmpty();
    }

    [StoreFact]
    public async Task In_a_group_chat_the_form_is_for_the_person_alone_and_the_filed_card_for_everybody()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(bob, ann);
        var group = product.Teams.AddGroupChat($"Lunch {ann.Name}", ann, bob);
        product.Teams.Allow(group);
        var (hers, his) = (ann.Open(group), bob.Open(group));

        var form = await hers.Ask(() => hers.Say("report-error The till prints blank slips"), "Report an error");
        await hers.Press(form.Card, "Report it");

        (await his.See("ERR-")).Shows("The till prints blank slips").Should().BeTrue();
        his.Messages.Should().NotContain(m => m.Shows("Report an error"));
        product.Teams.Problems.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Where_a_channel_refuses_private_messages_the_form_comes_in_the_personal_chat()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        product.Teams.Faults.Add(Fault.NotEnoughPermissions).On(ConnectorRoute.Send).In(team.Talk()).Times(1);

        await ann.Open(team.Talk()).Say("report-error The mirror in the lift is cracked");
        var form = (await ann.Chat.See("Report an error")).Card;
        await ann.Press(form, "Report it");

        (await bob.Open(team.Talk()).See("ERR-")).Shows("The mirror in the lift is cracked").Should().BeTrue();
    }

    [StoreFact]
    public async Task A_form_follows_its_person_into_the_thread_in_which_they_ask_for_it()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var hers = ann.Open(team.Talk());
        var first = await hers.Ask(() => hers.Say("report-error The tray of the scanner is bent"), "Report an error");
        await product.Bot.Idle(); // which message carries the form is noted a moment after it is seen

        var second = await hers.Ask(() => hers.Say("report-error"), "Report an error");
        second.Root.Should().NotBe(first.Root);
        second.Card.Value("Story").Should().Be("The tray of the scanner is bent");
        await hers.See(m => m.Id == first.Id && m.Shows("in another thread of this channel"));
        await product.Bot.Idle();

        var third = await hers.Ask(() => hers.SayIn(first.Root!, "/help"), "The tray of the scanner is bent");
        third.Root.Should().Be(first.Root);
        await hers.See(m => m.Id == second.Id && m.Shows("in another thread of this channel"));
        await product.Bot.Idle();
        await hers.Press(third.Card, "Report it");

        var filed = await bob.Open(team.Talk()).See("ERR-");
        filed.Root.Should().Be(first.Root, "it stands where it was asked for last");
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_is_typed_in_another_thread_brings_the_form_there()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        var hers = ann.Open(team.Talk());
        var first = await hers.Ask(() => hers.Say("report-error"), "Report an error");

        var second = await hers.Ask(() => hers.Say("The mirror of the bay fell"), "The mirror of the bay fell");

        second.Root.Should().NotBe(first.Root);
        (await hers.Press(second.Card, "Report it")).Card!.Shows("ERR-").Should().BeTrue();
    }

    [StoreFact]
    public async Task What_is_asked_privately_in_a_channel_is_answered_privately()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var (hers, his) = (ann.Open(team.Talk()), bob.Open(team.Talk()));
        var before = his.Messages.Count;

        (await hers.Ask(() => hers.SayPrivately("/help"), "What I can do")).IsPrivate.Should().BeTrue();
        var form = await hers.Ask(() => hers.SayPrivately("/report-error The heater hums"), "Report an error");
        await hers.Press(form.Card, "Report it");
        await product.Bot.Idle();

        his.Messages.Should().HaveCount(before, "nothing of it is seen by others");
        await bob.Open(team.Triage()).See("The heater hums");
    }

    [StoreFact]
    public async Task A_channel_speaks_the_language_of_its_team_and_a_person_hears_their_own()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        Texts.PseudoLanguage.Install();
        await product.Bot.Change("UPDATE teams SET language = 'qps-ploc' WHERE teams_team_id = @id", team.Id);

        var filed = await ann.Report("4711 0815");
        await ann.Press((await ann.Press(filed.Card, "Withdraw")).Card!, "Withdraw it");

        var channel = bob.Open(team.Triage());
        var shown = await channel.See(m => m.Shows("4711") && m.Cards is [{ } card] && card.Buttons.Count == 0);
        shown.Shows("Who was hit").Should().BeFalse();
        shown.Shows(Texts.PseudoLanguage.Decorate("Who was hit").Trim('[', ']')).Should().BeTrue();
        await channel.See($"{ann.Name}{Texts.PseudoLanguage.Decorate(" withdrew the report.").Trim('[', ']')}");
        await product.Bot.Idle();
        (await ann.Chat.See("4711")).Shows("Who was hit").Should().BeTrue();
    }
}
