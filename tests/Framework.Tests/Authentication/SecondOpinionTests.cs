using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Tests.Authentication.Former;
using Improvement.Bot.Framework.Tests.Connector;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Authentication;

/// <summary>
/// The check and the former one, asked about the same tokens: what the former refused is refused, and every token that the channel may
/// write is accepted by both.
/// <c>TOKENS=100000 dotnet test tests/Framework.Tests --filter FullyQualifiedName~SecondOpinion</c> asks about that many instead of 3,000,
/// and a hundredth of them good ones.
/// </summary>
public sealed class SecondOpinionTests : IDisposable
{
    private const string AppId = "6f1f5cd2-2f0c-4c1e-9f5e-0d9c5a3b7a11";
    private const int Usual = 3_000;

    private static readonly int Many = int.TryParse(Environment.GetEnvironmentVariable("TOKENS"), CultureInfo.InvariantCulture,
        out var many) ? many : Usual;

    private readonly FakeTime _time = new();
    private readonly RSA[] _rsa = [RSA.Create(2048), RSA.Create(2048), RSA.Create(3072)];
    private readonly FakeChannel _host;
    private readonly SigningKeys _keys;
    private readonly TokenCheck _check;
    private readonly FormerCheck _former;

    public SecondOpinionTests()
    {
        var trust = new TrustOptions
        {
            AppId = AppId, Issuers = [TokenIssuer.Issuer], Metadata = new("https://login.example/metadata"), Tenants = [],
            ServiceHosts = new([]), Token = _ => throw new NotSupportedException(),
        };
        var published = _rsa.Select((rsa, i) => Published($"key-{i}", rsa, "msteams"))
            .Append(Published("unendorsed", _rsa[0], "directline")).ToList();
        var set = JsonSerializer.Serialize(new { keys = published });
        _host = new(call =>
            FakeChannel.Answer(HttpStatusCode.OK,
            call.Url.EndsWith("/keys", StringComparison.Ordinal) ? set : """{"jwks_uri":"https://login.example/keys"}"""));
        _keys = new(_host, trust, _time, NullLogger<SigningKeys>.Instance);
        _check = new(trust, _keys, _time, NullLogger<TokenCheck>.Instance);
        _former = new(trust,
            _rsa.Select((rsa, i) => new FormerKey($"key-{i}", rsa.ExportParameters(false), ["msteams"]))
            .Append(new("unendorsed", _rsa[0].ExportParameters(false), ["directline"])));
    }

    [Fact]
    public async Task What_the_former_check_refused_is_refused()
    {
        var made = new MadeTokens(20261126, _rsa, AppId, TokenIssuer.Issuer, _time.GetUtcNow());
        var (believed, stricter, refused) = (0, 0, new Dictionary<Refusal, int>());

        for (var i = 0; i < Many; i++)
        {
            var token = made.Wrong();
            var (now, before) = (await Check(token), _former.Objection(token, _time.GetUtcNow()));
            if (before is { } reason)
            {
                now.Should().NotBeNull($"round {i}: formerly {before}: {token}");
                refused[reason] = refused.GetValueOrDefault(reason) + 1;
            }
            else if (now is null) believed++;
            else
            {
                now.Should().Be(Refusal.Malformed,
                    $"the library reads further claims, such as iat, and refuses those of another kind; round {i}: {token}");
                stricter++;
            }
        }

        refused.Keys.Should().Contain([
            Refusal.Malformed, Refusal.Algorithm, Refusal.Header, Refusal.Issuer, Refusal.Audience, Refusal.NoExpiry, Refusal.Expired,
            Refusal.NotYetValid, Refusal.UnknownKey, Refusal.NotEndorsed, Refusal.Signature]);
        believed.Should().BeGreaterThan(stricter, "some differences make no difference");
    }

    [Fact]
    public async Task Whatever_the_channel_may_write_is_believed()
    {
        var made = new MadeTokens(20261127, _rsa, AppId, TokenIssuer.Issuer, _time.GetUtcNow());

        for (var i = 0; i < Math.Max(Many / 100, 100); i++)
        {
            var token = made.Good();
            (await Check(token)).Should().BeNull($"round {i}: {token}");
            (await Check(token)).Should().BeNull("it is known now");
            _former.Objection(token, _time.GetUtcNow()).Should().BeNull();
        }
    }

    public void Dispose()
    {
        _keys.Dispose();
        _host.Dispose();
        foreach (var rsa in _rsa) rsa.Dispose();
    }

    private async Task<Refusal?> Check(string token)
    {
        var @checked = await _check.Check("Bearer " + token, default);
        return @checked.Token is null ? @checked.Refusal : null;
    }

    private static object Published(string id, RSA rsa, string endorsement)
    {
        var key = rsa.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = id,
            x5t = id,
            n = Base64Url.EncodeToString(key.Modulus),
            e = Base64Url.EncodeToString(key.Exponent),
            endorsements = new[] { endorsement },
        };
    }
}
