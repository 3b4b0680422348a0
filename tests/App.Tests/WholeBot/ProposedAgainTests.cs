using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What the form proposes follows the words as long as nobody touched it, and one press is enough while it is right.</summary>
public sealed class ProposedAgainTests(Product product) : IClassFixture<Product>
{
    private const string Grave = "The courier leaked personal data of 400 patients, cannot be undone";

    [Fact]
    public async Task A_severity_that_rises_with_the_words_is_shown_once_and_then_taken()
    {
        var ann = await InATeam();
        var form = await ann.Form("The courier came at noon");
        form.Shows("How bad was it? (not clear from your words, please choose)").Should().BeTrue();
        form.Value("Severity").Should().Be("ReachedNoHarm", "one press is to be enough");

        var shown = (await ann.Press(form, "Report it", ("Story", Grave))).Card!;

        shown.Value("Severity").Should().Be("Critical");
        shown.Shows("How bad was it? (proposed: 5)").Should().BeTrue();
        shown.Shows("I propose 5 · Critical, and have chosen it above.").Should().BeTrue();
        shown.Value("Story").Should().Be(Grave);
        (await ann.Press(shown, "Report it")).Card!.Shows("5 · Critical").Should().BeTrue();
    }

    [Fact]
    public async Task What_a_person_chose_stays_whatever_the_words_become()
    {
        var ann = await InATeam();

        (
            await ann.Press(
                await ann.Form("The courier came at noon"), "Report it", ("Story", Grave),
                ("Severity", "MinorHarm"))).Card!.Shows("3 · Minor harm")
            .Should()
            .BeTrue();
        var shown =
            (await ann.Press(await ann.Form("The choir sang at one"), "Report it", ("Story", "A password of the choir was leaked"))).Card!;
        (await ann.Press(shown, "Report it", ("Severity", "Hazard"))).Card!.Shows("0 · Hazard")
            .Should()
            .BeTrue("also where a higher one was shown");
    }

    [Fact]
    public async Task A_proposal_that_falls_with_the_words_is_taken_at_once()
    {
        var ann = await InATeam();
        var form = await ann.Form("The server crashed");
        form.Value("Severity").Should().Be("MajorHarm");

        (
            await ann.Press(
                form, "Report it", ("Story", "We almost sent the wrong price, it was caught in time"))).Card!.Shows("1 · Near miss")
            .Should()
            .BeTrue();
    }

    [Fact]
    public async Task Without_words_nothing_is_proposed_and_what_is_typed_into_the_card_is_taken_with_one_press()
    {
        var ann = await InATeam();
        var form = await ann.Form();
        form.Value("Severity").Should().BeNullOrEmpty();

        (await ann.Press(form, "Report it", ("Story", Grave))).Card!.Shows("5 · Critical")
            .Should()
            .BeTrue("the same words after the command are proposed as that");
    }

    [Fact]
    public async Task The_kind_follows_the_words_as_well()
    {
        var ann = await InATeam();
        var form = await ann.Form("The printer broke at noon");
        form.Value("Category").Should().Be("tool-failure");

        var filed = (await ann.Press(form, "Report it", ("Story", "The price in the offer was fabricated"))).Card!;

        filed.Shows("Wrong information used").Should().BeTrue();
    }

    [Fact]
    public async Task On_a_message_it_is_the_same()
    {
        var ann = await InATeam();
        var dialog = await ann.Chat.RunOn(
            product.Teams.Activities.MessagePayload(ann, ann.PersonalChat, "<p>The courier came at noon</p>"), "reportError");

        var shown = await ann.Chat.Press(dialog, "Report it", ("Story", Grave));

        shown.Card!.Value("Severity").Should().Be("Critical");
        shown.Card.Shows("I propose 5 · Critical").Should().BeTrue();
        (await ann.Chat.Press(shown, "Report it")).Card!.Shows("It is filed as").Should().BeTrue();
        product.Bot.Number("SELECT severity FROM errors WHERE story = @story AND source_author IS NOT NULL", Grave).Should().Be(5);
    }

    [Fact]
    public async Task A_complaint_in_the_folded_part_is_named_at_the_buttons()
    {
        var ann = await InATeam();

        var form = (
            await ann.Press(
                await ann.Form("The crane stands still"), "Report it", ("Title", new string('x', 90)),
                ("HitWords", new string('y', 20_001)))).Card!;

        form.Shows("2 things to correct: Title, Who exactly?").Should().BeTrue();
        form.Words.Should().ContainInOrder("The report", "Title", "When, and who was hit", "Who exactly?");
        (await ann.Press(form, "Report it", ("HitWords", "The foreman"))).Card!.Shows("1 thing to correct: Title").Should().BeTrue();
    }

    [Fact]
    public async Task A_severe_one_calls_the_leads_in_the_channel_by_name()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);

        await ann.Report(Grave, ("HitWords", "Müller GmbH"));

        var card = (await bob.Open(team.Triage()).See(m => m.Cards.Count == 1 && m.Shows("5 · Critical · Reported"))).Card;
        card.Words[0].Should().Be("5 · Critical · Reported", "what matters most stands first");
        card.Shows($"For <at>{bob.Name}</at>").Should().BeTrue();
        var mention = card.Json.GetProperty("msteams").GetProperty("entities")[0];
        (mention.GetProperty("text").GetString(), mention.GetProperty("mentioned").GetProperty("id").GetString())
            .Should()
            .Be(($"<at>{bob.Name}</at>", bob.ObjectId));
        card.Words.Should().ContainInConsecutiveOrder("Who was hit", "Müller GmbH");
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }

    private async Task<Person> InATeam()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(bob, ann);
        return ann;
    }
}
