using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Errors;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>The data sets with closed-form answers, read from their files.</summary>
public sealed class EffectDataTests
{
    private const string Folder = "statistics/";

    private const string Answers = Folder + "expected.json";

    [SharedDataFact(Answers)]
    public void Interrupted_time_series()
    {
        string[] files = ["its-exact.csv", "its-white.csv", "its-white-long.csv", "its-autocorrelated.csv", "its-no-effect.csv"];
        foreach (var file in files) CheckSeries(file);
    }

    private static void CheckSeries(string file)
    {
        var (before, after) = Series(file);
        var (found, expected) = (InterruptedSeries.Of(before, after)!, Expected(file));
        foreach (var (name, value) in ((string, double?)[])
        [
            ("level_before", found.LevelBefore), ("slope_before", found.SlopeBefore), ("level_change", found.Jump),
            ("slope_change", found.SlopeChange), ("se_level_change", found.StandardError), ("r_used", found.R),
            ("durbin_watson", found.Dependence?.DurbinWatson), ("lower", found.Interval.Lower), ("upper", found.Interval.Upper),
        ])
        {
            Near(value, expected.GetProperty(name), $"{name} of {file}");
        }
        found.HangsTogether.Should().Be(
            expected.GetProperty("flag_autocorrelation") is { ValueKind: not JsonValueKind.Null } flag ? flag.GetBoolean() : null);
    }

    [SharedDataFact(Answers)]
    public void Five_weeks_and_four_are_too_few()
    {
        var (before, after) = Series("its-too-short.csv");
        InterruptedSeries.Of(before, after).Should().BeNull();
        EffectRule.Interrupted(before, after, new(true, 1))
            .Should().BeEquivalentTo(new { Verdict = EffectVerdict.TooFewData, Reason = EffectReason.FewBefore });
    }

    [SharedDataFact(Answers)]
    public void Units_that_adopt()
    {
        string[] files =
        [
            "did-one-team.csv", "did-staggered-growing.csv", "did-all-adopt.csv", "did-no-effect.csv", "did-noisy.csv",
            "did-no-comparison.csv",
        ];
        foreach (var file in files) CheckUnits(file);
    }

    private static void CheckUnits(string file)
    {
        var expected = Expected(file);
        int? window = expected.GetProperty("window") is { ValueKind: JsonValueKind.Number } periods ? periods.GetInt32() : null;
        var (units, basePeriods) = (Units(file), expected.GetProperty("base_periods").GetInt32());
        var found = StaggeredEffect.Of(units, basePeriods, window);
        Near(found.Effect, expected.GetProperty("att"), $"effect of {file}");
        Near(found.Cells, expected.GetProperty("cells"), $"cells of {file}");
        Near(found.FewestComparisons, expected.GetProperty("min_controls"), $"comparisons of {file}");
        var placebo = PlaceboTest.Of(units, basePeriods, window);
        Near(placebo.Arrangements, expected.GetProperty("placebo_arrangements"), $"arrangements of {file}");
        Near(placebo.P, expected.GetProperty("placebo_p"), $"p of {file}");
    }

    [SharedDataFact(Answers)]
    public void What_is_said_of_them()
    {
        var promise = new EffectPromise(LowerIsBetter: true, 1);
        var (before, after) = Series("its-autocorrelated.csv");
        EffectRule.Interrupted(before, after, promise).Verdict.Should().Be(EffectVerdict.TooFewData);
        (before, after) = Series("its-white.csv");
        EffectRule.Interrupted(before, after, promise).Verdict.Should().Be(EffectVerdict.Improved);
        EffectRule.Interrupted(before, after, promise with { LowerIsBetter = false }).Verdict.Should().Be(EffectVerdict.Worse);

        Compared("did-one-team.csv", 1, null).Reason.Should().Be(EffectReason.FewUnits);
        Compared("did-no-comparison.csv", 1, null).Reason.Should().Be(EffectReason.NoComparison);
        Compared("did-noisy.csv", 2, 4).Verdict.Should().Be(EffectVerdict.Improved);

        EffectFinding Compared(string file, int basePeriods, int? window) =>
            EffectRule.Compared(Units(file), basePeriods, window, promise);
    }

    private static void Near(double? found, JsonElement expected, string what)
    {
        if (expected.ValueKind is JsonValueKind.Null) found.Should().BeNull(what);
        else found.Should().BeApproximately(expected.GetDouble(), 1e-6, what);
    }

    private static JsonElement Expected(string file)
    {
        using var all = JsonDocument.Parse(File.ReadAllText(SharedData.File(Answers)));
        return all.RootElement.GetProperty(file).Clone();
    }

    private static (double?[] Before, double?[] After) Series(string file)
    {
        var rows = Rows(file).Select(row => (IsAfter: row[1] == "1", Value: Number(row[2]))).ToList();
        return ([.. rows.Where(row => !row.IsAfter).Select(row => (double?)row.Value)],
            [.. rows.Where(row => row.IsAfter).Select(row => (double?)row.Value)]);
    }

    private static AdoptingUnit[] Units(string file) =>
    [
        .. Rows(file).GroupBy(row => row[0]).Select(unit => new AdoptingUnit(
            [.. unit.OrderBy(row => Number(row[1])).Select(row => Number(row[3]))],
            unit.First()[2] is "" ? null : (int)Number(unit.First()[2]) - 1)),
    ];

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(SharedData.File(Folder + file)).Skip(1).Select(line => line.Split(','));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
