using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>A token that is not to be believed.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Header">The header Authorization; null for none.</param>
public sealed record Forgery(string Name, string? Header);

/// <summary>Every way of getting a token wrong, or of making one without the channel's key.</summary>
public static class Forgeries
{
    private static readonly string[] OtherAlgorithms = ["HS256", "RS384", "RS512", "PS256", "ES256", "rs256", "RS256 ", ""];
    private static readonly string[] NoAlgorithm = ["none", "None", "NONE", "nOnE"];

    /// <summary>All of them, made from tokens that are good otherwise.</summary>
    public static IReadOnlyList<Forgery> Of(FakeTeams teams)
    {
        var tokens = teams.Tokens;
        return [
            .. Headers(tokens.SignToken()), .. Shapes(tokens.SignToken()), .. Algorithms(tokens), .. OwnKeys(tokens), .. Claims(teams),
            .. Times(teams), .. Signatures(tokens)];
    }

    private static IEnumerable<Forgery> Headers(string good) =>
    [
        new("no header", null), new("nothing in it", ""), new("a scheme alone", "Bearer"), new("a scheme and a blank", "Bearer "),
        new("another scheme", "Basic " + good), new("no scheme", good), new("two tokens", $"Bearer {good}, Bearer {good}"),
        new("a blank too many", "Bearer  " + good),
    ];

    private static IEnumerable<Forgery> Shapes(string good)
    {
        var parts = good.Split('.');
        (string Name, string Token)[] all =
        [
            ("one part", parts[0]), ("two parts", $"{parts[0]}.{parts[1]}"), ("four parts", good + ".x"), ("five parts", $"{good}.x.y"),
            ("only dots", ".."),
            ("padding", good + "=="), ("the other alphabet", $"{parts[0]}.{parts[1]}.{parts[2].Replace('-', '+').Replace('_', '/')}+"),
            ("a blank inside", good.Insert(good.Length / 2, " ")),
            ("a header that is no object", $"{Encode("[]")}.{parts[1]}.{parts[2]}"),
            ("claims that are no object", $"{parts[0]}.{Encode("7")}.{parts[2]}"),
            ("claims that are no JSON", $"{parts[0]}.{Encode("{")}.{parts[2]}"),
            ("a header nested deeply", $"{Encode(new string('[', 5000))}.{parts[1]}.{parts[2]}"),
            ("a very long one", good + new string('a', 20_000)), ("not base64", "%%%.%%%.%%%"),
        ];
        return all.Select(each => new Forgery(each.Name, "Bearer " + each.Token));
    }

    private static IEnumerable<Forgery> Algorithms(TokenIssuer tokens)
    {
        foreach (var name in NoAlgorithm)
        {
            var unsigned = tokens.SignToken(header: new() { ["alg"] = name });
            yield return new($"algorithm {name}, without a signature", "Bearer " + unsigned[..(unsigned.LastIndexOf('.') + 1)]);
            yield return new($"algorithm {name}, signed", "Bearer " + unsigned);
        }

        foreach (var name in OtherAlgorithms)
        {
            yield return Signed($"algorithm '{name}' in the header", tokens.SignToken(header: new() { ["alg"] = name }));
        }
        yield return Signed("an algorithm that is a number", tokens.SignToken(header: new() { ["alg"] = 256 }));
        yield return Signed("no algorithm", tokens.SignToken(header: new() { ["alg"] = null }));
        foreach (var (name, secret) in tokens.Key.PublicForms())
        {
            yield return Signed(
                $"HS256 with the public key as {name}", WithHmac(tokens.SignToken(header: new() { ["alg"] = "HS256" }), secret));
        }
    }

    private static IEnumerable<Forgery> OwnKeys(TokenIssuer tokens)
    {
        using var own = new SigningKey(tokens.Key.Id, ["msteams"]);
        using var unknown = new SigningKey("nobody-knows-it", ["msteams"]);
        yield return Signed("signed by another key of the same name", tokens.SignToken(key: own));
        yield return Signed("signed by a key that is not known", tokens.SignToken(key: unknown));
        yield return Signed("no key id", tokens.SignToken(header: new() { ["kid"] = null }));
        yield return Signed("a key id that is a path", tokens.SignToken(header: new() { ["kid"] = "../../../../dev/null" }));
        yield return Signed("a key embedded", tokens.SignToken(header: new() { ["jwk"] = own.Published() }, key: own));
        foreach (var name in (string[])["jku", "x5u"])
        {
            yield return Signed($"keys elsewhere by {name}", tokens.SignToken(header: new() { [name] = "https://evil.example/keys" }));
        }
        yield return Signed("a certificate embedded", tokens.SignToken(header: new() { ["x5c"] = new JsonArray("MIIB") }));
        yield return Signed("critical extensions", tokens.SignToken(header: new() { ["crit"] = new JsonArray("exp") }));
    }

    private static IEnumerable<Forgery> Claims(FakeTeams teams)
    {
        foreach (var issuer in (
            string?[])["https://api.botframework.com/", "https://api.botframework.com.evil.example",
            "https://evil.example/https://api.botframework.com", "https://API.botframework.com", "https://sts.windows.net/common/", "",
            null])
        {
            yield return With(teams, "iss", issuer);
        }
        foreach (var audience in (string?[])["00000000-0000-0000-0000-000000000000", teams.AppId + "0", "api://" + teams.AppId, "", null])
        {
            yield return With(teams, "aud", audience);
        }
        yield return With(teams, "aud", new JsonArray(teams.AppId));
        yield return With(teams, "iss", new JsonArray(TokenIssuer.Issuer));
    }

    private static IEnumerable<Forgery> Times(FakeTeams teams)
    {
        var now = teams.Now.ToUnixTimeSeconds();
        foreach (var end in (JsonNode?[])[now - 301, now - 86_400, 0, -1, now + 3600.5, 1e300, "" + (now + 3600), true, null])
        {
            yield return With(teams, "exp", end);
        }
        foreach (var begin in (JsonNode[])[now + 400, now + 86_400, "" + now, 1e300, false]) yield return With(teams, "nbf", begin);
    }

    private static IEnumerable<Forgery> Signatures(TokenIssuer tokens)
    {
        var (good, other) = (tokens.SignToken(), tokens.SignToken(new() { ["jti"] = "other" }));
        var (at, otherAt) = (good.LastIndexOf('.') + 1, other.LastIndexOf('.') + 1);
        yield return Signed("no signature", good[..at]);
        yield return Signed("a signature cut short", good[..^10]);
        yield return Signed("a changed signature", Changed(good, at + 20));
        yield return Signed("the signature of another token", good[..at] + other[otherAt..]);
        yield return Signed("changed claims", Changed(good, good.IndexOf('.') + 30));
        yield return Signed("a signature spelt otherwise", good[..^1] + Next(good[^1]));
    }

    private static Forgery With(FakeTeams teams, string claim, JsonNode? value) =>
        Signed($"{claim} {value?.ToJsonString() ?? "missing"}", teams.Tokens.SignToken(new() { [claim] = value }));

    private static Forgery Signed(string name, string token) => new(name, "Bearer " + token);

    private static string WithHmac(string token, byte[] secret)
    {
        var unsigned = token[..token.LastIndexOf('.')];
        return unsigned + "." + TokenIssuer.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(unsigned)));
    }

    private static string Changed(string token, int at) => token[..at] + Next(token[at]) + token[(at + 1)..];

    private static char Next(char letter) => letter is 'A' ? 'B' : letter is 'Q' ? 'R' : letter is 'g' ? 'h' : letter is 'w' ? 'x' : 'A';

    private static string Encode(string text) => TokenIssuer.Encode(Encoding.UTF8.GetBytes(text));
}
