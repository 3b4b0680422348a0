using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Operations.Trust;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations;

/// <summary>What happens before the first activity: settings are read and checked, and every fault is named in one message.</summary>
internal static class Start
{
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Adds the settings that belong to no slice.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BotSettings>().Bind(configuration.GetSection(BotSettings.Section)).Configure(settings => settings.ReadLists(configuration)).ValidateOnStart();
        services.AddOptions<ClockSettings>().Bind(configuration.GetSection(ClockSettings.Section)).ValidateOnStart();
        var phase = new StartPhase();
        return services
            .AddSingleton(phase)
            .AddLogging(logging => logging.AddFilter(HostLog, level => level >= LogLevel.Information && phase.IsOver))
            .AddSingleton<IValidateOptions<BotSettings>, BotSettingsCheck>()
            .AddSingleton(provider => new Credentials(provider.GetRequiredService<IOptions<BotSettings>>().Value))
            .AddSingleton<IValidateOptions<ClockSettings>, ClockSettingsCheck>()
            .AddSingleton(provider => new Clock(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<ClockSettings>>().Value.Offset));
    }

    /// <summary>Checks the settings and opens the database; says what is wrong, and what to do about it, when it cannot start.</summary>
    public static bool CanStart(this WebApplication app)
    {
        if (Faults(app.Services) is { } faults)
        {
            Console.Error.WriteLine(faults);
            return false;
        }

        try
        {
            app.Services.GetRequiredService<ITurnStore>();
            return true;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine("The bot does not start: " + e.Message);
            return false;
        }
    }

    /// <summary>Runs until it is told to stop; gives the exit code.</summary>
    public static async Task<int> RunUntilStopped(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<StartPhase>().End);
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine($"The bot does not start: {e.Message} Choose another address with the setting Urls.");
            return 1;
        }
    }

    /// <summary>All that is wrong with the settings, a line each; null when nothing is.</summary>
    private static string? Faults(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return null;
        }
        catch (OptionsValidationException one)
        {
            return Named([one]);
        }
        catch (AggregateException several)
        {
            return Named(several.InnerExceptions);
        }
        catch (InvalidOperationException unreadable)
        {
            return Named([unreadable]);
        }
    }

    private static string Named(IEnumerable<Exception> faults) =>
        "The bot does not start because of its settings (appsettings.json, or environment variables such as Storage__Engine):" + Environment.NewLine
        + string.Join(Environment.NewLine, faults.SelectMany(Lines).Select(line => "  - " + line));

    private static IEnumerable<string> Lines(Exception fault) => fault is OptionsValidationException { Failures: { } failures } ? failures : [fault.InnerException?.Message is { } inner ? $"{fault.Message} {inner}" : fault.Message];
}

/// <summary>Whether the bot still starts. As long as it does, what fails is told once, in words, by <see cref="Start.RunUntilStopped"/>; the host would print its whole stack above them.</summary>
internal sealed class StartPhase
{
    private volatile bool _isOver;

    /// <summary>Whether the bot listens, or did.</summary>
    public bool IsOver => _isOver;

    /// <summary>The bot listens.</summary>
    public void End() => _isOver = true;
}
