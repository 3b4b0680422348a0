using Improvement.Bot.Api.Calls;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Api.Webhooks;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Api;

/// <summary>Where the operations of the API lead. Filled once, at the start, by the slices.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder app, ApiRunner runner)
{
    /// <summary>Adds an operation.</summary>
    public ApiRoutes Map(ApiOperation operation)
    {
        RequestDelegate run = http => runner.Run(http, operation);
        app.MapMethods(
            ApiCall.Root + operation.Path, [operation.Method], run).WithMetadata([.. ApiDocument.Describe(operation, run.Method)]);
        return this;
    }
}

/// <summary>The HTTP API for AI agents and other systems: what <c>Program</c> sees of it.</summary>
internal static class ApiSlice
{
    /// <summary>Adds what requests need; the settings are checked at start.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiSettings>().Bind(configuration.GetSection(ApiSettings.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiSettings>, Check>();
        return services
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
            .AddWebhooks();
    }

    /// <summary>What administrators do with it in the chat.</summary>
    public static BotRoutes MapApi(this BotRoutes routes) => routes.MapKeys().MapWebhooks();

    /// <summary>Listens for requests.</summary>
    /// <param name="slices">Add their operations.</param>
    public static void MapApi(this WebApplication app, params ReadOnlySpan<Action<ApiRoutes>> slices)
    {
        var problems = app.Services.GetRequiredService<ApiProblems>();
        app.UseWhen(http => http.Request.Path.StartsWithSegments(ApiCall.Root), api => api.Use(next => http => problems.Guard(http, next)));
        var routes = new ApiRoutes(app, app.Services.GetRequiredService<ApiRunner>());
        foreach (var add in slices) add(routes);
        app.MapGet(ApiDocument.Path, app.Services.GetRequiredService<ApiDocument>().Write);
    }

    private sealed class Check : IValidateOptions<ApiSettings>
    {
        public ValidateOptionsResult Validate(string? name, ApiSettings options) =>
            options.Faults().ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
