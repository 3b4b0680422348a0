using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Operations;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Tests.Api;

/// <summary>Another system that listens for events, well or badly.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Heard> _heard = [];

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Url => _app.Urls.First() + "/hook";

    /// <summary>What it heard, in order.</summary>
    public IReadOnlyList<Heard> All => [.. _heard];

    /// <summary>Starts it.</summary>
    /// <param name="answer">What it does when it is called the n-th time, from 1; answers 204 unless it does something else.</param>
    public static async Task<Receiver> Start(Func<HttpContext, int, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            receiver._heard.Enqueue(
                new(
                    http.Request.Path,
                    http.Request.Headers.ToDictionary(
                        header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                    body.ToArray()));
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            if (answer is not null) await answer(http, receiver._heard.Count);
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until it has heard so much.</summary>
    public async Task<IReadOnlyList<Heard>> Hears(int count)
    {
        for (var waited = TimeSpan.Zero; _heard.Count < count; waited += TimeSpan.FromMilliseconds(20))
        {
            if (waited > Patience) throw new TimeoutException($"It heard {_heard.Count} times instead of {count}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return All;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

/// <summary>One message.</summary>
internal sealed record Heard(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Id => Headers["webhook-id"];

    public string Type => Json.GetProperty("type").GetString()!;

    public string Title => Json.GetProperty("error").GetProperty("title").GetString()!;

    /// <summary>
    /// Whether one of its signatures is of this secret; as the Standard Webhooks specification says it, written down anew.
    /// </summary>
    public bool IsSignedWith(string secret)
    {
        var signed = Encoding.UTF8.GetBytes($"{Id}.{Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(Body)}");
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret.Split('_')[1]), signed));
        return Headers["webhook-signature"].Split(' ').Contains($"v1,{expected}");
    }
}

/// <summary>What administrators do so that somebody is told.</summary>
internal static class Receivers
{
    /// <summary>Adds a webhook in the chat, as an administrator does, and gives its secret.</summary>
    public static async Task<string> AddWebhook(
        this Product product, Receiver receiver, Team team, params (string Input, string Value)[] more)
    {
        var ada = product.Administrator;
        await product.Teams.Install(ada);
        var list = await ada.Ask("/webhooks", "Webhooks");
        var form = await ada.Chat.Ask(() => ada.Press(list.Card, "New webhook"), "Tell another system");
        var number = product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name);
        (string, string)[] all =
        [
            ("Url", receiver.Url), ("Team", $"{number}"), ("Filed", "true"), ("Witnessed", "true"), ("Changed", "true"),
            ("Withdrawn", "true"), .. more,
        ];
        var made = await ada.Press(form.Card, "Add the webhook", all);
        var shown = await ada.Press(made.Card ?? throw new InvalidOperationException($"{made}"), "Show the secret once");
        await ada.Press(shown.Card!, "I have copied it");
        return shown.Card!.Value("secret")!;
    }
}
