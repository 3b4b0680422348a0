using System.Net;
using System.Text;
using FluentAssertions;
using Improvement.Bot.Framework.Hosting;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.Framework.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Hosting;

/// <summary>The endpoint itself, over real connections.</summary>
public sealed class EndpointTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<MemoryTurnStore>()
            .AddSingleton<ITurnStore>(provider => provider.GetRequiredService<MemoryTurnStore>());
        builder.Services.AddChannelAuthentication(_ => null).AddBotFramework(routes => routes.Invoke("test/echo", (turn, _) =>
        {
            turn.Answer = InvokeAnswer.Toast("Hello");
            return default;
        }));
        _app = builder.Build();
        _app.MapBotFramework();
        await _app.StartAsync();
        _client.BaseAddress = new(_app.Urls.Single());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task The_result_of_an_invoke_is_the_body_of_the_answer()
    {
        var answer = await Post("""{"type":"invoke","name":"test/echo","conversation":{"id":"a:1"}}""");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await answer.Content.ReadAsStringAsync())
            .Should().Be("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Hello"}""");
    }

    /// <summary>
    /// The server reads ahead of each connection, also of those that wait for their turn; see tests/Benchmarks/large.mjs for what that
    /// takes.
    /// </summary>
    [Fact]
    public void A_large_activity_that_waits_stays_with_its_sender() =>
        _app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBufferSize
            .Should().BeLessThanOrEqualTo(BotFramework.LargestActivity / 6);

    [Fact]
    public async Task Everything_else_is_an_empty_200()
    {
        var answer = await Post("""{"type":"message","text":"hello","conversation":{"id":"a:1"}}""");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_413_said_beforehand_or_not(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/api/messages") { Content = new ByteArrayContent(new byte[BotFramework.LargestActivity + 1]) };
        request.Headers.TransferEncodingChunked = chunked;

        (await _client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task The_largest_body_is_read()
    {
        const string begin = """{"type":"message","conversation":{"id":"a:1"},"text":"", "x":" """;
        var body = begin + new string('x', BotFramework.LargestActivity - begin.Length - 2) + "\"}";

        (await Post(body)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_body_that_is_nested_too_deeply_is_400() =>
        (await Post(
            """{"type":"message","conversation":{"id":"a:1"},"x":""" + new string('[', 100_000) + new string(']', 100_000)
            + "}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);

    [Fact]
    public async Task No_body_is_400() => (await Post("")).StatusCode.Should().Be(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Who_only_asks_whether_anybody_is_there_is_told_so()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/messages");

        (await _client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("http://localhost:8080", null)]
    [InlineData("null", null)]
    [InlineData("", null)]
    [InlineData(null, "evil.example")]
    [InlineData(null, "localhost.evil.example:3978")]
    [InlineData(null, "127.0.0.1.evil.example")]
    [InlineData(null, "192.0.2.7")]
    [InlineData("http://evil.example", "evil.example")]
    public async Task While_everybody_is_believed_no_page_of_another_origin_or_host_is(string? origin, string? host)
    {
        using var request = Message(origin, host);

        using var answer = await _client.SendAsync(request);

        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.Forbidden, ""));
    }

    [Theory]
    [InlineData("own", null)]
    [InlineData(null, "localhost")]
    [InlineData(null, "LOCALHOST.:3978")]
    [InlineData(null, "bot.localhost:3978")]
    [InlineData(null, "[::1]:3978")]
    [InlineData(null, "127.0.0.1")]
    [InlineData(null, "bot:3978")]
    public async Task Programs_of_this_machine_and_of_its_own_network_are_believed(string? origin, string? host)
    {
        using var request = Message(origin is "own" ? _client.BaseAddress!.ToString().TrimEnd('/') : origin, host);

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static HttpRequestMessage Message(string? origin, string? host)
    {
        var request = new HttpRequestMessage(HttpMethod.Post,
            "/api/messages") { Content = new StringContent("""{"type":"message","text":"hello","conversation":{"id":"a:1"}}""",
            Encoding.UTF8, "application/json") };
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        if (host is not null) request.Headers.Host = host;
        return request;
    }

    [Fact]
    public async Task Many_activities_go_over_one_connection()
    {
        for (var i = 0; i < 50; i++)
        {
            (await Post("""{"type":"typing","conversation":{"id":"a:1"}}""")).StatusCode.Should().Be(HttpStatusCode.OK);
        }
    }

    private Task<HttpResponseMessage> Post(string body) =>
        _client.PostAsync("/api/messages", new StringContent(body, Encoding.UTF8, "application/json"));
}
