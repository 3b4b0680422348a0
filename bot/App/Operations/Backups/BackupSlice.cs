using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Backups;

/// <summary>Backups: from the chat with <c>/backup</c>, for administrators; by schedule; and tried by schedule.</summary>
internal static class BackupSlice
{
    /// <summary>The command that writes one.</summary>
    public const string Command = "backup";

    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddBackups(),
        Routes = (routes, _) => routes.MapBackups(),
        Settings = [SettingsSection.Of<BackupSettings>()],
        CommandLines = host => [BackupCommands.Backup(host.Build), BackupCommands.Restore(host.Build)],
    };

    /// <summary>Adds what makes backups; the settings are checked at start.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSettings<BackupSettings>()
        .AddSingleton<BackupFolder>()
        .AddSingleton<BackupHealth>()
        .AddScoped<BackupFact>()
        .AddSingleton(BackupFact.Source)
        .AddSingleton<BackupMaker>()
        .AddPeriodicJob<BackupMaker>(provider => provider.GetRequiredService<BackupMaker>().Schedule, (maker, ct) => maker.Run(ct))
        .AddSingleton<NightlyBackup>()
        .AddScheduledJob<NightlyBackup>(
            NightlyBackup.Job, provider => Cron(provider, settings => settings.Schedule), (job, run, ct) => job.Run(run, ct))
        .AddSingleton<RestoreCheck>()
        .AddScheduledJob<RestoreCheck>(
            RestoreCheck.Job, provider => Cron(provider, settings => settings.Trial), (job, run, ct) => job.Run(run, ct));

    private static Cron? Cron(IServiceProvider services, Func<BackupSettings, string> schedule)
    {
        var settings = services.GetRequiredService<IOptions<BackupSettings>>().Value;
        return settings.CronOf(schedule(settings));
    }

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapBackups(this BotRoutes routes) => routes.Command(Command, Asked);

    private static ValueTask Asked(TurnContext turn, string argument, CancellationToken ct)
    {
        turn.SayPrivately(OutgoingActivity.Of(Answer(turn)));
        return default;
    }

    private static string Answer(TurnContext turn)
    {
        if (!turn.Services.GetRequiredService<Actor>().IsAdministrator) return Refusal(turn.Services);
        return turn.Services.GetRequiredService<BackupMaker>().TryBegin(turn.HereAlone, turn.Culture)
            ? OperationsTexts.BackupBegun
            : OperationsTexts.BackupUnderWay;
    }

    private static string Refusal(IServiceProvider services)
    {
        var known = services.GetRequiredService<Administrators>()
            .Known(services.GetRequiredService<Session>().Statements)
            .Select(person => person.Name)
            .OfType<string>()
            .ToList();
        return known.Count is 0
            ? OperationsTexts.BackupRefused
            : string.Format(CultureInfo.InvariantCulture, OperationsTexts.BackupRefusedAsk, string.Join(", ", known));
    }
}
