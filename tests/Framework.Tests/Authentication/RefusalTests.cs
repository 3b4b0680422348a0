using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Authentication;

/// <summary>Who is not the channel is refused, learns nothing, and stands in no one's way.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task No_forgery_is_believed_and_none_is_told_why()
    {
        await using var bot = await GuardedBot.Start();
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);

        foreach (var forgery in Forgeries.Of(bot.Teams))
        {
            var before = bot.Log.Count;
            (await GuardedBot.Answer(bot.Send(forgery.Header))).Should().Be((HttpStatusCode.Unauthorized, ""), forgery.Name);
            bot.Log.Skip(before).Should().ContainSingle(
                line => line.StartsWith("A request was refused with 401: ", StringComparison.Ordinal), forgery.Name);
        }

        bot.Turns.Should().Be(1);
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);
        bot.Log.Should().NotContain(line => line.Contains("eyJ"), "a token is never logged");
    }

    public static TheoryData<string, string> Activities => new()
    {
        { "serviceUrl", "https://evil.example/" },
        { "serviceUrl", "https://smba.trafficmanager.net/amer/" },
        { "serviceUrl", "" },
        { "channelId", "directline" },
        { "channelId", "MSTEAMS" },
        { "channelId", "" },
        { "tenant", "00000000-0000-0000-0000-000000000000" },
        { "tenant", "" },
    };

    [Theory]
    [MemberData(nameof(Activities))]
    public async Task A_good_token_does_not_speak_for_another_activity(string member, string value)
    {
        await using var bot = await GuardedBot.Start();
        var forged = bot.Message(message =>
        {
            if (member is "tenant")
            {
                message["conversation"]!["tenantId"] = value;
                message["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = value } };
            }
            else
            {
                message[member] = value;
            }
        });

        (await GuardedBot.Answer(bot.SendGood(forged))).Should().Be((HttpStatusCode.Forbidden, ""));
        bot.Turns.Should().Be(0);
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_token_for_another_connector_is_refused(string? claimed)
    {
        await using var bot = await GuardedBot.Start();

        var answer = bot.Send("Bearer " + bot.Teams.Tokens.SignToken(new() { ["serviceurl"] = claimed }));

        (await GuardedBot.Answer(answer)).Should().Be((HttpStatusCode.Forbidden, ""));
    }

    [Fact]
    public async Task Token_and_activity_may_agree_on_a_connector_that_is_not_trusted()
    {
        await using var bot = await GuardedBot.Start();
        const string evil = "https://smba.trafficmanager.net.evil.example/amer/";

        var answer = bot.Send("Bearer " + bot.Teams.Tokens.SignToken(new() { ["serviceurl"] = evil }),
            bot.Message(message => message["serviceUrl"] = evil));

        (await GuardedBot.Answer(answer)).Should().Be((HttpStatusCode.Forbidden, ""));
    }

    [Fact]
    public async Task A_slash_at_the_end_of_the_address_makes_no_difference()
    {
        await using var bot = await GuardedBot.Start();

        (await bot.SendGood(bot.Message(message => message["serviceUrl"] = bot.Teams.ServiceUrl.TrimEnd('/')))).StatusCode
            .Should().Be(HttpStatusCode.OK);
    }

    public static TheoryData<string> Shapes => new(
        """{}""",
        """{ "nbf": null }""",
        """{ "iat": 1790000000 }""",
        """{ "iat": 1790000000, "nbf": null, "sub": "7d1c2f30-0000-4000-8000-000000000002" }""",
        """
        { "jti": "a", "ver": "2.0", "tid": "7d1c2f30-0000-4000-8000-000000000003", "azp": "b", "appid": "b", "azpacr": "1",
          "idtyp": "app", "uti": "x", "oid": "y", "sub": "y", "roles": ["a"], "auth_time": 1790000000 }
        """,
        """{ "iat": 1790000000.5 }""",
        """
        { "acr": "1", "amr": ["pwd"], "actort": "x", "email": "a@b.example", "xms_ftd": { "a": [1, null] }, "nonce": null,
          "scp": "" }
        """);

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_token_of_any_shape_that_the_channel_may_write_is_believed(string claims)
    {
        await using var bot = await GuardedBot.Start();
        var token = bot.Teams.Tokens.SignToken((JsonObject)JsonNode.Parse(claims)!);

        (await bot.Send("Bearer " + token)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await bot.Send("bearer " + token)).StatusCode.Should().Be(HttpStatusCode.OK, "it is known now");
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("good", HttpStatusCode.RequestEntityTooLarge)]
    public async Task Thirty_megabytes_are_refused(string? token, HttpStatusCode expected)
    {
        await using var bot = await GuardedBot.Start();
        var authorization = token is null ? null : "Bearer " + bot.Teams.Tokens.SignToken();

        (await GuardedBot.Answer(bot.Post(authorization, new ByteArrayContent(new byte[30 * 1024 * 1024])))).Should().Be((expected, ""));
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_too_long_is_refused_before_its_token_is_looked_at()
    {
        await using var bot = await GuardedBot.Start();
        var refusals = bot.Log.Count;

        (await GuardedBot.Answer(
            bot.Post("Bearer nonsense", new StringContent(new string(' ', 450_000), Encoding.UTF8, "application/json"))))
            .Should().Be((HttpStatusCode.RequestEntityTooLarge, ""));

        bot.Log.Skip(refusals).Should().NotContain(line => line.StartsWith("A request was refused", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json;charset=\"utf-8\"", HttpStatusCode.OK)]
    [InlineData("Application/JSON ; Charset=UTF-8", HttpStatusCode.OK)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain; charset=application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    public async Task Activities_are_JSON_and_say_so(string? type, HttpStatusCode expected)
    {
        await using var bot = await GuardedBot.Start();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(bot.Message().ToJsonString()));
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);

        (await bot.Post("Bearer " + bot.Teams.Tokens.SignToken(), content)).StatusCode.Should().Be(expected);

        bot.Turns.Should().Be(expected is HttpStatusCode.OK ? 1 : 0);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("good", HttpStatusCode.BadRequest)]
    public async Task Twenty_thousand_levels_are_refused(string? token, HttpStatusCode expected)
    {
        await using var bot = await GuardedBot.Start();
        var authorization = token is null ? null : "Bearer " + bot.Teams.Tokens.SignToken();
        var body = """{"type":"message","conversation":{"id":"a:1"},"x":""" + new string('[', 20_000) + new string(']', 20_000) + "}";

        (await GuardedBot.Answer(bot.Post(authorization, new StringContent(body, Encoding.UTF8, "application/json"))))
            .Should().Be((expected, ""));
    }

    [Fact]
    public async Task Without_a_token_the_body_is_not_waited_for()
    {
        await using var bot = await GuardedBot.Start();
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, bot.Address.Port);
        var stream = tcp.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 31457280\r\n\r\n"));

        var answer = new byte[64];
        (await stream.ReadAsync(answer)).Should().BePositive();
        Encoding.ASCII.GetString(answer).Should().StartWith("HTTP/1.1 401");
    }
}
