using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Attention;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Attention;

public sealed class SqliteBudgetTests() : BudgetCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresBudgetTests() : BudgetCompliance(StorageEngine.PostgreSql);

/// <summary>What every engine must do: what somebody gets in a week, at night, and of what they muted.</summary>
public abstract class BudgetCompliance : AttentionScene
{
    private protected BudgetCompliance(StorageEngine engine) : base(engine)
    {
    }

    [StoreFact]
    public async Task Of_everything_else_two_come_in_a_week_and_the_rest_is_kept_for_the_digest()
    {
        Time.SetUtcNow(Midnight.AddHours(10));
        for (var number = 1; number <= 4; number++) await Send(AttentionKind.Other, number);
        Said().Should().HaveCount(2);
        Kept().Should().Equal(3, 4);

        Time.SetUtcNow(Midnight.AddDays(7).AddHours(3));
        for (var number = 5; number <= 7; number++) await Send(AttentionKind.Other, number);
        await SweepAt((24 * 7) + 8);
        Said().Should().HaveCount(2, "nobody works yet");
        await SweepAt((24 * 7) + 9);

        var both = Said().Should().HaveCount(3).And.Subject.Last();
        both.Should().Contain("ACT-5").And.Contain("ACT-6").And.NotContain("ACT-7");
        Kept().Should().Equal(3, 4, 7);
        await SweepAt((24 * 14) + 9);
        Said().Should().HaveCount(3, "the digest says them");
    }

    [StoreFact]
    public async Task Who_mutes_a_kind_gets_none_not_even_what_waits_and_the_rest_as_before()
    {
        await Send(AttentionKind.Reminder, 1);
        await Bot.In(s => s.GetRequiredService<Preferences>().Mute(Bob, AttentionKind.Reminder, muted: true));
        await Send(AttentionKind.Reminder, 2);
        await Send(AttentionKind.Decision, 3);
        await SweepAt(9);

        Said().Should().ContainSingle().Which.Should().Contain("ACT-3");
        await Bot.In(s => s.GetRequiredService<Preferences>().Mute(Bob, AttentionKind.Reminder, muted: false));
        await Send(AttentionKind.Reminder, 4);
        await SweepAt(24 + 9);
        Said().Should().HaveCount(2);
        var severe = () => Bot.In(s => s.GetRequiredService<Preferences>().Mute(Bob, AttentionKind.Severe, muted: true));
        await severe.Should().ThrowAsync<ArgumentException>();
    }

    [StoreFact]
    public async Task At_night_what_is_severe_comes_and_a_decision_waits_and_quiet_hours_are_ones_own()
    {
        await Send(AttentionKind.Severe, 1);
        await Send(AttentionKind.Decision, 2);
        Said().Should().ContainSingle().Which.Should().Contain("ACT-1");

        await Bot.In(s => s.GetRequiredService<Preferences>().KeepQuiet(Bob, null));
        await Send(AttentionKind.Decision, 3);
        Said().Should().HaveCount(2, "somebody without quiet hours is asked at once");
        await SweepAt(9);
        Said().Should().HaveCount(3).And.Subject.Last().Should().Contain("ACT-2").And.NotContain("ACT-3");
    }

    [StoreFact]
    public async Task The_hours_of_a_team_hold_for_its_members_in_its_time_zone()
    {
        await Bot.In(s =>
        {
            var teams = s.GetRequiredService<Teams>();
            var team = teams.Keep(new("19:team", null, "home", "Team", "https://channel.example/"));
            teams.Joined(team, Bob);
            var setup = new TeamSetup("c", "d", "America/New_York") { WorkDays = "Mon-Thu", WorkFrom = new(8, 0), WorkUntil = new(12, 0) };
            teams.SetUp(team, setup, null);
        });
        await Send(AttentionKind.Reminder, 1);

        await SweepAt(12.9);
        Said().Should().BeEmpty();
        await SweepAt(13);
        Said().Should().HaveCount(1, "it is eight o'clock in New York");
    }

    [StoreFact]
    public async Task Without_a_team_the_time_zone_of_ones_client_holds()
    {
        await Bot.In(s => s.GetRequiredService<KnownPeople>().Keep(
            new("home", PeopleScope.AadOf("Bob"), "29:bob", "Bob") { TimeZone = "Asia/Tokyo" }));
        await Send(AttentionKind.Reminder, 1);

        await SweepAt(0.5);
        Said().Should().HaveCount(1, "work begins at midnight UTC in Tokyo");
    }

    [StoreFact]
    public async Task Words_wait_as_they_were_and_are_gone_once_they_are_said()
    {
        await Say("Not like this");
        Said().Should().BeEmpty();
        await SweepAt(9);
        Said().Should().ContainSingle().Which.Should().Contain("Not like this");
        Bot.Number("SELECT COUNT(*) FROM notices").Should().Be(0);

        await Say("Like this");
        Said().Should().HaveCount(2);
        await Bot.In(s => s.GetRequiredService<Preferences>().Mute(Bob, AttentionKind.Answer, muted: true));
        await Say("Never mind");
        Said().Should().HaveCount(2);

        Task Say(string words) => Bot.In(s =>
            s.GetRequiredService<Notices>().Say(Bob, AttentionKind.Answer, ActionKind.Id(1), () => words));
    }

    [StoreFact]
    public async Task Somebody_whom_the_bot_cannot_write_to_costs_nothing()
    {
        await Bot.Change("DELETE FROM conversations");
        await Send(AttentionKind.Reminder, 1);

        await SweepAt(9);

        Said().Should().BeEmpty();
        Bot.Number("SELECT COUNT(*) FROM notices").Should().Be(0);
    }
}
