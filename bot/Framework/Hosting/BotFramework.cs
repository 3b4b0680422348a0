using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Improvement.Bot.Framework.Hosting;

/// <summary>Joins the framework to the web host.</summary>
public static class BotFramework
{
    /// <summary>Largest activity that is read, in bytes.</summary>
    public const int LargestActivity = 512 * 1024;

    /// <summary>Adds everything that turns need except what they are kept in (see <see cref="ITurnStore"/>) and where they lead (see <see cref="BotRoutes"/>).</summary>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, Action<BotRoutes> routes)
    {
        var table = new BotRoutes();
        routes(table);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new Clock(provider.GetRequiredService<TimeProvider>(), TimeSpan.Zero));
        return services
            .AddSingleton(table)
            .AddSingleton<DialogStage>()
            .AddSingleton<DialogTurns>()
            .AddSingleton<Router>()
            .AddSingleton<TurnRunner>()
            .AddSingleton<DialogExpiry>()
            .AddHostedService(provider => provider.GetRequiredService<DialogExpiry>())
            .AddScoped<CurrentTurn>();
    }

    /// <summary>Listens for activities of those who are believed (see <see cref="AuthenticationHosting.AddChannelAuthentication"/>).</summary>
    public static IEndpointConventionBuilder MapBotFramework(this IEndpointRouteBuilder app, string path = "/api/messages")
    {
        var runner = app.ServiceProvider.GetRequiredService<TurnRunner>();
        var authentication = app.ServiceProvider.GetRequiredService<ChannelAuthentication>();
        app.MapMethods(path, ["HEAD"], context =>
        {
            context.Response.StatusCode = StatusCodes.Status200OK; // the Playground asks whether anybody is there
            return Task.CompletedTask;
        });
        return app.MapPost(path, context => Take(context, authentication.Check, runner));
    }

    private static async Task Take(HttpContext context, TokenCheck? check, TurnRunner runner)
    {
        // The limit here is stricter than the server's, which would cut the connection before its sender has read the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;

        Func<Activity, int?>? objection = null;
        if (check is not null)
        {
            var @checked = await check.Check(context.Request.Headers.Authorization, context.RequestAborted);
            if (@checked.Token is not { } token)
            {
                await Refuse(context, (@checked.Refusal ?? Refusal.NoToken).Status());
                return;
            }

            objection = activity => check.Objection(token, activity)?.Status();
        }

        if (await BoundedBody.Read(context.Request, LargestActivity, context.RequestAborted) is { } body) await Answer(context, await runner.Run(body, objection));
        else await Refuse(context, StatusCodes.Status413PayloadTooLarge);
    }

    /// <summary>An empty answer, at once: it does not wait until the body, which nobody wants, has arrived.</summary>
    private static Task Refuse(HttpContext context, int status)
    {
        (context.Response.StatusCode, context.Response.ContentLength) = (status, 0);
        return context.Response.CompleteAsync();
    }

    private static async Task Answer(HttpContext context, InvokeAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentLength = answer.Body.Length;
        if (answer.Body.IsEmpty) return;

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
