using FluentAssertions;
using Improvement.Bot.Digests;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Digests;

public sealed class SqliteSentryComplaintsTests() : SentryComplaintsCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresSentryComplaintsTests() : SentryComplaintsCompliance(StorageEngine.PostgreSql);

/// <summary>
/// What people complained about in the weekly report of getsentry/sentry, by the numbers of its issues: none of it happens here.
/// </summary>
public abstract class SentryComplaintsCompliance : DigestScene
{
    private protected SentryComplaintsCompliance(StorageEngine engine) : base(engine)
    {
    }

    [StoreFact]
    public async Task Issues_70800_and_50142_kinds_of_object_and_people_and_agents_are_not_mixed()
    {
        await Choose(DigestSettings.Usual with { Objects = ["agent"], Actors = DigestActors.Agents, SeverityFloor = 3 });
        await SweepAt(FirstDigest, 9);

        var query = Asked.Should().ContainSingle().Subject;
        (query.WithPeople, query.WithAgents, query.SeverityFloor).Should().Be((false, true, 3));
        query.Objects.Should().Equal("agent");
        Said()[0].Should().Contain("other kinds of object").And.Contain("what people did").And.Contain("severity below 3");
    }

    [StoreFact]
    public async Task Issue_72922_a_team_chooses_what_is_in_it()
    {
        Told = _ => new([.. DigestSettings.AllSections.Select(section => Line(section, (long)section + 1, "so"))]);
        await Choose(DigestSettings.Usual with { Sections = [DigestSection.Stuck, DigestSection.NeedsYou] });
        await SweepAt(FirstDigest, 9);

        Posted()[0].Content.Sections.Select(part => part.Section).Should().Equal(DigestSection.NeedsYou, DigestSection.Stuck);
        Said()[0].Should().NotContain("ACT-2").And.Contain("by choice: What changed");
    }

    [StoreFact]
    public async Task Issue_73610_the_day_of_the_week_stays_where_it_was_set()
    {
        await Choose(DigestSettings.Usual with { Days = DigestDays.Wednesday, At = new(7, 15) });
        for (var day = 1; day < 150; day++) await SweepAt(day, 12);

        Posted().Should().HaveCountGreaterThan(18);
        Posted().Should().OnlyContain(digest => digest.Day.DayOfWeek == DayOfWeek.Wednesday);
    }

    [StoreFact]
    public async Task Issue_43365_it_comes_every_working_day_where_a_team_wants_that()
    {
        await Choose(DigestSettings.Usual with { Days = DigestDays.EveryWorkingDay });
        for (var day = 1; day <= FirstDigest + 1; day++) await SweepAt(day, 9);

        Posted().Select(digest => digest.Day.Day).Should().Equal(10, 11, 12, 13, 16, 17);
        Asked.Skip(1).Select(query => (query.To - query.From).TotalDays).Should().Equal(1, 1, 1, 3, 1);
    }

    [StoreFact]
    public async Task Issue_116715_it_goes_to_the_channel_that_the_team_chose_and_to_nobody_else()
    {
        await SweepAt(1, 0);
        await SweepAt(FirstDigest, 9);

        Bot.Number("SELECT COUNT(*) FROM outbox").Should().Be(1);
        Bot.Number(
            "SELECT COUNT(*) FROM outbox WHERE to_conversation = @to AND to_person IS NULL", "19:triage@thread.tacv2").Should().Be(1);
        Asked.Should().OnlyContain(query => query.Reader == null);
    }

    [StoreFact]
    public async Task Issue_41690_with_nothing_in_it_nothing_is_sent_or_one_line_as_the_team_chose()
    {
        Told = _ => new([new(DigestSection.Alarms, null, null, "2 alarms")]) { Reported = [0, 0] };
        await Choose(DigestSettings.Usual with { QuietWeek = QuietWeek.Nothing });
        await SweepAt(FirstDigest, 9);
        (Said().Count, Posted().Count).Should().Be((0, 0));

        await Choose(DigestSettings.Usual with { QuietWeek = QuietWeek.OneLine });
        await SweepAt(FirstDigest + 7, 9);
        Said().Should().ContainSingle().Which.Should().Contain("a quiet week").And.NotContain("2 alarms");
    }

    [StoreFact]
    public async Task Issue_49947_switched_off_is_off_whatever_the_settings_and_the_clock_are()
    {
        var random = new Random(49_947);
        await SweepAt(1, 0);
        var hours = 24.0;
        for (var i = 0; i < 200; i++)
        {
            await Choose(DigestSettings.Usual with
            {
                IsOn = false, Days = (DigestDays)random.Next(8), At = TimeOnly.MinValue.AddMinutes(30 * random.Next(48)),
                QuietWeek = (QuietWeek)random.Next(2), Actors = (DigestActors)random.Next(3),
            });
            hours += random.Next(1, 200);
            await SweepAt(0, hours);
        }

        (Said().Count, Posted().Count, Schedule()!.NextDueAt).Should().Be((0, 0, null));
        await Choose(DigestSettings.Usual);
        await SweepAt(0, hours + (24 * 8));
        Said().Should().ContainSingle("once it is switched on, it comes");
    }
}
