using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Signs tokens as the channel does, or nearly as it does, and publishes the keys for checking them.</summary>
public sealed class TokenIssuer : IDisposable
{
    /// <summary>The issuer of the channel's tokens.</summary>
    public const string Issuer = "https://api.botframework.com";

    private readonly FakeTeams _teams;
    private readonly Lock _gate = new();
    private readonly List<SigningKey> _keys = [new("key-1", ["msteams"])];

    internal TokenIssuer(FakeTeams teams) => _teams = teams;

    /// <summary>Where the OpenID metadata is, for the setting of the bot.</summary>
    public string MetadataUrl => _teams.Address + "/v1/.well-known/openidconfiguration";

    /// <summary>Where the keys are.</summary>
    public string KeysUrl => _teams.Address + "/v1/.well-known/keys";

    /// <summary>Published before the keys that sign: keys that are none, for instance.</summary>
    public List<JsonObject> OddKeys { get; } = [];

    /// <summary>How often the keys were fetched.</summary>
    public int KeyFetches { get; private set; }

    /// <summary>The newest key.</summary>
    public SigningKey Key
    {
        get
        {
            lock (_gate)
            {
                return _keys[^1];
            }
        }
    }

    /// <summary>Adds a new key, with which tokens are signed from now on.</summary>
    /// <param name="endorsements">The channels the key is good for.</param>
    /// <param name="keepOld">Whether the old keys stay published.</param>
    public SigningKey RotateKey(IReadOnlyList<string>? endorsements = null, bool keepOld = true)
    {
        lock (_gate)
        {
            var key = new SigningKey($"key-{_keys.Count + 1}-{Guid.NewGuid():N}", endorsements ?? ["msteams"]);
            if (!keepOld)
            {
                _keys.Clear();
            }

            _keys.Add(key);
            return key;
        }
    }

    /// <summary>A token of the channel.</summary>
    /// <param name="claims">Claims to set; a null takes the claim away.</param>
    /// <param name="header">Header fields to set; a null takes the field away.</param>
    /// <param name="key">Another key than the newest, one that was never published for instance.</param>
    public string SignToken(JsonObject? claims = null, JsonObject? header = null, SigningKey? key = null)
    {
        key ??= Key;
        var now = _teams.Now.ToUnixTimeSeconds();
        var fullHeader = Merge(new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = key.Id, ["x5t"] = key.Id }, header);
        var fullClaims = Merge(
            new() { ["iss"] = Issuer, ["aud"] = _teams.AppId, ["nbf"] = now - 10, ["exp"] = now + 3600,
                ["serviceurl"] = _teams.ServiceUrl },
            claims);
        return key.Sign(Encode(fullHeader) + "." + Encode(fullClaims));
    }

    /// <inheritdoc />
    public void Dispose() => _keys.ForEach(k => k.Dispose());

    internal JsonObject Metadata => new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = KeysUrl,
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    };

    internal JsonObject Keys()
    {
        lock (_gate)
        {
            KeyFetches++;
            return new() { ["keys"] = new JsonArray([.. OddKeys.Select(odd => odd.DeepClone()), .. _keys.Select(k => k.Published())]) };
        }
    }

    internal static string Encode(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Encode(JsonObject part) => Encode(Encoding.UTF8.GetBytes(part.ToJsonString(Wire.Relaxed)));

    private static JsonObject Merge(JsonObject into, JsonObject? changes)
    {
        foreach (var (name, value) in changes ?? [])
        {
            into.Remove(name);
            if (value is not null)
            {
                into[name] = value.DeepClone();
            }
        }

        return into;
    }
}

/// <summary>An RSA key with the name under which it is published.</summary>
public sealed class SigningKey(string id, IReadOnlyList<string> endorsements) : IDisposable
{
    private readonly Lazy<RSA> _rsa = new(() => RSA.Create(2048));

    /// <summary>The key id.</summary>
    public string Id => id;

    /// <summary>A JSON Web Key Set with this key alone.</summary>
    public string PublishedSet() => new JsonObject { ["keys"] = new JsonArray(Published()) }.ToJsonString();

    /// <inheritdoc />
    public void Dispose()
    {
        if (_rsa.IsValueCreated)
        {
            _rsa.Value.Dispose();
        }
    }

    internal string Sign(string unsigned) =>
        unsigned + "." + TokenIssuer.Encode(
            _rsa.Value.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>The public key in the forms in which a careless checker may take it for a shared secret.</summary>
    internal IEnumerable<(string Name, byte[] Bytes)> PublicForms() =>
    [
        ("PEM", Encoding.ASCII.GetBytes(_rsa.Value.ExportSubjectPublicKeyInfoPem())),
        ("DER", _rsa.Value.ExportSubjectPublicKeyInfo()),
        ("modulus", _rsa.Value.ExportParameters(includePrivateParameters: false).Modulus!),
        ("JSON", Encoding.UTF8.GetBytes(Published().ToJsonString())),
    ];

    internal JsonObject Published()
    {
        var key = _rsa.Value.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["x5t"] = id,
            ["n"] = TokenIssuer.Encode(key.Modulus),
            ["e"] = TokenIssuer.Encode(key.Exponent),
            ["endorsements"] = new JsonArray([.. endorsements.Select(e => (JsonNode)e)]),
        };
    }
}
