using System.Collections.Immutable;
using FluentAssertions;
using Improvement.Bot.Feedback.Results;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Results;

/// <summary>
/// Every result that a group can have is put through the rules, and those that come out alike are taken together: that is all that somebody
/// can know who knows the rules and reads what they let through.
/// </summary>
public sealed class WhatIsLetThroughTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_a_scale_nobody_can_tell_that_few_answered_alike_or_how_small_a_small_count_is(int parts)
    {
        for (var all = 6; all <= 20; all++)
        {
            Check(all, Counts(parts, all), counts => Words(CountRule.Scale(counts, all)));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Of_options_neither(int options)
    {
        for (var all = 6; all <= 17; all++)
        {
            Check(all, Counts(options, all), counts => Words(CountRule.Split(counts, all, all)));
        }
    }

    [Fact]
    public void Of_single_steps_neither()
    {
        for (var all = 15; all <= 18; all++)
        {
            Check(all, Counts(5, all), counts =>
            {
                int[] parts = [counts[3] + counts[4], counts[2], counts[0] + counts[1]];
                var told = CountRule.Scale(parts, all);
                return Words(told) + StepsOf(told[0], [counts[3], counts[4]], all) + StepsOf(told[2], [counts[0], counts[1]], all);
            });
        }
    }

    public static TheoryData<int[], int> Organisations => new()
    {
        { [6, 7], 0 }, { [8, 9], 0 }, { [6, 6, 7], 0 }, { [7, 8], 6 }, { [6, 7], 8 }, { [9], 7 }, { [16, 8], 0 }, { [16], 9 },
        { [6, 15], 6 },
    };

    /// <summary>The favourable answers of groups beside those of everybody, also of the groups that are hidden, taken together.</summary>
    [Theory]
    [MemberData(nameof(Organisations))]
    public void Of_groups_neither(int[] sizes, int hidden)
    {
        var all = sizes.Sum() + hidden;
        int[] every = hidden is 0 ? sizes : [.. sizes, hidden];
        var told = (
            from counts in Every(every)
            let whole = CountRule.One(counts.Sum(), all)
            from draws in Every([.. sizes.Select(_ => 2)])
            let groups = sizes.Select((size, at) => (counts[at], size)).ToList()
            select (Counts: counts, Told: $"{whole}: {Drawn(whole, all, groups, draws)}")).ToList();

        told.GroupBy(each => string.Join(' ', each.Counts)).Should().OnlyContain(
            each => each.Any(one => !one.Told.EndsWith("again")), "there is a way to tell of every result");
        foreach (var alike in told.Where(each => !each.Told.EndsWith("again")).GroupBy(each => each.Told))
        {
            if (alike.All(each => each.Counts.Sum() is 0) || alike.All(each => each.Counts.Sum() == all)) continue;
            for (var at = 0; at < every.Length; at++) IsHidden(alike.Select(each => each.Counts[at]), every[at], alike.Key);
        }
    }

    /// <summary>What is told if the bands are drawn so; "again" where they have to be drawn again.</summary>
    private static string Drawn(Figure whole, int all, IReadOnlyList<(int Count, int Of)> groups, int[] draws)
    {
        var drawn = 0;
        try
        {
            return string.Join(' ', GroupRule.Favourable(
                whole, all, groups, below => drawn < draws.Length ? draws[drawn++] % below : throw new DrawnAgainException())!.Value);
        }
        catch (DrawnAgainException)
        {
            return "again";
        }
    }

    [Fact]
    public void The_test_sees_what_is_let_through() =>
        FluentActions.Invoking(() => Check(8, Counts(3, 8), counts => string.Join(' ', counts))).Should().Throw<Xunit.Sdk.XunitException>();

    private static void Check(int all, IEnumerable<int[]> results, Func<int[], string> told)
    {
        foreach (var alike in results.GroupBy(told))
        {
            for (var at = 0; at < alike.First().Length; at++) IsHidden(alike.Select(counts => counts[at]), all, $"{alike.Key} of {all}");
        }
    }

    private static void IsHidden(IEnumerable<int> possible, int all, string told)
    {
        var values = possible.Distinct().ToList();
        int[] forbidden = all < ReleasePolicy.FewestForExtremes ? [0, 1, 2, all - 1, all] : [1, 2];
        if (values.Count is 1 && forbidden.Contains(values[0])) Assert.Fail($"{told} tells that it is {values[0]}");
    }

    private static string Words(IEnumerable<Figure?> figures) => string.Join(' ', figures.Select(figure => figure?.ToString() ?? "-"));

    private static string StepsOf(Figure? part, int[] counts, int all) =>
        part is { IsExact: true } && CountRule.MayShowSteps(counts, all) ? $" {string.Join(',', counts)}" : " -";

    private static IEnumerable<int[]> Counts(int kinds, int all)
    {
        if (kinds is 1)
        {
            yield return [all];
            yield break;
        }
        for (var first = 0; first <= all; first++)
        {
            foreach (var rest in Counts(kinds - 1, all - first)) yield return [first, .. rest];
        }
    }

    private static IEnumerable<int[]> Every(int[] sizes) => sizes is []
        ? [[]]
        : Enumerable.Range(0, sizes[0] + 1).SelectMany(count => Every(sizes[1..]).Select(rest => (int[])[count, .. rest]));

    private sealed class DrawnAgainException : Exception;
}
