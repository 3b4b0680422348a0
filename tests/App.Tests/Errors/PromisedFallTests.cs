using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>What a proposal promises: what is decided about, how long it is watched, and what the verdict says of it.</summary>
public sealed class PromisedFallTests
{
    private static readonly FixContent Silent = new("Heat the motor", ActionType.Corrective, "None any more");

    [Fact]
    public void A_promise_is_part_of_what_is_decided_about_and_each_one_is_another()
    {
        var digests = Enum.GetValues<PromisedFall>().Select(fall => (Silent with { Promised = fall }).DigestWith(null));

        digests.Append(Silent.DigestWith(null)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void What_promises_nothing_has_the_digest_that_it_was_approved_with_before_there_were_promises() =>
        Silent.DigestWith(null).Should().Be("d63a5ccb1617b365acc9597a6c55f9bb09ae1a1d55a642def42707a4ed29de55");

    [Fact]
    public void A_deeper_fall_is_proven_sooner_and_one_of_which_nothing_is_said_is_a_half()
    {
        var weeks = Enum.GetValues<PromisedFall>().Select(fall => Plan(3, fall).Weeks).ToList();

        weeks.Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
        Plan(3, null).Should().Be(Plan(3, PromisedFall.Half));
    }

    [Fact]
    public void Of_a_fall_that_cannot_be_proven_only_a_deeper_one_is_said_to_be_provable()
    {
        var plans = from promised in Enum.GetValues<PromisedFall>()
                    from aWeek in Enumerable.Range(1, 8)
                    from scattered in new[] { 0, 1, 2 }
                    select (promised, WatchPlan.For(Series(aWeek, scattered * aWeek), Week(60), promised).Window!);

        plans.Where(plan => !plan.Item2.IsReachable && plan.Item2.LargestProvableRatio is not null).Should().NotBeEmpty()
            .And.OnlyContain(plan => plan.Item2.LargestProvableRatio < WatchPlan.RatioOf(plan.promised));
    }

    [Theory]
    [InlineData(0.05, 0.42, PromisedFall.Half, "Promised was: half as often. Whatever fits these figures is at least that.")]
    [InlineData(0.3, 0.9, PromisedFall.ThreeQuarters, "Promised was: three quarters less often. These figures rule that out.")]
    [InlineData(0.1, 0.9, PromisedFall.Half, "Promised was: half as often. Whether it is as much as that cannot be told.")]
    [InlineData(0.05, 0.42, null, null)]
    internal void Of_a_fix_that_worked_it_is_said_whether_it_kept_its_promise(
        double lower, double upper, PromisedFall? promised, string? words) =>
        VerdictWords.OfPromise(new(Verdict.Worked, Change: new(0.3, lower, upper)), promised).Should().Be(words);

    [Fact]
    public void Where_counts_cannot_tell_they_may_rule_the_promise_out_and_say_nothing_else_of_it()
    {
        Unclear(0.4, CannotTellReason.FitsAnything).Should().BeNull();
        Unclear(0.6, CannotTellReason.FitsAnything).Should().Contain("rule that out");
        Unclear(0.6, CannotTellReason.ReportingChanged).Should().BeNull("the figures are no longer comparable");
        VerdictWords.OfPromise(new(Verdict.BackToNormal, Change: new(0.3, 0.1, 1.1)), PromisedFall.Half).Should().BeNull();

        static string? Unclear(double lower, CannotTellReason why) =>
            VerdictWords.OfPromise(new(Verdict.CannotTell, why, new(0.8, lower, 1.2)), PromisedFall.Half);
    }

    private static WatchPlan Plan(int aWeek, PromisedFall? promised) => WatchPlan.For(Series(aWeek, 0), Week(60), promised);

    /// <summary>So many in each week, and more in every other one.</summary>
    private static WeeklyOccurrences Series(int aWeek, int more) =>
        new(Week(0), [.. Enumerable.Range(0, 60).Select(week => aWeek + (week % 2 * more)), 0]) { FirstMet = Week(0) };

    private static DateOnly Week(int at) => new DateOnly(2025, 1, 6).AddDays(7 * at);
}
