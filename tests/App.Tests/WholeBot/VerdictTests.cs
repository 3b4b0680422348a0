using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Errors.Timers;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>After a fix is in place: the watch, the verdict, who confirms it, and what reporter and witnesses hear.</summary>
public abstract class VerdictTests(Product product)
{
    private readonly WatchedFixes _fixes = new(product);

    public sealed class OnSqlite(Product product) : VerdictTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : VerdictTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task What_is_too_new_for_counts_is_confirmed_by_one_press_of_somebody_who_does_not_own_it()
    {
        var story = await _fixes.InPlace("The shutter of dock five hangs crooked");
        State(story).Should().Be("Verifying");
        var asked = await WatchedFixes.Asked(story.Lead);
        asked.Shows("it was too new when the fix was decided").Should().BeTrue();
        asked.Shows("Evidence that it is done").Should().BeTrue();
        asked.Shows("Seen by the night shift").Should().BeTrue();

        (await story.Owner.Press(story.Card(), "Confirm the verdict")).Toast.Should().Contain("Only somebody who does not own it");
        State(story).Should().Be("Verifying");
        await story.Lead.Press(asked, "Confirm the verdict");

        await story.Reporter.Chat.See("Your report changed this");
        await product.Bot.Idle();
        State(story).Should().Be("Resolved");
        Events(story).Should().Equal(
            "filed", "accepted", "fix-proposed", "fix-approved", "implemented", "watch-started", "verdict-proposed", "verdict-confirmed");
        (await story.Lead.Chat.See(m => m.Shows("Confirmed by") && m.Cards.Count == 1)).Card.Buttons
            .Should().NotContain("Confirm the verdict");
    }

    [StoreFact]
    public async Task Confirmed_evidence_of_what_cannot_be_measured_needs_no_second_press()
    {
        var story = await _fixes.InPlace("The ramp of dock six is slippery");
        var number = product.Bot.Number("SELECT id FROM actions WHERE parent = @id", story.Number);

        var status = (await story.Second.Ask($"/status ACT-{number}", "History")).Card;
        await story.Second.Press(status, "Verify");

        await story.Reporter.Chat.See("Your report changed this");
        await product.Bot.Idle();
        State(story).Should().Be("Resolved");
    }

    [StoreFact]
    public async Task A_fall_that_counts_can_prove_is_told_with_its_figures_and_noted_as_a_success()
    {
        var story = await _fixes.Watched("The sorter drops parcels at the second bend", before: 4, since: 0);
        (await story.Reporter.Ask($"/status {story.Label}", "History")).Card.Shows("Too early to tell").Should().BeTrue();
        Verdict(story).Should().BeNull();
        using var agent = await product.CallerIn(story.Team, "Sorter agent");
        (await Read(agent, story)).TryGetProperty("verdict", out _).Should().BeFalse("it is too early to tell");

        await _fixes.WindowIsOver(story);
        var asked = await WatchedFixes.Asked(story.Lead);
        asked.Shows("The fix worked: a fall of between").Should().BeTrue();
        asked.Shows("4 a week").Should().BeTrue();
        Verdict(story).Should().Be("Worked");
        var proposed = (await Read(agent, story)).GetProperty("verdict");
        (Of(proposed, "verdict"), Of(proposed, "by")).Should().Be(("worked", "counts"));
        Of(proposed, "words").Should().StartWith("The fix worked: a fall of between");
        Figure(proposed, "rateBefore").Should().BeApproximately(4, 0.5);
        (Figure(proposed, "rateAfter"), Figure(proposed, "ratio")).Should().Be((0, 0));
        Figure(proposed, "upperLimit").Should().BeInRange(0.001, 0.999);
        Figure(proposed, "weeks").Should().Be(product.Bot.Number("SELECT weeks FROM watches WHERE error = @id", story.Number));
        proposed.TryGetProperty("confirmedAt", out _).Should().BeFalse();
        await story.Lead.Press(asked, "Confirm the verdict");

        await story.Reporter.Chat.See("Your report changed this");
        await story.Second.Chat.See("Your report changed this");
        await product.Bot.Idle();
        State(story).Should().Be("Resolved");
        Of((await Read(agent, story)).GetProperty("verdict"), "confirmedBy").Should().Be(story.Lead.Name);
        product.Bot.Number("SELECT COUNT(*) FROM fix_outcomes o JOIN fixes f ON f.id = o.fix WHERE f.error = @id AND o.has_worked",
            story.Number)
            .Should().Be(1);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_deep_fall_that_was_promised_is_watched_for_a_shorter_time_and_the_verdict_says_whether_it_came()
    {
        var story = await _fixes.Watched("The sorter hums at the eighth bend", before: 4, since: 0, ("Promised", "ThreeQuarters"));
        product.Bot.Number("SELECT weeks FROM watches WHERE error = @id", story.Number)
            .Should().BeInRange(8, 10, "a fall to half, as is taken where nothing is said, takes fifteen");

        await _fixes.WindowIsOver(story);

        (await WatchedFixes.Asked(story.Lead)).Shows("Promised was: three quarters less often. Whatever fits these figures is at least "
            + "that.")
            .Should().BeTrue();
    }

    [StoreFact]
    public async Task After_an_alarm_the_time_before_the_fix_is_counted_back_from_its_week_and_whoever_decides_reads_so()
    {
        var week = CalendarWeek.MondayOf(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)).AddDays(-7 * 5);
        var story = await TriageStory.Begin(product, "The sorter drops forms at the tenth bend", ("Severity", "NearMiss"));
        await _fixes.IsMetSinceAYear(story, 1);
        await product.Bot.Change("UPDATE errors SET category = 'omitted' WHERE id = @id", story.Number);
        await _fixes.Raised(story, "omitted", week.AddDays(2));
        await _fixes.Raised(story, "omitted", week.AddDays(9));
        await _fixes.Raised(story, "omitted", week.AddDays(-7 * 4)); // nine weeks ago: too early to have led to it
        await _fixes.Raised(story, "unsafe", week.AddDays(-7));
        await story.IsProposed("Tighten the guide rail");

        (await story.Asked(story.Lead)).Shows($"An alarm led to it, of the week of {PlainDay(week)}").Should().BeTrue();
        await story.IsDone(product, "Seen by the night shift");
        product.Bot.TextsOf("SELECT trigger_week FROM watches WHERE error = @id", story.Number).Should().Equal($"{week:yyyy-MM-dd}");
    }

    [StoreFact]
    public async Task What_did_not_get_better_goes_back_to_its_causes_once_somebody_confirms_that()
    {
        var story = await _fixes.Watched("The sorter jams at the third bend", before: 4, since: 7);
        await _fixes.WindowIsOver(story);
        Verdict(story).Should().Be("Worse");

        await story.Lead.Press(await WatchedFixes.Asked(story.Lead), "Confirm the verdict");

        await story.Reporter.Chat.See("it happens more often than before the fix");
        await product.Bot.Idle();
        State(story).Should().Be("Analysing");
        Verdict(story).Should().BeNull("the next fix has a verdict of its own");
        product.Bot.Number(
            "SELECT COUNT(*) FROM fix_outcomes o JOIN fixes f ON f.id = o.fix WHERE f.error = @id AND NOT o.has_worked", story.Number)
            .Should().Be(1);
    }

    [StoreFact]
    public async Task Whoever_verifies_may_know_better_than_the_counts_and_says_why()
    {
        var story = await _fixes.Watched("The sorter loses labels at the fourth bend", before: 4, since: 0);
        await _fixes.WindowIsOver(story);
        var asked = await WatchedFixes.Asked(story.Lead);

        var form = (await story.Lead.Chat.Ask(() => story.Lead.Press(asked, "It did not work …"), "did not work")).Card;
        await story.Lead.Press(form, "It did not work", ("Text", "The line stood still in these weeks"));

        await story.Reporter.Chat.See("the fix did not work");
        await product.Bot.Idle();
        State(story).Should().Be("Analysing");
        using var agent = await product.CallerIn(story.Team, "Label agent");
        var verdict = (await Read(agent, story)).GetProperty("verdict");
        (Of(verdict, "verdict"), Of(verdict, "by"), Figure(verdict, "rateAfter")).Should()
            .Be(("did-not-work", "person", 0));
        Of(verdict, "words").Should().Be("Said by a person, not from counts: did not work.");
    }

    [StoreFact]
    public async Task While_it_is_watched_it_may_come_back_and_the_fix_may_be_taken_back()
    {
        var story = await _fixes.Watched("The sorter squeaks at the fifth bend", before: 4, since: 0);
        var form = (await story.Reporter.Press(story.ReportersCard(), "It came back …")).Card!;
        await story.Reporter.Press(form, "Reopen it", ("Text", "Again this morning"));
        await product.Bot.Idle();
        State(story).Should().Be("Analysing");
        product.Bot.Number("SELECT COUNT(*) FROM watches WHERE error = @id AND ended_at IS NOT NULL", story.Number).Should().Be(1);

        await product.Bot.Change("UPDATE errors SET timer_at = 1 WHERE id = @id", story.Number);
        await product.Bot.SweepIn(days: 1);
        Verdict(story).Should().BeNull();
    }

    [StoreFact]
    public async Task Its_owner_says_since_when_and_with_which_version_the_fix_is_in_effect()
    {
        var story = await _fixes.Watched("The sorter skips parcels at the sixth bend", before: 4, since: 0);
        var first = product.Bot.TextsOf("SELECT first_week FROM watches WHERE error = @id", story.Number).Single();
        var status = (await story.Owner.Ask($"/status {story.Label}", "History")).Card;
        var menu = (await story.Owner.Chat.Ask(() => story.Owner.Press(status, "Next step …"), "In effect since …")).Card;
        var form = (await story.Owner.Chat.Ask(() => story.Owner.Press(menu, "In effect since …"), "take effect?")).Card;

        await story.Owner.Press(form, "Save", ("Version", "v2.4.1"));
        await product.Bot.Idle();

        product.Bot.TextsOf("SELECT fixed_in_version FROM watches WHERE error = @id", story.Number).Should().Equal("v2.4.1");
        product.Bot.TextsOf("SELECT first_week FROM watches WHERE error = @id", story.Number).Should().Equal(first);
        (await story.Owner.Ask($"/status {story.Label}", "History")).Card.Shows("v2.4.1").Should().BeTrue();
    }

    [StoreFact]
    public async Task Whoever_is_asked_to_confirm_is_reminded_twice_and_asked_once_whatever_runs_again()
    {
        var story = await _fixes.Watched("The sorter turns parcels at the seventh bend", before: 4, since: 0);
        await _fixes.WindowIsOver(story);
        await WatchedFixes.Asked(story.Lead);

        foreach (var days in new[] { 1, 5, 6, 12, 13, 30 }) await product.Bot.SweepIn(days);

        story.Lead.Chat.Messages.Count(m => m.FromBot && m.Shows("still waits for somebody who confirms it")).Should().BeInRange(1, 2);
        Events(story).Count(what => what is "verdict-proposed").Should().Be(1);
        Events(story).Count(what => what is "reminded").Should().Be(2);
    }

    [StoreFact]
    public async Task A_clock_that_was_found_before_somebody_took_the_step_does_not_run_as_that_of_the_new_state()
    {
        var story = await _fixes.InPlace("The barrier of dock nine opens by half");
        var found = product.Bot.Number("SELECT timer_at FROM errors WHERE id = @id", story.Number);
        await story.Lead.Press(await WatchedFixes.Asked(story.Lead), "Confirm the verdict");
        await product.Bot.Idle();

        await RunsOut(story, "Verifying/0", found);
        await RunsOut(story, "Verifying/1", found);
        State(story).Should().Be("Resolved", "it is closed after thirty days and not at once");

        await RunsOut(story, "Resolved/0", product.Bot.Number("SELECT timer_at FROM errors WHERE id = @id", story.Number));
        State(story).Should().Be("Closed");
    }

    /// <summary>What the sweep does with a row that it has found.</summary>
    private Task RunsOut(TriageStory story, string clock, long due) => product.Bot.Commit(services =>
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(due);
        services.GetRequiredService<Actor>().ActAsBot(at);
        var key = new JobRunKey(ErrorTimers.Source.Name, $"{story.Number}/{clock}", at);
        ErrorTimers.Source.Handle(services, new(services, key, at));
    });

    private static async Task<JsonElement> Read(Caller agent, TriageStory story) =>
        (await agent.Get($"/api/v1/errors/{story.Number}")).Json;

    private static string? Of(JsonElement verdict, string member) => verdict.GetProperty(member).GetString();

    private static double Figure(JsonElement verdict, string member) => verdict.GetProperty(member).GetDouble();

    private string State(TriageStory story) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", story.Number).Single();

    private string? Verdict(TriageStory story) => product.Bot
        .TextsOf("SELECT COALESCE(verdict, '') FROM errors WHERE id = @id", story.Number).Single() is { Length: > 0 } verdict
            ? verdict : null;

    private IReadOnlyList<string> Events(TriageStory story) => product.Bot.TextsOf(
        "SELECT what FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what <> 'refused' ORDER BY id", story.Number);
}
