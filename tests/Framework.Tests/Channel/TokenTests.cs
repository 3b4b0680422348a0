using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>Tokens in both directions.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task A_token_can_be_checked_with_the_published_key()
    {
        await using var teams = await FakeTeams.StartAsync();
        using var client = new HttpClient();
        var parts = teams.Tokens.SignToken(new() { ["aud"] = "somebody else", ["nbf"] = null }).Split('.');

        var metadata = JsonNode.Parse(await client.GetStringAsync(new Uri(teams.Tokens.MetadataUrl)))!;
        var key = JsonNode.Parse(await client.GetStringAsync(new Uri(metadata["jwks_uri"]!.ToString())))!["keys"]![0]!;
        using var rsa = RSA.Create(new RSAParameters { Modulus = Decode(key["n"]), Exponent = Decode(key["e"]) });

        rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decode(parts[2]), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1).Should().BeTrue();
        var claims = JsonNode.Parse(Decode(parts[1]))!.AsObject();
        claims["aud"]!.ToString().Should().Be("somebody else");
        claims.Should().NotContainKey("nbf");
        claims["serviceurl"]!.ToString().Should().Be(teams.ServiceUrl);
        key["endorsements"]![0]!.ToString().Should().Be("msteams");
        teams.Tokens.KeyFetches.Should().Be(1);
    }

    [Fact]
    public async Task Keys_rotate()
    {
        await using var teams = await FakeTeams.StartAsync();
        using var client = new HttpClient();
        var old = teams.Tokens.Key.Id;

        teams.Tokens.RotateKey(keepOld: false);

        var keys = await client.GetStringAsync(new Uri(teams.Tokens.KeysUrl));
        keys.Should().Contain(teams.Tokens.Key.Id).And.NotContain($"\"{old}\"");
    }

    [Fact]
    public async Task The_bot_gets_a_token_and_what_it_asked_is_kept()
    {
        await using var teams = await FakeTeams.StartAsync();
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = "https://api.botframework.com/.default" });

        using var answer = await client.PostAsync(new Uri(teams.TokenEndpoint.Authority + "/oauth2/v2.0/token"), form);

        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!.ToString().Should().Be("bot-token-1");
        teams.TokenEndpoint.Requests
            .Should().ContainSingle(r => r.Tenant == teams.TenantId && r.Form["grant_type"] == "client_credentials");
    }

    private static byte[] Decode(JsonNode? part) => Decode(part!.ToString());

    private static byte[] Decode(string part) => System.Buffers.Text.Base64Url.DecodeFromChars(part);
}
