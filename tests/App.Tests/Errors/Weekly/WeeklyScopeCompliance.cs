using System.Globalization;
using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Weekly;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;
using Xunit;
using static Improvement.Bot.Tests.Errors.Weekly.WeekUnderTest;

namespace Improvement.Bot.Tests.Errors.Weekly;

public sealed class SqliteWeeklyScopeTests() : WeeklyScopeCompliance(StorageEngine.Sqlite)
{
    [StoreFact]
    public async Task However_much_there_is_to_tell_as_many_statements_are_run()
    {
        await Fill(8, restricted: false);
        var few = Statements();
        await Fill(40, restricted: false);

        Statements().Should().BeLessThanOrEqualTo(few + 2, "once they are many, those that wait and those that are late are counted");
        few.Should().BePositive();
    }

    [StoreFact]
    public void What_happened_in_the_week_and_what_is_in_work_is_read_by_an_index_of_its_own()
    {
        var scope = Week.Read(services => new WeeklyScope(new(Week.Team, DaysAgo(7), To)));
        using var session = Week.Database.OpenSession();
        var last = Plan(Sql.Of($"SELECT e.id FROM {WeekEvents.LastOfEach(scope)} WHERE {scope.Errors}"));
        last.Should().Contain("record_events_team").And.NotContain("record_events_record").And.NotContain("errors_");
        var moved = Plan(Sql.Of($"SELECT e.id FROM errors e WHERE e.state_since >= {DaysAgo(90)} AND {LedToErrors.Moved(scope)}"));
        moved.Should().Contain("record_events_team").And.NotContain("errors_");
        Plan(Sql.Of($"SELECT e.id FROM errors e WHERE {WeeklyScope.InWork} AND {scope.Errors}")).Should().Contain("errors_in_work");
        Plan(Sql.Of($"SELECT e.id FROM errors e WHERE {WeekCounts.Days(scope, scope.First)}")).Should().Contain("errors_team_days");

        string Plan(Sql query)
        {
            var plan = new List<string>();
            using var rows = session.Statements.Read($"EXPLAIN QUERY PLAN {query}");
            while (rows.Read()) plan.Add(rows.GetString(3));
            return string.Join('\n', plan);
        }
    }

    /// <summary>How many statements a digest runs.</summary>
    private int Statements() => Week.Read(services =>
    {
        var count = 0;
        var connection = (SqliteConnection)services.GetRequiredService<Session>().Statements.Connection;
        raw.sqlite3_trace(connection.Handle, (strdelegate_trace)((_, _) => count++), null);
        ErrorKind.Definition.Digest(services, new(Week.Team, DaysAgo(7), To));
        raw.sqlite3_trace(connection.Handle, (strdelegate_trace?)null, null);
        return count;
    });
}

[OnPostgres]
public sealed class PostgresWeeklyScopeTests() : WeeklyScopeCompliance(StorageEngine.PostgreSql);

/// <summary>What every engine must do: of which errors a digest tells, and which it counts.</summary>
public abstract class WeeklyScopeCompliance : IDisposable, IAsyncLifetime
{
    private static readonly DigestSection[] Sections =
    [
        DigestSection.NeedsYou, DigestSection.Changed, DigestSection.Proven, DigestSection.Stuck, DigestSection.Learn, DigestSection.LedTo,
    ];

    private Random _random = new(20260316);

    private protected WeeklyScopeCompliance(StorageEngine engine) => Week = new(engine);

    private protected WeekUnderTest Week { get; }

    public Task InitializeAsync() => Week.Begin();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Week.Dispose();
    }

    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_restricted_changes_nothing_for_those_who_may_not_see_it(int seed)
    {
        _random = new(seed);
        await Fill(25, restricted: false);
        PersonId?[] readers = [null, Week.Bo];
        var before = readers.Select(reader => Whole(Week.Tell(reader))).ToList();
        var ofLead = Whole(Week.Tell(Week.Ann));

        await Fill(25, restricted: true);

        readers.Select(reader => Whole(Week.Tell(reader))).Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
        Whole(Week.Tell(Week.Ann)).Should().NotEqual(ofLead, "she leads the team, and sees all of them");
        string.Join(' ', before[0]).Should().ContainAll(Sections.Select(section => $"{section} ERR-"));
    }

    [StoreFact]
    public async Task The_choices_of_a_channel_hold_in_every_section()
    {
        await Fill(40, restricted: false);
        var numbers = Numbers(query => query);
        numbers.Should().NotBeEmpty();

        Numbers(query => query with { SeverityFloor = 3 }).Should().OnlyContain(number => Of(number).Severity >= Severity.MinorHarm);
        Numbers(query => query with { WithAgents = false }).Should().OnlyContain(number => Of(number).ReporterKind != ActorKind.Agent);
        Numbers(query => query with { WithPeople = false }).Should().OnlyContain(number => Of(number).ReporterKind == ActorKind.Agent);
        Numbers(query => query with { Objects = new HashSet<string> { nameof(ReportedObject.Tool) } })
            .Should().OnlyContain(number => Of(number).Object == ReportedObject.Tool);
        Week.Tell(with: query => query with { WithAgents = false, WithPeople = false }).Lines.Should().BeEmpty();
        Week.Tell(with: query => query with { Objects = new HashSet<string>() }).Reported.Should().Equal(0);
    }

    [StoreFact]
    public async Task No_section_is_longer_than_asked_for_and_its_total_says_what_is_left_out()
    {
        await Fill(40, restricted: false);
        var all = Week.Tell(with: query => query with { MostLines = 1_000 });
        var some = Week.Tell(with: query => query with { MostLines = 2 });

        foreach (var section in Sections)
        {
            var lines = Lines(all, section).ToList();
            all.Totals[section].Should().Be(lines.Count, "{0}", section);
            Lines(some, section).Should().HaveCountLessThanOrEqualTo(2, "{0}", section);
            if (section is not DigestSection.Stuck) Lines(some, section).Should().Equal(lines.Take(2), "{0}", section);
            if (section is not DigestSection.Stuck) some.Totals[section].Should().Be(lines.Count, "{0}", section);
        }
    }

    [StoreFact]
    public async Task Reports_count_in_the_weeks_of_their_own_days_where_the_team_is()
    {
        await Week.Report("On the last evening, in Berlin on this Monday", 0.375, Severity.NearMiss); // 23:00 UTC
        await Week.Report("On the first day", 7.3, Severity.NearMiss, ("reporter_kind", NewError.Imported)); // Monday 01:48
        await Week.Report("The Sunday before", 8, Severity.NearMiss);
        await Week.Report("No error", 8, Severity.NearMiss, ("state", nameof(ErrorState.NotAnError)));
        await Week.Report("Taken back", 8, Severity.NearMiss, ("state", nameof(ErrorState.Withdrawn)));
        await Week.Report("Four weeks ago", 27, Severity.NearMiss);

        Week.Tell().Reported.Should().Equal(1, 0, 1, 1);
        await Week.Report("Years ago", 900, Severity.NearMiss, ("reporter_kind", NewError.Imported));
        Week.Tell().Reported.Should().Equal(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1);
    }

    [StoreFact]
    public void A_team_without_any_report_tells_nothing()
    {
        var part = Week.Tell();
        part.Lines.Should().BeEmpty();
        part.Reported.Should().Equal(0);
    }

    /// <summary>Adds errors of all kinds of fate; restricted ones are as they are, and of others than Bo.</summary>
    private protected async Task Fill(int many, bool restricted)
    {
        for (var each = 0; each < many; each++)
        {
            (string, Value)[] columns =
            [
                ("restricted", restricted), ("object_kind", Some("Tool", "Document", "Task")), ("timer_step", _random.Next(4)),
                ("reporter_kind", Some(ActorKind.Person, ActorKind.Person, ActorKind.Agent)),
            ];
            await Fate(each % 8, (Severity)_random.Next(6), _random.Next(1, 6), columns);
        }
    }

    private async Task Fate(int which, Severity severity, int days, (string, Value)[] columns)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"Title {_random.Next()}");
        (string, Value)[] owned = [.. columns, ("owner", Week.Cem.Value)];
        switch (which)
        {
            case 0:
                await Week.Report(title, days, severity, columns);
                break;
            case 1:
                await Week.Propose(await Week.Reached(title, ErrorState.FixProposed, "fix-proposed", days, severity, owned), Week.Cem);
                break;
            case 2:
                await Week.Reached(title, ErrorState.Accepted, "accepted", days, severity, owned);
                break;
            case 3 or 4:
                var proved = await Week.Reached(title, ErrorState.Resolved, "implemented", 6, severity, owned);
                await Week.Watch(proved, await Week.Propose(proved, Week.Cem), new(Verdict.Worked), 6, confirmedDaysAgo: days);
                await Week.Happened(proved, "verdict-confirmed", days);
                break;
            case 5:
                var back = await Week.Reached(title, ErrorState.Analysing, "recurred", days, severity, owned);
                for (var time = 0; time < 2 + _random.Next(5); time++) await CameBack(back, time);
                break;
            case 6:
                await Week.Report(
                    title, days, severity, [.. columns, ("state", nameof(ErrorState.NeedsInfo)), ("state_since", DaysAgo(days))]);
                break;
            default:
                await Week.Reached(title, ErrorState.Verifying, "implemented", days, severity, owned);
                break;
        }
    }

    private Task CameBack(long error, int time) => Week.In(services => services.GetRequiredService<Session>().Statements.Execute($"""
        INSERT INTO recurrences {NewRow.Of(
            ("error", error), ("occurrence", string.Create(CultureInfo.InvariantCulture, $"again-{time}")), ("occurred_at", DaysAgo(time)),
            ("outcome", "Reopened"), ("from_state", "Resolved"), ("judged_at", DaysAgo(time + 0.1)))}
        """));

    private string Some(params string[] choices) => choices[_random.Next(choices.Length)];

    private List<long> Numbers(Func<DigestQuery, DigestQuery> with) =>
        [.. Week.Tell(with: query => with(query with { MostLines = 1_000 })).Lines.Select(line => line.Record?.Number).OfType<long>()];

    private ErrorRecord Of(long number) => Week.Read(services => ErrorRows.FindAny(services.GetRequiredService<Session>(), number))!;
}
