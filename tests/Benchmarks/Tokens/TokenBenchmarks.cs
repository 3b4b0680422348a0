using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Tests.Authentication;
using Improvement.Bot.Framework.Tests.Authentication.Former;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Benchmarks.Tokens;

/// <summary>
/// What the check of one token costs, and what the former check cost: new ones, one that was believed before, one with a wrong signature,
/// one of another issuer.
/// </summary>
[MemoryDiagnoser]
public class TokenBenchmarks : IDisposable
{
    private const string AppId = "6f1f5cd2-2f0c-4c1e-9f5e-0d9c5a3b7a11";
    private const string Issuer = "https://api.botframework.com";
    private const string Scheme = "Bearer ";
    private const int More = 3_000; // than are remembered, so that each is new when it comes again

    private readonly RSA _rsa = RSA.Create(2048);
    private string[] _tokens = [];
    private string _known = "", _forged = "", _foreign = "";
    private SigningKeys _keys = null!;
    private TokenCheck _check = null!;
    private FormerCheck _former = null!, _holding = null!;
    private int _next;

    [GlobalSetup]
    public async Task Prepare()
    {
        var now = TimeProvider.System.GetUtcNow();
        var trust = new TrustOptions
        {
            AppId = AppId, Issuers = [Issuer], Metadata = new("https://login.example/metadata"), Tenants = [], ServiceHosts = new([]),
            Token = _ => throw new NotSupportedException(),
        };
        _keys = new(new Published(_rsa), trust, TimeProvider.System, NullLogger<SigningKeys>.Instance);
        _check = new(trust, _keys, TimeProvider.System, NullLogger<TokenCheck>.Instance);
        _former = new(trust, [new("key-0", _rsa.ExportParameters(false), ["msteams"])]);
        _holding = new(trust, [new("key-0", _rsa.ExportParameters(false), ["msteams"]) { Held = _rsa }]);

        var made = new MadeTokens(1, [_rsa], AppId, Issuer, now + TimeSpan.FromMinutes(10));
        _tokens = [.. Enumerable.Range(0, More).Select(_ => Scheme + made.Good())];
        _known = _tokens[0];
        _forged = _tokens[1][..^40] + _tokens[2][^40..];
        _foreign = new MadeTokens(1, [_rsa], AppId, "https://evil.example", now).Good().Insert(0, Scheme);
        if ((await _check.Check(_known, default)).Token is null || _former.Remembering(TokenIn(_known), now) is not null)
        {
            throw new InvalidOperationException("A good token is refused.");
        }
        if ((await _check.Check(_forged, default)).Token is not null || (await _check.Check(_foreign, default)).Token is not null)
        {
            throw new InvalidOperationException("A wrong token is believed.");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _keys.Dispose();
        _rsa.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public Refusal? New_formerly() => _former.Objection(TokenIn(Next()), TimeProvider.System.GetUtcNow());

    [Benchmark]
    public Refusal? New_formerly_had_it_held_the_key() => _holding.Objection(TokenIn(Next()), TimeProvider.System.GetUtcNow());

    [Benchmark]
    public ValueTask<Checked> New_now() => _check.Check(Next(), default);

    [Benchmark]
    public Refusal? Repeated_formerly() => _former.Remembering(TokenIn(_known), TimeProvider.System.GetUtcNow());

    [Benchmark]
    public ValueTask<Checked> Repeated_now() => _check.Check(_known, default);

    [Benchmark]
    public Refusal? Forged_formerly() => _former.Objection(TokenIn(_forged), TimeProvider.System.GetUtcNow());

    [Benchmark]
    public ValueTask<Checked> Forged_now() => _check.Check(_forged, default);

    [Benchmark]
    public Refusal? Of_another_issuer_formerly() => _former.Objection(TokenIn(_foreign), TimeProvider.System.GetUtcNow());

    [Benchmark]
    public ValueTask<Checked> Of_another_issuer_now() => _check.Check(_foreign, default);

    private static string TokenIn(string header) => header[Scheme.Length..];

    private string Next() => _tokens[_next = (_next + 1) % More];

    /// <summary>The channel's documents.</summary>
    private sealed class Published(RSA rsa) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var key = rsa.ExportParameters(false);
            var keys =
                new[] { new { kty = "RSA", kid = "key-0", n = Base64Url.EncodeToString(key.Modulus),
                    e = Base64Url.EncodeToString(key.Exponent), endorsements = new[] { "msteams" } } };
            var document = request.RequestUri!.AbsolutePath is "/keys"
                ? JsonSerializer.Serialize(new { keys })
                : """{"jwks_uri":"https://login.example/keys"}""";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(document) });
        }
    }
}
