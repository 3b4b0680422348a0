using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>A tenant with a few people, and a bot that is nothing but a function.</summary>
internal sealed class StubBot : HttpMessageHandler, IAsyncDisposable
{
    private readonly HttpClient _connector = new();

    private StubBot(FakeTeams teams)
    {
        Teams = teams;
        Ann = teams.AddPerson("Ann Example");
        Bob = teams.AddPerson("Bob Example");
        Team = teams.AddTeam("Nightshift", "Triage").AddOwners(Ann).Add(Bob);
        Triage = Team.Channels[1];
        Group = teams.AddGroupChat("Lunch", Ann, Bob);
        teams.ConnectBot(new("http://bot.example/api/messages"), new HttpMessageInvoker(this));
        teams.Allow(Ann.PersonalChat);
        teams.Allow(Triage);
        teams.Allow(Group);
    }

    public FakeTeams Teams { get; }

    public Person Ann { get; }

    public Person Bob { get; }

    public Team Team { get; }

    public Conversation Triage { get; }

    public Conversation Group { get; }

    public ConcurrentQueue<JsonObject> Heard { get; } = [];

    /// <summary>What the bot answers: status and body.</summary>
    public Func<JsonObject, (int Status, JsonNode? Body)> Answers { get; set; } = _ => (200, null);

    public static async Task<StubBot> StartAsync(FakeTeamsOptions? options = null) => new(await FakeTeams.StartAsync(options));

    public static JsonObject Words(string text) => new() { ["type"] = "message", ["text"] = text };

    public static JsonObject WithCard(JsonObject card) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card.DeepClone() }),
    };

    public static (int, JsonNode?) CardAnswer(JsonObject card) => (200, new JsonObject
    {
        ["statusCode"] = 200,
        ["type"] = "application/vnd.microsoft.card.adaptive",
        ["value"] = card.DeepClone(),
    });

    /// <summary>Calls the connector below the tenant's own address.</summary>
    public async Task<(int Status, JsonObject? Body)> Call(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method,
            Teams.ServiceUrl.TrimEnd('/') + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _connector.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject);
    }

    public Task<(int Status, JsonObject? Body)> Send(Place place, JsonObject body, string query = "") =>
        Call(HttpMethod.Post, $"/v3/conversations/{Uri.EscapeDataString(place.Id)}/activities{query}", body);

    public Task<(int Status, JsonObject? Body)> Edit(Place place, string id, JsonObject body, string query = "") =>
        Call(HttpMethod.Put, $"/v3/conversations/{Uri.EscapeDataString(place.Id)}/activities/{id}{query}", body);

    public async ValueTask DisposeAsync()
    {
        _connector.Dispose();
        await Teams.DisposeAsync();
        Dispose();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var activity = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
        Heard.Enqueue(activity);
        var (status, body) = Answers(activity);
        return new((HttpStatusCode)status) { Content = new StringContent(body?.ToJsonString() ?? "", Encoding.UTF8, "application/json") };
    }
}
