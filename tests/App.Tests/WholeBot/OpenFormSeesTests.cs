using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// A form that stands open for a while shows of other people's reports what its person may see whenever it is drawn, and asks no more
/// questions for it.
/// </summary>
public abstract class OpenFormSeesTests(Product product)
{
    public sealed class OnSqlite(Product product) : OpenFormSeesTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : OpenFormSeesTests(product), IClassFixture<PostgresProduct>;

    private const string Sentence = "The bark mill grinds too coarse";
    private const string Hidden = "walnut";

    [StoreFact]
    public async Task A_similar_report_that_is_restricted_later_is_in_no_form_that_is_drawn_again_and_in_no_question_after_it()
    {
        var (ann, bob) = await TwoInATeam();
        var filed = await ann.Report($"{Sentence} with {Hidden}");
        var form = await bob.Ask($"/report-error {Sentence}", "Report an error");
        form.Shows(Hidden).Should().BeTrue("he may see it as yet");
        await product.Bot.Idle();

        await Restrict(filed, true);
        (await bob.Chat.Refresh(form)).Card!.Shows(Hidden).Should().BeFalse("a refresh");
        foreach (var again in new[] { "/help", "report-error" })
        {
            var drawn = await bob.Ask(again, "Please say what happened");
            drawn.Shows(Hidden).Should().BeFalse(again);
            drawn.Shows(filed.Label).Should().BeFalse(again);
            await product.Bot.Idle();
        }

        product.Teams.PassTime(TimeSpan.FromMinutes(2));
        await product.Teams.ForgetAnswers();
        bob.Chat.Messages.Should().NotContain(message => message.FromBot && message.Shows(Hidden), "the chat was opened again");

        var own = (await bob.Press(bob.Chat.Messages.Last(message => message.Shows("Please say what happened")).Card, "Report it")).Card!;
        own.Shows("Is it one of these?").Should().BeFalse("it was offered, and he went on");
        Talking.LabelOn(own).Should().NotBe(filed.Label);
        Behaved();
    }

    [StoreFact]
    public async Task It_is_offered_again_once_it_may_be_seen_again()
    {
        var (ann, bob) = await TwoInATeam();
        var filed = await ann.Report($"{Sentence} with {Hidden}");
        var form = await bob.Ask($"/report-error {Sentence}", "Report an error");
        await product.Bot.Idle();

        await Restrict(filed, true);
        (await bob.Chat.Refresh(form)).Card!.Shows(Hidden).Should().BeFalse();
        await Restrict(filed, false);
        var shown = (await bob.Chat.Refresh(bob.Chat.Message(form.Id)!)).Card!;

        (await bob.Press(shown, $"Same thing as {filed.Label}")).Card!.Shows($"Your account was added to {filed.Label}").Should().BeTrue();
        Behaved();
    }

    [StoreFact]
    public async Task The_late_question_waits_for_its_answer_also_when_it_may_name_nothing_any_more()
    {
        var (ann, bob) = await TwoInATeam();
        var filed = await ann.Report($"{Sentence} with {Hidden}");
        var form = await bob.Ask("/report-error", "Report an error");
        await product.Bot.Idle();
        (await bob.Press(form.Card, "Report it", ("Story", Sentence))).Card!.Shows(Hidden).Should().BeTrue("it turned up only now");

        await Restrict(filed, true);
        var question = (await bob.Chat.Refresh(bob.Chat.Message(form.Id)!)).Card!;
        question.Shows(Hidden).Should().BeFalse();
        question.Shows("Yours is not filed yet").Should().BeTrue();
        var help = await bob.Ask("/help", "Yours is not filed yet");
        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE reporter = (SELECT id FROM people WHERE channel_user_id = @bob)", bob.Mri)
            .Should()
            .Be(0, "looking answers nothing");

        var own = (await bob.Press(help.Card, "It is new: report it")).Card!;
        own.Shows(Sentence).Should().BeTrue();
        Behaved();
    }

    [StoreFact]
    public async Task A_press_on_the_card_from_before_joins_nothing_that_may_not_be_seen_and_loses_nothing()
    {
        var (ann, bob) = await TwoInATeam();
        var filed = await ann.Report($"{Sentence} with {Hidden}");
        var form = await bob.Form(Sentence);

        await Restrict(filed, true);
        var instead = (await bob.Press(form, $"Same thing as {filed.Label}")).Card!;
        instead.Shows(Hidden).Should().BeFalse();
        var own = (await bob.Press(instead, "It is new: report it")).Card!;

        own.Shows(Sentence).Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @error", filed.Number).Should().Be(0);
        Behaved();
    }

    [StoreFact]
    public async Task The_form_of_a_witness_names_the_report_only_while_they_may_see_it()
    {
        var (ann, bob) = await TwoInATeam();
        var filed = await ann.Report($"{Sentence} with {Hidden}");
        var status = (await bob.Ask($"/status {filed.Label}", "History")).Card;
        await bob.Press(status, "Same thing happened to me");
        await product.Bot.Idle();
        var form = bob.Chat.Messages.Last(message => message.Shows("What did you see?"));
        form.Shows(Hidden).Should().BeTrue();

        await Restrict(filed, true);
        var drawn = (await bob.Chat.Refresh(form)).Card!;
        drawn.Shows(Hidden).Should().BeFalse();
        drawn.Shows("What did you see?").Should().BeTrue("what is typed there is not lost");
        (await bob.Ask("/help", "What did you see?")).Shows(Hidden).Should().BeFalse();
        Behaved();
    }

    private Task Restrict(Filed filed, bool hide) =>
        product.Bot.Change($"UPDATE errors SET restricted = {(hide ? "TRUE" : "FALSE")} WHERE id = {filed.Number}");

    private async Task<(Person Ann, Person Bob)> TwoInATeam()
    {
        var (ann, bob, lea) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Lea"));
        await product.TeamOf(lea, ann, bob); // whoever adds the bot leads, and would see all of it
        return (ann, bob);
    }

    private void Behaved()
    {
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }
}
