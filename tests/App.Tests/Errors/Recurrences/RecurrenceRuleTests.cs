using FluentAssertions;
using Improvement.Bot.Errors.Recurrences;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Recurrences;

/// <summary>The seven rules by which a new occurrence reopens an error by itself.</summary>
public sealed class RecurrenceRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly FixInEffect Fix = new(Now.AddDays(-30)) { Version = "2.4.1" };
    private static readonly NewOccurrence Usual = new(Now.AddHours(-2)) { IsSaid = true, Version = "2.4.1" };
    private static readonly ReopenedLately Quiet = new(0, 0);

    [Fact]
    public void What_happened_lately_on_a_version_with_the_fix_reopens() => On(Usual).Should().Be(RecurrenceOutcome.Reopened);

    [Theory]
    [InlineData(0.9, true, RecurrenceOutcome.Reopened)]
    [InlineData(0.89, true, RecurrenceOutcome.NotTheSame)]
    [InlineData(1.0, false, RecurrenceOutcome.NotTheSame)]
    internal void Where_nobody_says_so_it_must_be_very_alike_and_about_the_same_object(
        double share, bool same, RecurrenceOutcome outcome) =>
        On(Usual with { IsSaid = false, Share = share, IsSameObject = same }).Should().Be(outcome);

    [Theory]
    [InlineData(-40, RecurrenceOutcome.BeforeTheFix)]
    [InlineData(-30, RecurrenceOutcome.BeforeTheFix)]
    [InlineData(-29, RecurrenceOutcome.BeforeTheFix)] // work from before may have been under way
    [InlineData(-28, RecurrenceOutcome.NotFresh)]
    [InlineData(-8, RecurrenceOutcome.NotFresh)]
    [InlineData(-7, RecurrenceOutcome.Reopened)]
    internal void When_it_happened_counts_and_not_when_somebody_wrote_of_it(int days, RecurrenceOutcome outcome) =>
        On(Usual with { OccurredAt = Now.AddDays(days) }).Should().Be(outcome);

    [Theory]
    [InlineData("2.4.1", "2.4.1", RecurrenceOutcome.Reopened)]
    [InlineData("2.4.2", "2.4.1", RecurrenceOutcome.Reopened)]
    [InlineData("2.10", "2.9.9", RecurrenceOutcome.Reopened)]
    [InlineData("v3", "2.9.9", RecurrenceOutcome.Reopened)]
    [InlineData("2.4", "2.4.0", RecurrenceOutcome.Reopened)]
    [InlineData("2.4.0", "2.4.1", RecurrenceOutcome.OlderVersion)]
    [InlineData("2026-03-01", "2026-02-28", RecurrenceOutcome.Reopened)]
    [InlineData("2026-02-27", "2026-02-28", RecurrenceOutcome.OlderVersion)]
    [InlineData(null, "2.4.1", RecurrenceOutcome.UnknownVersion)]
    [InlineData("", "2.4.1", RecurrenceOutcome.UnknownVersion)]
    [InlineData("2.4.1-rc1", "2.4.1", RecurrenceOutcome.UnknownVersion)]
    [InlineData("gpt-9 prompt 12", "gpt-9 prompt 11", RecurrenceOutcome.UnknownVersion)]
    [InlineData("2026-03-01", "2.4.1", RecurrenceOutcome.UnknownVersion)]
    [InlineData("2.4.1", null, RecurrenceOutcome.Reopened)] // nobody said that a version carries the fix
    [InlineData(null, null, RecurrenceOutcome.Reopened)]
    internal void Its_version_must_have_the_fix_and_of_one_that_cannot_be_compared_somebody_is_asked(
        string? version, string? fixedIn, RecurrenceOutcome outcome) =>
        RecurrenceRule.On(Usual with { Version = version }, Fix with { Version = fixedIn }, Quiet, Now).Should().Be(outcome);

    [Fact]
    public void What_was_imported_or_judged_before_reopens_nothing()
    {
        On(Usual with { IsImported = true }).Should().Be(RecurrenceOutcome.Imported);
        On(Usual with { IsKnown = true }).Should().Be(RecurrenceOutcome.Known);
    }

    [Theory]
    [InlineData(2, 9, RecurrenceOutcome.Reopened)]
    [InlineData(3, 3, RecurrenceOutcome.CircuitOpen)]
    [InlineData(0, 10, RecurrenceOutcome.CircuitOpen)]
    internal void The_circuit_opens_after_three_in_an_hour_and_ten_in_a_day(int hour, int day, RecurrenceOutcome outcome) =>
        RecurrenceRule.On(Usual, Fix, new(hour, day), Now).Should().Be(outcome);

    private static RecurrenceOutcome On(NewOccurrence occurrence) => RecurrenceRule.On(occurrence, Fix, Quiet, Now);
}
