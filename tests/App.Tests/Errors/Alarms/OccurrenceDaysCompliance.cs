using System.Globalization;
using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Jobs;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Alarms;

public sealed class SqliteOccurrenceDaysTests() : OccurrenceDaysCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresOccurrenceDaysTests() : OccurrenceDaysCompliance(StorageEngine.PostgreSql);

/// <summary>
/// What every engine must do: whatever happens to errors in whatever order, the days say how often each category was met.
/// </summary>
public abstract class OccurrenceDaysCompliance : IDisposable
{
    private const int Errors = 60;

    // of summer time and without
    private static readonly DateTimeOffset Now = new(2026, 4, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(20261127);
    private readonly TemporaryDatabase _place;
    private readonly JobsUnderTest _bot;
    private readonly List<Reported> _errors = [];

    private protected OccurrenceDaysCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        _bot = new(_place.Database, new FakeTimeProvider(Now), services => services
            .AddScoped<OccurrenceDays>().AddSingleton<RecordKind>(AlarmKind.Definition).AddSingleton<ConversationCache>());
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _bot.Dispose();
        _place.Dispose();
    }

    [StoreFact]
    public async Task The_days_are_what_a_count_from_the_beginning_gives()
    {
        var (team, person) = await Begin();
        for (var round = 0; round < 25; round++)
        {
            await _bot.In(services => Happen(services, team, person));
            await CatchUp();
            Kept().Should().BeEquivalentTo(Expected(), "round {0}", round);
        }

        await _bot.Change("UPDATE category_cursors SET event = 0");
        await CatchUp();
        Kept().Should().BeEquivalentTo(Expected(), "what is counted again is counted once");
        _errors.Count(error => error.DuplicateOf is not null).Should().BePositive();
        _errors.Count(error => error.IsRestricted).Should().BePositive();
    }

    [StoreFact]
    public async Task Only_what_was_added_of_late_is_due_and_nothing_that_is_imported()
    {
        var (team, person) = await Begin();
        await _bot.In(services =>
        {
            Add(services, team, person, "omitted", Now.AddDays(-1), NewError.Imported);
            Add(services, team, person, "wrong", Now.AddDays(-31), ActorKind.Person);
            Add(services, team, person, "late", Now.AddDays(-28), ActorKind.Person);
        });
        await CatchUp();
        Due().Should().Equal("late");
        await _bot.Change("DELETE FROM categories_due");
        await _bot.In(services => Note(services, team, 3, "reminded"));
        await CatchUp();
        Due().Should().BeEmpty("nothing was added");
    }

    [StoreFact]
    public async Task What_goes_to_another_team_counts_there_and_no_more_in_the_former()
    {
        var (team, person) = await Begin();
        var other = default(TeamId);
        await _bot.In(services =>
        {
            other = services.GetRequiredService<Teams>().Keep(new("19:day", null, "home", "Day", "https://channel.example/"));
            Add(services, team, person, "late", Now.AddDays(-1), ActorKind.Person);
            Add(services, team, person, "late", Now.AddDays(-1), ActorKind.Person);
        });
        await CatchUp();
        await _bot.In(services =>
        {
            services.GetRequiredService<Session>().Statements.Execute($"UPDATE errors SET team = {other.Value} WHERE id = {1}");
            Note(services, other, 1, "handed-over");
        });
        await CatchUp();

        foreach (var each in new[] { team, other })
        {
            _bot.Number("SELECT SUM(occurrences) FROM category_days WHERE team = @team", each.Value).Should().Be(1);
            _bot.Number("SELECT SUM(occurrences) FROM error_days WHERE team = @team", each.Value).Should().Be(1);
        }
    }

    [StoreFact]
    public async Task Many_events_are_dealt_with_in_several_commits_and_one_that_is_cut_short_goes_on()
    {
        var (team, person) = await Begin();
        const int Many = (2 * OccurrenceDays.AtOnce) + 7;
        await _bot.In(services =>
        {
            for (var at = 0; at < Many; at++) Add(services, team, person, "late", Now.AddHours(-at), ActorKind.Agent);
        });
        var cut = () => _bot.In(services =>
        {
            services.GetRequiredService<OccurrenceDays>().CatchUp(Now);
            throw new InvalidOperationException("killed");
        });
        await cut.Should().ThrowAsync<InvalidOperationException>();
        var commits = await CatchUp();
        commits.Should().Be(3);
        _bot.Number("SELECT SUM(occurrences) FROM category_days").Should().Be(Many);
    }

    private async Task<(TeamId Team, PersonId Person)> Begin()
    {
        (TeamId, PersonId) found = default;
        await _bot.In(services =>
        {
            var team = services.GetRequiredService<Teams>().Keep(new("19:team", null, "home", "Night", "https://channel.example/"));
            services.GetRequiredService<Session>().Statements.Execute($"UPDATE teams SET time_zone = {"Europe/Berlin"}");
            found = (team, services.GetRequiredService<KnownPeople>().Keep(new("home", PeopleScope.AadOf("Ann"), "29:ann", "Ann")).Id);
        });
        return found;
    }

    private async Task<int> CatchUp()
    {
        var (commits, dealtWith) = (0, OccurrenceDays.AtOnce);
        while (dealtWith is OccurrenceDays.AtOnce)
        {
            await _bot.In(services => dealtWith = services.GetRequiredService<OccurrenceDays>().CatchUp(Now));
            commits++;
        }
        return commits;
    }

    private void Happen(IServiceProvider services, TeamId team, PersonId person)
    {
        var statements = services.GetRequiredService<Session>().Statements;
        if (_errors.Count < Errors || _random.Next(3) is 0) Report(services, team, person);
        var error = _errors[_random.Next(_errors.Count)];
        switch (_random.Next(6))
        {
            case 0 when error.DuplicateOf is null: // nobody joins a duplicate
                error.Met.Add(SomeMoment());
                Witness(statements, error.Number, person, error.Met[^1], $"met-{error.Met.Count}-{_errors.Count}-{_random.Next()}");
                break;
            case 1:
                error.Category = SomeCategory();
                statements.Execute($"UPDATE errors SET category = {error.Category} WHERE id = {error.Number}");
                break;
            case 2:
                error.IsRestricted = !error.IsRestricted;
                statements.Execute($"UPDATE errors SET restricted = {error.IsRestricted} WHERE id = {error.Number}");
                break;
            case 3:
                error.IsOut = !error.IsOut;
                var state = error.DuplicateOf is not null ? "Duplicate"
                    : !error.IsOut ? "Reported"
                    : _random.Next(2) is 0 ? "Withdrawn" : "NotAnError";
                statements.Execute($"UPDATE errors SET state = {state} WHERE id = {error.Number}");
                break;
            case 4 when error.DuplicateOf is null && !error.IsOut && Primary(error) is { } other:
                error.DuplicateOf = other;
                services.GetRequiredService<Actor>().ActAsBot(Now);
                CarriedAccounts.Carry(
                    services.GetRequiredService<Session>(), services.GetRequiredService<Actor>(), error.Number, other.Number);
                statements.Execute(
                    $"UPDATE errors SET state = {"Duplicate"}, duplicate_of = {other.Number} WHERE id = {error.Number}");
                Note(services, team, error.Number, "duplicate", $$"""{"other":{{other.Number}}}""");
                return;
            case 5 when error.DuplicateOf is { } same:
                error.DuplicateOf = null;
                error.IsOut = false;
                CarriedAccounts.TakeBack(services.GetRequiredService<Session>(), error.Number, same.Number);
                statements.Execute($"UPDATE errors SET state = {"Reported"}, duplicate_of = {(long?)null} WHERE id = {error.Number}");
                Note(services, team, error.Number, "split", $$"""{"other":{{same.Number}}}""");
                return;
            default:
                break;
        }

        Note(services, team, error.Number, "edited");
    }

    private void Report(IServiceProvider services, TeamId team, PersonId person)
    {
        var (category, at) = (SomeCategory(), SomeMoment());
        _errors.Add(new(Add(services, team, person, category, at, ActorKind.Person), at) { Category = category });
    }

    private static long Add(IServiceProvider services, TeamId team, PersonId person, string? category, DateTimeOffset at, string kind)
    {
        var number = new NewError("A form was lost", "A form was lost", person, kind, team, Now, DateOnly.FromDateTime(Now.UtcDateTime))
        {
            Category = category, OccurredAt = at,
        }.AddTo(services.GetRequiredService<Session>().Statements);
        Note(services, team, number, "filed");
        return number;
    }

    private static void Witness(Statements statements, long error, PersonId person, DateTimeOffset at, string dialog) =>
        statements.Execute($"""
            INSERT INTO witnesses {NewRow.Of(
                ("error", error), ("person", person.Value), ("dialog_id", dialog), ("occurred_at", at), ("created_at", Now))}
            """);

    private static void Note(IServiceProvider services, TeamId team, long error, string what, string? data = null)
    {
        services.GetRequiredService<Actor>().ActAsBot(Now);
        services.GetRequiredService<RecordEvents>().Append(ErrorKind.Reference(error, team), what, data: data);
    }

    // one that counts others is no duplicate itself
    private Reported? Primary(Reported error) =>
        _errors.Any(each => each.DuplicateOf == error)
            ? null
            : _errors.FirstOrDefault(each => each != error && each is { DuplicateOf: null, IsOut: false });

    private string? SomeCategory() => _random.Next(4) switch { 0 => "omitted", 1 => "wrong", 2 => "late", _ => null };

    private DateTimeOffset SomeMoment() => Now.AddHours(-_random.Next(1, 24 * 40));

    private Dictionary<(string, string), long> Expected() => (
        from error in _errors
        where error is { DuplicateOf: null, IsOut: false, IsRestricted: false, Category: not null }
        from met in _errors.Where(each => each == error || each.DuplicateOf == error)
        from moment in met.Met.Append(met.At)
        group moment by (error.Category!, Berlin(moment))).ToDictionary(each => each.Key, each => (long)each.Count());

    private static string Berlin(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTimeBySystemTimeZoneId(moment, "Europe/Berlin").ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Dictionary<(string, string), long> Kept() => _bot.Read(services =>
    {
        var kept = new Dictionary<(string, string), long>();
        using var rows = services.GetRequiredService<Session>().Statements.Read(
            $"SELECT category, day, occurrences FROM category_days WHERE occurrences <> 0");
        while (rows.Read()) kept.Add((rows.GetString(0), rows.GetString(1)), rows.GetInt64(2));
        return kept;
    });

    private List<string> Due() => _bot.Read(services =>
    {
        var due = new List<string>();
        using var rows = services.GetRequiredService<Session>().Statements.Read($"SELECT category FROM categories_due ORDER BY category");
        while (rows.Read()) due.Add(rows.GetString(0));
        return due;
    });

    /// <summary>An error as the test knows it.</summary>
    private sealed class Reported(long number, DateTimeOffset at)
    {
        public long Number => number;

        public DateTimeOffset At => at;

        public string? Category { get; set; }

        public bool IsRestricted { get; set; }

        public bool IsOut { get; set; }

        public Reported? DuplicateOf { get; set; }

        public List<DateTimeOffset> Met { get; } = [];
    }
}
