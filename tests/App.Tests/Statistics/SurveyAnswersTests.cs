using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Errors;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>Every calculation on answers of a survey gives what other programs give.</summary>
public sealed class SurveyAnswersTests
{
    [SharedDataFact(KnownAnswers.File)]
    public void Share_of_answers()
    {
        foreach (var known in KnownAnswers.Of("wilson"))
        {
            var found = Share.Wilson(known.Int("successes"), known.Int("n"), Maybe(known, "population"));
            known.Check("p", found?.Value);
            known.Check("lower", found?.Lower);
            known.Check("upper", found?.Upper);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Change_of_a_share()
    {
        foreach (var known in KnownAnswers.Of("newcombe_difference"))
        {
            var found = Share.Wilson(known.Int("x1"), known.Int("n1"), Maybe(known, "population1")) is { } first
                && Share.Wilson(known.Int("x2"), known.Int("n2"), Maybe(known, "population2")) is { } second
                    ? ShareChange.Between(first, second) : null;
            known.Check("diff", found?.Value);
            known.Check("lower", found?.Lower);
            known.Check("upper", found?.Upper);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Promoters_minus_detractors()
    {
        foreach (var known in KnownAnswers.Of("enps"))
        {
            var found = PromoterScore.Of(
                known.Int("promoters"), known.Int("passives"), known.Int("detractors"), Maybe(known, "population"));
            known.Check("enps", found?.Value);
            known.Check("lower", found?.Lower);
            known.Check("upper", found?.Upper);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Two_waves_of_ratings()
    {
        foreach (var known in KnownAnswers.Of("mann_whitney"))
        {
            var found = RankComparison.Of(Counted(known.Ints("first")), Counted(known.Ints("second")));
            known.Check("U", found.U);
            known.Check("effect", found.Effect);
            known.Check("z", found.Z);
            known.Check("p", found.P);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Trend_over_waves()
    {
        foreach (var known in KnownAnswers.Of("trend_over_waves"))
        {
            var scores = known.Ints("scores");
            var table = known.Ints("waves").Zip(scores).GroupBy(each => each.First).OrderBy(wave => wave.Key)
                .Select(wave => Counted([.. wave.Select(each => each.Second)])).ToList();
            var found = RankTrend.Of(table);
            known.Check("tau_b", found?.Tau);
            known.Check("p", found?.P);
        }
    }

    /// <summary>The figures of section 3b of the reference, computed elsewhere.</summary>
    [Theory]
    [InlineData(8, 0.14)]
    [InlineData(10, 0.13)]
    [InlineData(20, 0.29)]
    [InlineData(40, 0.50)]
    [InlineData(80, 0.80)]
    public void Chance_to_find_a_rise_from_60_to_80_percent(int answers, double power) =>
        ProvableChange.PowerOf(answers, answers, 0.6, 0.8).Should().BeApproximately(power, 0.0051);

    [Theory]
    [InlineData(0, null)]
    [InlineData(10, null)]
    [InlineData(12, 47)]
    [InlineData(20, 39)]
    [InlineData(40, 30)]
    [InlineData(80, 22)]
    public void Smallest_rise_that_can_be_found(int answers, int? points) =>
        ProvableChange.Points(answers, answers).Should().Be(points);

    [Fact]
    public void What_the_silent_ones_could_make_of_a_share() =>
        Share.Bounds(4, 5, 10).Should().Be((0.4, 0.9));

    [Theory]
    [InlineData(4, 5, 0.3755, 0.9638)]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(16, 20, 0.5840, 0.9193)]
    [InlineData(5, 5, 0.5655, 1)]
    public void Shares_without_the_file(int successes, int answers, double lower, double upper)
    {
        var share = Share.Wilson(successes, answers)!;
        share.Lower.Should().BeApproximately(lower, 0.00005);
        share.Upper.Should().BeApproximately(upper, 0.00005);
    }

    [Fact]
    public void More_favourable_answers_than_answers_are_refused() =>
        FluentActions.Invoking(() => Share.Wilson(3, 2)).Should().Throw<ArgumentOutOfRangeException>();

    private static int? Maybe(KnownAnswer known, string name) =>
        known.Inputs.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private static int[] Counted(int[] values) => [.. Enumerable.Range(0, 8).Select(value => values.Count(each => each == value))];
}
