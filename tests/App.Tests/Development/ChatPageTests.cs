using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Development;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Improvement.Bot.Tests.Development;

/// <summary>What the bot sends to the Playground is in its terms, and what it sends to Teams is not.</summary>
public sealed class ChatPageTests : IAsyncLifetime, IDisposable
{
    private const string Private =
        "In Teams only you see this.", Welcome = "Hello, I am Improvement Bot", Card = "application/vnd.microsoft.card.adaptive";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<JsonObject> _posted = [];
    private readonly HttpClient _http = new();
    private readonly WebApplication _page = Page();
    private BotFixture _fixture = null!;
    private Person _ann = null!;

    public async Task InitializeAsync()
    {
        _page.MapPost("/_connector/v3/conversations/{conversation}/activities/{message?}", async (HttpRequest request) =>
        {
            var message = (await request.ReadFromJsonAsync<JsonObject>())!;
            message["testId"] = $"m{Guid.NewGuid():N}";
            _posted.Enqueue(message);
            return Results.Json(new { id = (string?)message["testId"] }, statusCode: 201);
        });
        await _page.StartAsync();
        _fixture = await BotFixture.StartAsync();
        _ann = _fixture.Add("Ann");
        _http.DefaultRequestHeaders.Add(PlaygroundMessages.Header, "true");
    }

    public async Task DisposeAsync()
    {
        await _page.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_form_has_no_user_specific_view_there_and_has_one_in_Teams()
    {
        await Say(_ann.PersonalChat, "/report-error The lift stands still");
        (await Posted("Report an error")).ToJsonString().Should().NotContain("refresh");

        (await _fixture.Add("Bo").Form("The lift stands still")).Json.TryGetProperty("refresh", out _).Should().BeTrue();
    }

    [Fact]
    public async Task A_button_whose_answer_comes_below_leaves_its_card()
    {
        await Say(_ann.PersonalChat, "hi");
        var hello = await Posted("Report an error");

        var answer = await Press(_ann.PersonalChat, hello);

        ((string?)answer["type"]).Should().Be(Card);
        var (shown, sent) = (answer["value"]!.AsObject(), hello["attachments"]![0]!["content"]!.AsObject());
        shown["body"]!.AsArray()
            .SkipLast(1)
            .Select(part => part!.ToJsonString())
            .Should()
            .Equal(sent["body"]!.AsArray().Select(part => part!.ToJsonString()));
    }

    [Fact]
    public async Task A_private_answer_in_a_channel_says_that_it_is_private_in_Teams()
    {
        var said = _fixture.Teams.Activities.Message(_ann, _fixture.Triage, "/my");
        await Deliver(said);

        (await Posted(Private))["attachments"].Should().NotBeNull();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Whoever_opens_the_page_again_gets_the_welcome_again_and_once(bool installationFirst)
    {
        for (var opened = 1; opened <= 2; opened++)
        {
            var (installed, added) = (
                _fixture.Teams.Activities.Installation("add", _ann, _ann.PersonalChat),
                _fixture.Teams.Activities.BotAdded(_ann, _ann.PersonalChat));
            await Deliver(installationFirst ? installed : added);
            await Deliver(installationFirst ? added : installed);
            await Say(_ann.PersonalChat, "/help");
            await Until(() =>
                _posted.Count(message => message.ToJsonString().Contains("find printer", StringComparison.Ordinal)) >= opened);
            _posted.Count(message => message.ToJsonString().Contains(Welcome, StringComparison.Ordinal)).Should().Be(opened);
            await AMinutePasses();
        }
    }

    private async Task AMinutePasses()
    {
        await using var database = new SqliteConnection($"Data Source={_fixture.DatabaseFile}");
        await database.OpenAsync();
        await using var change = database.CreateCommand();
        change.CommandText = "UPDATE conversations SET welcomed_at = welcomed_at - 60000";
        await change.ExecuteNonQueryAsync();
    }

    private static WebApplication Page()
    {
        var page = WebApplication.CreateSlimBuilder().Build();
        page.Urls.Add("http://127.0.0.1:0");
        return page;
    }

    private Task<JsonObject?> Say(Conversation place, string text) => Deliver(_fixture.Teams.Activities.Message(_ann, place, text));

    /// <summary>Presses the first button of a card.</summary>
    private async Task<JsonObject> Press(Conversation place, JsonObject message)
    {
        var button =
            message["attachments"]![0]!["content"]!["body"]!.AsArray().Select(part => part!["actions"]).OfType<JsonArray>().First()[0]!;
        var press = _fixture.Teams.Activities.CardAction(
            _ann, place, (string)message["testId"]!, new JsonObject { ["action"] = button.DeepClone(), ["trigger"] = "manual" });
        return (await Deliver(press))!;
    }

    private async Task<JsonObject?> Deliver(JsonObject activity)
    {
        activity["serviceUrl"] = $"{_page.Urls.First()}/_connector";
        using var body = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(_fixture.Bot.Endpoint, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync() is { Length: > 0 } answered ? JsonNode.Parse(answered)!.AsObject() : null;
    }

    private async Task<JsonObject> Posted(string words)
    {
        JsonObject? found = null;
        await Until(() =>
            (found = _posted.LastOrDefault(message => message.ToJsonString().Contains(words, StringComparison.Ordinal))) is not null);
        return found!;
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }
}
