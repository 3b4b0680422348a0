using FluentAssertions;
using Improvement.Bot.Patterns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Person = Improvement.Bot.Tests.Channel.Person;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>Patterns in the running application: kept, checked, used, flagged and fixed.</summary>
public abstract class PatternsTests(Product product)
{
    public sealed class OnSqlite(Product product) : PatternsTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : PatternsTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_sentence_and_one_press_keep_a_success_and_its_channel_shows_it()
    {
        var scene = await PatternScene.Set(product);

        var form = (await scene.Ann.Ask("/capture-success We read the address back and no parcel came back", "Keep a success")).Card;
        var kept = (await scene.Ann.Press(form, "Keep it")).Card!;

        kept.Shows("PAT-").Should().BeTrue();
        kept.Buttons.Should().Equal("Fix it …", "Name a colleague …", "Retire …");
        var shown = (await scene.Lea.Open(scene.Team.Triage()).See("We read the address back")).Card;
        shown.Buttons.Should().Contain("Check it …");
        (await scene.Ann.Ask("/my", "My reports")).Shows(PatternScene.LabelOn(kept)).Should().BeTrue();
        (await scene.Bob.Ask("/find parcel", "Reports found")).Shows(PatternScene.LabelOn(kept)).Should().BeTrue();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Somebody_else_checks_the_criteria_and_what_is_missing_is_told()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "The night shift signs the key book twice");
        (await scene.Status(scene.Ann, number)).Buttons.Should().NotContain("Check it …");

        var form = await scene.Open(scene.Lea, number, "Check it …");
        var unproven = (await scene.Lea.Press(form, "Keep what I found", ("Repeatable", "Met"))).Card!;
        unproven.Shows("Please say how that can be seen").Should().BeTrue();
        await scene.Lea.Press(unproven, "Keep what I found", ("Repeatable", "Met"), ("RepeatableEvidence", "Twelve nights"));
        await scene.Ann.Chat.See("Still missing");
        scene.State(number).Should().Be(PatternState.Candidate);

        await scene.Validate(number);

        scene.State(number).Should().Be(PatternState.Validated);
        var status = await scene.Status(scene.Bob, number);
        (status.Shows("Twelve nights"), status.Shows($"{scene.Lea.Name}")).Should().Be((true, true));
        await scene.Lea.Open(scene.Team.Triage()).See("it is validated");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Its_author_does_not_check_it_even_as_a_lead_and_a_colleague_does_not_change_what_is_checked()
    {
        var scene = await PatternScene.Set(product);
        var own = await scene.Keep(scene.Lea, "The lead keeps a list of loose screws");
        var number = await scene.Keep(scene.Ann, "Two people open the night safe");
        await scene.Validate(number);

        (await scene.Forged(scene.Lea, "pattern.check", own)).Should().Contain("did not write it checks it");
        (await scene.Forged(scene.Bob, "pattern.fix", number)).Should().Contain("You can flag it");
        (await scene.Forged(scene.Bob, "pattern.retire", number)).Should().Contain("Its owner retires it");
        (await scene.Forged(scene.Lea, "pattern.make-standard", number)).Should().NotContain("This is how we do it");

        (scene.Events(own, "refused"), scene.Events(number, "refused")).Should().Be((1, 2));
        (scene.State(own), scene.State(number)).Should().Be((PatternState.Candidate, PatternState.Validated));
    }

    [StoreFact]
    public async Task A_use_that_is_pressed_twice_counts_once_on_a_day()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "Labels face the door");
        var status = await scene.Status(scene.Bob, number);

        var used = (await scene.Bob.Press(status, "We used this")).Card!;
        used.Shows("Last used").Should().BeTrue();
        (await scene.Bob.Press(used, "We used this")).Toast.Should().Contain("You said so today already");
        await product.Bot.Idle();

        product.Bot.Number("SELECT COUNT(*) FROM pattern_uses WHERE pattern = @id", number).Should().Be(1);
        scene.Events(number, "used").Should().Be(1);
    }

    [StoreFact]
    public async Task Two_flags_challenge_it_and_who_checked_it_decides_that_it_stands()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "Torque is read aloud");
        await scene.Validate(number);
        await scene.Flag(scene.Bob, number, "Nobody hears it beside the press");
        await scene.Ann.Chat.See("Nobody hears it beside the press");
        await scene.Flag(scene.Bob, number, "Nobody hears it beside the large press");
        scene.State(number).Should().Be(PatternState.Validated, "two flags are two people's");

        await scene.Flag(scene.Max, number, "The scale is worn");

        scene.State(number).Should().Be(PatternState.Challenged);
        await scene.Ann.Chat.See("is challenged");
        var form = await scene.Open(scene.Lea, number, "It stands …");
        await scene.Lea.Press(form, "It stands", ("Reason", "Headsets are there now"));
        await scene.Bob.Chat.See("Headsets are there now");
        scene.State(number).Should().Be(PatternState.Validated);
        product.Bot.Number("SELECT COUNT(*) FROM pattern_flags WHERE pattern = @id AND answered_at IS NULL", number).Should().Be(0);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_measured_effect_for_the_worse_challenges_it()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "The second check is left out on Fridays");
        await scene.Validate(number);

        await product.Bot.Commit(services =>
        {
            services.GetRequiredService<Actor>().ActAsBot(TimeProvider.System.GetUtcNow());
            services.GetServices<EffectListener>().Single(each => each.Kind == PatternKind.Name)
                .Hear(services, number, new(new(0), EffectVerdict.Worse, "Worse: returns rose from 2 to 5 a week."));
        });
        await product.Bot.Idle();

        scene.State(number).Should().Be(PatternState.Challenged);
        await scene.Ann.Chat.See("returns rose from 2 to 5");
    }

    [StoreFact]
    public async Task A_flag_reminds_its_owner_until_it_is_answered_and_who_flagged_it_hears_the_answer()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "Gloves are counted before the line starts");
        await scene.Flag(scene.Bob, number, "There are two kinds of gloves");

        await product.Bot.SweepIn(days: 8);
        await scene.Ann.Chat.See("has a flag that waits for you");
        var form = await scene.Open(scene.Ann, number, "Answer the flag …");
        await scene.Ann.Press(form, "Answer", ("Answer", "Both kinds are counted now"));

        await scene.Bob.Chat.See("Both kinds are counted now");
        (await scene.Status(scene.Ann, number)).Buttons.Should().NotContain("Answer the flag …");
        scene.Events(number, "flag-answered").Should().Be(1);
    }

    [StoreFact]
    public async Task A_fix_is_a_new_version_that_shows_what_changed()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "Bins are weighed at noon");

        var form = await scene.Open(scene.Bob, number, "Fix it …");
        form.Value("Story").Should().Be("Bins are weighed at noon");
        await scene.Bob.Press(form, "Keep this version", ("Story", "Bins are weighed at dawn"), ("CoreSteps", "- Weigh\n- Write it down"));

        await scene.Ann.Chat.See("there is a new version");
        var status = await scene.Status(scene.Ann, number);
        (status.Shows("Write it down"), status.Shows("Bins are weighed at dawn")).Should().Be((true, true));
        var changes = (await scene.Ann.Chat.Ask(() => scene.Ann.Press(status, "What changed"), "what changed with version 2")).Card;
        (changes.Shows("noon"), changes.Shows("dawn")).Should().Be((true, true));
        (await scene.Bob.Ask("/find dawn", "Reports found")).Shows($"PAT-{number}").Should().BeTrue();
        await scene.Bob.Press(form, "Keep this version", ("Story", "Bins are weighed at dawn"));
        product.Bot.Number("SELECT edition FROM patterns WHERE id = @id", number).Should().Be(2, "the form was sent already");
    }

    [StoreFact]
    public async Task What_is_like_it_is_shown_first_and_one_press_says_that_it_was_used()
    {
        var scene = await PatternScene.Set(product);
        const string story = "The zeppelin mast is greased before the midnight docking";
        var number = await scene.Keep(scene.Ann, story, ("Outcome", "DidNotWork"));
        await product.Bot.Idle();

        var form = (await scene.Bob.Ask($"/capture-success {story} every week", "Is it one of these?")).Card;
        form.Shows("It did not work").Should().BeTrue("an attempt is of the same rank");
        var joined = (await scene.Bob.Press(form, $"Same attempt: PAT-{number}")).Card!;

        joined.Shows(story).Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM pattern_uses WHERE pattern = @id", number).Should().Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM patterns WHERE title LIKE '%zeppelin%'").Should().Be(1);
    }

    [StoreFact]
    public async Task Somebody_outside_the_team_learns_nothing_of_it()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "The spare fuse lies behind the blue door");
        var eve = product.Somebody("Eve");

        (await eve.Ask($"/status PAT-{number}", "There is no such pattern")).Shows("fuse").Should().BeFalse();
        (await scene.Forged(eve, "pattern.use", number)).Should().Contain("There is no such pattern").And.NotContain("fuse");
        (await scene.Forged(eve, "pattern.versions", number)).Should().NotContain("fuse");
        product.Bot.Number("SELECT COUNT(*) FROM pattern_uses WHERE pattern = @id", number).Should().Be(0);
    }

    [StoreFact]
    public async Task Odd_texts_are_kept_and_shown_as_they_were_written()
    {
        var scene = await PatternScene.Set(product);
        foreach (var text in new[]
        {
            "<script>alert('x')</script> & <b>bold</b>", "**bold** _it_ [a](http://b) {{DATE(2026-01-01)}}", "👩‍🔧🧯 works",
            "\u202Eהאזעקה נבדקת כל בוקר", "两人一起开夜间保险箱", new string('ß', 3_000),
        })
        {
            var number = await scene.Keep(scene.Ann, text);
            product.Bot.TextsOf("SELECT story FROM patterns WHERE id = @id", number).Should().Equal(text);
            var form = await scene.Open(scene.Ann, number, "Fix it …");
            form.Value("Story").Should().Be(text);
            await scene.Ann.Press(form, "Keep this version", ("Mechanism", text[..Math.Min(text.Length, 2_000)]));
            (await scene.Status(scene.Bob, number)).Shows("Why it works").Should().BeTrue();
            await scene.Flag(scene.Bob, number, text[..Math.Min(text.Length, 2_000)]);
        }

        product.Teams.Problems.Take(5).Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Of_a_retired_one_an_old_card_shows_the_present_state()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "Pallets are wrapped from below");
        var (old, open) = (await scene.Status(scene.Bob, number), await scene.Open(scene.Bob, number, "Flag it …"));
        var form = await scene.Open(scene.Ann, number, "Retire …");
        var retired = (await scene.Ann.Press(form, "Retire it", ("Reason", "The new machine wraps"))).Card!;

        retired.Shows("The new machine wraps").Should().BeTrue();
        (await scene.Bob.Press(old, "We used this")).ToString().Should().Contain("retired by now");
        (await scene.Bob.Press(open, "Flag it", ("Words", "Too late"))).Card!.Shows("is retired by now").Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM pattern_flags WHERE pattern = @id", number).Should().Be(0);
        scene.Events(number, "refused").Should().Be(0, "they did nothing wrong");
    }
}

/// <summary>A team with a lead, the author of patterns, and two colleagues.</summary>
internal sealed record PatternScene(
    Product Product, Improvement.Bot.Tests.Channel.Team Team, Person Lea, Person Ann, Person Bob, Person Max)
{
    private static readonly (string, string)[] AllMet =
    [
        .. Enum.GetNames<Criterion>().SelectMany(name => new[] { (name, "Met"), ($"{name}Evidence", $"Seen, {name}") }),
    ];

    public static async Task<PatternScene> Set(Product product)
    {
        var (lea, ann) = (product.Somebody("Lea"), product.Somebody());
        var (bob, max) = (product.Somebody("Bob"), product.Somebody("Max"));
        return new(product, await product.TeamOf(lea, ann, bob, max), lea, ann, bob, max);
    }

    /// <summary>Keeps a pattern: a sentence and one press.</summary>
    public async Task<long> Keep(Person who, string story, params (string, string)[] inputs)
    {
        var form = (await who.Ask("/capture-success", "Keep a success")).Card;
        var kept = (await who.Press(form, "Keep it", [("Story", story), .. inputs])).Card
            ?? throw new InvalidOperationException("It was not kept.");
        await Product.Bot.Idle();
        return NumberOn(kept);
    }

    /// <summary>Its status, as somebody sees it.</summary>
    public async Task<SeenCard> Status(Person who, long number) => (await who.Ask($"/status PAT-{number}", "History")).Card;

    /// <summary>The form that a button of its status opens.</summary>
    public async Task<SeenCard> Open(Person who, long number, string button)
    {
        var status = await Status(who, number);
        var before = who.Chat.Messages.Select(message => message.Id).ToHashSet();
        var pressed = await who.Press(status, button);
        return pressed.Card is { } card && card.Buttons.Contains("Cancel")
            ? card
            : (await who.Chat.See(message =>
                !before.Contains(message.Id) && message.Cards.Any(each => each.Buttons.Contains("Cancel")))).Card;
    }

    /// <summary>The lead finds that all criteria hold.</summary>
    public async Task Validate(long number)
    {
        var form = await Open(Lea, number, "Check it …");
        (string, string)[] filled =
            [.. AllMet.Where(input => input.Item1 != "RepeatableEvidence" || form.Value("RepeatableEvidence") is null)];
        await Lea.Press(form, "Keep what I found", filled);
        await Product.Bot.Idle();
    }

    /// <summary>Somebody says what is wrong with it.</summary>
    public async Task Flag(Person who, long number, string words)
    {
        await who.Press(await Open(who, number, "Flag it …"), "Flag it", ("Words", words));
        await Product.Bot.Idle();
    }

    /// <summary>The press of a button that the person was not shown; gives the answer.</summary>
    public async Task<string> Forged(Person person, string verb, long number)
    {
        var press = Product.Teams.Activities.CardAction(
            person, person.PersonalChat, "1700000000001", verb, new() { ["verb"] = verb, ["pattern"] = number, ["edition"] = 1 });
        var answer = (await Product.Teams.Deliver(press)).Body;
        await Product.Bot.Idle();
        return answer;
    }

    public PatternState State(long number) => Enum.GetValues<PatternState>().Single(state => Product.Bot.Number(
        "SELECT COUNT(*) FROM patterns WHERE id = @id AND state = @state", number, state.ToString()) is 1);

    public long Events(long number, string what) => Product.Bot.Number(
        "SELECT COUNT(*) FROM record_events WHERE record_kind = 'pattern' AND record_id = @id AND what = @what", number, what);

    public static string LabelOn(SeenCard card) => $"PAT-{NumberOn(card)}";

    public static long NumberOn(SeenCard card) =>
        card.Words.SelectMany(words => PatternKind.Definition.Labels.In(words)).Select(each => each.Number).First();
}
