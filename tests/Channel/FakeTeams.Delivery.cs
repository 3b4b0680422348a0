using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Sending to the bot.</summary>
public sealed partial class FakeTeams
{
    private HttpMessageInvoker? _bot;
    private Uri? _endpoint;
    private long _asks;

    /// <summary>The Authorization header of what is sent to the bot; null sends none.</summary>
    public Func<JsonObject?, string?>? Authorize { get; set; }

    /// <summary>Says where the bot listens.</summary>
    /// <param name="endpoint">The whole address, such as <c>http://127.0.0.1:3978/api/messages</c>.</param>
    /// <param name="client">What to send with, for a bot in this process.</param>
    public void ConnectBot(Uri endpoint, HttpMessageInvoker? client = null) => (_endpoint, _bot) = (endpoint, client ?? _client);

    /// <summary>Sends an activity and waits for the answer, as long as Teams would.</summary>
    public Task<Delivery> Deliver(JsonObject activity, CancellationToken ct = default)
    {
        Remember(activity);
        return Send(Encoding.UTF8.GetBytes(activity.ToJsonString(Wire.Relaxed)), activity, ct);
    }

    /// <summary>Sends bytes that need not be an activity at all.</summary>
    public Task<Delivery> Deliver(ReadOnlyMemory<byte> body, CancellationToken ct = default) => Send(body, null, ct);

    /// <summary>Sends the same activity again and again, one after the other.</summary>
    public async Task<IReadOnlyList<Delivery>> DeliverTimes(int times, JsonObject activity)
    {
        var deliveries = new List<Delivery>();
        for (var i = 0; i < times; i++)
        {
            deliveries.Add(await Deliver(activity));
        }

        return deliveries;
    }

    /// <summary>Sends several activities, or several copies of one, at the same time.</summary>
    public async Task<IReadOnlyList<Delivery>> DeliverTogether(params IReadOnlyCollection<JsonObject> activities) =>
        await Task.WhenAll(activities.Select(a => Task.Run(() => Deliver(a))));

    /// <summary>Sends an activity later.</summary>
    public async Task<Delivery> DeliverAfter(TimeSpan delay, JsonObject activity)
    {
        await Task.Delay(delay, RealTime);
        return await Deliver(activity);
    }

    /// <summary>Sends activities one after the other in an order that the seed decides.</summary>
    public async Task<IReadOnlyList<Delivery>> DeliverShuffled(int seed, params IReadOnlyCollection<JsonObject> activities)
    {
        var order = activities.ToArray();
        new Random(seed).Shuffle(order);
        var deliveries = new List<Delivery>();
        foreach (var activity in order)
        {
            deliveries.Add(await Deliver(activity));
        }

        return deliveries;
    }

    internal long NextAsk() => Interlocked.Increment(ref _asks);

    private async Task<Delivery> Send(ReadOnlyMemory<byte> body, JsonObject? activity, CancellationToken ct)
    {
        using var busy = Working();
        using var request = Request(body, activity);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_options.Patience);
        var watch = Stopwatch.StartNew();
        try
        {
            using var response = await _bot!.SendAsync(request, patience.Token);
            var text = await response.Content.ReadAsStringAsync(patience.Token);
            return Checked(new(body, (int)response.StatusCode, text, watch.Elapsed, null), activity);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            var why = e is OperationCanceledException
                ? $"No answer within {_options.Patience}."
                : (e.InnerException?.Message is { } inner && inner != e.Message ? $"{e.Message} {inner}" : e.Message);
            return new(body, null, "", watch.Elapsed, why);
        }
    }

    private HttpRequestMessage Request(ReadOnlyMemory<byte> body, JsonObject? activity)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            _endpoint ?? throw new InvalidOperationException("Say ConnectBot first.")) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("x-ms-conversation-id", Wire.Text(Wire.Object(activity, "conversation"), "id"));
        request.Headers.TryAddWithoutValidation("x-ms-tenant-id", TenantId);
        request.Headers.TryAddWithoutValidation("MS-CV", MadeUp.Token(22, "cv", Guid.NewGuid().ToString()) + ".1");
        if (Authorize?.Invoke(activity) is { } header)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        return request;
    }

    /// <summary>What people wrote stands in the chat from the moment it is sent, once.</summary>
    private void Remember(JsonObject activity)
    {
        if (Wire.Text(activity, "type") != "message" || Wire.Text(activity, "text").Length == 0)
        {
            return;
        }

        var place = Wire.Text(Wire.Object(activity, "conversation"), "id");
        lock (Gate)
        {
            if (FindConversation(Threads.Base(place)) is not { } conversation
                || conversation.Written.Exists(p => p.Id == Wire.Text(activity, "id")))
            {
                return;
            }

            var from = Wire.Text(Wire.Object(activity, "from"), "id");
            var onlyFor = Wire.Flag(Wire.Object(activity, "recipient"), "isTargeted") ? _people.Find(p => p.Mri == from) : null;
            conversation.Written.Add(
                new(Wire.Text(activity, "id"), Threads.Root(place), from, byBot: false, Words(activity), Now) { OnlyFor = onlyFor });
        }
    }

    private static JsonObject Words(JsonObject activity) => new() { ["type"] = "message", ["text"] = Wire.Text(activity, "text") };
}
