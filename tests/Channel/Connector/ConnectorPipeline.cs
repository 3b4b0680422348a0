using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Improvement.Bot.Tests.Channel;

/// <summary>The way of every request to the connector: written down, limited, disturbed, worked on, answered.</summary>
internal sealed class ConnectorPipeline(FakeTeams teams)
{
    public async Task Run(HttpContext http, ConnectorRoute route, Func<ConnectorCall, Answer> work)
    {
        using var busy = teams.Working();
        var call = await Read(http, route);
        var record = Note(http, call);
        if (!teams.TokenEndpoint.Accepts(record.Authorization))
        {
            await Reply(http, record, Answer.Of((Fault.Refuse)Fault.Unauthorized));
            return;
        }

        if (teams.Limits.Check(call, teams.Time.GetUtcNow()) is { } wait)
        {
            await Reply(http, record, Answer.Of((Fault.Refuse)Fault.Throttled(wait)));
            return;
        }

        record.Fault = teams.Faults.For(call);
        if (await Disturb(http, record))
        {
            return;
        }

        Answer answer;
        lock (teams.Gate)
        {
            answer = work(call);
        }

        record.Done = answer.Status is >= 200 and < 300;
        await Reply(http, record, answer);
    }

    private static async Task<bool> Disturb(HttpContext http, ReceivedRequest record, FakeTeams teams)
    {
        switch (record.Fault)
        {
            case Fault.Delay delay:
                await Task.Delay(delay.By, teams.RealTime, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return http.RequestAborted.IsCancellationRequested;
            case Fault.Hang:
                await Task.Delay(
                    Timeout.InfiniteTimeSpan, teams.RealTime, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return true;
            case Fault.CutBefore:
                http.Abort();
                return true;
            case Fault.Redirect redirect:
                http.Response.StatusCode = redirect.Status;
                http.Response.Headers.Location = redirect.To;
                record.Status = redirect.Status;
                return true;
            case Fault.Refuse refuse:
                await Reply(http, record, Answer.Of(refuse));
                return true;
            default:
                return false;
        }
    }

    private Task<bool> Disturb(HttpContext http, ReceivedRequest record) => Disturb(http, record, teams);

    private static async Task Reply(HttpContext http, ReceivedRequest record, Answer answer)
    {
        if (record is { Fault: Fault.CutAfter, Done: true })
        {
            http.Abort();
            return;
        }

        record.Status = answer.Status;
        record.AnswerId = Wire.Maybe(answer.Body, "id");
        http.Response.StatusCode = answer.Status;
        if (answer.RetryAfter > TimeSpan.Zero)
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(answer.RetryAfter.TotalSeconds)).ToString();
        }

        if (answer.Body is { } body)
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            await http.Response.WriteAsync(body.ToJsonString(Wire.Relaxed));
        }
    }

    private async Task<ConnectorCall> Read(HttpContext http, ConnectorRoute route)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        var query = http.Request.Query;
        return new()
        {
            Teams = teams,
            Route = route,
            Method = http.Request.Method,
            Path = http.Request.Path,
            BodyText = text,
            Body = text.Length == 0 ? null : Wire.Parse(text),
            ConversationId = http.Request.RouteValues["c"] as string,
            ActivityId = http.Request.RouteValues["a"] as string,
            MemberId = http.Request.RouteValues["m"] as string,
            TeamId = http.Request.RouteValues["t"] as string,
            Targeted = string.Equals(query["isTargetedActivity"], "true", StringComparison.OrdinalIgnoreCase),
            PageSize = query["pageSize"],
            ContinuationToken = query["continuationToken"],
        };
    }

    private ReceivedRequest Note(HttpContext http, ConnectorCall call) => teams.Received.Add(number => new()
    {
        Number = number,
        At = teams.Now,
        From = http.Connection.RemotePort,
        Route = call.Route,
        Method = call.Method,
        Target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? http.Request.Path,
        Body = call.BodyText,
        Authorization = http.Request.Headers.Authorization,
        ConversationId = call.ConversationId,
        ActivityId = call.ActivityId,
    });
}
