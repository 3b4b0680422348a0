using FluentAssertions;
using Improvement.Bot.Errors.Verification;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>What is said of a fix before anybody watches it: whether counts will be able to tell.</summary>
public sealed class ProvableFallTests
{
    [Fact]
    public void Of_what_is_new_counts_say_nothing() => Words([0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 3]).Should().Contain("too new here");

    [Fact]
    public void The_present_week_is_not_over_and_does_not_count() =>
        Words([1, 0, 0, 1, 0, 0, 1, 5]).Should().Contain("too new here", "seven whole weeks are no baseline");

    [Fact]
    public void Of_what_is_frequent_a_fall_to_half_can_be_proven() =>
        Words([.. Enumerable.Repeat(5, 52), 0]).Should().MatchRegex("falls to half, counts can prove it after about [0-9]+ weeks");

    [Theory]
    [InlineData(PromisedFall.Quarter, "a fall to three quarters could not be proven by counts here; only a fall to about")]
    [InlineData(PromisedFall.ThreeQuarters, "If it falls to a quarter, counts can prove it after about 8 weeks")]
    [InlineData(PromisedFall.NineTenths, "If it falls to a tenth, counts can prove it after about 8 weeks")]
    internal void What_can_be_proven_is_said_of_the_fall_that_is_promised(PromisedFall promised, string words) =>
        Words([.. Enumerable.Repeat(5, 52), 0], promised).Should().Contain(words);

    [Fact]
    public void Of_what_is_rare_only_a_deep_fall_can_be_proven() =>
        Words([.. Enumerable.Repeat(1, 52), 0]).Should().MatchRegex("only a fall to about [0-9]+ ?% or less");

    [Fact]
    public void Of_what_was_met_a_few_times_nothing_can_be_proven() =>
        Words([1, .. Enumerable.Repeat(0, 50), 1, 0]).Should().Contain("no fall can be proven");

    [Fact]
    public void After_an_alarm_the_rise_is_not_what_is_usual()
    {
        int[] risen = [.. Enumerable.Repeat(1, 50), .. Enumerable.Repeat(9, 10), 0];

        Words(risen).Should().NotContain("An alarm").And.NotContain("15");
        Words(risen, alarm: Start.AddDays(7 * 53)).Should().Contain("only a fall to about 15")
            .And.EndWith("the time before it is compared as well.");
        Words([3, 3, 9, 9], alarm: Start.AddDays(14)).Should().EndWith("say which evidence will.", "nothing is compared");
    }

    private static readonly DateOnly Start = new(2026, 1, 5);

    private static string Words(int[] counts, PromisedFall? promised = null, DateOnly? alarm = null)
    {
        var first = Array.FindIndex(counts, count => count > 0);
        return ProvableFall.Words(new(Start, counts) { FirstMet = Start.AddDays(7 * first) }, promised, alarm);
    }
}
