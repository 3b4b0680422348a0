using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Attention;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Attention;

public sealed class SqliteDailyMessageTests() : DailyMessageCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresDailyMessageTests() : DailyMessageCompliance(StorageEngine.PostgreSql);

/// <summary>
/// What every engine must do: the reminders of a day are one message, sent once, and what is not true any more is left out.
/// </summary>
public abstract class DailyMessageCompliance : AttentionScene
{
    private protected DailyMessageCompliance(StorageEngine engine) : base(engine)
    {
    }

    [StoreFact]
    public async Task The_reminders_of_a_day_are_one_message_when_work_begins_whoever_sweeps_and_however_often()
    {
        foreach (var number in new[] { 1, 2, 3, 2 }) await Send(AttentionKind.Reminder, number);
        await SweepAt(8.99);
        Said().Should().BeEmpty();

        Time.SetUtcNow(Midnight.AddHours(9));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            (i % 2 is 0 ? Bot : Other).Sweep.Run(Time.GetUtcNow(), default))));
        await SweepAt(9);
        await SweepAt(9.5);

        var card = Said().Should().ContainSingle().Subject;
        foreach (var label in new[] { "ACT-1", "ACT-2", "ACT-3" }) card.Should().Contain($"{label} waits for you");
        card.Split("ACT-2 waits").Should().HaveCount(2, "the same thing twice is said once");
        Bot.Number("SELECT COUNT(*) FROM notices").Should().Be(0);
    }

    [StoreFact]
    public async Task What_comes_up_later_that_day_is_for_the_next_working_day()
    {
        await Send(AttentionKind.Reminder, 1);
        await SweepAt(9);
        await Send(AttentionKind.Reminder, 2);
        await SweepAt(16);
        Said().Should().HaveCount(1);

        await SweepAt(24 + 9);
        Said().Should().HaveCount(2);

        Time.SetUtcNow(Midnight.AddDays(4).AddHours(12));
        await Send(AttentionKind.Reminder, 3);
        foreach (var day in new[] { 5, 6 }) await SweepAt((24 * day) + 12);
        Said().Should().HaveCount(2, "it is the weekend");
        await SweepAt((24 * 7) + 9);
        Said().Should().HaveCount(3);
    }

    [StoreFact]
    public async Task What_is_not_true_any_more_is_left_out_and_a_day_with_nothing_sends_nothing()
    {
        await Send(AttentionKind.Reminder, 1);
        await Send(AttentionKind.Reminder, 2);
        Over.UnionWith([1, 2]);
        await SweepAt(9);
        Said().Should().BeEmpty();

        Time.SetUtcNow(Midnight.AddHours(24));
        Over.Remove(2);
        await Send(AttentionKind.Reminder, 1);
        await Send(AttentionKind.Reminder, 2);
        await SweepAt(24 + 9);

        Said().Should().ContainSingle().Which.Should().Contain("ACT-2").And.NotContain("ACT-1");
    }

    [StoreFact]
    public async Task Who_was_away_in_the_morning_is_made_up_for_in_working_hours_alone()
    {
        await Send(AttentionKind.Reminder, 1);
        await SweepAt(18);
        Said().Should().BeEmpty("the bot was away until the evening");

        await SweepAt(24 + 14);
        Said().Should().HaveCount(1, "the next day it was away until the afternoon");
    }

    [StoreFact]
    public async Task Several_days_that_were_missed_are_one_message()
    {
        for (var day = 0; day < 3; day++)
        {
            Time.SetUtcNow(Midnight.AddDays(day));
            await Send(AttentionKind.Reminder, day + 1);
        }

        await SweepAt((24 * 3) + 10);

        Said().Should().ContainSingle().Which.Should().Contain("ACT-1").And.Contain("ACT-2").And.Contain("ACT-3");
    }

    [StoreFact]
    public async Task A_clock_that_goes_back_sends_nothing_twice_on_a_day()
    {
        foreach (var day in new[] { 0, 1 })
        {
            Time.SetUtcNow(Midnight.AddDays(day));
            await Send(AttentionKind.Reminder, day + 1);
            await SweepAt((24 * day) + 9);
        }

        Said().Should().HaveCount(2);
        Time.AdjustTime(Midnight.AddHours(1));
        await Send(AttentionKind.Reminder, 3);
        await SweepAt(9);
        await SweepAt(24 + 9);
        Said().Should().HaveCount(2, "both days had their message");

        await SweepAt(48 + 9);
        Said().Should().HaveCount(3);
    }

    [StoreFact]
    public async Task What_a_clock_far_ahead_put_off_comes_up_in_time_once_it_is_right()
    {
        Time.SetUtcNow(Midnight.AddDays(300));
        await Send(AttentionKind.Reminder, 1);
        Time.AdjustTime(Midnight);
        await Send(AttentionKind.Reminder, 1);

        await SweepAt(9);
        Said().Should().HaveCount(1);
    }
}
