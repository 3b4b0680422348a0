using System.Globalization;
using FluentAssertions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>When the clocks of an error run out, and what the bot does then.</summary>
public sealed class ErrorTimerTests
{
    // A Wednesday afternoon; the summer time of Berlin begins on the Sunday after the next.
    private static readonly DateTimeOffset Wednesday = new(2026, 3, 18, 14, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(ErrorState.Reported, ActionPriority.High, "1 RemindLeads, 2 Escalate")]
    [InlineData(ErrorState.Reported, ActionPriority.Medium, "5 RemindLeads, 10 Escalate")]
    [InlineData(ErrorState.Reported, ActionPriority.Low, "10 RemindLeads")]
    [InlineData(ErrorState.NeedsInfo, ActionPriority.High, "1 RemindReporter, 3 RemindReporter, 7 RemindReporter, 14 LeadsDecide")]
    [InlineData(ErrorState.Accepted, ActionPriority.High, "5 RemindOwner, 10 RemindLeads")]
    [InlineData(ErrorState.Contained, ActionPriority.Medium, "20 RemindOwner, 40 RemindLeads")]
    [InlineData(ErrorState.Analysing, ActionPriority.Low, "60 RemindOwner")]
    [InlineData(ErrorState.FixProposed, ActionPriority.High, "0.5 RemindDeciders, 1 AskNext, 2 AskIntegration, 4 Escalate")]
    [InlineData(ErrorState.FixProposed, ActionPriority.Medium, "1 RemindDeciders, 2 AskNext, 4 AskIntegration, 8 Escalate")]
    [InlineData(ErrorState.ChangesRequested, ActionPriority.High, "0.5 RemindProposer, 1 RemindProposer")]
    [InlineData(ErrorState.ChangesRequested, ActionPriority.Low, "1 RemindProposer, 2 RemindProposer")]
    [InlineData(ErrorState.Implementing, ActionPriority.High, "30 Expire")]
    [InlineData(ErrorState.Implemented, ActionPriority.High, "0 StartWatch")]
    [InlineData(ErrorState.Verifying, ActionPriority.Low, "0 ProposeVerdict, 2 RemindVerifiers, 5 RemindVerifiers")]
    [InlineData(ErrorState.Deferred, ActionPriority.High, "0 Wake")]
    [InlineData(ErrorState.RiskAccepted, ActionPriority.High, "0 Wake")]
    [InlineData(ErrorState.Resolved, ActionPriority.High, "30 Close")]
    [InlineData(ErrorState.Closed, ActionPriority.High, "")]
    [InlineData(ErrorState.Withdrawn, ActionPriority.High, "")]
    internal void A_state_has_these_clocks(ErrorState state, ActionPriority priority, string clocks) =>
        string.Join(", ", ErrorTimer.Of(state, priority).Select(
            clock => string.Create(CultureInfo.InvariantCulture, $"{clock.Days} {clock.Effect}"))).Should().Be(clocks);

    [Fact]
    public void A_fix_that_nobody_has_approved_is_told_each_day() =>
        ErrorTimer.Of(ErrorState.Implementing, ActionPriority.Low, isUnapproved: true).Should()
            .HaveCount(90).And.OnlyContain(clock => clock.Effect == TimerEffect.TellUnapproved)
            .And.SatisfyRespectively([.. Enumerable.Range(1, 90).Select(day => (Action<ErrorTimer>)(clock =>
                clock.Days.Should().Be(day)))]);

    [Theory]
    [InlineData(ErrorState.Reported, 0, "2026-03-19 14:00")] // the next day
    [InlineData(ErrorState.Reported, 1, "2026-03-20 14:00")]
    [InlineData(ErrorState.Reported, 2, null)]
    [InlineData(ErrorState.Accepted, 0, "2026-03-25 14:00")] // over a weekend
    [InlineData(ErrorState.Accepted, 1, "2026-04-01 13:00")] // over two, at the same time of day in Berlin
    [InlineData(ErrorState.FixProposed, 0, "2026-03-19 02:00")] // half a day
    [InlineData(ErrorState.Resolved, 0, "2026-04-17 14:00")] // weekends count
    [InlineData(ErrorState.Implementing, 0, "2026-04-17 14:00")]
    [InlineData(ErrorState.Deferred, 0, "2026-06-16 14:00")] // 90 days where no review date is known
    [InlineData(ErrorState.Closed, 0, null)]
    internal void A_clock_runs_out_after_working_days_of_the_team(ErrorState state, int step, string? due) =>
        ErrorTimer.DueAt(state, ActionPriority.High, step, Wednesday, Berlin).Should().Be(Moment(due));

    [Fact]
    public void What_waits_for_a_review_is_taken_up_at_its_date_and_what_is_unapproved_is_told_at_weekends_too()
    {
        ErrorTimer.DueAt(ErrorState.RiskAccepted, ActionPriority.Low, 0, Wednesday, Berlin, Wednesday.AddDays(3))
            .Should().Be(Wednesday.AddDays(3));
        ErrorTimer.DueAt(ErrorState.Implementing, ActionPriority.Low, 3, Wednesday, Berlin, isUnapproved: true)
            .Should().Be(Wednesday.AddDays(4));
    }

    [Theory]
    [InlineData(0, "2026-05-18 07:00")] // the end of the watch window
    [InlineData(1, "2026-05-20 07:00")] // two working days after it
    [InlineData(2, "2026-05-25 07:00")]
    [InlineData(3, null)]
    internal void The_clocks_of_a_watch_run_from_the_end_of_its_window(int step, string? due) =>
        ErrorTimer.DueAt(ErrorState.Verifying, ActionPriority.Low, step, Wednesday, Berlin, Moment("2026-05-18 07:00")).Should()
            .Be(Moment(due));

    [Theory]
    [InlineData(Severity.Critical, "2026-03-19 14:00")]
    [InlineData(Severity.MinorHarm, "2026-03-25 14:00")]
    [InlineData(Severity.Hazard, null)]
    internal void A_report_is_looked_at_by_its_priority(Severity severity, string? due) =>
        TriageTarget.DueAt(severity, Wednesday, Berlin).Should().Be(Moment(due));

    [Theory]
    [InlineData("2026-03-20 14:00", 1, "2026-03-23 14:00")] // Friday to Monday
    [InlineData("2026-03-21 14:00", 1, "2026-03-23 14:00")] // Saturday to Monday
    [InlineData("2026-03-22 14:00", 1, "2026-03-23 14:00")] // Sunday to Monday
    [InlineData("2026-03-20 14:00", 0.5, "2026-03-23 02:00")]
    [InlineData("2026-03-16 14:00", 1.5, "2026-03-18 02:00")]
    [InlineData("2026-03-20 14:00", 0, "2026-03-20 14:00")]
    [InlineData("2026-03-19 23:30", 1, "2026-03-20 23:30")] // a day later in UTC, not in the zone asked for
    public void Weekends_do_not_count(string from, double days, string due) =>
        TriageTarget.AfterWorkingDays(days, Moment(from)!.Value, TimeZoneInfo.Utc).Should().Be(Moment(due)!.Value);

    [Fact]
    public void A_team_that_says_no_zone_counts_in_UTC()
    {
        ErrorTimer.DueAt(ErrorState.Accepted, ActionPriority.High, 1, Wednesday, zone: null).Should().Be(Moment("2026-04-01 14:00"));
        TriageTarget.DueAt(Severity.Critical, Wednesday, zone: null).Should().Be(Moment("2026-03-19 14:00"));
    }

    private static DateTimeOffset? Moment(string? text) => text is null
        ? null
        : DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
