using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Attention;
using Improvement.Bot.Digests;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Digests;

public sealed class SqlitePersonalDigestTests() : PersonalDigestCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresPersonalDigestTests() : PersonalDigestCompliance(StorageEngine.PostgreSql);

/// <summary>What every engine must do: one message a week for somebody, when their work begins, with what was kept for them.</summary>
public abstract class PersonalDigestCompliance : DigestScene
{
    private protected PersonalDigestCompliance(StorageEngine engine) : base(engine) => Told = _ => new([]);

    [StoreFact]
    public async Task What_was_kept_is_one_message_when_the_work_of_a_week_begins_whoever_sweeps_and_is_said_once()
    {
        await Choose(DigestSettings.Usual with { IsOn = false });
        await Keep(3, 4);
        for (var day = 1; day < 7; day++) await SweepAt(day, 12);
        await SweepAt(7, 8.9);
        Said().Should().BeEmpty();

        Time.SetUtcNow(Begin.AddDays(7).AddHours(9));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            (i % 2 is 0 ? Bot : Other).Sweep.Run(Time.GetUtcNow(), default))));
        await SweepAt(7, 10);
        Said().Should().ContainSingle().Which.Should().Contain("Your week").And.Contain("ACT-3 was kept").And.Contain("ACT-4 was kept");
        Kept().Should().Be(0);

        await Keep(5);
        await SweepAt(13, 12);
        Said().Should().HaveCount(1);
        await SweepAt(14, 9);
        Said().Should().HaveCount(2).And.Subject.Last().Should().Contain("ACT-5").And.NotContain("ACT-3");
    }

    [StoreFact]
    public async Task A_week_with_nothing_sends_nothing_and_who_mutes_it_gets_none()
    {
        await Choose(DigestSettings.Usual with { IsOn = false });
        await SweepAt(1, 12);
        await SweepAt(7, 9);
        Said().Should().BeEmpty();

        await Bot.In(s => s.GetRequiredService<Preferences>().Mute(Bob, PersonalDigests.Kind, muted: true));
        await Keep(3);
        await SweepAt(14, 9);
        Said().Should().BeEmpty();
        Kept().Should().Be(0);
    }

    [StoreFact]
    public async Task Whoever_the_bot_missed_gets_it_at_work_and_not_at_night()
    {
        await Choose(DigestSettings.Usual with { IsOn = false });
        await SweepAt(1, 12);
        await Keep(3);
        await SweepAt(8, 20);
        Said().Should().BeEmpty("the bot was away until the evening");
        await SweepAt(9, 9);
        Said().Should().ContainSingle();
        await Keep(4);
        await SweepAt(10, 9);
        Said().Should().ContainSingle("it comes once a week");
        await SweepAt(14, 9);
        Said().Should().HaveCount(2);
    }

    [StoreFact]
    public async Task An_administrator_reads_how_the_bot_does_in_every_week_once_also_one_with_nothing_and_whatever_they_mute()
    {
        await Choose(DigestSettings.Usual with { IsOn = false });
        await Administer(Bob);
        await SweepAt(1, 12);
        for (var day = 2; day < 7; day++) await SweepAt(day, 12);
        await SweepAt(7, 8.9);
        Said().Should().BeEmpty();
        await SweepAt(7, 9);
        await SweepAt(8, 12);
        Said().Should().ContainSingle().Which.Should().Contain("How I am doing").And.Contain("Backup written");

        await Bot.In(s => s.GetRequiredService<Preferences>().Mute(Bob, PersonalDigests.Kind, muted: true));
        await Keep(3);
        Fact = new("Two messages are set aside.", IsWell: false) { Button = new("Outbox", "outbox") };
        await SweepAt(14, 9);
        await SweepAt(15, 9);
        Said().Should().HaveCount(2).And.Subject.Last().Should().Contain("Two messages are set aside.").And.Contain("/outbox")
            .And.NotContain("ACT-3");
        Kept().Should().Be(0);

        Fact = null;
        await SweepAt(21, 9);
        Said().Should().HaveCount(2, "there is nothing at all");
    }

    [StoreFact]
    public async Task Who_looks_after_the_bot_reads_it_in_no_team_in_their_own_time_zone_and_nobody_else_does()
    {
        await Choose(DigestSettings.Usual with { IsOn = false });
        var ada = new PersonId(0);
        await Bot.In(s => ada = s.GetRequiredService<KnownPeople>().Keep(
            new("home", PeopleScope.AadOf("Ada"), "29:ada", "Ada") { TimeZone = "America/New_York" }).Id);
        await Administer(ada);
        await SweepAt(1, 12);

        await SweepAt(7, 12);
        Said().Should().BeEmpty("it is morning where Bob is, who is no administrator");
        await SweepAt(7, 13.1);
        Said().Should().ContainSingle("it is nine in New York");
        Bot.Number("SELECT COUNT(*) FROM outbox WHERE to_person = '29:ada'").Should().Be(1);
        Bot.Number("SELECT planned FROM fan_outs WHERE kind = 'personal digest' AND period = '2026-03-09'").Should().Be(1);
    }

    private Task Administer(PersonId person) => Bot.In(s => s.GetRequiredService<Session>().Statements.Execute($"""
        INSERT INTO roles (person, role, given_at) VALUES ({person.Value}, {Role.Administrator}, {Time.GetUtcNow()})
        """));

    private Task Keep(params long[] actions) => Bot.In(s =>
    {
        foreach (var action in actions)
        {
            var notice = new Notice(0, AttentionKind.Other, new(Bob, ActionKind.Id(action), ""), Source.Name);
            s.GetRequiredService<NoticeStore>().Add(notice, Time.GetUtcNow(), dueAt: null, sentAt: null);
        }
    });

    private long Kept() => Bot.Number("SELECT COUNT(*) FROM notices WHERE due_at IS NULL AND sent_at IS NULL");
}
