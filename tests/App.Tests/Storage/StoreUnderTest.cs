using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Storage;

/// <summary>The stores of turns and outbox over one database, and short ways to use them.</summary>
internal sealed class StoreUnderTest : IDisposable
{
    public static readonly Address Chat = new("https://channel.example/", "a:1", "tenant");
    public static readonly Address Post = new("https://channel.example/", "19:x@thread.tacv2", "tenant");

    /// <summary>Entra object id of the administrator of the settings.</summary>
    public const string Administrator = "0ccccccc-0000-0000-0000-000000000001";

    private readonly ServiceProvider _services;
    private readonly List<OutboxRow> _announced = [];
    private readonly SenderLease _lease;

    public StoreUnderTest(Database database, TimeProvider clock)
    {
        Database = database;
        _services = new ServiceCollection().AddSingleton(database).AddSingleton(clock).AddSingleton(new Clock(clock, TimeSpan.Zero))
            .AddScoped<Session>().AddRecords().AddScoped<CurrentTurn>()
            .AddPeople(new ConfigurationBuilder().Build())
            .Configure<RolesSettings>(roles => roles.Administrators.Add(Administrator))
            .AddSingleton<ITurnStore>(new TurnStore(database, clock))
            .AddOutboxStorage()
            .BuildServiceProvider();
        Turns = _services.GetRequiredService<ITurnStore>();
        Outbox = _services.GetRequiredService<IOutboxStore>();
        Outbox.Added = rows =>
        {
            lock (_announced) _announced.AddRange(rows);
        };
        _lease = Outbox.TakeSenderLease(CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    public Database Database { get; }

    public ITurnStore Turns { get; }

    public IOutboxStore Outbox { get; }

    /// <summary>What the sender has heard of, once it has heard of everything that waits.</summary>
    public IReadOnlyList<OutboxRow> Announced
    {
        get
        {
            using var session = Database.OpenSession();
            var newest = session.Statements["SELECT MAX(id) FROM outbox"].Number() ?? 0;
            SpinWait.SpinUntil(() => Heard().LastOrDefault() is { } row ? row.Id >= newest : newest is 0, TimeSpan.FromSeconds(20));
            return Heard();
        }
    }

    /// <summary>One turn, as the runner does it.</summary>
    public async Task<CommitOutcome> Commit(ActivityKey? seen, Func<ITurnWriter, ValueTask> work, CancellationToken ct = default)
    {
        await using var scope = _services.CreateAsyncScope();
        return await Turns.Commit(seen, scope.ServiceProvider, work, ct);
    }

    public Task<CommitOutcome> Commit(Action<ITurnWriter> work, ActivityKey? seen = null) =>
        Commit(seen, writer => { work(writer); return default; });

    /// <summary>One turn that may be committed beside others.</summary>
    public async Task<CommitOutcome> CommitBeside(ActivityKey? seen, Action<ITurnWriter> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await Turns.Commit(seen, scope.ServiceProvider, writer =>
        {
            work(writer);
            return default;
        }, CancellationToken.None, beside: true);
    }

    /// <summary>One turn whose work also needs the scope's session.</summary>
    public async Task<CommitOutcome> Commit(Func<ITurnWriter, Session, ValueTask> work, ActivityKey? seen = null)
    {
        await using var scope = _services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        return await Turns.Commit(seen, scope.ServiceProvider, writer => work(writer, session), CancellationToken.None);
    }

    /// <summary>One turn that uses services of its scope.</summary>
    public async Task Commit(Action<IServiceProvider> work)
    {
        await using var scope = _services.CreateAsyncScope();
        await Turns.Commit(null, scope.ServiceProvider, _ => { work(scope.ServiceProvider); return default; }, CancellationToken.None);
    }

    public Task<IReadOnlyList<OutboxRow>> Waiting() => Outbox.Waiting(0, 1000, CancellationToken.None);

    public static SavedDialog Dialog(string id = "d1", string person = "p1", Address? to = null, long version = 0) =>
        new(Journal.Begin("report", id), to ?? Chat, person, null, version, DateTimeOffset.FromUnixTimeSeconds(2_000_000_000));

    public static OutboxRow Say(string text, Address? to = null) =>
        new(OutboxKind.Say, to ?? Chat) { Body = System.Text.Encoding.UTF8.GetBytes(text) };

    public void Dispose()
    {
        _lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _services.Dispose();
    }

    private List<OutboxRow> Heard()
    {
        lock (_announced) return [.. _announced];
    }
}
