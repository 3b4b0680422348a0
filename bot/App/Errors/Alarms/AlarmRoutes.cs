using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>Registers alarms: the job that raises them, and their presses.</summary>
internal static class AlarmRoutes
{
    /// <summary>Adds what alarms need; the settings are checked at start.</summary>
    public static IServiceCollection AddAlarms(this IServiceCollection services) => services
        .AddSettings<AlarmSettings>()
        .AddScoped<OccurrenceDays>()
        .AddScoped<AlarmRaising>()
        .AddScoped<AlarmDecisions>()
        .AddScoped<AlarmWatch>()
        .AddSingleton(AlarmRaising.Kind)
        .AddSingleton(AlarmRaising.Notice)
        .AddSingleton(CategoryMetrics.Source)
        .AddScheduledJob<AlarmWatch>(AlarmWatch.Job, _ => AlarmWatch.Schedule, (watch, run, ct) => watch.Run(run.Now, ct));

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapAlarms(this BotRoutes routes) => routes
        .Press(AlarmCards.Know, AlarmDecisions.Of(AlarmStep.Know))
        .Press(AlarmCards.TellAgain, AlarmDecisions.Of(AlarmStep.TellAgain))
        .Press(AlarmCards.Appreciate, AlarmDecisions.Of(AlarmStep.Appreciate));
}
