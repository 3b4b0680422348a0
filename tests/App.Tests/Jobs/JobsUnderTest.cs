using System.Collections.Concurrent;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Turns;
using Improvement.Bot.Tests.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Tests.Jobs;

/// <summary>One instance of what runs jobs, over a database that it may share with others.</summary>
internal sealed class JobsUnderTest : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly Database _database;

    /// <param name="time">The product's clock.</param>
    public JobsUnderTest(Database database, TimeProvider time, Action<IServiceCollection> jobs)
    {
        _database = database;
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Information))
            .AddSingleton(database).AddSingleton(time).AddSingleton(new Clock(time, TimeSpan.Zero))
            .AddScoped<Session>().AddRecords().AddScoped<CurrentTurn>()
            .AddPeople(new ConfigurationBuilder().Build())
            .AddSingleton<ITurnStore>(new TurnStore(database, time))
            .AddSingleton<JobCommit>().AddSingleton<ScheduledRuns>().AddSingleton<DueRowSweep>()
            .AddSingleton<SchedulerStore>()
            .AddSingleton(provider => new Scheduler(
                provider.GetRequiredService<SchedulerStore>(), () => MaySchedule, provider.GetRequiredService<ScheduledRuns>(),
                provider.GetServices<RecurringJob>(), provider.GetRequiredService<DueRowSweep>(),
                provider.GetRequiredService<ILogger<Scheduler>>()));
        jobs(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>Warnings and failures that were logged.</summary>
    public LoggedLines Log { get; } = new();

    public bool MaySchedule { get; set; } = true;

    public ScheduledRuns Runs => _services.GetRequiredService<ScheduledRuns>();

    public DueRowSweep Sweep => _services.GetRequiredService<DueRowSweep>();

    public Scheduler Scheduler => _services.GetRequiredService<Scheduler>();

    /// <summary>A table for what jobs bring about, without any key, so that what is done twice is seen.</summary>
    public static Task AddEffects(Database database) => database.Commit(session =>
    {
        session.Statements.Run("CREATE TABLE effects (job text NOT NULL, subject text NOT NULL, period bigint NOT NULL)");
        session.Statements.Run("CREATE TABLE reminders (name text NOT NULL, due_at bigint NOT NULL, is_done boolean NOT NULL)");
        return default;
    });

    /// <summary>Writes the effect of a run, inside its commit.</summary>
    public static void Effect(IServiceProvider scope, JobRunKey run) => scope.GetRequiredService<Session>()
        .Statements[
            "INSERT INTO effects (job, subject, period) VALUES (@job, @subject, @period)"].Execute(run.Job, run.Subject,
                run.Period.ToStoredMilliseconds());

    /// <summary>What was brought about, in the order of the writing.</summary>
    public List<JobRunKey> Effects()
    {
        using var session = _database.OpenSession();
        using var rows = session.Statements["SELECT job, subject, period FROM effects ORDER BY period, subject"].Read();
        var effects = new List<JobRunKey>();
        while (rows.Read())
        {
            effects.Add(new(rows.GetString(0), rows.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(2))));
        }
        return effects;
    }

    /// <summary>Runs a statement.</summary>
    public Task<int> Change(string sql, params Value[] values) =>
        _database.Settle(writer => writer[sql].Execute(values), CancellationToken.None);

    /// <summary>One number out of the database.</summary>
    public long Number(string sql, params Value[] values)
    {
        using var session = _database.OpenSession();
        return session.Statements[sql].Number(values) ?? 0;
    }

    /// <summary>Does something in a commit of its own, as the bot.</summary>
    public async Task In(Action<IServiceProvider> work)
    {
        await using var scope = _services.CreateAsyncScope();
        await _services.GetRequiredService<JobCommit>().Run("a test", scope.ServiceProvider, _ => work(scope.ServiceProvider), default);
    }

    /// <summary>Reads in a scope of its own.</summary>
    public T Read<T>(Func<IServiceProvider, T> read)
    {
        using var scope = _services.CreateScope();
        return read(scope.ServiceProvider);
    }

    public void Dispose() => _services.Dispose();

    /// <summary>What was logged of warnings and worse, without Quartz' own lines.</summary>
    internal sealed class LoggedLines : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(LoggedLines all, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) =>
                logLevel >= LogLevel.Warning && category.StartsWith("Improvement", StringComparison.Ordinal);

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel)) all.Lines.Enqueue(formatter(state, exception));
            }
        }
    }
}
