using Improvement.Bot.Api.Calls;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Api.Webhooks;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Operations.CommandLine;
using Improvement.Bot.Records;

namespace Improvement.Bot.Api;

/// <summary>The HTTP API for AI agents and other systems: what <c>Program</c> sees of it.</summary>
internal static class ApiSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddApi(),
        Routes = (routes, kinds) => routes.MapKeys(kinds).MapWebhooks(kinds),
        Settings = [SettingsSection.Of<ApiSettings>(), SettingsSection.Of<WebhookSettings>()],
    };

    /// <summary>Adds what requests need; the settings are checked at start.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSettings<ApiSettings>()
        .AddSingleton<ApiLimits>()
        .AddSingleton<ApiAuthentication>()
        .AddSingleton<ApiRunner>()
        .AddSingleton<ApiProblems>()
        .AddSingleton<ApiRetention>()
        .AddPeriodicJob<ApiRetention>(_ => ApiRetention.Schedule, (retention, ct) => retention.Maintain(ct))
        .AddSingleton<ApiDocument>()
        .AddOpenApi(ApiDocument.Name, ApiDocument.Configure)
        .ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default))
        .AddScoped<ApiKeys>()
        .AddScoped<IdempotentRequests>()
        .AddScoped<AdministratorsOnly>()
        .AddScoped<KeyDialogService>()
        .AddSingleton(KeyFact.Source)
        .AddWebhooks();

    /// <summary>Listens for requests.</summary>
    /// <param name="slices">Add their operations.</param>
    public static void MapApi(this WebApplication app, IEnumerable<Action<ApiRoutes>> slices)
    {
        var problems = app.Services.GetRequiredService<ApiProblems>();
        app.UseWhen(http => http.Request.Path.StartsWithSegments(ApiCall.Root), api => api.Use(next => http => problems.Guard(http, next)));
        var routes = new ApiRoutes(app, app.Services.GetRequiredService<ApiRunner>());
        foreach (var add in slices) add(routes);
        app.MapGet(ApiDocument.Path, app.Services.GetRequiredService<ApiDocument>().Write);
    }
}
