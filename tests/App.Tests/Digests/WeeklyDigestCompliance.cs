using FluentAssertions;
using Improvement.Bot.Digests;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Digests;

public sealed class SqliteWeeklyDigestTests() : WeeklyDigestCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresWeeklyDigestTests() : WeeklyDigestCompliance(StorageEngine.PostgreSql);

/// <summary>What every engine must do: each digest exists once, when it is due, and tells of its days alone.</summary>
public abstract class WeeklyDigestCompliance : DigestScene
{
    private static readonly DateOnly First = new(2026, 3, 16);

    private protected WeeklyDigestCompliance(StorageEngine engine) : base(engine)
    {
    }

    [StoreFact]
    public async Task It_comes_every_Monday_at_nine_once_the_first_week_is_over_and_tells_of_the_week_before()
    {
        for (var day = 0; day <= 28; day++)
        {
            await SweepAt(day, 8.9);
            await SweepAt(day, 9);
            await SweepAt(day, 23);
        }

        Posted().Select(digest => digest.Day).Should().Equal(First, First.AddDays(7), First.AddDays(14));
        Said().Should().HaveCount(3).And.OnlyContain(card => card.Contains("ACT-7") && card.Contains("done"));
        Asked.Select(query => (query.From, query.To)).Should().Equal(
            (Begin.AddDays(7), Begin.AddDays(14)), (Begin.AddDays(14), Begin.AddDays(21)), (Begin.AddDays(21), Begin.AddDays(28)));
    }

    [StoreFact]
    public async Task Whoever_sweeps_and_however_often_there_is_one_of_each_week()
    {
        await SweepAt(1, 0);
        Time.SetUtcNow(Begin.AddDays(FirstDigest).AddHours(9));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            (i % 2 is 0 ? Bot : Other).Sweep.Run(Time.GetUtcNow(), default))));
        await SweepAt(FirstDigest, 9);
        await SweepAt(FirstDigest, 10);

        Said().Should().ContainSingle();
        Posted().Should().ContainSingle();
    }

    [StoreFact]
    public async Task A_commit_that_comes_to_nothing_posts_nothing_and_the_next_sweep_posts_it()
    {
        await SweepAt(1, 0);
        var told = Told;
        Told = _ => throw new InvalidOperationException("The kind fails.");
        Time.SetUtcNow(Begin.AddDays(FirstDigest).AddHours(9));
        await Bot.Sweep.Run(Time.GetUtcNow(), default);
        (Said().Count, Posted().Count).Should().Be((0, 0));
        Bot.Log.Lines.Should().ContainSingle().Which.Should().Contain("weekly digest");
        Bot.Log.Lines.Clear();

        Told = told;
        await SweepAt(FirstDigest, 9.1);
        (Said().Count, Posted().Count).Should().Be((1, 1));
    }

    [StoreFact]
    public async Task Clocks_that_jump_forward_and_back_post_none_twice()
    {
        foreach (var (day, hour) in new[] { (1, 0.0), (14, 9.0), (21, 9.0), (14, 9.0), (10, 9.0), (21, 10.0), (15, 0.0) })
        {
            Time.AdjustTime(Begin.AddDays(day).AddHours(hour));
            await Bot.Sweep.Run(Time.GetUtcNow(), default);
            await Choose(DigestSettings.Usual); // plans anew, from that clock
        }

        Time.AdjustTime(Begin.AddDays(28).AddHours(9));
        await Bot.Sweep.Run(Time.GetUtcNow(), default);
        Posted().Select(digest => digest.Day).Should().Equal(First, First.AddDays(7), First.AddDays(14));
        Said().Should().HaveCount(3);
    }

    [StoreFact]
    public async Task What_was_missed_is_made_up_for_once_within_three_days_and_is_too_old_afterwards()
    {
        await SweepAt(1, 0);
        await SweepAt(FirstDigest + 7 + 2, 12);
        Posted().Select(digest => digest.Day).Should().Equal(new DateOnly(2026, 3, 23));
        Asked.Should().ContainSingle().Which.From.Should().Be(Begin.AddDays(14), "of several weeks that were missed it is the last");

        await SweepAt(FirstDigest + 14 + 4, 12);
        Posted().Should().HaveCount(1);
        await SweepAt(FirstDigest + 21, 9);
        Posted().Should().HaveCount(2);
    }

    [StoreFact]
    public async Task It_is_posted_in_the_digest_channel_at_the_hour_and_in_the_zone_of_the_team()
    {
        await Bot.In(s => s.GetRequiredService<Teams>().SetUp(
            Team, new("19:triage@thread.tacv2", "19:digest@thread.tacv2", "Europe/Berlin"), null));
        await SweepAt(1, 0);
        await SweepAt(FirstDigest, 7.9);
        Said().Should().BeEmpty();
        await SweepAt(FirstDigest, 8);
        Said().Should().ContainSingle();
        Bot.Number("SELECT COUNT(*) FROM outbox WHERE to_conversation = @to", "19:digest@thread.tacv2").Should().Be(1);

        await SweepAt(FirstDigest + 14, 7);
        Posted().Should().HaveCount(2, "the clocks went forward, and nine stays nine");
    }

    [StoreFact]
    public async Task Other_settings_hold_at_once_and_without_a_restart()
    {
        await SweepAt(1, 0);
        await SweepAt(FirstDigest, 9);
        await Choose(DigestSettings.Usual with { Days = DigestDays.Thursday, At = new(15, 30) });
        await SweepAt(FirstDigest + 3, 15.4);
        Posted().Should().HaveCount(1);
        await SweepAt(FirstDigest + 3, 15.5);

        Posted().Should().HaveCount(2);
        Asked[^1].From.Should().Be(Begin.AddDays(FirstDigest), "what was told on Monday is not told again");
        await SweepAt(FirstDigest + 7, 9);
        Posted().Should().HaveCount(2);
    }

    [StoreFact]
    public async Task A_team_that_the_bot_has_left_gets_none_and_begins_anew_when_it_comes_back()
    {
        await SweepAt(1, 0);
        await Bot.In(s => s.GetRequiredService<Teams>().Removed(Team, null));
        await SweepAt(FirstDigest, 9);
        Said().Should().BeEmpty();

        await Bot.In(s => s.GetRequiredService<Teams>().Installed(
            new("19:team@thread.tacv2", null, "home", "Night shift", "https://channel.example/"), "19:triage@thread.tacv2", null));
        await SweepAt(FirstDigest, 9.5);
        Said().Should().BeEmpty();
        await SweepAt(FirstDigest + 7, 9);
        Said().Should().ContainSingle();
    }

    [StoreFact]
    public async Task A_section_that_nobody_used_in_four_digests_folds_and_a_press_unfolds_it()
    {
        Told = _ => new(
        [
            Line(DigestSection.NeedsYou, 1, "waits"), Line(DigestSection.Changed, 2, "done"), Line(DigestSection.Stuck, 3, "waits"),
        ]);
        await SweepAt(1, 0);
        for (var week = 0; week < 4; week++)
        {
            await SweepAt(FirstDigest + (7 * week), 9);
            Posted()[^1].Content.Folded.Should().BeEmpty();
            if (week is 2) await Use(DigestSection.Changed);
        }

        await SweepAt(FirstDigest + 28, 9);
        Posted()[^1].Content.Folded.Should().Equal(DigestSection.Stuck);
        Said()[^1].Should().Contain("Folded, as nobody opened").And.NotContain("ACT-3").And.Contain("ACT-2").And.Contain("ACT-1");
        await Use(DigestSection.Stuck);
        await SweepAt(FirstDigest + 35, 9);
        Posted()[^1].Content.Folded.Should().BeEmpty();
    }

    [StoreFact]
    public async Task It_knows_what_came_of_it_within_two_days()
    {
        Told = _ => new([Line(DigestSection.NeedsYou, 1, "waits"), Line(DigestSection.NeedsYou, 2, "waits")]);
        await SweepAt(1, 0);
        await SweepAt(FirstDigest, 9);
        foreach (var (record, kind, what, hours) in new[]
        {
            (1, "person", "approved", 47), (2, "bot", "reminded", 1), (2, "person", "approved", 49),
        })
        {
            await Bot.Change(
                """
                INSERT INTO record_events (at, actor_kind, record_kind, record_id, what)
                VALUES (@at, @kind, 'action', @record, @what)
                """, Begin.AddDays(FirstDigest).AddHours(9 + hours), kind, record, what);
        }

        await Bot.In(s => s.GetRequiredService<DigestUses>().Rate(Posted()[0].Id, Bob, isUseful: true, Time.GetUtcNow()));
        await Bot.In(s => s.GetRequiredService<DigestUses>().Rate(Posted()[0].Id, Bob, isUseful: false, Time.GetUtcNow()));

        Bot.Read(s => s.GetRequiredService<DigestUses>().AccountOf(Posted()[0])).Should().Be(new DigestAccount(2, 1, 0, 1));
    }

    private Task Use(DigestSection section) => Bot.In(s =>
        s.GetRequiredService<DigestUses>().Add(Posted()[^1].Id, Bob, section, DigestUse.Pressed, Time.GetUtcNow()));
}
