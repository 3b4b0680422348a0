using System.Collections.Immutable;
using Improvement.Bot.Feedback;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>One instance of the box over a database of its own, on a clock that the test moves.</summary>
internal sealed class BoxBench : IDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _place;
    private readonly bool _ownsPlace;
    private readonly ServiceProvider _services;

    public BoxBench(StorageEngine engine, BoxCipher? cipher = null)
        : this(new TemporaryDatabase(new FakeTimeProvider(Begin), engine), null, cipher, Directory.CreateTempSubdirectory("keys-").FullName)
    {
    }

    private BoxBench(TemporaryDatabase place, Database? database, BoxCipher? cipher, string keyFolder)
    {
        (_place, _ownsPlace, KeyPath) = (place, database is null, keyFolder);
        Database = database ?? place.Database;
        var settings = new Dictionary<string, string?> { ["Anonymity:KeyFolder"] = keyFolder };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton(Database).AddSingleton<TimeProvider>(Time).AddSingleton(new Clock(Time, TimeSpan.Zero))
            .AddBallots();
        if (cipher is not null) services.AddSingleton(cipher);
        _services = services.BuildServiceProvider();
    }

    public string KeyPath { get; }

    /// <summary>The cipher of a fixture, which can end at a step.</summary>
    public EndingCipher Cipher => (EndingCipher)Get<BoxCipher>();

    public Database Database { get; }

    public TemporaryDatabase Place => _place;

    public FakeTimeProvider Time => (FakeTimeProvider)_place.Clock;

    public KeptLog Log { get; } = new();

    public KeyFolder Keys => Get<KeyFolder>();

    public BallotBox Box => Get<BallotBox>();

    public BoxSweep Sweep => Get<BoxSweep>();

    public BoxClosing Closing => Get<BoxClosing>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Another instance over the same database.</summary>
    public BoxBench Another(BoxCipher? cipher = null, string? keyFolder = null) => new(_place, _place.Open(), cipher, keyFolder ?? KeyPath);

    /// <summary>Adds people.</summary>
    public PersonId[] People(int count)
    {
        return Database.Commit(each => new ValueTask<PersonId[]>([.. Enumerable.Range(0, count).Select(_ => Add(each))]))
            .GetAwaiter().GetResult();

        static PersonId Add(Session session) => new(session.Statements.Number($"""
            INSERT INTO people {NewRow.Of(("tenant", "t"), ("is_guest", false), ("created_at", Begin))} RETURNING id
            """)!.Value);
    }

    /// <summary>Launches a wave of a week.</summary>
    public async Task<Wave> Launch(BoxForm form, IReadOnlyList<PersonId> people)
    {
        if (await Get<KeyFolderCheck>().Look(default) is { } problem) throw new InvalidOperationException(problem);
        var launch = Get<BoxLaunch>();
        using var key = launch.MakeKey();
        var now = Time.GetUtcNow();
        var wave = new NewWave(null, "pulse", 1, SurveyMode.Anonymous, "The promise.", null, null, now, now.AddDays(7));
        return await Database.Commit(session => new ValueTask<Wave>(
            launch.Put(session, wave, form, people.Select((person, i) => (person, i % form.Segments)), key)));
    }

    public Wave Find(WaveId id) => Read(session => WaveRows.Find(session.Statements, id))!;

    /// <summary>The key that a box names.</summary>
    public string KeyOf(Wave wave) => Read(session => BoxRows.AskBox(session.Statements, wave.Id).Value!.KeyId);

    /// <summary>What is in a box.</summary>
    public BoxCounts Counts(Wave wave) => Read(session =>
    {
        var boxes = Get<LockedBox>();
        using var opened = boxes.Open(boxes.Read(session, wave.Id), new(BoxForm.Read(wave.Layout)))!;
        return opened.Box.Counts(new Dictionary<string, int>());
    });

    /// <summary>Whether a key opens a copy of a box.</summary>
    public static bool Opens(BoxRow copy, BoxKey key, Wave wave)
    {
        using var box = new OpenBox(new(BoxForm.Read(wave.Layout)));
        return new BoxCipher().OpenBox(copy.Sealed, key, wave, box.Plain);
    }

    /// <summary>The first column of all rows.</summary>
    public List<string> Texts(string sql) => Read(session =>
    {
        List<string> texts = [];
        using var rows = session.Statements[sql].Read();
        while (rows.Read()) texts.Add(rows.GetString(0));
        return texts;
    });

    public T Read<T>(Func<Session, T> read)
    {
        using var session = Database.OpenSession();
        return read(session);
    }

    public long Count(string sql) => Read(session => session.Statements[sql].Number()!.Value);

    /// <summary>Removes all that is in it, and goes on to the next morning.</summary>
    public void Clear()
    {
        Database.Commit(session =>
        {
            foreach (var table in new[] { "tallies", "comments", "slips", "boxes", "seats", "waves" })
            {
                session.Statements[$"DELETE FROM survey_{table}"].Execute();
            }

            return default;
        }).GetAwaiter().GetResult();
        foreach (var id in Keys.Ids.ToList()) Keys.Destroy(id);
        Time.SetUtcNow(new DateTimeOffset(Time.GetUtcNow().Date.AddDays(1).AddHours(9), TimeSpan.Zero));
    }

    public void Dispose()
    {
        _services.Dispose();
        if (!_ownsPlace)
        {
            Database.Dispose();
            return;
        }

        _place.Dispose();
        if (Directory.Exists(KeyPath)) Directory.Delete(KeyPath, recursive: true);
    }

    /// <summary>Three items and a text.</summary>
    public static BoxForm Form(int seats, int segments = 1) => new(
        [new("speak", ["1", "2", "3", "4", "5"]), new("help", ["yes", "no"]), new("tools", ["mail", "chat", "phone"], TakesSeveral: true)],
        ["why"], segments, seats);

    public static Ballot Answer(PersonId person, string speak = "4", string help = "yes", string? text = null, bool objects = false) => new(
        person,
        new Dictionary<string, ImmutableArray<string>> { ["speak"] = [speak], ["help"] = [help], ["tools"] = ["mail", "chat"] },
        text is null ? new Dictionary<string, WrittenText>() : new Dictionary<string, WrittenText> { ["why"] = new(text) },
        objects);

    /// <summary>Releases everything that was counted.</summary>
    public static ReleasedRows Everything(Wave wave, BoxForm form, BoxCounts counts) => new(
        [.. counts.Numbers.Select(cell => new ReleasedTally(cell.Key.Item, cell.Key.Segment, cell.Key.Answer, cell.Value))],
        [.. form.Texts], text => text);
}

/// <summary>Every line that was logged, with its scopes and its exception.</summary>
internal sealed class KeptLog : ILoggerProvider, ILogger, ISupportExternalScope
{
    private readonly List<string> _lines = [];
    private IExternalScopeProvider? _scopes;

    public IReadOnlyList<string> Lines
    {
        get { lock (_lines) return [.. _lines]; }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var scopes = new List<object?>();
        _scopes?.ForEachScope((scope, all) => all.Add(scope), scopes);
        lock (_lines) _lines.Add($"{formatter(state, exception)} {exception} {string.Join(' ', scopes)}");
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }
}
