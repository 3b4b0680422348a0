using System.Net;
using FluentAssertions;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Tests.Connector;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Authentication;

/// <summary>The keys of the channel: fetched when they are needed, and not because somebody asks.</summary>
public sealed class KeyTests
{
    [Fact]
    public async Task A_new_key_is_fetched_when_it_is_used_and_a_key_that_is_gone_counts_no_more()
    {
        await using var bot = await GuardedBot.Start();
        var old = bot.Teams.Tokens.Key;
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);

        bot.Teams.Tokens.RotateKey(keepOld: false);

        (await bot.Send("Bearer " + bot.Teams.Tokens.SignToken(key: old))).StatusCode
            .Should().Be(HttpStatusCode.OK, "nobody has told us yet");
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);
        (await bot.Send("Bearer " + bot.Teams.Tokens.SignToken(key: old))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_was_believed_is_not_believed_after_its_key_is_gone()
    {
        await using var bot = await GuardedBot.Start();
        var token = "Bearer " + bot.Teams.Tokens.SignToken();
        (await bot.Send(token)).StatusCode.Should().Be(HttpStatusCode.OK);
        bot.Teams.Tokens.RotateKey(keepOld: false);
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);

        (await bot.Send(token)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_was_believed_ends()
    {
        await using var bot = await GuardedBot.Start();
        var token = "Bearer " + bot.Teams.Tokens.SignToken();
        (await bot.Send(token)).StatusCode.Should().Be(HttpStatusCode.OK);

        bot.Time.Advance(TimeSpan.FromMinutes(64));
        (await bot.Send(token)).StatusCode.Should().Be(HttpStatusCode.OK, "clocks may differ by five minutes");
        bot.Time.Advance(TimeSpan.FromMinutes(2));
        (await bot.Send(token)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Unknown_keys_are_looked_for_once_in_five_minutes_however_many_ask()
    {
        await using var bot = await GuardedBot.Start();
        var atStart = bot.Teams.Tokens.KeyFetches;

        for (var round = 1; round <= 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
            {
                using var unknown = new Improvement.Bot.Tests.Channel.SigningKey($"unknown-{i}", ["msteams"]);
                (await bot.Send("Bearer " + bot.Teams.Tokens.SignToken(key: unknown))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            }));
            bot.Teams.Tokens.KeyFetches.Should().Be(atStart + round);
            bot.Time.Advance(TimeSpan.FromMinutes(5));
        }

        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_wrong_in_other_ways_makes_nobody_look_for_its_key()
    {
        await using var bot = await GuardedBot.Start();
        var atStart = bot.Teams.Tokens.KeyFetches;
        using var unknown = new Improvement.Bot.Tests.Channel.SigningKey("unknown", ["msteams"]);

        await bot.Send("Bearer " + bot.Teams.Tokens.SignToken(new() { ["aud"] = "somebody else" }, key: unknown));

        bot.Teams.Tokens.KeyFetches.Should().Be(atStart);
    }

    public static TheoryData<string> Hopeless =>
        ["no signature", "short signature", "long signature", "no audience", "another issuer", "over", "not begun", "no end",
            "another algorithm", "claims twice", "four parts", "no token", "a key in the header"];

    [Theory]
    [MemberData(nameof(Hopeless))]
    public async Task What_could_be_believed_with_no_key_does_not_keep_a_new_key_from_being_found(string kind)
    {
        await using var bot = await GuardedBot.Start();
        var atStart = bot.Teams.Tokens.KeyFetches;
        using var unknown = new Improvement.Bot.Tests.Channel.SigningKey("unknown", ["msteams"]);
        string Signed(System.Text.Json.Nodes.JsonObject? claims = null, System.Text.Json.Nodes.JsonObject? header = null) =>
            bot.Teams.Tokens.SignToken(claims, header, unknown);
        var (now, good) = (bot.Teams.Now.ToUnixTimeSeconds(), Signed());

        for (var i = 0; i < 3; i++)
        {
            await bot.Send("Bearer " + (kind switch
            {
                "no signature" => good[..(good.LastIndexOf('.') + 1)],
                "short signature" => good[..(good.LastIndexOf('.') + 17)],
                "long signature" => good + good[(good.LastIndexOf('.') + 1)..].Replace('-', 'a') + new string('A', 1200),
                "no audience" => Signed(new() { ["aud"] = null }),
                "another issuer" => Signed(new() { ["iss"] = "https://sts.windows.net/common/" }),
                "over" => Signed(new() { ["exp"] = now - 301 }),
                "not begun" => Signed(new() { ["nbf"] = now + 400 }),
                "no end" => Signed(new() { ["exp"] = null }),
                "another algorithm" => Signed(header: new() { ["alg"] = "RS512" }),
                "claims twice" => Twice(good),
                "four parts" => good + "." + good[^20..],
                "a key in the header" => Signed(header: new() { ["jku"] = "https://evil.example/keys" }),
                _ => "unknown",
            }));
        }

        bot.Teams.Tokens.KeyFetches.Should().Be(atStart);
        bot.Teams.Tokens.RotateKey(keepOld: false);
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_makes_up_key_ids_elsewhere_does_not_keep_the_channel_from_a_new_key()
    {
        await using var bot = await GuardedBot.Start();
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK, "the channel's address is known now");
        var atStart = bot.Teams.Tokens.KeyFetches;
        using var stranger = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = FromAnotherAddress });
        using var unknown = new Improvement.Bot.Tests.Channel.SigningKey("made-up", ["msteams"]);
        for (var i = 0; i < 5; i++)
        {
            using var forged = new HttpRequestMessage(HttpMethod.Post,
                new Uri(bot.Address, "/api/messages")) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
            forged.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bot.Teams.Tokens.SignToken(key: unknown));
            (await stranger.SendAsync(forged)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        bot.Teams.Tokens.RotateKey(keepOld: false);

        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);
        bot.Teams.Tokens.KeyFetches.Should().Be(atStart + 2, "one for the stranger, one for the channel");
        bot.Teams.Tokens.RotateKey(keepOld: false);
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.Unauthorized, "there is no third one");
        bot.Time.Advance(TimeSpan.FromMinutes(5));
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static async ValueTask<Stream> FromAnotherAddress(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.9"), 0));
        await socket.ConnectAsync(context.DnsEndPoint, ct);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The claims hold the issuer twice; the signature is no longer good, but nobody gets as far as that.</summary>
    private static string Twice(string token)
    {
        var parts = token.Split('.');
        var claims = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        var twice = System.Text.Encoding.UTF8.GetBytes(claims[..^1] + ""","iss":"x"}""");
        return $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(twice)}.{parts[2]}";
    }

    [Theory]
    [InlineData()]
    [InlineData("directline", "MSTEAMS", "msteams2")]
    public async Task A_key_that_may_not_speak_for_Teams_signs_nothing(params string[] endorsements)
    {
        await using var bot = await GuardedBot.Start();
        var good = bot.Teams.Tokens.Key;

        bot.Teams.Tokens.RotateKey(endorsements);

        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        bot.Log.Should().Contain("A request was refused with 401: NotEndorsed ");
        (await bot.Send("Bearer " + bot.Teams.Tokens.SignToken(key: good))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_are_fetched_twice_a_day_and_old_ones_hold_for_a_day_when_they_cannot_be()
    {
        var (time, isDown, fetches) = (new FakeTime(), false, 0);
        using var host = new FakeChannel(call => isDown ? throw new HttpRequestException("down") : Document(call, () => fetches++));
        using var keys = Keys(host, time);
        await keys.StartAsync(default);
        await GuardedBot.Until(() => keys.Count is 1 && time.Timers is 1);
        fetches.Should().Be(1);

        time.Advance(TimeSpan.FromHours(12));
        await GuardedBot.Until(() => fetches is 2 && time.Timers is 1);
        isDown = true;
        await Pass(time, TimeSpan.FromHours(23));
        keys.Count.Should().Be(1);
        await Pass(time, TimeSpan.FromHours(1));
        keys.Count.Should().Be(0, "the protocol allows a day");
        isDown = false;
        await Pass(time, TimeSpan.FromMinutes(2));
        keys.Count.Should().Be(1);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""not json""")]
    [InlineData("""{"jwks_uri":7}""")]
    [InlineData("""{"jwks_uri":"http://login.example/keys"}""")]
    [InlineData("""{"jwks_uri":"file:///etc/passwd"}""")]
    [InlineData("""{"jwks_uri":"/v1/keys"}""")]
    public async Task A_document_that_leads_nowhere_safe_is_no_document(string metadata) =>
        (await CountAfter(call =>
            FakeChannel.Answer(HttpStatusCode.OK, call.Url.EndsWith("/keys", StringComparison.Ordinal) ? Published() : metadata)))
            .Should().Be(0);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":{"kid":"1"}}""")]
    [InlineData("""{"keys":[7,null,"x",{}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"short","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"oct","kid":"1","k":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"1","n":"!!!","e":"AQAB"}]}""")]
    [InlineData("nested")]
    [InlineData("huge")]
    public async Task Keys_that_are_none_are_no_keys(string keys)
    {
        var document = keys switch
        {
            "nested" => new string('[', 20_000),
            "huge" => "{\"x\":\"" + new string('x', 2 * 1024 * 1024) + "\",\"keys\":[]}",
            _ => keys,
        };
        (await CountAfter(call =>
            FakeChannel.Answer(HttpStatusCode.OK, call.Url.EndsWith("/keys", StringComparison.Ordinal) ? document : Metadata)))
            .Should().Be(0);
    }

    [Theory]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Another_answer_than_200_is_none(HttpStatusCode status) =>
        (await CountAfter(_ => FakeChannel.Answer(status, Published(), ("Location", "https://evil.example/")))).Should().Be(0);

    [Fact]
    public async Task A_host_that_does_not_answer_is_not_waited_for()
    {
        var (time, asked) = (new FakeTime(), 0);
        using var host = new FakeChannel(async (_, ct) =>
        {
            asked++;
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
            return FakeChannel.Answer(HttpStatusCode.OK);
        });
        using var keys = Keys(host, time);
        await keys.StartAsync(default);

        var finding = keys.Find("key-1", default).AsTask();
        time.Advance(TimeSpan.FromSeconds(10));

        (await finding.WaitAsync(TimeSpan.FromSeconds(60))).Should().BeNull();
        asked.Should().Be(1, "who asks meanwhile waits for the same answer");
    }

    [Fact]
    public async Task Broken_keys_do_not_replace_good_ones()
    {
        var (time, isBroken) = (new FakeTime(), false);
        using var host = new FakeChannel(call => isBroken
            ? FakeChannel.Answer(HttpStatusCode.OK, "{\"keys\":[]}")
            : Document(call, () => { }));
        using var keys = Keys(host, time);
        await keys.StartAsync(default);
        await GuardedBot.Until(() => keys.Count is 1 && time.Timers is 1);

        isBroken = true;
        await Pass(time, TimeSpan.FromHours(13));

        keys.Count.Should().Be(1);
    }

    /// <summary>Moves the clock, and lets whoever waits for it come to wait again.</summary>
    private static async Task Pass(FakeTime time, TimeSpan span)
    {
        time.Advance(span);
        await GuardedBot.Until(() => time.Timers is 1);
    }

    private const string Metadata = """{"issuer":"https://api.botframework.com","jwks_uri":"https://login.example/keys"}""";

    private static string Published()
    {
        using var key = new Improvement.Bot.Tests.Channel.SigningKey("key-1", ["msteams"]);
        return key.PublishedSet();
    }

    private static HttpResponseMessage Document(FakeChannel.Call call, Action asked)
    {
        if (!call.Url.EndsWith("/keys", StringComparison.Ordinal)) return FakeChannel.Answer(HttpStatusCode.OK, Metadata);
        asked();
        return FakeChannel.Answer(HttpStatusCode.OK, Published());
    }

    private static async Task<int> CountAfter(Func<FakeChannel.Call, HttpResponseMessage> answer)
    {
        using var host = new FakeChannel(answer);
        using var keys = Keys(host, new FakeTime());
        await keys.StartAsync(default);
        (await keys.Find("key-1", default)).Should().BeNull();
        return keys.Count;
    }

    private static SigningKeys Keys(HttpMessageHandler host, TimeProvider time) => new(
        host,
        new TrustOptions
        {
            AppId = "",
            Issuers = [],
            Metadata = new("https://login.example/metadata"),
            Tenants = [],
            ServiceHosts = new([]),
            Token = _ => throw new NotSupportedException(),
        },
        time,
        NullLogger<SigningKeys>.Instance);
}
