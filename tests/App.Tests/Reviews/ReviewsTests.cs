using FluentAssertions;
using Improvement.Bot.Reviews;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Reviews;

/// <summary>After-action reviews in the running application: begun, answered by several on their own, and read side by side.</summary>
public abstract class ReviewsTests(Product product)
{
    public sealed class OnSqlite(Product product) : ReviewsTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : ReviewsTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task When_the_last_one_has_answered_all_read_the_answers_side_by_side_and_find_them()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Launch of the kiosk", scene.Bob, scene.Max);
        (await scene.Bob.Chat.See("Please answer on your own")).Card.Buttons.Should().Equal("Answer …", "I cannot take part");

        var waiting = await scene.Answer(scene.Ann, number, ("Happened", "The marmalade was late"), ("Keep", "Two phones"));
        waiting.Shows("1 of 3 have answered").Should().BeTrue();
        waiting.Shows($"{scene.Bob.Name}, {scene.Max.Name}").Should().BeTrue("whoever began it reads who is waited for");
        await scene.Answer(scene.Bob, number, ("Intended", "Open at nine"), ("Change", "Order a day before"));
        scene.State(number).Should().Be(ReviewState.Collecting);
        var shown = await scene.Answer(scene.Max, number, ("Happened", "The queue was long"));

        scene.State(number).Should().Be(ReviewState.Shown);
        foreach (var words in new[] { "The marmalade was late", "Open at nine", "The queue was long", scene.Ann.Name, "Two phones" })
        {
            shown.Shows(words).Should().BeTrue(words);
        }

        shown.Buttons.Should().Contain(["Keep as success pattern", "Report an error", "Make it an action"]).And.NotContain("Close it");
        await scene.Bob.Chat.See("all answers stand side by side now");
        (await scene.Bob.Chat.See($"REV-{number}")).Should().NotBeNull();
        (await ReviewScene.Own(scene.Ann, number)).Shows("The queue was long").Should().BeTrue("the card turned into the answers");
        (await scene.Lea.Ask("/find marmalade", "Reports found")).Shows($"REV-{number}").Should().BeTrue();
        (scene.Events(number, "answered"), scene.Events(number, "shown")).Should().Be((3, 1));
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task When_the_time_is_over_it_shows_what_there_is_and_what_comes_later_is_said_back()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Move of the archive", scene.Bob);
        await scene.Answer(scene.Ann, number, ("Happened", "Nine boxes were wet"));
        var open = await scene.Form(scene.Bob, number);

        await product.Bot.SweepIn(days: 2);

        scene.State(number).Should().Be(ReviewState.Shown);
        await scene.Ann.Chat.See("all answers stand side by side now");
        var late = (await scene.Bob.Press(open, "Keep my answers", ("Happened", "The roof leaks over bay two"))).Card!;
        late.Shows("shown already").Should().BeTrue();
        await scene.Bob.Chat.See("Nobody else has seen what you wrote");
        (await scene.Bob.Chat.See("The roof leaks over bay two")).Should().NotBeNull("nothing that was typed is lost");
        (await ReviewScene.Status(scene.Ann, number)).Shows("The roof leaks").Should().BeFalse();
        (await scene.Forged(scene.Bob, "review.decline", number)).Should().Contain("answers are shown by now");

        await product.Bot.SweepIn(days: 31);
        scene.State(number).Should().Be(ReviewState.Closed, "nobody made anything more of it");
        (await ReviewScene.Status(scene.Max, number)).Shows("Nine boxes were wet").Should().BeTrue();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Whoever_has_not_answered_is_reminded_once()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Week of the fair", "Week", scene.Bob, scene.Max);
        await scene.Answer(scene.Max, number, ("Happened", "It rained"));
        await product.Bot.Change("UPDATE reviews SET answers_until = answers_until + 8640000000 WHERE id = @id", number);

        await product.Bot.SweepIn(days: 9);
        await product.Bot.SweepIn(days: 20);

        await scene.Bob.Chat.See("your answers are still waited for");
        scene.Bob.Chat.Messages.Count(message => message.Shows("still waited for")).Should().Be(1);
        scene.Max.Chat.Messages.Should().NotContain(message => message.Shows("still waited for"));
    }

    [StoreFact]
    public async Task Where_nobody_answers_it_ends_and_can_be_begun_again()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Test of the sirens", scene.Bob);

        await product.Bot.SweepIn(days: 2);

        scene.State(number).Should().Be(ReviewState.Closed);
        await scene.Ann.Chat.See("the time is over and nobody has answered");
        var status = await ReviewScene.Status(scene.Ann, number);
        status.Shows("nobody had answered").Should().BeTrue();
        var form = await ReviewScene.Below(scene.Ann, status, "Begin again …", "Everybody answers four questions");
        form.Value("Title").Should().Be("Test of the sirens");
        scene.Bob.Chat.Messages.Should().NotContain(message => message.Shows("side by side now"));
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Nobody_waits_for_somebody_who_cannot_take_part_and_a_second_press_counts_once()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Repair of the lift", scene.Bob, scene.Max);
        var card = await ReviewScene.Own(scene.Bob, number);
        (await scene.Bob.Press(card, "I cannot take part")).Card!.Shows("nobody waits for you").Should().BeTrue();
        (await scene.Bob.Press(card, "I cannot take part")).Toast.Should().Contain("already");
        await product.Bot.Idle();
        scene.Events(number, "declined").Should().Be(1);

        var form = await scene.Form(scene.Ann, number);
        var answered = (await scene.Ann.Press(form, "Keep my answers", ("Happened", "It stuck"))).Card!;
        await scene.Ann.Press(form, "Keep my answers", ("Happened", "It stuck"));
        answered.Shows("1 of 2 have answered").Should().BeTrue();
        var again = await scene.Form(scene.Ann, number);
        again.Value("Happened").Should().Be("It stuck", "it can be changed until everything is shown");
        await scene.Ann.Press(again, "Keep my answers", ("Happened", "It stuck twice"));
        await product.Bot.Idle();
        (scene.Events(number, "answered"), scene.Events(number, "answer-changed")).Should().Be((1, 1));

        var shown = await scene.Answer(scene.Max, number, ("Happened", "I walked"));
        (shown.Shows("It stuck twice"), scene.State(number)).Should().Be((true, ReviewState.Shown));
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task It_is_called_off_by_whoever_began_it_or_leads_and_then_each_sees_their_own_words_alone()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Painting of the gate", scene.Bob);
        await scene.Answer(scene.Ann, number, ("Happened", "The paint ran"));
        (await scene.Forged(scene.Max, "review.cancel", number)).Should().Contain("leads the team, calls it off").And.NotContain("paint");

        var form = await ReviewScene.Below(
            scene.Lea, await ReviewScene.Status(scene.Lea, number), "Call it off …", "Nobody will see what was answered");
        await scene.Lea.Press(form, "Call it off", ("Reason", "We repaint it"));
        await product.Bot.Idle();

        scene.State(number).Should().Be(ReviewState.Cancelled);
        foreach (var (person, sees) in new[] { (scene.Ann, true), (scene.Bob, false), (scene.Lea, false), (product.Administrator, false) })
        {
            var status = await ReviewScene.Status(person, number);
            (status.Shows("We repaint it"), status.Shows("The paint ran")).Should().Be((true, sees), person.Name);
        }

        (await scene.Forged(scene.Bob, "review.answer", number)).Should().NotContain("Keep my answers");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Long_answers_are_shortened_on_the_card_and_whole_on_a_page_that_can_be_turned()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Flood", scene.Bob, scene.Max);
        foreach (var (person, sign) in new[] { (scene.Ann, '风'), (scene.Bob, '水'), (scene.Max, '山') })
        {
            (string, string)[] words = [.. Enum.GetNames<ReviewQuestion>().Select(question => (question, new string(sign, 1_900)))];
            await scene.Answer(person, number, words);
        }

        var status = await ReviewScene.Status(scene.Bob, number);
        status.Shows(new string('水', 1_900)).Should().BeFalse();
        var page = await ReviewScene.Below(scene.Bob, status, "Read all of it#4", "What do we keep?");
        foreach (var sign in "风水山") page.Shows(new string(sign, 1_900)).Should().BeTrue();
        page.Buttons.Should().Contain("Keep as success pattern");
        product.Teams.Problems.Take(5).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Odd_texts_are_kept_whole_and_what_is_too_long_or_empty_is_refused_with_the_text()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Storm", scene.Bob);
        var form = await scene.Form(scene.Ann, number);
        var empty = (await scene.Ann.Press(form, "Keep my answers", ("Happened", "  "))).Card!;
        empty.Shows("Please answer at least one of them").Should().BeTrue();
        var refused = (await scene.Ann.Press(empty, "Keep my answers", ("Happened", new string('ß', 2_001)))).Card!;
        (refused.Shows("2,001 characters"), refused.Value("Happened")!.Length).Should().Be((true, 2_001));

        const string odd = "<b>x</b> **y** {{DATE(2026-01-01)}} \u202Eהסערה 👩‍🔧";
        await scene.Ann.Press(refused, "Keep my answers", ("Happened", odd), ("Change", new string('风', 2_000)));
        await scene.Answer(scene.Bob, number, ("Keep", odd));

        product.Bot.TextsOf("SELECT happened FROM review_people WHERE review = @id AND happened IS NOT NULL", number).Should().Equal(odd);
        var status = await ReviewScene.Status(scene.Bob, number);
        status.Shows(new string('风', 2_000)).Should().BeTrue("of two people all fits on the card");
        product.Teams.Problems.Take(5).Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }
}
