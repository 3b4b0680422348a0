using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Graph;
using Improvement.Bot.Operations.CommandLine;
using Improvement.Bot.Operations.Trust;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations;

/// <summary>What happens before the first activity: settings are read and checked, and every fault is named in one message.</summary>
internal static class StartupChecks
{
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Adds the settings that belong to no slice.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        var phase = new StartupPhase();
        return services
            .AddSettings<BotSettings>(configuration)
            .Configure<BotSettings>(settings => settings.ReadLists(configuration))
            .AddSingleton(CertificateFact.Source)
            .AddSettings<ClockSettings>(configuration)
            .AddSingleton(phase)
            .AddLogging(logging => logging.AddFilter(HostLog, level => level >= LogLevel.Information && phase.IsOver))
            .AddSingleton<IValidateOptions<BotSettings>, BotSettingsCheck>()
            .AddSingleton<IValidateOptions<DirectorySettings>, DirectorySettingsCheck>()
            .AddSingleton(provider => new Credentials(provider.GetRequiredService<IOptions<BotSettings>>().Value))
            .AddSingleton<IValidateOptions<ClockSettings>, ClockSettingsCheck>()
            .AddSingleton(provider =>
                new Clock(
                    provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<ClockSettings>>().Value.Offset));
    }

    /// <summary>Checks the settings and opens the database; says what is wrong, and what to do about it, when it cannot start.</summary>
    /// <param name="settings">Which settings there are.</param>
    public static bool CanStart(this WebApplication app, KnownSettings settings)
    {
        foreach (var misspelt in settings.Misspelt((IConfigurationRoot)app.Configuration)) Console.Error.WriteLine(misspelt);
        List<string> faults = [.. settings.Faults(app.Services, app.Configuration)];
        if (ListenAddresses.Fault(app.Configuration["Urls"]) is { } fault) faults.Add(fault);
        if (faults.Count > 0)
        {
            Console.Error.WriteLine(Named(faults));
            return false;
        }

        try
        {
            app.Services.GetRequiredService<ITurnStore>();
            return true;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"The bot does not start: {e.Message} {OperationsTexts.StartDatabase}");
            return false;
        }
    }

    /// <summary>Runs until it is told to stop; gives the exit code.</summary>
    public static async Task<int> RunUntilStopped(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<StartupPhase>().End);
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is IOException || !app.Services.GetRequiredService<StartupPhase>().IsOver)
        {
            Console.Error.WriteLine($"The bot does not start: {e.Message} Choose another address with the setting Urls.");
            return 1;
        }
    }

    /// <summary>All that is wrong with the settings, a line each.</summary>
    private static string Named(IEnumerable<string> faults) =>
        "The bot does not start because of its settings (appsettings.json, or environment variables such as Storage__Engine):"
            + Environment.NewLine
        + string.Join(Environment.NewLine, faults.Select(line => "  - " + line));
}

/// <summary>
/// Whether the bot still starts. As long as it does, what fails is told once, in words, by <see cref="StartupChecks.RunUntilStopped"/>; the
/// host would print its whole stack above them.
/// </summary>
internal sealed class StartupPhase
{
    private volatile bool _isOver;

    /// <summary>Whether the bot listens, or did.</summary>
    public bool IsOver => _isOver;

    /// <summary>The bot listens.</summary>
    public void End() => _isOver = true;
}
