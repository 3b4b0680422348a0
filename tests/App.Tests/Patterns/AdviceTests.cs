using FluentAssertions;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>What was learned is kept from an error that is over, and offered when something alike is reported.</summary>
public abstract class AdviceTests(Product product)
{
    public sealed class OnSqlite(Product product) : AdviceTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : AdviceTests(product), IClassFixture<PostgresProduct>;

    private const string Story = "The turbine hall gantry crane drifts when the wind comes through the north gate";

    [StoreFact]
    public async Task A_pattern_that_was_checked_is_offered_when_something_alike_is_reported_and_used_from_there()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, $"{Story}: close the north gate before lifting");
        (await scene.Bob.Form(Story)).Shows("This may help").Should().BeFalse("nobody has checked it yet");
        await scene.Validate(number);

        var form = await scene.Max.Form(Story);
        (form.Shows("This may help"), form.Shows($"PAT-{number}")).Should().Be((true, true));
        (await scene.Max.Chat.Ask(() => scene.Max.Press(form, $"Open PAT-{number}"), "History")).Shows("close the north gate")
            .Should().BeTrue("the form stays, and the pattern opens below");
        var filed = (await scene.Max.Press(form, "Report it")).Card!;
        filed.Shows("This may help").Should().BeTrue();
        (await scene.Max.Press(filed, "We used this")).Toast.Should().Contain("Noted");
        await product.Bot.Idle();

        product.Bot.Number("SELECT COUNT(*) FROM pattern_offers WHERE pattern = @id", number).Should().Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM pattern_uses WHERE pattern = @id AND about_kind = 'error'", number).Should().Be(1);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Somebody_of_another_team_is_offered_nothing_that_they_may_not_see()
    {
        var (scene, other) = (await PatternScene.Set(product), await PatternScene.Set(product));
        const string story = "The ferry ramp chain jumps off its sprocket at low tide";
        var number = await scene.Keep(scene.Ann, $"{story}: grease it at noon");
        await scene.Validate(number);

        var form = await other.Bob.Form(story);
        var filed = (await other.Bob.Press(form, "Report it")).Card!;

        (form.Shows("This may help"), filed.Shows("This may help")).Should().Be((false, false));
        product.Bot.Number("SELECT COUNT(*) FROM pattern_offers WHERE pattern = @id", number).Should().Be(0);
    }

    [StoreFact]
    public async Task What_limited_the_damage_of_an_error_that_is_over_is_kept_with_where_it_comes_from()
    {
        var scene = await PatternScene.Set(product);
        var error = await scene.Bob.Report("The sluice motor ran hot");
        (await scene.Bob.Ask($"/status {error.Label}", "History")).Card.Buttons.Should().NotContain("Keep what limited the damage");
        await product.Bot.Change("UPDATE errors SET state = 'Closed', version = version + 1 WHERE id = @id", error.Number);
        var status = (await scene.Bob.Ask($"/status {error.Label}", "History")).Card;

        var form = (await scene.Bob.Chat.Ask(
            () => scene.Bob.Press(status, "Keep what limited the damage"), "What limited the damage?")).Card;
        form.Shows($"From {error.Label}").Should().BeTrue();
        var kept = (await scene.Bob.Press(form, "Keep it", ("Story", "The fuse was two steps away"))).Card!;

        kept.Shows(error.Label).Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM patterns WHERE origin_kind = 'error' AND origin = @id", error.Number).Should().Be(1);
        product.Failures.Should().BeEmpty();
    }
}
