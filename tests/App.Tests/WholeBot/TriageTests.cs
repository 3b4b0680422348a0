using FluentAssertions;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>From a report to its outcome: what leads, the owner and the reporter do in the chat, and what each of them sees.</summary>
public abstract class TriageTests(Product product)
{
    public sealed class OnSqlite(Product product) : TriageTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : TriageTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_similar_report_is_one_press_away_and_is_not_suggested_again_once_somebody_said_that_it_is_another()
    {
        var story = await TriageStory.Begin(product, "The pallet wrapper tears the blue foil at the corners");
        var first = await story.Second.Press(await story.Second.Form("The pallet wrapper tears the blue foil again"), "Report it");
        var label = $"ERR-{story.Number + 1}";
        first.Card!.Shows(label).Should().BeTrue();

        var form = await DuplicateForm();
        form.Shows("It is the same").Should().BeTrue();
        await story.Channel.Press(form, $"Same thing as {story.Label}");
        await story.Channel.See($"{story.Lead.Name} marked it as the same as {story.Label}.");
        (await story.Owner.Form("The pallet wrapper tears the blue foil again")).Buttons
            .Should().Contain($"Same thing as {story.Label}")
            .And.NotContain($"Same thing as {label}", "the first stands in the place of its duplicate");

        await story.Channel.Press(CardWith("Not the same"), "Not the same");
        await story.Channel.See("it is not the same as");
        (await DuplicateForm()).Buttons.Should().NotContain($"Same thing as {story.Label}");

        async Task<SeenCard> DuplicateForm()
        {
            await product.Bot.Idle();
            var accept = (await story.Channel.Ask(
                () => story.Channel.Press(CardWith("Next step …"), "Next step …"), $"Accept {label}")).Card;
            return (await story.Channel.Press(accept, "Same as another …")).Card!;
        }

        SeenCard CardWith(string button) =>
            story.Channel.Messages.First(m => m.Cards.Count == 1 && m.Shows(label) && m.Card.Buttons.Contains(button)).Card;
    }

    [StoreFact]
    public async Task How_it_was_noticed_counts_for_the_priority()
    {
        var story = await TriageStory.Begin(product, "The crane dropped a pallet", ("Severity", "MajorHarm"));

        await story.Channel.Press(await story.AcceptForm(), "Accept", ("OwnerName", story.Owner.Name), ("Detection", "customer"));
        await product.Bot.Idle();

        (await story.Lead.Ask($"/status {story.Label}", "History")).Shows("By a customer").Should().BeTrue();
        var days = product.Bot.Number("SELECT (timer_at - state_since) / 86400000 FROM errors WHERE id = @id", story.Number);
        days.Should().BeInRange(5, 8, "five working days of priority H, and not twenty of priority M");
    }

    [StoreFact]
    public async Task In_the_channel_who_is_concerned_sees_their_own_steps_and_others_what_everybody_sees()
    {
        var story = await TriageStory.Begin(product, "The scale of hall two shows nothing");
        var (reporter, second) = (story.Reporter.Open(story.Team.Triage()), story.Second.Open(story.Team.Triage()));
        await reporter.See(m => m.Shows(story.Label) && m.Cards.Count == 1 && m.Card.Buttons.Contains("Withdraw"));
        await second.See(m => m.Shows(story.Label));

        Buttons(story.Channel).Should().Equal("Accept", "Next step …", "Same thing happened to me");
        Buttons(reporter).Should().Equal("Next step …", "Edit", "Withdraw", "Same thing happened to me");
        Buttons(second).Should().Equal(
            ["Accept", "Next step …", "Same thing happened to me"], "it is the view of everybody, whom a press tells the rest");

        await story.Channel.Press(await story.AcceptForm(), "Accept", ("OwnerName", story.Owner.Name));
        var owner = story.Owner.Open(story.Team.Triage());
        await owner.See(m => m.Shows($"{story.Owner.Name} solves it") && m.Cards.Count == 1 && !m.Card.Buttons.Contains("Edit"));
        Buttons(owner).Should().Equal("Fixed …", "Propose a fix …", "Next step …", "Same thing happened to me");

        IEnumerable<string> Buttons(Chat chat) =>
            chat.Messages.First(m => m.Cards.Count == 1 && m.Shows(story.Label)).Card.Buttons;
    }

    [StoreFact]
    public async Task The_short_way_takes_two_presses_of_the_lead_and_one_press_and_a_sentence_of_the_owner()
    {
        var story = await TriageStory.Begin(product, "The label printer of dock four prints blank labels");

        var form = await story.AcceptForm();
        await story.Channel.Press(form, "Accept", ("OwnerName", story.Owner.Name));
        var owned = (await story.Owner.Chat.See(m => m.Shows($"{story.Owner.Name} solves it"))).Card;
        var corrected =
            await story.Owner.Press((await story.Owner.Press(owned, "Fixed …")).Card!, "Fixed", ("Text", "Put in a new ribbon"));

        corrected.Card!.Shows("It is fixed: Put in a new ribbon").Should().BeTrue();
        await story.Reporter.Chat.See("Thank you, your report changed this.");
        await story.Channel.See(m => m.Cards.Count == 1 && m.Shows("Resolved"));
        await Idle();
        State(story).Should().Be("Resolved");
        Events(story).Should().Equal("filed", "accepted", "corrected");
    }

    [StoreFact]
    public async Task Ten_reports_whose_proposals_are_right_are_ten_presses()
    {
        var ann = product.Somebody();
        var lead = product.Somebody("Lea");
        await product.TeamOf(lead, ann);
        for (var i = 0; i < 10; i++) await ann.Report($"The forklift number {(char)('A' + i)} lost a wheel somewhere in hall seven");

        var card = (await lead.Ask("/triage", "10 reports wait")).Card;
        for (var left = 9; left > 0; left--)
        {
            card = (await lead.Press(card, "Accept and go on")).Card!;
            card.Shows(left is 1 ? "The last report that waits." : $"{left} reports wait").Should().BeTrue();
        }

        (await lead.Press(card, "Accept and go on")).Card!.Shows("No report waits for you.").Should().BeTrue();
    }

    [StoreFact]
    public async Task In_a_large_team_the_owner_is_found_while_typing_and_nobody_of_another_team_is()
    {
        var (ann, lead, zoe) = (product.Somebody(), product.Somebody("Lea"), product.Somebody("Zoe"));
        var stranger = product.Somebody("Zoltan");
        var team = await product.TeamOf(lead, [ann, zoe, .. Enumerable.Range(0, 55).Select(_ => product.Somebody("Max"))]);
        await product.TeamOf(stranger);
        var filed = await ann.Report("The tail lift of van three hangs");
        var channel = lead.Open(team.Triage());
        var card = (await channel.See(m => m.Cards.Count == 1 && m.Shows(filed.Label))).Card;
        var form = (await channel.Ask(() => channel.Press(card, "Next step …"), $"Accept {filed.Label}")).Card;

        var found = await channel.Type(form, "Owner", "zo");
        found.Select(each => each.Title).Should().Equal(zoe.Name);
        await channel.Press(form, "Accept", ("Owner", found[0].Value));

        await zoe.Chat.See($"{zoe.Name} solves it");
    }

    [StoreFact]
    public async Task A_question_is_asked_answered_and_the_report_waits_for_the_lead_again()
    {
        var story = await TriageStory.Begin(product, "The pallet in aisle nine had the wrong papers on it");

        var ask = await story.Step("Ask the reporter …", "Ask about");
        await story.Channel.Press(ask, "Ask", ("Text", "Which customer was it for?"));
        await story.Reporter.Chat.See($"A question about {story.Label}: Which customer was it for?");
        await Idle();
        State(story).Should().Be("NeedsInfo");

        var answering = (await story.Reporter.Press(story.ReportersCard(), "Answer …")).Card!;
        answering.Shows("Which customer was it for?").Should().BeTrue();
        await story.Reporter.Press(answering, "Answer", ("Text", "For the bakery in the north"));

        await story.Channel.See(m => m.Shows("answered: For the bakery in the north"));
        await Idle();
        State(story).Should().Be("Reported");
        (await story.Lead.Ask($"/status {story.Label}", "History")).Shows("For the bakery in the north").Should().BeTrue();
    }

    [StoreFact]
    public async Task A_duplicate_is_counted_on_the_other_report_and_taken_back_with_one_press()
    {
        var story = await TriageStory.Begin(product, "The gate of the north yard does not close at night");
        var other = await story.Second.Report("North yard: gate stays open when it is cold");

        var opened = (await story.Lead.Ask($"/status {other.Label}", "History")).Card;
        var menu = (await story.Lead.Chat.Ask(() => story.Lead.Press(opened, "Next step …"), "Same as another …")).Card;
        var same = (await story.Lead.Press(menu, "Same as another …")).Card!;
        await story.Lead.Press(same, "It is the same", ("SameAs", story.Label));
        await story.Second.Chat.See($"{other.Label} is the same as {story.Label}");
        await story.Second.Chat.See(m => m.Cards.Count == 1 && m.Shows(story.Label) && m.Shows("The gate of the north yard"));
        await Idle();
        Number("SELECT COUNT(*) FROM witnesses WHERE error = @id", story.Number).Should().Be(1);
        Text("SELECT state FROM errors WHERE id = @id", other.Number).Should().Be("Duplicate");

        var status = (await story.Lead.Ask($"/status {other.Label}", "History")).Card;
        await story.Lead.Press(status, "Not the same");
        await Idle();
        Number("SELECT COUNT(*) FROM witnesses WHERE error = @id", story.Number).Should().Be(0);
        Text("SELECT state FROM errors WHERE id = @id", other.Number).Should().Be("Reported");
        Number("SELECT COUNT(*) FROM error_pairs WHERE second_error = @id", other.Number).Should().Be(2, "both decisions are kept");
    }

    [StoreFact]
    public async Task What_is_no_error_is_told_with_its_reason_and_its_reporter_objects_once()
    {
        var story = await TriageStory.Begin(product, "The vending machine takes no cards any more");

        await RuleOut(story, "It takes coins, as it says on it");
        await story.Reporter.Chat.See("will not be worked on as an error (works as designed): It takes coins, as it says on it");
        await Idle();
        State(story).Should().Be("NotAnError");
        var form = (await story.Reporter.Press(story.ReportersCard(), "Object …")).Card!;
        await story.Reporter.Press(form, "Object", ("Text", "It took cards until Monday"));
        await story.Channel.See(m => m.Shows("objects: It took cards until Monday"));
        await Idle();
        State(story).Should().Be("Reported");

        (await story.Lead.Ask($"/status {story.Label}", "History")).Card.Buttons.Should().Contain("Accept");
        (await story.AcceptForm()).Buttons.Should().Contain("Same as another …").And.NotContain("Not an error …",
            "another lead decides after an objection");
    }

    [StoreFact]
    public async Task Who_may_not_is_told_alone_and_nothing_changes()
    {
        var story = await TriageStory.Begin(product, "The lamp over table six flickers");
        var seen = story.Second.Open(story.Channel.Conversation);

        var answer = await seen.Press(story.Card(), "Accept");

        answer.Toast.Should().Contain("Only a lead of its team can do that.");
        await Idle();
        State(story).Should().Be("Reported");
        Events(story).Should().Equal("filed", "refused");
    }

    [StoreFact]
    public async Task Of_several_presses_that_accept_at_the_same_moment_one_decides_and_a_later_one_is_told()
    {
        var story = await TriageStory.Begin(product, "The heater of hall two smells of smoke");
        var card = story.Card();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => story.Channel.Press(card, "Accept")));

        await Idle();
        Events(story).Should().Equal("filed", "accepted");
        (await story.Channel.Press(card, "Accept")).Toast.Should().Contain("has gone on meanwhile: Accepted");
    }

    private async Task RuleOut(TriageStory story, string words)
    {
        var form = await story.Step("Not an error …", "is not an error");
        await story.Channel.Press(form, "Not an error", ("Why", "AsDesigned"), ("Text", words));
    }

    private long Number(string sql, long id) => product.Bot.Number(sql, id);

    private string Text(string sql, long id) => product.Bot.TextsOf(sql, id).Single();

    private IReadOnlyList<string> Events(TriageStory story) =>
        product.Bot.TextsOf("SELECT what FROM record_events WHERE record_kind = 'error' AND record_id = @id ORDER BY id", story.Number);

    private async Task Idle() => await product.Bot.Idle();

    private string State(TriageStory story) => Text("SELECT state FROM errors WHERE id = @id", story.Number);
}
