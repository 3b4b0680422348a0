using FluentAssertions;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Improvement.Bot.Tests.Errors.Weekly.WeekUnderTest;

namespace Improvement.Bot.Tests.Errors.Weekly;

public sealed class SqliteAlarmDigestTests() : AlarmDigestCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresAlarmDigestTests() : AlarmDigestCompliance(StorageEngine.PostgreSql);

/// <summary>What every engine must do: what alarms tell in a digest.</summary>
public abstract class AlarmDigestCompliance : IDisposable, IAsyncLifetime
{
    private readonly WeekUnderTest _week;

    private protected AlarmDigestCompliance(StorageEngine engine) => _week = new(engine);

    public Task InitializeAsync() => _week.Begin();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _week.Dispose();
    }

    [StoreFact]
    public async Task The_account_comes_first_then_the_alarms_of_the_week_the_latest_first()
    {
        _week.TellOf(AlarmKind.Definition).Lines.Should().BeEmpty("nothing is watched yet");

        await Raise("late", 30);
        await Raise("late", 5);
        await Raise("omitted", 2);

        var part = _week.TellOf(AlarmKind.Definition);
        Lines(part, DigestSection.Alarms).Should().Equal(
            "Alarms: in twelve months 3 came, of which 0 led to something.", "ALM-3 Usually 4.3 in four weeks; 9 in the last four.",
            "ALM-2 Usually 4.3 in four weeks; 9 in the last four.");
        part.Lines[1].Title.Should().StartWith("More than usual: ");
        part.Totals[DigestSection.Alarms].Should().Be(3);
        _week.TellOf(AlarmKind.Definition, with: query => query with { MostLines = 1 }).Lines.Should().ContainSingle();
        Whole(_week.TellOf(AlarmKind.Definition, _week.Bo)).Should().Equal(Whole(part), "he is in the team");
    }

    [StoreFact]
    public async Task Nobody_from_outside_the_team_is_told()
    {
        await Raise("late", 2);
        var stranger = default(PersonId);
        await _week.In(services => stranger = services.GetRequiredService<KnownPeople>()
            .Keep(new("home", PeopleScope.AadOf("Eve"), "29:eve", "Eve")).Id);

        _week.TellOf(AlarmKind.Definition, stranger).Lines.Should().BeEmpty();
    }

    private Task Raise(string category, double daysAgo) => _week.In(services => AlarmRows.TryAdd(
        services.GetRequiredService<Session>(), _week.Team,
        new(category, AlarmRule.ByWeek, _week.Team.LocalDate(DaysAgo(daysAgo)), new(2026, 1, 5), 4.3, 9), 1, DaysAgo(daysAgo)));
}
