using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Improvement.Bot.Framework.Tests.Authentication;

/// <summary>
/// Tokens made by chance: good ones in every way in which the channel may write them, and others that are wrong in one way or several, most
/// of them signed with a key of the channel all the same, so that nothing but the check of that one thing stands in their way.
/// </summary>
internal sealed class MadeTokens(int seed, RSA[] keys, string appId, string issuer, DateTimeOffset now)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ %~";

    private static readonly string[] Odd =
    [
        "null", "true", "false", "0", "-1", "-0", "1.5", "1e3", "1e300", "-1e300", "9223372036854775807", "9223372036854775808",
        "99999999999", "100000000000", "253402300800", "\"\"", "\" \"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"",
        "[]", "[[]]", "{}", "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}", "[1,2]", "\"99999999999\"",
        "\"https://evil.example\"",
    ];

    private static readonly string[] Algorithms =
        ["none", "None", "HS256", "RS384", "RS512", "PS256", "ES256", "rs256", "RS256 ", "\\u0052S256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "RSA1_5", "RSA-OAEP", "dir", "A128KW", ""];

    private static readonly string[] HeaderNames = ["jwk", "jku", "x5c", "x5u", "crit", "b64", "zip", "enc", "typ", "cty", "x5t", "kid",
        "alg", "KID", "Alg", "x", "epk", "apu"];

    private readonly Random _chance = new(seed);

    /// <summary>A token of the channel.</summary>
    public string Good()
    {
        var key = _chance.Next(keys.Length);
        return Sign(Header($"key-{key}"), Join(Claims(), One(": ", ":", " :\n "), One(",", ", ", "\r\n,")), keys[key]);
    }

    /// <summary>A token that differs from a good one.</summary>
    public string Wrong() => _chance.Next(10) switch
    {
        0 => Damaged(Good()),
        1 => OtherShape(Good()),
        2 or 3 => Signed(OtherHeader(), Join(Claims(), ":", ",")),
        4 => Sign(Header("key-0"), Join(Claims(), ":", ","), keys[1]),
        5 => Signed(Header("key-0"), OtherText(Join(Claims(), ":", ","))),
        6 => Signed(Header("key-0"), Join(Times(), ":", ",")),
        _ => Signed(Header("key-0"), Join(OtherClaims(), ":", ",")),
    };

    private List<(string Name, string Json)> Claims()
    {
        var end = now.ToUnixTimeSeconds() + _chance.Next(-299, 90_000);
        var service = One("https://smba.trafficmanager.net/amer/", "https://smba.trafficmanager.net/emea/" + Guid(), "https://x/ä");
        List<(string, string)> claims =
        [
            ("serviceurl", Quoted(service)),
            ("iss", Quoted(issuer)),
            ("aud", Quoted(One(appId, appId.ToUpperInvariant()))),
            ("exp", $"{end}"),
        ];
        if (_chance.Next(4) > 0) claims.Insert(0, ("nbf", $"{Math.Min(end, now.ToUnixTimeSeconds() + _chance.Next(-3600, 300))}"));
        if (_chance.Next(2) is 0) claims.Add(("iat", $"{now.ToUnixTimeSeconds()}"));
        if (_chance.Next(3) is 0)
        {
            claims.Add(
                (One("azp", "appid", "tid", "ver", "jti", "sub", "idtyp"), One(Quoted(Guid()), "\"2.0\"", "\"\\u00e4\\ud83d\\ude00\"")));
        }
        if (_chance.Next(5) is 0) claims.Add(("roles", One("[\"a\",\"b\"]", "[]", "\"a\"")));
        if (_chance.Next(5) is 0) claims.Add(("x", One("{\"y\":[1,2,{\"z\":null}]}", "null", "true", "1.5e3", "\"\"")));
        return [.. claims.OrderBy(_ => _chance.Next())];
    }

    private string Header(string kid) => Join(
        [.. new[] { ("alg", "\"RS256\""), ("kid", Quoted(kid)), ("typ", One("\"JWT\"", "\"jwt\"", "\"at+jwt\"")), ("x5t", Quoted(kid)),
            ("y", "1") }.Take(_chance.Next(2, 6)).OrderBy(_ => _chance.Next())], ":", ",");

    private string OtherHeader()
    {
        List<(string Name, string Json)> fields = [("alg", "\"RS256\""), ("kid", "\"key-0\""), ("typ", "\"JWT\"")];
        switch (_chance.Next(4))
        {
            case 0: fields[0] = ("alg", _chance.Next(2) is 0 ? Quoted(One(Algorithms)) : One(Odd)); break;
            case 1:
                fields[1] = ("kid",
                    One([.. Odd, "\"key-1\"", "\"KEY-0\"", "\"key-0 \"", "\"key\\u002d0\"", "\"unknown\"", "\"unendorsed\""]));
                break;
            case 2:
                fields.Insert(_chance.Next(fields.Count + 1),
                    (One(HeaderNames), One([.. Odd, "\"RS256\"", "\"key-0\"", "[\"exp\"]", "\"DEF\""])));
                break;
            default: fields.RemoveAt(_chance.Next(fields.Count)); break;
        }

        return Join(fields, ":", ",");
    }

    private List<(string Name, string Json)> OtherClaims()
    {
        var claims = Claims();
        var at = _chance.Next(claims.Count);
        var name = _chance.Next(3) is 0 ? claims[at].Name : One("iss", "aud", "exp", "nbf");
        var value = name switch
        {
            "iss" =>
                One([.. Odd, Quoted(issuer + "/"), Quoted(issuer.ToUpperInvariant()), $"[{Quoted(issuer)}]",
                    "\"https://sts.windows.net/common/\"", "\"https://login.microsoftonline.com/common/v2.0\""]),
            "aud" =>
                One([.. Odd, Quoted(appId + "/"), Quoted("api://" + appId), $"[{Quoted(appId)}]", $"[{Quoted(appId)},\"x\"]",
                    Quoted(appId + " ")]),
            _ => One(
                [.. Odd, $"{now.ToUnixTimeSeconds() + 3600}.0", $"{now.ToUnixTimeSeconds()}.5", $"\"{now.ToUnixTimeSeconds() + 600}\"",
                $"[{now.ToUnixTimeSeconds() + 600}]", "1e10"]),
        };
        if (_chance.Next(2) is 0) claims.RemoveAll(claim => claim.Name == name);
        if (_chance.Next(8) > 0) claims.Insert(_chance.Next(claims.Count + 1), (_chance.Next(6) is 0 ? Escaped(name) : name, value));
        return claims;
    }

    private List<(string Name, string Json)> Times()
    {
        var claims = Claims();
        claims.RemoveAll(claim => claim.Name is "exp" or "nbf");
        var seconds = now.ToUnixTimeSeconds();
        claims.Add(("exp", $"{seconds + _chance.Next(-303, -296)}"));
        claims.Add(("nbf", $"{seconds + _chance.Next(-3600, 304)}"));
        if (_chance.Next(2) is 0) claims[^2] = ("exp", $"{seconds + 3600}");
        if (_chance.Next(2) is 0) claims[^1] = ("nbf", $"{seconds + _chance.Next(297, 304)}");
        return claims;
    }

    private string OtherText(string json)
    {
        var at = _chance.Next(json.Length);
        return _chance.Next(8) switch
        {
            0 => "\uFEFF" + json,
            1 => json + One("x", " {}", ",", "\0", "//", "/**/"),
            2 => json[..at] + One("/*c*/", ",", "\"", "\\", "\0", " ", "\t", "}") + json[at..],
            3 => json.Replace("\"", "'", StringComparison.Ordinal),
            4 => "[" + json + "]",
            5 => json[..^1] + ",}",
            6 => json.Remove(at, 1),
            _ => json[..^1] + "," + json[1..], // everything twice
        };
    }

    private string OtherShape(string good)
    {
        var parts = good.Split('.');
        return _chance.Next(12) switch
        {
            0 => $"{parts[0]}.{parts[1]}.",
            1 => $"{parts[0]}.{parts[1]}",
            2 => $"{good}.{parts[2]}",
            3 => $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}.{parts[2]}", // as an encrypted one has five
            4 => $"{good}=",
            5 => $"{parts[0]}=.{parts[1]}.{parts[2]}",
            6 => good + " ",
            7 => "\t" + good,
            8 => $"{parts[0]}.{parts[1]}.{parts[2].Replace('-', '+').Replace('_', '/')}+",
            9 => $"{parts[0]}.{parts[1]}.{parts[2]}{parts[2]}",
            10 => $"{parts[0]}.{parts[1]}.{parts[2][..^1]}{Letters[_chance.Next(64)]}",
            _ => $"{parts[2]}.{parts[1]}.{parts[0]}",
        };
    }

    private string Damaged(string good)
    {
        var damaged = good;
        for (var times = _chance.Next(1, 4); times > 0 || damaged == good; times--)
        {
            var at = _chance.Next(damaged.Length);
            damaged = _chance.Next(4) switch
            {
                0 => damaged.Remove(at, Math.Min(_chance.Next(1, 40), damaged.Length - at)) is { Length: > 0 } shorter ? shorter : "x",
                1 => damaged.Insert(at, Letters[_chance.Next(Letters.Length)].ToString()),
                2 => damaged.Insert(at, damaged.Substring(at, Math.Min(_chance.Next(1, 40), damaged.Length - at))),
                _ => damaged[..at] + Letters[_chance.Next(Letters.Length)] + damaged[(at + 1)..],
            };
        }

        return damaged;
    }

    private string Signed(string header, string claims) => Sign(header, claims, keys[0]);

    private static string Sign(string header, string claims, RSA key)
    {
        var unsigned =
            $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return unsigned + "." + Base64Url.EncodeToString(signature);
    }

    private static string Join(IEnumerable<(string Name, string Json)> members, string colon, string comma) =>
        "{" + string.Join(comma, members.Select(member => $"\"{member.Name}\"{colon}{member.Json}")) + "}";

    private static string Escaped(string name) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)name[0]:x4}{name[1..]}");

    private static string Quoted(string text) => $"\"{text}\"";

    private string Guid()
    {
        var bytes = new byte[16];
        _chance.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private string One(params string[] of) => of[_chance.Next(of.Length)];
}
