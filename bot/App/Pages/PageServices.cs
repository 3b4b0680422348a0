using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;

namespace Improvement.Bot.Pages;

/// <summary>Registers what pages behind a link need; each slice adds its pages.</summary>
internal static class PageServices
{
    /// <summary>Adds the services of pages.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<PageAddress>()
        .AddSingleton<RecordPages>()
        .AddSingleton<PageEndpoints>()
        .AddSingleton<PageRetention>()
        .AddPeriodicJob<PageRetention>(_ => PageRetention.Schedule, (retention, ct) => retention.Maintain(ct))
        .AddScoped<PageLinks>()
        .AddScoped<PageVisit>();

    /// <summary>Adds a page of the records of a kind.</summary>
    public static IServiceCollection AddRecordPage(this IServiceCollection services, RecordPage page) => services.AddSingleton(page);

    /// <summary>Adds the press that answers with a link.</summary>
    public static BotRoutes MapPagePress(this BotRoutes routes) => routes.Press(OpenPage.Verb, OpenPage.Run);

    /// <summary>Listens for browsers.</summary>
    public static void MapPages(this WebApplication app) => app.Services.GetRequiredService<PageEndpoints>().Map(app);
}
