using System.Diagnostics;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The application from its own entry point, in this process: nothing of it is replaced but where it logs and how long it pauses.
/// </summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A roster that is being read is due again a minute later, in case its reader dies; one that was read, or refused, is due later than
    // this.
    private static readonly TimeSpan BeingRead = TimeSpan.FromMinutes(2);

    private readonly IHost _host;
    private readonly Task<int> _run;

    private RunningBot(IHost host, Task<int> run) => (_host, _run) = (host, run);

    /// <summary>Where activities go.</summary>
    public Uri Endpoint =>
        new($"{_host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/api/messages");

    /// <summary>Where it listens.</summary>
    public Uri Root => new(Endpoint, "/");

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts it with the settings, and waits until it listens.</summary>
    /// <param name="prepare">Puts faults into its services.</param>
    public static async Task<RunningBot> Start(
        ILoggerProvider log, IEnumerable<KeyValuePair<string, string>> settings, Action<IServiceCollection>? prepare = null)
    {
        using var watch = new HostWatch(services =>
        {
            Prepare(services, log);
            prepare?.Invoke(services);
        });
        var run = watch.Run([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        var host = await watch.Built.WaitAsync(Patience);
        var started = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        if (await Task.WhenAny(started.Task, run).WaitAsync(Patience) == run)
        {
            throw new InvalidOperationException($"It ended with {await run}.");
        }
        return new(host, run);
    }

    /// <summary>Waits until everything that was decided has been said, and every roster that is wished for has been read.</summary>
    public async Task Idle()
    {
        var outbox = Services.GetRequiredService<OutboxSender>();
        var watch = Stopwatch.StartNew();
        while (outbox.Health() is not { Waiting: 0, InFlight: 0 } || Number("SELECT COUNT(*) FROM outbox WHERE parked_at IS NULL") > 0
            || Number(
                "SELECT COUNT(*) FROM teams WHERE removed_at IS NULL AND service_url IS NOT NULL AND roster_due_at <= @soon",
                (TimeProvider.System.GetUtcNow() + BeingRead).ToStoredMilliseconds()) > 0)
        {
            if (watch.Elapsed > Patience) throw new TimeoutException($"It does not come to rest: {outbox.Health()}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>One number out of the database.</summary>
    public long Number(string sql, params Value[] values)
    {
        using var scope = Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<Session>().Statements[sql].Number(values) ?? 0;
    }

    /// <summary>The texts of one column out of the database.</summary>
    public IReadOnlyList<string> TextsOf(string sql, params Value[] values)
    {
        using var scope = Services.CreateScope();
        var texts = new List<string>();
        using var rows = scope.ServiceProvider.GetRequiredService<Session>().Statements[sql].Read(values);
        while (rows.Read()) texts.Add(rows.GetString(0));
        return texts;
    }

    /// <summary>Runs the clocks that are due by then.</summary>
    public async Task SweepIn(int days, int hours = 0)
    {
        var at = Services.GetRequiredService<Clock>().UtcNow.AddDays(days).AddHours(hours);
        await Services.GetRequiredService<DueRowSweep>().Run(at, CancellationToken.None);
        await Idle();
    }

    /// <summary>Changes something in the database that has no command yet.</summary>
    public Task Change(string sql, params Value[] values) =>
        Commit(services => services.GetRequiredService<Session>().Statements[sql].Execute(values));

    /// <summary>Does something in a commit of its own, as a job does.</summary>
    public async Task Commit(Action<IServiceProvider> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await Services.GetRequiredService<JobCommit>().Run(
            "a test", scope.ServiceProvider, _ => work(scope.ServiceProvider), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _run.WaitAsync(Patience);
    }

    private static void Prepare(IServiceCollection services, ILoggerProvider log)
    {
        services.RemoveAll<ILoggerProvider>();
        services.AddSingleton(log);
        var real = services.Last(service => service.ServiceType == typeof(OutboxOptions)).ImplementationFactory!;
        services.AddSingleton(provider =>
        {
            var options = (OutboxOptions)real(provider);
            options.LongestPauseAfterRefusal = options.LongestPauseBeforeNote = TimeSpan.FromMilliseconds(200);
            (options.FirstPause, options.LongestPause, options.Grace) = (
                TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500));
            return options;
        });
        services.Configure<TurnOptions>(options => options.Languages.Add(Texts.PseudoLanguage.Name));
    }
}
