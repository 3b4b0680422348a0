using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using Improvement.Bot.Framework.Connector;
using Xunit;
using static Improvement.Bot.Framework.Tests.Connector.FakeChannel;

namespace Improvement.Bot.Framework.Tests.Connector;

public sealed class ConnectorFailureTests
{
    [Theory]
    [InlineData(400, "BadSyntax", FailureKind.BadRequest)]
    [InlineData(400, "INVALID_TARGETED_MESSAGE_ID", FailureKind.BadRequest)]
    [InlineData(401, "BotNotRegistered", FailureKind.Unauthorized)]
    [InlineData(403, "BotNotInConversationRoster", FailureKind.NotYet)]
    [InlineData(404, "BotNotInConversationRoster", FailureKind.NotYet)]
    [InlineData(403, null, FailureKind.NotYet)]
    [InlineData(404, null, FailureKind.NotFound)]
    [InlineData(409, null, FailureKind.Transient)]
    [InlineData(403, "BotDisabledByAdmin", FailureKind.NotPermitted)]
    [InlineData(403, "NotEnoughPermissions", FailureKind.NotPermitted)]
    [InlineData(403, "ConversationBlockedByUser", FailureKind.Unreachable)]
    [InlineData(403, "ForbiddenOperationException", FailureKind.Unreachable)]
    [InlineData(403, "InvalidBotApiHost", FailureKind.WrongHost)]
    [InlineData(403, "SomethingNew", FailureKind.NotYet)]
    [InlineData(404, "ConversationNotFound", FailureKind.ConversationGone)]
    [InlineData(404, "ActivityNotFoundInConversation", FailureKind.ActivityGone)]
    [InlineData(404, "TARGETED_MESSAGE_EXPIRED_OR_DELETED", FailureKind.ActivityGone)]
    [InlineData(404, "MemberNotFoundInConversation", FailureKind.NotFound)]
    [InlineData(412, "PreconditionFailed", FailureKind.Transient)]
    [InlineData(413, "MessageSizeTooBig", FailureKind.TooLarge)]
    [InlineData(429, "Throttled", FailureKind.Throttled)]
    [InlineData(500, "ServiceError", FailureKind.Transient)]
    [InlineData(507, null, FailureKind.Transient)]
    [InlineData(599, null, FailureKind.Transient)]
    [InlineData(502, null, FailureKind.Transient)]
    [InlineData(503, null, FailureKind.Transient)]
    [InlineData(504, null, FailureKind.Transient)]
    [InlineData(302, null, FailureKind.BadRequest)]
    public async Task Each_refusal_calls_for_its_own_reaction(int status, string? code, FailureKind kind)
    {
        var failure = await Fail(
            Answer((HttpStatusCode)status, code is null ? "<html>" : $$$"""{"error":{"code":"{{{code}}}","message":"a\r\n  reason"}}"""));

        failure.Kind.Should().Be(kind);
        failure.Status.Should().Be(status);
        failure.Code.Should().Be(code);
        if (code is not null) failure.Message.Should().Be("a reason");
    }

    [Theory]
    [InlineData("""{"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\", \"details\": \"Blocked by the user.\"}"}""",
        "MessageWritesBlocked", "Blocked by the user.")]
    [InlineData("""{"errorCode":209,"message":"{broken"}""", "209", "{broken")]
    [InlineData(""" "{\"error\":{\"code\":\"ConversationBlockedByUser\",\"message\":\"m\"}}" """, "ConversationBlockedByUser", "m")]
    [InlineData("""{"error":{"code":"","message":"{\"subCode\":\"MessageWritesBlocked\"}"}}""", "MessageWritesBlocked",
        "{\"subCode\":\"MessageWritesBlocked\"}")]
    [InlineData("""{"message":"An error has occurred."}""", null, "An error has occurred.")]
    [InlineData("""{"error":"plain words"}""", null, "plain words")]
    [InlineData("[]", null, "Forbidden")]
    public async Task Every_known_shape_of_error_body_is_understood(string body, string? code, string message)
    {
        var failure = await Fail(Answer(HttpStatusCode.Forbidden, body));

        failure.Code.Should().Be(code);
        failure.Message.Should().Be(message);
    }

    [Fact]
    public async Task A_long_explanation_is_cut()
    {
        var failure = await Fail(
            Answer(HttpStatusCode.BadRequest, $$$"""{"error":{"code":"x","message":"{{{new string('y', 5000)}}}"}}"""));

        failure.Message.Should().HaveLength(200).And.EndWith("…");
    }

    [Theory]
    [InlineData("7", 7.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("Sat, 21 Nov 2026 10:00:30 GMT", 30.0)]
    [InlineData("Sat, 21 Nov 2026 09:00:00 GMT", 0.0)]
    [InlineData("soon", null)]
    [InlineData("-4", null)]
    public async Task Retry_After_is_read_as_seconds_and_as_a_date(string header, double? seconds)
    {
        var time = new FakeTime(new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));

        var failure = await Fail(Answer(HttpStatusCode.TooManyRequests, null, ("Retry-After", header)), time);

        failure.RetryAfter.Should().Be(seconds is { } value ? TimeSpan.FromSeconds(value) : null);
    }

    [Fact]
    public async Task The_scope_of_a_limit_is_the_tenant_only_where_the_answer_says_so()
    {
        (await Fail(
            Answer(HttpStatusCode.TooManyRequests,
            """{"error":{"code":"Throttled","message":"Too many requests for this tenant"}}"""))).TenantWide.Should().BeTrue();
        (await Fail(Answer(HttpStatusCode.TooManyRequests, null, ("x-ms-throttle-scope", "Tenant_Application")))).TenantWide
            .Should().BeTrue();
        (await Fail(Answer(HttpStatusCode.TooManyRequests, """{"error":{"code":"Throttled","message":"Too many requests"}}"""))).TenantWide
            .Should().BeFalse();
    }

    [Fact]
    public async Task A_network_that_is_down_is_a_failure_that_passes()
    {
        using var channel = new FakeChannel((_, _) => throw new HttpRequestException("refused", new SocketException()));

        (await Send(channel, new FakeTime(), default)).Failure!
            .Should().Be(new ConnectorFailure(FailureKind.Transient, 0, "Network", "refused"));
    }

    [Fact]
    public async Task A_channel_that_stays_silent_is_given_up_on_after_the_timeout()
    {
        var time = new FakeTime();
        using var channel = new FakeChannel(async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
            return Answer(HttpStatusCode.OK);
        });

        var call = Send(channel, time, default);
        time.Advance(TimeSpan.FromSeconds(29));
        call.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await call).Failure!.Should().Be(new ConnectorFailure(FailureKind.Transient, 0, "Timeout", "No answer within 30 s."));
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_an_exception_and_not_a_failure()
    {
        using var channel = new FakeChannel(async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return Answer(HttpStatusCode.OK);
        });
        using var gone = new CancellationTokenSource();

        var call = Send(channel, new FakeTime(), gone.Token);
        await gone.CancelAsync();

        await call.Invoking(async task => await task).Should().ThrowAsync<OperationCanceledException>();
    }

    private static async Task<ConnectorFailure> Fail(HttpResponseMessage answer, TimeProvider? time = null)
    {
        using var channel = new FakeChannel(_ => answer);
        return (await Send(channel, time ?? TimeProvider.System, default)).Failure!;
    }

    private static async Task<Outcome<Sent>> Send(HttpMessageHandler channel, TimeProvider time, CancellationToken ct)
    {
        using var client = new ConnectorClient(channel, new(), time);
        return await client.Send("https://smba.example/", "a:1", "{}"u8.ToArray(), ct);
    }
}
