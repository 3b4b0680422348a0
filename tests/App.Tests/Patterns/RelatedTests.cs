using FluentAssertions;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Feedback.Surveys;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>The status of an error shows the patterns about the same and the other way round, and nobody sees what they may not.</summary>
public abstract class RelatedTests(Product product)
{
    public sealed class OnSqlite(Product product) : RelatedTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : RelatedTests(product), IClassFixture<PostgresProduct>;

    private const string Patterns = "Patterns about the same", Errors = "Errors about the same", Results = "Results of the team lately";

    [StoreFact]
    public async Task What_is_linked_is_shown_from_both_sides_and_opens_and_stays_when_a_press_changes_the_card()
    {
        var scene = await PatternScene.Set(product);
        var error = await scene.Bob.Report("The capstan slips on wet mornings");
        (await Status(scene.Bob, error.Label)).Shows(Patterns).Should().BeFalse("there is none");
        var number = await scene.Keep(scene.Ann, "Two handfuls of sand beside each wheel");
        var unlinked = await Status(scene.Bob, $"PAT-{number}");
        unlinked.Shows(Errors).Should().BeFalse("there is none");
        await Link(number, error.Number);

        var seen = await Status(scene.Bob, error.Label);
        (seen.Shows(Patterns), seen.Shows($"PAT-{number}: Two handfuls of sand"), seen.Shows("candidate")).Should().Be((true, true, true));
        var pattern = (await scene.Bob.Chat.Ask(() => scene.Bob.Press(seen, $"Open PAT-{number}"), "History")).Card;
        (pattern.Shows(Errors), pattern.Shows($"{error.Label}: The capstan slips")).Should().Be((true, true));
        pattern.Buttons.Should().Contain($"Open {error.Label}");
        (await scene.Bob.Press(pattern, "We used this")).Card!.Shows($"{error.Label}: The capstan slips").Should().BeTrue();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_use_links_them_and_what_comes_from_a_duplicate_stands_at_its_primary()
    {
        var scene = await PatternScene.Set(product);
        var primary = await scene.Bob.Report("The davit sticks halfway");
        var second = await scene.Max.Report("Rope chafes near cleat four");
        var used = await scene.Keep(scene.Ann, "Grease from below first");
        var kept = await scene.Keep(scene.Ann, "Leather around each bight");
        await scene.Bob.Press(await Status(scene.Bob, $"PAT-{used}"), "We used this");
        await product.Bot.Idle();
        await product.Bot.Change("UPDATE pattern_uses SET about_kind = 'error', about = @error WHERE pattern = @id", primary.Number, used);
        await Link(kept, second.Number);
        var before = await Status(scene.Bob, primary.Label);
        (before.Shows($"PAT-{used}: "), before.Shows($"PAT-{kept}: ")).Should().Be((true, false));

        await product.Bot.Change(
            "UPDATE errors SET state = 'Duplicate', duplicate_of = @primary, version = version + 1 WHERE id = @id", primary.Number,
            second.Number);

        var after = await Status(scene.Bob, primary.Label);
        (after.Shows($"PAT-{used}: "), after.Shows($"PAT-{kept}: ")).Should().Be((true, true));
        (await Status(scene.Bob, $"PAT-{used}")).Shows($"{primary.Label}: ").Should().BeTrue();
        var pattern = await Status(scene.Bob, $"PAT-{kept}");
        (pattern.Shows($"{primary.Label}: "), pattern.Shows($"{second.Label}: "))
            .Should().Be((true, false), "in the place of a duplicate stands what it is the same as");
    }

    [StoreFact]
    public async Task What_says_the_same_is_found_by_its_words_and_nothing_else_is()
    {
        var scene = await PatternScene.Set(product);
        const string story = "The turntable bearing squeals whenever frost lies upon the eastern siding";
        var alike = await scene.Keep(scene.Ann, $"{story}: warm it before shunting");
        var other = await scene.Keep(scene.Ann, "Invoices are numbered by month and clerk");
        var error = await scene.Bob.Report(story);
        await product.Bot.Idle();

        var seen = await Status(scene.Bob, error.Label);

        (seen.Shows($"PAT-{alike}: "), seen.Shows($"PAT-{other}: ")).Should().Be((true, false));
        (await Status(scene.Max, $"PAT-{alike}")).Shows($"{error.Label}: ").Should().BeTrue();
        (await Status(scene.Max, $"PAT-{other}")).Shows(Errors).Should().BeFalse();
        await product.Bot.Change("UPDATE patterns SET state = 'Retired', version = version + 1 WHERE id = @id", alike);
        (await Status(scene.Bob, error.Label)).Shows(Patterns).Should().BeFalse("it is not offered any more");
    }

    [StoreFact]
    public async Task Nobody_sees_what_they_may_not_even_where_it_is_linked_or_says_the_same()
    {
        var (scene, other) = (await PatternScene.Set(product), await PatternScene.Set(product));
        await product.Bot.Change("UPDATE teams SET shares_similar = TRUE WHERE name = @name", scene.Team.Name);
        const string story = "The hop kiln smoulders after the third firing of the week";
        var number = await scene.Keep(scene.Ann, $"{story}: rake it twice");
        var foreign = await other.Bob.Report(story);
        var secret = await scene.Bob.Report("Somebody smokes beside the hop kiln during firing", ("Confidentiality", "Restricted"));
        await Link(number, foreign.Number);
        await product.Bot.Idle();

        var theirs = await Status(other.Bob, foreign.Label);
        (theirs.Shows(Patterns), theirs.Shows($"PAT-{number}")).Should().Be((false, false), "a title that is shared is not the whole");
        (await Status(scene.Ann, $"PAT-{number}")).Shows(Errors).Should().BeFalse("it comes from what another team reported");

        await Link(number, secret.Number);
        var colleague = await Status(scene.Max, $"PAT-{number}");
        (colleague.Shows(Errors), colleague.Shows("smokes beside")).Should().Be((false, false));
        (await Status(scene.Bob, $"PAT-{number}")).Shows("smokes beside").Should().BeTrue("he reported it");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_result_is_named_to_those_who_may_read_it_and_opens_as_the_channel_shows_it()
    {
        var people = Enumerable.Range(0, 7).Select(_ => product.Somebody()).ToArray();
        var team = await product.TeamOf(people[0], people[1..]);
        var scene = await PatternScene.Set(product);
        var error = await people[1].Report("Sheaves are bound too loosely");
        (await Status(people[0], error.Label)).Shows(Results).Should().BeFalse("there is none");
        var wave = await product.Pulse("after-rollout", SurveyMode.Attributed, team);
        for (var i = 0; i < people.Length; i++) await product.Answers(wave, people[i], i);
        (await Status(people[0], error.Label)).Shows(Results).Should().BeFalse("it is open");
        await product.Close(wave);
        await product.Follow(wave, "The folder is named by its day");

        (await Status(people[0], error.Label)).Shows(Results).Should().BeTrue("who leads reads it before it is posted");
        (await Status(people[1], error.Label)).Shows(Results).Should().BeFalse("it was not posted");
        (await Forged(people[1], wave)).Should().Contain("There is no such result");
        await product.Post(wave);

        var seen = await Status(people[1], error.Label);
        seen.Shows(Results).Should().BeTrue();
        await people[1].Chat.Ask(() => people[1].Press(seen, "Show the result"), "The folder is named by its day");
        (await Forged(scene.Bob, wave)).Should().Contain("There is no such result").And.NotContain("folder");
        (await Status(scene.Bob, (await scene.Bob.Report("Chaff blows into the yard")).Label)).Shows(Results).Should().BeFalse();
        product.Failures.Should().BeEmpty();
    }

    private static async Task<SeenCard> Status(Person who, string label) => (await who.Ask($"/status {label}", "History")).Card;

    private Task Link(long pattern, long error) => product.Bot.Change(
        "UPDATE patterns SET origin_kind = 'error', origin = @error, version = version + 1 WHERE id = @id", error, pattern);

    private async Task<string> Forged(Person person, long wave)
    {
        var press = product.Teams.Activities.CardAction(
            person, person.PersonalChat, "1700000000001", "survey.read", new() { ["verb"] = "survey.read", ["wave"] = wave });
        var answer = (await product.Teams.Deliver(press)).Body;
        await product.Bot.Idle();
        return answer;
    }
}
