using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Hosting;

namespace Improvement.Bot.Development;

/// <summary>Answers to the presses of the Playground, on their way back; those of any other sender pass as they are.</summary>
internal sealed class PlaygroundAnswers(PlaygroundMessages messages) : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Answer);
        next(app);
    };

    private Task Answer(HttpContext context, RequestDelegate next) =>
        context.Request.Headers[PlaygroundMessages.Header] == "true" && context.Request.ContentLength <= BotFramework.LargestActivity
            ? AnswerPlayground(context, next)
            : next(context);

    private async Task AnswerPlayground(HttpContext context, RequestDelegate next)
    {
        if (await Pressed(context.Request) is not { } pressed)
        {
            await next(context);
            return;
        }

        var (response, outwards) = (context.Response, context.Response.Body);
        using var answer = new MemoryStream();
        response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = outwards;
        }

        if (response.HasStarted) return;
        var bytes = response.StatusCode is StatusCodes.Status200OK ? Adapted(pressed, answer.ToArray()) : answer.ToArray();
        response.ContentLength = bytes.Length;
        if (bytes.Length > 0) response.ContentType = "application/json; charset=utf-8";
        await outwards.WriteAsync(bytes, context.RequestAborted);
    }

    private byte[] Adapted(string pressed, byte[] answer) =>
        messages.Adapt(pressed, answer is [] ? null : JsonNode.Parse(answer) as JsonObject) is { } adapted
            ? JsonSerializer.SerializeToUtf8Bytes(adapted)
            : answer;

    /// <summary>The message whose button was pressed; null for anything else, which the bot reads and judges by itself.</summary>
    private static async Task<string?> Pressed(HttpRequest request)
    {
        request.EnableBuffering();
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) is JsonObject activity
                && (string?)activity["name"] is "adaptiveCard/action"
                ? (string?)activity["replyToId"]
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }
}
