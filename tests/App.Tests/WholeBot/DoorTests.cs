using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// What the real process lets in, asked over HTTP as anybody can: media types, pages of other origins, keys of the channel that nobody
/// should use.
/// </summary>
public sealed class DoorTests
{
    private const string Messages = "/api/messages";
    private const string Hello = """{"type":"typing","conversation":{"id":"a:1"}}""";

    [Fact]
    public async Task In_Development_a_bodys_type_must_be_JSON_and_no_page_of_another_origin_is_heard()
    {
        await using var bot = await BotFixture.StartAsync(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_ENVIRONMENT"] = "Development" });
        var own = bot.Bot.Address.GetLeftPart(UriPartial.Authority);

        (await Status(bot, Messages, "application/json")).Should().Be(HttpStatusCode.OK);
        (await Status(bot, Messages, "application/json;charset=\"utf-8\"")).Should().Be(HttpStatusCode.OK);
        (await Status(bot, Messages, "application/vnd.microsoft.activity+json; charset=UTF-8")).Should().Be(HttpStatusCode.OK);
        (await Status(bot, Messages, "application/json", origin: own)).Should().Be(HttpStatusCode.OK);
        foreach (var type in (
            string?[])["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "application/json; charset=utf-16", "application/jsonp", null])
        {
            (await Status(bot, Messages, type)).Should().Be(HttpStatusCode.UnsupportedMediaType, type);
        }

        foreach (var path in (string[])[Messages, "/gallery/welcome"])
        {
            foreach (var origin in (
                string[])["https://evil.example", "null", own + ".evil.example", own.Replace("http:", "https:", StringComparison.Ordinal)])
            {
                (await Status(bot, path, "application/json", origin)).Should().Be(HttpStatusCode.Forbidden, $"{path} {origin}");
            }

            (await Status(bot, path, "application/json", host: "rebound.evil.example")).Should().Be(HttpStatusCode.Forbidden, path);
        }

        (await Status(bot, "/gallery/nothing of this name", "text/plain", own))
            .Should()
            .Be(HttpStatusCode.NotFound, "the page of the gallery itself may ask");
        bot.Behaved();
    }

    [Fact]
    public async Task A_key_under_which_every_text_signs_itself_is_passed_over_and_the_good_one_holds()
    {
        var modulus = RandomNumberGenerator.GetBytes(256);
        (modulus[0], modulus[^1]) = ((byte)(modulus[0] | 0x80), (byte)(modulus[^1] | 1));
        await using var bot = await BotFixture.StartGuardedAsync(teams =>
        {
            foreach (var exponent in (byte[][])[[1], [3], [0]]) teams.Tokens.OddKeys.Add(Published(modulus, exponent));
            return [];
        });
        var ann = bot.Add("Ann Example");

        foreach (var signature in (byte[][])[Padded(SHA256.HashData(Encoding.ASCII.GetBytes(Unsigned(bot)))), new byte[256], []])
        {
            bot.Teams.Authorize = _ => $"Bearer {Unsigned(bot)}.{Base64Url.EncodeToString(signature)}";
            var answer = await ann.Say("/my");
            (answer.Status, answer.Body).Should().Be((401, ""));
        }

        bot.Teams.Authorize = _ => "Bearer " + bot.Teams.Tokens.SignToken();
        await ann.Say("/help");
        await ann.Chat.Sees("What I can do", Reporting.Patience);
        bot.Behaved();
    }

    private static async Task<HttpStatusCode> Status(BotFixture bot, string path, string? type, string? origin = null, string? host = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri(bot.Bot.Address, path)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Hello)) };
        if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Host = host;
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static string Unsigned(BotFixture bot)
    {
        var token = bot.Teams.Tokens.SignToken(
            claims: new() { ["nbf"] = 1, ["exp"] = 4_000_000_000 }, header: new() { ["kid"] = "odd", ["x5t"] = null });
        return token[..token.LastIndexOf('.')];
    }

    private static JsonObject Published(byte[] modulus, byte[] exponent) => new()
    {
        ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "odd", ["n"] = Base64Url.EncodeToString(modulus),
        ["e"] = Base64Url.EncodeToString(exponent), ["endorsements"] = new JsonArray("msteams"),
    };

    /// <summary>A digest as PKCS #1 pads it: with an exponent of 1 that is its own signature.</summary>
    private static byte[] Padded(byte[] digest)
    {
        var named = Convert.FromHexString("3031300d060960864801650304020105000420");
        return [0, 1, .. Enumerable.Repeat((byte)0xFF, 256 - 3 - named.Length - digest.Length), 0, .. named, .. digest];
    }
}
