using Improvement.Bot.Framework.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Improvement.Bot.Framework.Hosting;

/// <summary>Joins the framework to the web host.</summary>
public static class BotFramework
{
    /// <summary>
    /// Largest activity that is read, in bytes. Teams takes messages of about 100 KB in UTF-16, which may be 150 KB in UTF-8, and the
    /// channel sends the text a second time as HTML.
    /// </summary>
    public const int LargestActivity = 384 * 1024;

    // What the server reads ahead of each connection, in bytes; its own megabyte would hold a whole activity of everybody who waits to be
    // read.
    private const int ReadAhead = 64 * 1024;

    /// <summary>Adds the bot framework with the routes of the application.</summary>
    /// <param name="routes">Fills the route table, once, at the start.</param>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, Action<BotRoutes> routes) =>
        services.AddBotFramework((table, _) => routes(table));

    /// <summary>
    /// Adds everything that turns need except what they are kept in (see <see cref="ITurnStore"/>) and where they lead (see
    /// <see cref="BotRoutes"/>).
    /// </summary>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, Action<BotRoutes, IServiceProvider> routes)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new Clock(provider.GetRequiredService<TimeProvider>(), TimeSpan.Zero));
        return services
            .Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBufferSize = ReadAhead)
            .AddSingleton(provider =>
            {
                var table = new BotRoutes();
                routes(table, provider);
                return table;
            })
            .AddSingleton<DialogStage>()
            .AddSingleton<DialogTurns>()
            .AddSingleton<Router>()
            .AddSingleton<TurnRunner>()
            .AddSingleton<LocalRequests>()
            .AddSingleton<ActivityEndpoint>()
            .AddSingleton<DialogExpiry>()
            .AddHostedService(provider => provider.GetRequiredService<DialogExpiry>())
            .AddScoped<CurrentTurn>();
    }

    /// <summary>
    /// Listens for activities of those who are believed (see <see cref="AuthenticationHosting.AddChannelAuthentication"/>).
    /// </summary>
    public static IEndpointConventionBuilder MapBotFramework(this IEndpointRouteBuilder app, string path = "/api/messages")
    {
        app.MapMethods(path, ["HEAD"], context =>
        {
            context.Response.StatusCode = StatusCodes.Status200OK; // the Playground asks whether anybody is there
            return Task.CompletedTask;
        });
        return app.MapPost(path, app.ServiceProvider.GetRequiredService<ActivityEndpoint>().Take);
    }
}
