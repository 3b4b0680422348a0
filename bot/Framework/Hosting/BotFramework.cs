using System.Buffers;
using Improvement.Bot.Framework.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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

    /// <summary>Listens for activities.</summary>
    public static IEndpointConventionBuilder MapBotFramework(this IEndpointRouteBuilder app, string path = "/api/messages")
    {
        var runner = app.ServiceProvider.GetRequiredService<TurnRunner>();
        app.MapMethods(path, ["HEAD"], context =>
        {
            context.Response.StatusCode = StatusCodes.Status200OK; // the Playground asks whether anybody is there
            return Task.CompletedTask;
        });
        return app.MapPost(path, context => Take(context, runner));
    }

    private static async Task Take(HttpContext context, TurnRunner runner)
    {
        var body = await ReadBody(context.Request, context.RequestAborted);
        if (body is null)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var answer = await runner.Run(body.Value);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentLength = answer.Body.Length;
        if (answer.Body.IsEmpty) return;

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    /// <summary>The whole body; null when it is larger than any activity.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadBody(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > LargestActivity) return null;

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(ct);
            var (tooLarge, complete) = (read.Buffer.Length > LargestActivity, read.IsCompleted);
            ReadOnlyMemory<byte>? body = null;
            if (complete && !tooLarge) body = read.Buffer.ToArray();

            // Every read is given back, or the server closes the connection under the next request.
            request.BodyReader.AdvanceTo(complete ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            if (tooLarge || complete) return body;
        }
    }
}
