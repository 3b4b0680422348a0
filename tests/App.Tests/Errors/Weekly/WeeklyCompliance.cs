using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;
using static Improvement.Bot.Tests.Errors.Weekly.WeekUnderTest;

namespace Improvement.Bot.Tests.Errors.Weekly;

public sealed class SqliteWeeklyTests() : WeeklyCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresWeeklyTests() : WeeklyCompliance(StorageEngine.PostgreSql);

/// <summary>What every engine must do: what errors tell in a digest.</summary>
public abstract class WeeklyCompliance : IDisposable, IAsyncLifetime
{
    private readonly WeekUnderTest _week;

    private protected WeeklyCompliance(StorageEngine engine) => _week = new(engine);

    public Task InitializeAsync() => _week.Begin();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _week.Dispose();
    }

    [StoreFact]
    public async Task Few_reports_that_wait_have_a_line_each_and_many_have_one_for_all()
    {
        await _week.Report("First", 5, Severity.NearMiss);
        await _week.Report("Second", 3, Severity.MajorHarm);
        await _week.Report("Third", 0.1, Severity.NearMiss);
        await _week.Report("Imported", 2, Severity.Critical, ("reporter_kind", NewError.Imported));

        NeedsYou().Should().Equal(
            "ERR-2 waits for triage for 3 days", "ERR-1 waits for triage for 5 days", "ERR-3 waits for triage for less than a day");
        NeedsYou(_week.Ann).Should().Equal(NeedsYou(), "she leads the team");
        NeedsYou(_week.Bo).Should().BeEmpty("it is not his to decide");

        await _week.Report("Fourth", 1, Severity.NearMiss);
        NeedsYou().Should().Equal("ERR-1 4 reports wait for triage, the oldest for 5 days");
        _week.Tell().Totals[DigestSection.NeedsYou].Should().Be(1);
    }

    [StoreFact]
    public async Task A_fix_waits_for_those_who_are_asked_and_never_for_its_proposer()
    {
        var error = await _week.Reached("Late invoices", ErrorState.FixProposed, "fix-proposed", 3, Severity.MajorHarm);
        var fix = await _week.Propose(error, _week.Ann);

        NeedsYou().Should().Equal("ERR-1 its fix waits for approval by Lea, for 3 days");
        NeedsYou(_week.Lea).Should().Equal("ERR-1 you are asked to decide about its fix, for 3 days");
        NeedsYou(_week.Ann).Should().BeEmpty("she proposed it");

        await _week.Change("UPDATE fixes SET reversible = FALSE WHERE id = @id", fix);
        await _week.In(s => FixRows.Decide(
            Session(s), FixRows.Find(Session(s), fix)!, _week.Lea, FixDecision.Approve, FixState.Open, null, null, null, DaysAgo(1)));
        NeedsYou().Should().Equal("ERR-1 its fix waits for approval by somebody who may decide, for 3 days");
    }

    [StoreFact]
    public async Task Whoever_was_named_in_place_of_another_is_asked()
    {
        var error = await _week.Reached("Late invoices", ErrorState.FixProposed, "fix-proposed", 1, Severity.MajorHarm);
        var fix = await _week.Propose(error, _week.Bo);
        NeedsYou().Should().Equal("ERR-1 its fix waits for approval by Ann, Lea, for a day");

        await _week.In(s => FixRows.Refer(Session(s), FixRows.Find(Session(s), fix)!, _week.Ann, _week.Lea, "She knows", DaysAgo(1)));
        NeedsYou().Should().Equal("ERR-1 its fix waits for approval by Lea, for a day");
        NeedsYou(_week.Ann).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Verdicts_wait_for_somebody_who_does_not_own_it_and_causes_for_somebody_who_did_not_write_them()
    {
        var watched = await _week.Reached(
            "Late invoices", ErrorState.Verifying, "watch-started", 30, Severity.MajorHarm, ("owner", _week.Ann.Value),
            ("verdict", nameof(Verdict.Worked)));
        await _week.Watch(watched, await _week.Propose(watched, _week.Bo), new(Verdict.Worked), proposedDaysAgo: 2);
        var analysed = await _week.Reached(
            "Wrong date", ErrorState.Analysing, "causes-submitted", 5, Severity.MinorHarm, ("owner", _week.Bo.Value));
        await _week.In(s => AnalysisRows.FindOrOpen(Session(s), analysed, _week.Bo, DaysAgo(9)));
        await _week.Change(
            "UPDATE analyses SET state = 'UnderReview', submitted_by = @by, submitted_at = @at", _week.Lea.Value, DaysAgo(4));

        NeedsYou().Should().Equal(
            "ERR-1 the verdict on its fix waits to be confirmed by Lea, for 2 days",
            "ERR-2 its causes wait to be looked at by Ann, for 4 days");
        NeedsYou(_week.Lea).Should().Equal("ERR-1 you are asked to confirm the verdict on its fix, for 2 days");
        NeedsYou(_week.Ann).Should().Equal("ERR-2 you are asked to look at its causes, for 4 days");
        NeedsYou(_week.Bo).Should().BeEmpty("his causes wait for a lead");
    }

    [StoreFact]
    public async Task A_reader_is_told_of_what_is_theirs()
    {
        await _week.Reached("Mine", ErrorState.Accepted, "accepted", 2, Severity.NearMiss, ("owner", _week.Bo.Value));
        await _week.Reached("Not mine", ErrorState.Accepted, "accepted", 2, Severity.NearMiss, ("owner", _week.Cem.Value));
        await _week.Report(
            "Asked", 4, Severity.MinorHarm, ("state", nameof(ErrorState.NeedsInfo)), ("state_since", DaysAgo(1)),
            ("reporter", _week.Bo.Value));
        var changes = await _week.Reached("Change it", ErrorState.ChangesRequested, "fix-changes-requested", 3, Severity.NearMiss);
        await _week.Propose(changes, _week.Bo);

        NeedsYou(_week.Bo).Should().Equal(
            "ERR-3 a question to you about it is open for a day", "ERR-4 you are asked to change its fix, for 3 days",
            "ERR-1 it is yours and waits for you for 2 days");
        NeedsYou().Should().BeEmpty("nothing of it is a decision");
    }

    [StoreFact]
    public async Task Each_error_has_one_line_with_what_happened_last_and_the_most_severe_come_first()
    {
        var accepted = await _week.Reached("Accepted", ErrorState.Accepted, "accepted", 2, Severity.NearMiss, ("owner", _week.Bo.Value));
        await _week.Reached("Ruled out", ErrorState.NotAnError, "ruled-out", 1, Severity.NearMiss, ("reason_code", "Question"));
        var approved = await _week.Reached("Fixed", ErrorState.Implementing, "accepted", 5, Severity.MajorHarm);
        await _week.Happened(approved, "fix-approved", 3);
        await _week.Reached("Put off", ErrorState.Deferred, "deferred", 4, Severity.MinorHarm, ("review_at", To.AddDays(20)));
        await _week.Reached("Long ago", ErrorState.Accepted, "accepted", 8, Severity.Critical, ("owner", _week.Bo.Value));
        await _week.Reached("Undone", ErrorState.Resolved, "recurrence-undone", 1, Severity.Critical);
        await _week.Happened(accepted, "edited", 1);
        await _week.Reached("The same", ErrorState.Duplicate, "accepted", 1, Severity.Critical);

        Lines(_week.Tell(), DigestSection.Changed).Should().Equal(
            "ERR-3 its fix was approved", "ERR-4 put off until 2026-04-05", "ERR-2 found to be no error: a question",
            "ERR-1 accepted; Bo owns it");
    }

    [StoreFact]
    public async Task What_was_reported_is_counted_by_severity_and_what_did_harm_has_a_line_until_it_is_decided_about()
    {
        await _week.Report("Bad", 1, Severity.Critical);
        await _week.Report("Small", 2, Severity.NearMiss);
        await _week.Report("Small too", 3, Severity.NearMiss);
        await _week.Report("Taken back", 3, Severity.Critical, ("state", nameof(ErrorState.Withdrawn)));
        await _week.Report("Imported", 3, Severity.Critical, ("reporter_kind", NewError.Imported));

        var part = _week.Tell();
        Lines(part, DigestSection.Changed).Should().Equal("3 reported: 1 × Critical, 2 × Near miss", "ERR-1 new: Critical");
        part.Totals[DigestSection.Changed].Should().Be(2);
        part.Reported[^1].Should().Be(4, "an imported one was reported on its own day");
    }

    [StoreFact]
    public async Task Verdicts_are_told_with_their_figures_and_those_of_people_without()
    {
        await Proved("Worked", "verdict-confirmed", Severity.MajorHarm, new(Verdict.Worked, null, new(0.4, 0.25, 0.6), 4, 1.6));
        await Proved("Normal", "verdict-confirmed", Severity.MinorHarm, new(Verdict.BackToNormal, null, new(0.4, 0.25, 0.6), 4, 1.6));
        await Proved("Called", WatchRows.Called, Severity.NearMiss, new(Verdict.DidNotWork, null, new(0.4, 0.25, 0.6), 4, 1.6));

        Lines(_week.Tell(), DigestSection.Proven).Should().SatisfyRespectively(
            line => line.Should().StartWith("ERR-1 The fix worked: a fall of between 40").And.Contain("75"),
            line => line.Should().Be("ERR-2 Back to normal: the rise was real and is over."),
            line => line.Should().Be("ERR-3 Said by a person, not from counts: did not work."));
        Lines(_week.Tell(), DigestSection.Changed).Should().BeEmpty("a verdict is told once");
    }

    [StoreFact]
    public async Task What_waits_too_long_says_for_whom()
    {
        await _week.Report("Untriaged", 8, Severity.Hazard, ("timer_step", 1));
        await Late(ErrorState.NeedsInfo, "asked", 6, Severity.Critical, 2);
        await Late(ErrorState.Accepted, "accepted", 30, Severity.MajorHarm, 1, ("owner", _week.Bo.Value));
        await Late(ErrorState.Accepted, "accepted", 2, Severity.MinorHarm, 0);
        await Late(ErrorState.FixProposed, "fix-proposed", 9, Severity.ReachedNoHarm, 2);
        await Late(ErrorState.FixProposed, "fix-proposed", 9, Severity.NearMiss, 1);

        Lines(_week.Tell(with: query => query with { MostLines = 20 }), DigestSection.Stuck).Should().Equal(
            "ERR-2 waits for an answer of its reporter, for 6 days", "ERR-3 waits for its owner Bo, for 30 days",
            "ERR-4 waits for an owner, for 2 days", "ERR-5 its fix waits for a lead, for 9 days");
        Lines(_week.Tell(_week.Bo, query => query with { MostLines = 20 }), DigestSection.Stuck).Should().Equal(
            "ERR-2 waits for an answer of its reporter, for 6 days", "ERR-4 waits for an owner, for 2 days",
            "ERR-5 its fix waits for a lead, for 9 days", "ERR-1 waits for a lead to triage it, for 8 days");
        await _week.Propose(5, _week.Bo);
        Lines(_week.Tell(with: query => query with { MostLines = 20 }), DigestSection.Stuck)
            .Should().NotContain(line => line.StartsWith("ERR-5"), "it stands among what needs somebody")
            .And.NotContain(line => line.StartsWith("ERR-1"), "as does the one that waits for triage");

        Task Late(
            ErrorState state, string what, double days, Severity severity, int step, params (string Column, Value Value)[] columns) =>
            _week.Reached(state.ToString(), state, what, days, severity, [("timer_step", step), .. columns]);
    }

    [StoreFact]
    public async Task One_thing_is_learned_what_came_back_or_else_what_has_the_same_cause()
    {
        var (first, second) = (await Analysed("First"), await Analysed("Second"));
        Lines(_week.Tell(), DigestSection.Learn).Should().BeEmpty();

        await _week.Change("UPDATE causes SET shared_cause = 1");
        Lines(_week.Tell(), DigestSection.Learn).Should().Equal($"ERR-{second} has the same cause as another error");

        foreach (var days in new[] { 80, 40, 5, 100 }) await CameBack(first, days);
        Lines(_week.Tell(), DigestSection.Learn).Should().Equal($"ERR-{first} came back 3 times in 90 days: its cause is still there");
    }

    [StoreFact]
    public async Task The_channel_reads_what_was_fixed_and_a_reader_what_became_of_their_own()
    {
        var one = await _week.Reached("Fixed", ErrorState.Verifying, "implemented", 2, Severity.NearMiss);
        await Meet(one, _week.Bo);
        await Meet(one, _week.Ann);
        await _week.Reached("No error", ErrorState.NotAnError, "ruled-out", 3, Severity.NearMiss, ("reason_code", "Question"));
        await _week.Reached("Of Bo", ErrorState.Resolved, "corrected", 1, Severity.NearMiss, ("reporter", _week.Bo.Value));

        Lines(_week.Tell(), DigestSection.LedTo).Should().Equal(
            "ERR-1 met by 3 people; something was done", "ERR-3 reported by one person; something was done");
        Lines(_week.Tell(_week.Bo), DigestSection.LedTo).Should().Equal(
            "ERR-3 you reported it; corrected", "ERR-1 you met it too; its fix is in place");
        Lines(_week.Tell(_week.Cem), DigestSection.LedTo).Should().Equal(
            "ERR-1 you reported it; its fix is in place", "ERR-2 you reported it; found to be no error: a question");

        await _week.Change(
            "INSERT INTO places (subject, view_name, target, to_service_url, activity_id) VALUES ('error:1', 'reporter', 'a', 'b', 'c')");
        Lines(_week.Tell(), DigestSection.LedTo).First().Should().Be("one person heard what became of their report");
        _week.Tell().Totals[DigestSection.LedTo].Should().Be(3);
    }

    private Task Meet(long error, PersonId person) => _week.In(s => Session(s).Statements.Execute($"""
        INSERT INTO witnesses {NewRow.Of(
            ("error", error), ("person", person.Value), ("dialog_id", $"met-{person.Value}"), ("created_at", DaysAgo(9)))}
        """));

    private Task CameBack(long error, int daysAgo) => _week.In(s => Session(s).Statements.Execute($"""
        INSERT INTO recurrences {NewRow.Of(
            ("error", error), ("occurrence", $"again-{daysAgo}"), ("occurred_at", DaysAgo(daysAgo)), ("outcome", "Reopened"),
            ("from_state", "Resolved"), ("judged_at", DaysAgo(daysAgo)))}
        """));

    private async Task<long> Analysed(string title)
    {
        var error = await _week.Reached(title, ErrorState.Analysing, "causes-accepted", 20, Severity.NearMiss, ("owner", _week.Bo.Value));
        await _week.In(s => AnalysisRows.Add(
            Session(s), AnalysisRows.FindOrOpen(Session(s), error, _week.Bo, DaysAgo(22)), null, new("No reminder", CauseKind.Root),
            $"cause-{error}", _week.Bo, DaysAgo(20)));
        return error;
    }

    private async Task Proved(string title, string what, Severity severity, FixVerdict verdict)
    {
        var error = await _week.Reached(title, ErrorState.Resolved, "implemented", 5, severity, ("verdict", verdict.Verdict.ToString()));
        await _week.Watch(error, await _week.Propose(error, _week.Bo), verdict, proposedDaysAgo: 3, confirmedDaysAgo: 2);
        await _week.Happened(error, what, 2);
    }

    private IEnumerable<string> NeedsYou(PersonId? reader = null) => Lines(_week.Tell(reader), DigestSection.NeedsYou);

    private static Session Session(IServiceProvider services) =>
        (Session)services.GetService(typeof(Session))!;
}
