using System.Net;
using FluentAssertions;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Tests.Connector;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Authentication;

/// <summary>The bot's own token: who sees it, and how often it is asked for.</summary>
public sealed class BotTokenTests
{
    private const string Service = "https://smba.trafficmanager.net/amer/";

    private readonly FakeTime _time = new();
    private readonly List<(string Host, string? Token)> _seen = [];
    private int _given;
    private Func<Task>? _before;
    private TimeSpan _lifetime = TimeSpan.FromHours(1);
    private Func<string?, HttpStatusCode> _status = _ => HttpStatusCode.OK;

    [Fact]
    public async Task One_token_serves_everybody_until_five_minutes_before_its_end()
    {
        using var client = Client();
        var gate = new TaskCompletionSource();
        _before = () => gate.Task;

        var sending = Enumerable.Range(0, 20).Select(_ => Send(client, Service)).ToList();
        gate.SetResult();
        (await Task.WhenAll(sending)).Should().OnlyContain(outcome => outcome.Succeeded);
        _given.Should().Be(1);

        _time.Advance(TimeSpan.FromMinutes(54));
        await Send(client, Service);
        _given.Should().Be(1);
        _time.Advance(TimeSpan.FromMinutes(1.5));
        await Send(client, Service);
        _given.Should().Be(2);
        _seen[^1].Token.Should().Be("token-2");
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_replaced_once()
    {
        using var client = Client();
        _status = token => token is "token-1" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK;

        (await Send(client, Service)).Succeeded.Should().BeTrue();
        _seen.Select(each => each.Token).Should().Equal("token-1", "token-2");

        _status = _ => HttpStatusCode.Unauthorized;
        for (var i = 0; i < 5; i++) (await Send(client, Service)).Failure!.Kind.Should().Be(FailureKind.Unauthorized);
        _given.Should().Be(2, "a minute lies between two doubts");
        _time.Advance(TimeSpan.FromMinutes(1));
        await Send(client, Service);
        _given.Should().Be(3);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_nobody_is_pestered()
    {
        using var client = Client();
        _before = () => throw new InvalidOperationException("no such secret");

        for (var i = 0; i < 10; i++)
        {
            (await Send(client, Service)).Failure.Should().Match<ConnectorFailure>(failure => failure.Kind == FailureKind.Transient);
        }
        (_seen.Count, _given).Should().Be((0, 1));

        _before = null;
        _time.Advance(TimeSpan.FromSeconds(5));
        (await Send(client, Service)).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task The_old_token_serves_to_its_end_while_there_is_no_new_one()
    {
        using var client = Client();
        await Send(client, Service);
        _before = () => throw new InvalidOperationException("down");

        _time.Advance(TimeSpan.FromMinutes(58));
        (await Send(client, Service)).Succeeded.Should().BeTrue();
        _time.Advance(TimeSpan.FromMinutes(3));
        (await Send(client, Service)).Succeeded.Should().BeFalse();
    }

    [Fact]
    public async Task A_token_that_lives_for_a_minute_is_not_asked_for_each_time()
    {
        using var client = Client();
        _lifetime = TimeSpan.FromMinutes(1);

        for (var i = 0; i < 10; i++) await Send(client, Service);

        _given.Should().Be(1);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net.evil.com/amer/")]
    [InlineData("https://smba.trafficmanager.net@evil.com/")]
    [InlineData("https://smba.trafficmanager.net:8443/amer/")]
    [InlineData("https://smba.trafficmanager.net./amer/")]
    [InlineData("http://smba.trafficmanager.net/amer/")]
    [InlineData("http://127.0.0.1:3978/")]
    public async Task Nothing_leaves_for_a_host_that_is_not_on_the_list(string service)
    {
        using var client = Client();

        var outcome = await Send(client, service);

        outcome.Failure!.Kind.Should().Be(FailureKind.BadRequest, "it is set aside at once");
        outcome.Failure.Message.Should().Contain("not among those that may see the token");
        _seen.Should().BeEmpty();
        _given.Should().Be(0);
    }

    [Theory]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task Nobody_is_followed(HttpStatusCode redirect)
    {
        using var client = Client();
        _status = _ => redirect;

        (await Send(client, Service)).Succeeded.Should().BeFalse();

        _seen.Should().ContainSingle().Which.Host.Should().Be("smba.trafficmanager.net");
    }

    private static Task<Outcome<Sent>> Send(ConnectorClient client, string service) =>
        client.Send(service, "a:1", "{}"u8.ToArray(), default);

    private ConnectorClient Client() => new(
        new BotTokenHandler(new(Give, _time, NullLogger<BotToken>.Instance),
            new(Cloud.Public.ServiceHosts)) { InnerHandler = new Wire(this) },
        new ConnectorOptions(),
        _time);

    private async Task<IssuedToken> Give(CancellationToken ct)
    {
        var number = Interlocked.Increment(ref _given);
        if (_before is not null) await _before();
        return new($"token-{number}", _time.GetUtcNow() + _lifetime);
    }

    private sealed class Wire(BotTokenTests test) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var token = request.Headers.Authorization?.Parameter;
            lock (test._seen) test._seen.Add((request.RequestUri!.Host, token));
            return Task.FromResult(FakeChannel.Answer(test._status(token), """{"id":"1"}""", ("Location", "https://evil.com/")));
        }
    }
}
