using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Jobs;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Improvement.Bot.Tests.Errors.Weekly;

/// <summary>
/// A team in Berlin with what happened to its errors before a Monday morning, written as rows. Ann leads the team, Lea does too; Bo and Cem
/// are members.
/// </summary>
internal sealed class WeekUnderTest : IDisposable
{
    /// <summary>The end of the week.</summary>
    public static readonly DateTimeOffset To = new(2026, 3, 16, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _place;
    private readonly JobsUnderTest _bot;

    public WeekUnderTest(StorageEngine engine)
    {
        _place = new(engine: engine);
        _bot = new(_place.Database, new FakeTimeProvider(To), services => services
            .AddSingleton<RecordKind>(ErrorKind.Definition).AddSingleton<RecordKind>(AlarmKind.Definition)
            .AddSingleton<ConversationCache>());
    }

    public Team Team { get; private set; } = null!;

    public PersonId Ann { get; private set; }

    public PersonId Lea { get; private set; }

    public PersonId Bo { get; private set; }

    public PersonId Cem { get; private set; }

    public Database Database => _place.Database;

    /// <summary>So many days before the end of the week.</summary>
    public static DateTimeOffset DaysAgo(double days) => To.AddDays(-days);

    public Task Begin() => In(services =>
    {
        var teams = services.GetRequiredService<Teams>();
        var id = teams.Keep(new("19:team", null, "home", "Night", "https://channel.example/"));
        services.GetRequiredService<Session>().Statements.Execute($"UPDATE teams SET time_zone = {"Europe/Berlin"}");
        Team = teams.Find(id)!;
        (Ann, Lea, Bo, Cem) = (Keep("Ann", isOwner: true), Keep("Lea", isOwner: true), Keep("Bo"), Keep("Cem"));

        PersonId Keep(string name, bool isOwner = false)
        {
            var person = services.GetRequiredService<KnownPeople>().Keep(new("home", PeopleScope.AadOf(name), $"29:{name}", name)).Id;
            teams.Joined(id, person, isOwner);
            return person;
        }
    });

    /// <summary>Adds a report, by Cem where nobody else is named.</summary>
    /// <param name="columns">What else is known of it, or became of it.</param>
    public async Task<long> Report(string title, double daysAgo, Severity severity, params (string Column, Value Value)[] columns)
    {
        var number = 0L;
        await In(services =>
        {
            var at = DaysAgo(daysAgo);
            number = new NewError(title, title, Cem, ActorKind.Person, Team.Id, at, Team.LocalDate(at)) { Chosen = severity }
                .AddTo(services.GetRequiredService<Session>().Statements);
        });
        if (columns is not []) await Set(number, columns);
        await Happened(number, "filed", daysAgo);
        return number;
    }

    /// <summary>An error that reached a state, with the event of it.</summary>
    public async Task<long> Reached(
        string title, ErrorState state, string what, double daysAgo, Severity severity, params (string Column, Value Value)[] columns)
    {
        var number = await Report(
            title, daysAgo + 20, severity, [("state", state.ToString()), ("state_since", DaysAgo(daysAgo)), .. columns]);
        await Happened(number, what, daysAgo);
        return number;
    }

    public Task Set(long number, params (string Column, Value Value)[] columns) => In(services =>
        services.GetRequiredService<Session>().Statements.Execute($"UPDATE errors SET {Assignments.Of(columns)} WHERE id = {number}"));

    public Task Happened(long number, string what, double daysAgo) => In(services => RecordEventRows.Append(
        services.GetRequiredService<Session>().Statements,
        new(ErrorKind.Name, number, what, DaysAgo(daysAgo), ActorKind.Person) { Team = Team.Id.Value }));

    /// <summary>A fix proposal; gives its number.</summary>
    public async Task<long> Propose(long error, PersonId by)
    {
        var fix = 0L;
        await In(services => fix = FixRows.Add(
            services.GetRequiredService<Session>(), error, $"fix-{error}", by, ActorKind.Person, new("Check the date"), DaysAgo(2)));
        return fix;
    }

    /// <summary>A watch with a verdict that the counts said.</summary>
    public Task Watch(long error, long fix, FixVerdict verdict, double proposedDaysAgo, double? confirmedDaysAgo = null) => In(services =>
    {
        var session = services.GetRequiredService<Session>();
        WatchRows.Start(session, new(0, error, fix, DaysAgo(90), new(2025, 12, 1), new(2025, 12, 15), 8), DaysAgo(90));
        var watch = WatchRows.OfError(session, error)!.Number;
        WatchRows.Propose(session, watch, verdict, DaysAgo(proposedDaysAgo));
        if (confirmedDaysAgo is { } days) WatchRows.Confirm(session, watch, verdict.Verdict, Ann, DaysAgo(days));
    });

    public Task In(Action<IServiceProvider> work) => _bot.In(work);

    public Task Change(string sql, params Value[] values) => _bot.Change(sql, values);

    public T Read<T>(Func<IServiceProvider, T> read) => _bot.Read(read);

    /// <summary>What errors tell.</summary>
    public DigestPart Tell(PersonId? reader = null, Func<DigestQuery, DigestQuery>? with = null) =>
        TellOf(ErrorKind.Definition, reader, with);

    /// <summary>What records of a kind tell.</summary>
    public DigestPart TellOf(RecordKind kind, PersonId? reader = null, Func<DigestQuery, DigestQuery>? with = null)
    {
        var query = new DigestQuery(Team, To.AddDays(-7), To);
        return Read(services =>
        {
            var asked = query with { Reader = reader is { } id ? services.PrincipalOf(id) : null };
            return kind.Digest(services, with?.Invoke(asked) ?? asked);
        });
    }

    /// <summary>The lines of a section, as <c>ERR-1 words</c>.</summary>
    public static IEnumerable<string> Lines(DigestPart part, DigestSection section) =>
        part.Lines.Where(line => line.Section == section).Select(line => $"{line.Record?.Label} {line.Words}".Trim());

    /// <summary>All that is told, as texts that can be compared.</summary>
    public static IReadOnlyList<string> Whole(DigestPart part) =>
    [
        .. part.Lines.Select(line => $"{line.Section} {line.Record?.Label} {line.Title}: {line.Words}"),
        .. part.Totals.OrderBy(total => total.Key).Select(total => $"{total.Key} {total.Value}"),
        string.Join(' ', part.Reported),
    ];

    public void Dispose()
    {
        _bot.Dispose();
        _place.Dispose();
    }
}
