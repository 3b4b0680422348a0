using Improvement.Bot.Actions;
using Improvement.Bot.Attention;
using Improvement.Bot.Digests;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Graph;
using Improvement.Bot.Operations.Trust;
using Improvement.Bot.Improvements;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Turns;
using Improvement.Bot.Tests.Digests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Improvement.Bot.Tests.Scale;

/// <summary>The product over a large database, without a channel: what it reads, draws and sweeps.</summary>
internal sealed class ScaleBot : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly DateTimeOffset _now;

    public ScaleBot(Database database, DateTimeOffset now)
    {
        _now = now;
        var time = new FakeTimeProvider(now);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Attention:WorkingHours"] = "Mon-Sun 00:00-24:00",
            ["Attention:QuietHours"] = "",
        }).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings)
            .AddSingleton(database).AddSingleton<TimeProvider>(time).AddSingleton(new Clock(time, TimeSpan.Zero))
            .AddSingleton<ConversationCache>().AddScoped<Session>().AddRecords().AddScoped<CurrentTurn>()
            .AddSingleton<ITurnStore>(new TurnStore(database, time)).AddSingleton<DatabaseMaintenance>()
            .AddPeople(settings).AddJobs().AddDirectory(settings, DirectoryAccessFactory.FromSettings)
            .AddSlice(ErrorsSlice.Slice).AddSlice(ActionsSlice.Slice).AddSlice(AttentionSlice.Slice).AddSlice(ImprovementsSlice.Slice)
            .AddSlice(DigestsSlice.Slice).WithoutDueDigests()
            .AddSimilarity().AddSearch()
            .BuildServiceProvider();
    }

    /// <summary>Lets the engine learn how much there is, as the product does each day.</summary>
    public Task Maintain() => _services.GetRequiredService<DatabaseMaintenance>().Maintain(CancellationToken.None);

    /// <summary>Handles what is due so long after the begin; gives how many rows.</summary>
    public Task<int> Sweep(TimeSpan after) => _services.GetRequiredService<DueRowSweep>().Run(_now + after, CancellationToken.None);

    /// <summary>Runs the job behind the series of categories and alarms, so long after the begin.</summary>
    public async Task Alarms(TimeSpan after)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsBot(_now + after);
        await scope.ServiceProvider.GetRequiredService<AlarmWatch>().Run(_now + after, CancellationToken.None);
    }

    /// <summary>The queue of a team as its lead sees it: how many wait, and the card of the first; gives the bytes of the card.</summary>
    public ValueTask<int> Queue(long team) => As(team, scope =>
    {
        var queue = scope.GetRequiredService<TriageQueue>();
        return queue.Leads() && queue.Next(after: null) is { } error
            ? new ValueTask<int>(Bytes(TriageCommand.Waiting(error, queue.Count())))
            : throw new InvalidOperationException($"Nothing waits for the lead of team {team}.");
    });

    /// <summary>The whole card of a report, as the lead of its team sees it.</summary>
    public ValueTask<int> Status(long team, long report) => As(team, scope =>
        new ValueTask<int>(Bytes(ErrorKind.Definition.Status(scope, report, back: null)!)));

    /// <summary>The prioritised list of a team as its channel reads it, or of all teams; gives how many stand in it.</summary>
    /// <param name="team">Null for all.</param>
    public async Task<int> List(long? team)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsBot(_now);
        var list = scope.ServiceProvider.GetRequiredService<ImprovementList>();
        return list.Of(team is { } one ? [new TeamId(one)] : null, viewer: null).Ranked.Count;
    }

    /// <summary>The digest of a team, of the week before; gives the bytes of the card.</summary>
    public async Task<int> Digest(long team)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsBot(_now);
        var reader = scope.ServiceProvider.GetRequiredService<Teams>().Find(new(team))!;
        var calendar = scope.ServiceProvider.GetRequiredService<WeeklyDigests>().CalendarOf(reader, DigestSettings.Usual);
        var today = calendar.DayOf(_now);
        var content = scope.ServiceProvider.GetRequiredService<DigestComposer>().Compose(
            reader, DigestSettings.Usual, calendar, today.AddDays(-DigestCalendar.DaysCovered), today, []);
        return Bytes(DigestCards.Posted(new(content, reader.Id, 1)));
    }

    /// <summary>What somebody brought in.</summary>
    public ValueTask<int> My(long person) => As(person, async scope =>
    {
        var page = await scope.GetRequiredService<RecordSearch>().Own(new(), RecordList.PerPage, CancellationToken.None);
        return Bytes(MyCommand.CardOf(MyCommand.List(page), scope.GetRequiredService<RecordKinds>().Beginning));
    });

    /// <summary>A search by the lead of a team.</summary>
    public ValueTask<int> Find(long team, string words) => As(team, async scope =>
    {
        var today = DateOnly.FromDateTime(_now.UtcDateTime);
        var query = FindReader.Read(scope.GetRequiredService<RecordKinds>(), words, today).Query;
        var page = await scope.GetRequiredService<RecordSearch>().Page(query, today, new(), RecordList.PerPage, CancellationToken.None);
        return page.Items.Count;
    });

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();

    private async ValueTask<int> As(long person, Func<IServiceProvider, ValueTask<int>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        var somebody = scope.ServiceProvider.GetRequiredService<KnownPeople>().Find(new PersonId(person))!;
        scope.ServiceProvider.GetRequiredService<Actor>().ActAs(somebody, _now);
        return await read(scope.ServiceProvider);
    }

    private static int Bytes(Card card) => OutgoingActivity.Of(card).ToJson().Length;
}
