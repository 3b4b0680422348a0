using FluentAssertions;
using Improvement.Bot.Patterns;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>Whoever checks a pattern can look whether the week in which it worked lies outside of what is usual.</summary>
public abstract class OutlierStoryTests(Product product)
{
    public sealed class OnSqlite(Product product) : OutlierStoryTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : OutlierStoryTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_series_of_the_team_is_tested_and_kept_with_the_evidence_for_the_team_alone()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "The night shift counts the parcels twice");
        var without = await scene.Open(scene.Lea, number, "Check it …");
        without.Json.ToString().Should().NotContain("A series in which it can be seen", "there is none");
        await scene.Lea.Press(without, "Cancel");

        var figures = (await scene.Lea.Ask("/figures Returned parcels", "Own figures")).Card;
        await scene.Lea.Press(figures, "Send the figures", ("Lines", string.Join('\n', Enumerable.Range(1, 12).Select(week =>
            $"{Today.AddDays(-7 * week):yyyy-MM-dd}; {(week is 1 ? 2 : 10 + (week % 3))}"))));
        var series = $"figures:{product.Bot.Number("SELECT MAX(id) FROM figure_series WHERE name = 'Returned parcels'")}";
        var form = await scene.Open(scene.Lea, number, "Check it …");
        (string, string)[] seen = [("Measurable", "Met"), ("MeasurableEvidence", "The dispatch book"), ("Series", series)];
        var wrong = (await scene.Lea.Press(form, "Keep what I found", [.. seen, ("WorkedOn", $"{Today.AddDays(-70):yyyy-MM-dd}")])).Card!;
        wrong.Shows("That week cannot be compared").Should().BeTrue();
        await scene.Lea.Press(wrong, "Keep what I found", [.. seen, ("WorkedOn", $"{Today.AddDays(-7):yyyy-MM-dd}")]);
        await product.Bot.Idle();

        var status = await scene.Status(scene.Bob, number);
        status.Buttons.Should().Contain(["What the series says", "Measure its effect"]);
        status.Json.ToString().Should().Contain(": 2 in the week of").And.Contain("That is less than is usual.");
        (await scene.Open(scene.Lea, number, "Check it …")).Value("Series").Should().Be(series, "another check begins with it");

        var eve = product.Somebody("Eve");
        await product.TeamOf(eve);
        await product.Bot.Change(
            "INSERT INTO pattern_readers (pattern, person) SELECT @pattern, id FROM people WHERE name = @name", number, eve.Name);
        var outside = await scene.Status(eve, number);
        outside.Shows("The dispatch book").Should().BeTrue();
        outside.Buttons.Should().NotContain(["What the series says", "Measure its effect"], "figures of a team are shown to nobody else");
        outside.Json.ToString().Should().NotContain("Returned parcels");
        product.Failures.Should().BeEmpty();
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
}

/// <summary>The test itself, by figures computed by hand.</summary>
public sealed class OutlierTests
{
    private static readonly DateOnly Week = new(2026, 3, 2);

    private static readonly double?[] Before = [10, 12, null, 10, 12, 10, 12, 10, 12];

    // mean 11, mean moving range 2, so that 11 ± 5.32 is usual
    [Theory]
    [InlineData(5, (int)Variation.Fewer)]
    [InlineData(6, (int)Variation.AsUsual)]
    [InlineData(16, (int)Variation.AsUsual)]
    [InlineData(17, (int)Variation.More)]
    public void Outside_of_what_is_usual_is_what_lies_beyond_the_limits(double value, int expected)
    {
        var test = OutlierTest.Of("figures:1", Week, Before, value)!;
        (test.Weeks, test.Baseline, test.Found).Should().Be((8, 11, (Variation)expected));
        test.Lower.Should().BeApproximately(5.68, 1e-9);
        test.Upper.Should().BeApproximately(16.32, 1e-9);
        OutlierTest.Read(test.ToJson()).Should().Be(test);
    }

    [Fact]
    public void What_cannot_be_told_is_no_test()
    {
        OutlierTest.Of("figures:1", Week, Before, null).Should().BeNull("the week has no value");
        OutlierTest.Of("figures:1", Week, Before[1..], 5).Should().BeNull("seven weeks are too few");
        OutlierTest.Of("figures:1", Week, [.. Enumerable.Repeat<double?>(4, 12)], 5).Should().BeNull("all are alike");
    }

    [Fact]
    public void What_is_never_below_zero_has_no_limit_below_it()
    {
        OutlierTest.Of("figures:1", Week, [0, 4, 0, 4, 0, 4, 0, 4], 0)!.Should().Match<OutlierTest>(test =>
            test.Lower == 0 && test.Found == Variation.AsUsual);
        OutlierTest.Of("figures:1", Week, [0, 4, 0, 4, 0, 4, 0, -4], 0)!.Lower.Should().BeNegative();
    }
}
