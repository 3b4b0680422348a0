using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Improvement.Bot.Framework.Hosting;

/// <summary>
/// Takes activities over HTTP. What needs the least work refuses first: no token, another origin, the length, then the check of the token,
/// the body while it is read, its media type, and last the activity itself.
/// </summary>
internal sealed class ActivityEndpoint(ChannelAuthentication authentication, LocalRequests local, TurnRunner runner) : IDisposable
{
    /// <summary>
    /// From which size on activities wait for each other, in bytes: each takes a multiple of its size while it is worked on, and memory has
    /// a limit.
    /// </summary>
    private const int Large = 64 * 1024;

    private const int LargeAtOnce = 2;

    private readonly SemaphoreSlim _large = new(LargeAtOnce);

    /// <inheritdoc/>
    public void Dispose() => _large.Dispose();

    /// <summary>Answers a request.</summary>
    public async Task Take(HttpContext context)
    {
        // The limit here is stricter than the server's, which would cut the connection before its sender has read the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;

        var (token, refusal) = await Admit(context);
        if (refusal is { } status) await Refuse(context, status);
        else if (context.Request.ContentLength is { } length and <= Large) await Run(context, token);
        else await RunLarge(context, token);
    }

    /// <summary>
    /// The token of a request that may come in, null where everybody is believed; or the status with which it is refused.
    /// </summary>
    private async ValueTask<(VerifiedToken? Token, int? Refusal)> Admit(HttpContext context)
    {
        var (request, check) = (context.Request, authentication.Check);
        if (check is null && local.IsForeign(context)) return (null, StatusCodes.Status403Forbidden);
        if (check?.WithoutToken(request.Headers.Authorization) is { Refusal: { } none }) return (null, none.Status());
        if (request.ContentLength > BotFramework.LargestActivity) return (null, StatusCodes.Status413PayloadTooLarge);

        VerifiedToken? token = null;
        if (check is not null)
        {
            var @checked = await check.Check(request.Headers.Authorization, context.RequestAborted, context.Connection.RemoteIpAddress);
            if (@checked.Token is null) return (null, (@checked.Refusal ?? Refusal.NoToken).Status());
            token = @checked.Token;
        }

        return (token, null);
    }

    private async Task RunLarge(HttpContext context, VerifiedToken? token)
    {
        await _large.WaitAsync(context.RequestAborted);
        try
        {
            await Run(context, token);
        }
        finally
        {
            _large.Release();
        }
    }

    private async Task Run(HttpContext context, VerifiedToken? token)
    {
        Func<Activity, int?>? objection = token is null ? null : activity => authentication.Check!.Objection(token, activity)?.Status();
        if (await BoundedBody.Read(context.Request, BotFramework.LargestActivity, context.RequestAborted) is not { } body)
        {
            await Refuse(context, StatusCodes.Status413PayloadTooLarge);
        }
        else if (!JsonMedia.Is(context.Request.ContentType)) await Refuse(context, StatusCodes.Status415UnsupportedMediaType);
        else await Answer(context, await runner.Run(body, objection));
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
