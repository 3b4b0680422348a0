using System.Net;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.Framework.Tests.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Framework.Tests.Outbox;

/// <summary>A sender between a store in memory and a channel that is played, on a clock that the test moves.</summary>
internal sealed class OutboxBench : IDisposable
{
    private const string Url = "https://teams.example/";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly Random _chance = new(7);
    private readonly FakeChannel _channel;
    private readonly ConnectorClient _client;
    private StoreLine? _line;
    private int _messages, _arrived;

    public OutboxBench()
    {
        Store = new(Time);
        _channel = new((call, ct) => Take(Call.Of(call, Time.GetUtcNow()), ct));
        _client = new(_channel, new(), Time);
        Options.Chance = () => _chance.NextDouble();
        Draw = place => Task.FromResult<Card?>(Improvement.Bot.Framework.Cards.Draw.Card(place.Subject));
    }

    public FakeTime Time { get; } = new();

    public MemoryOutboxStore Store { get; }

    public OutboxOptions Options { get; } = new() { Limits = { Enabled = false } };

    public OutboxSender Sender { get; private set; } = null!;

    /// <summary>Everything that reached the channel, in order.</summary>
    public List<Call> Calls { get; } = [];

    /// <summary>How many calls have arrived, also those that are held up.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>What the channel took.</summary>
    public IEnumerable<Call> Taken => Calls.Where(call => call.Status < 300);

    /// <summary>Refuses a call; null takes it.</summary>
    public Func<Call, HttpResponseMessage?> Refuse { get; set; } = _ => null;

    /// <summary>Holds a call up until the test lets it go.</summary>
    public Func<Call, Task> Hold { get; set; } = _ => Task.CompletedTask;

    /// <summary>Draws the view <c>view</c>.</summary>
    public Func<Place, Task<Card?>> Draw { get; set; }

    /// <summary>Whether a line may be said at a place of the view <c>view</c>.</summary>
    public Func<Place, bool> MayTell { get; set; } = _ => true;

    public static Address Chat(string id) => new(Url, id, "t");

    public static Address Person(string id) => new(Url, null, "t", id);

    public static OutboxRow Say(Address to, string text) => new(OutboxKind.Say, to) { Body = Message(text) };

    public static byte[] Message(string text) =>
        Encoding.UTF8.GetBytes($$"""{"type":"message","text":{{JsonSerializer.Serialize(text)}}}""");

    public static HttpResponseMessage Error(int status, string? code = null, string? retryAfter = null) => FakeChannel.Answer(
        (HttpStatusCode)status, code is null ? null : $$$"""{"error":{"code":"{{{code}}}","message":"no"}}""",
        retryAfter is null ? [] : [("Retry-After", retryAfter)]);

    public Place Place(string subject, Address to, string? activityId = null) => Store.PlaceOf(subject, "view", to, activityId);

    public OutboxRow Show(Place place) => new(OutboxKind.Show, place.To) { Place = place.Id };

    public OutboxRow Line(Place place, string text) => new(OutboxKind.SayInThread, place.To) { Place = place.Id, Body = Message(text) };

    /// <summary>Starts a sender, as a new process would.</summary>
    public async Task Start(StoreLine? line = null)
    {
        _line = line ?? new(Store);
        var view = new ShowView("view", async (_, place, _) => await Draw(place)) { MayTell = (_, place, _) => new(MayTell(place)) };
        Sender = new(_client, _line, name => name == view.Name ? view : null,
            _services.GetRequiredService<IServiceScopeFactory>(), Options, Time, NullLogger<OutboxSender>.Instance);
        await Sender.StartAsync(default);
    }

    /// <summary>The process dies: what it still does reaches nobody.</summary>
    public async Task Crash()
    {
        _line!.Cut();
        await Sender.DisposeAsync();
    }

    /// <summary>
    /// Commits rows, starts a sender if there is none, and lets time pass until nothing waits, or for <paramref name="time"/>.
    /// </summary>
    public async Task Run(IEnumerable<OutboxRow> rows, TimeSpan? time = null)
    {
        Store.Commit(rows);
        if (_line is null) await Start();
        await Pass(time ?? TimeSpan.FromDays(10));
    }

    /// <inheritdoc cref="Run(IEnumerable{OutboxRow}, TimeSpan?)"/>
    public Task Run(params OutboxRow[] rows) => Run(rows, null);

    /// <summary>Lets time pass, timer by timer, until nothing waits or the time is over.</summary>
    public async Task Pass(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        while (true)
        {
            await Quiet();
            if (Sender.Health().Waiting == 0) return;
            if (Time.NextTimer is not { } next || next > end) break;
            Time.SetUtcNow(next);
        }
        Time.SetUtcNow(end);
        await Quiet();
    }

    /// <summary>Everything that can be done at this moment is done.</summary>
    public Task Quiet() => Sender.WhenQuiet().WaitAsync(Patience, TimeProvider.System);

    /// <summary>Waits in real time until something has happened.</summary>
    public static async Task Until(Func<bool> happened)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!happened())
        {
            TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    public void Dispose()
    {
        if (_line is not null) Sender.DisposeAsync().AsTask().Wait(Patience);
        _client.Dispose();
        _channel.Dispose();
        _services.Dispose();
    }

    private async Task<HttpResponseMessage> Take(Call call, CancellationToken ct)
    {
        Interlocked.Increment(ref _arrived);
        await Hold(call).WaitAsync(ct);
        var answer = Refuse(call) ?? FakeChannel.Answer(HttpStatusCode.Created, $$"""{"id":"{{call switch
        {
            { Verb: "CREATE" } => "a:" + call.Conversation,
            { Verb: "PUT" } => call.Activity,
            _ => $"m{Interlocked.Increment(ref _messages)}",
        }}}"}""");
        lock (Calls) Calls.Add(call with { At = Time.GetUtcNow(), Status = (int)answer.StatusCode });
        return answer;
    }
}
