using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Authentication;

/// <summary>
/// Keys among those of the channel that nobody should use: they are passed over, the others hold, and no token that names them makes the
/// bot fail.
/// </summary>
public sealed class OddKeyTests : IDisposable
{
    private static readonly byte[] DigestOfSha256 = Convert.FromHexString("3031300d060960864801650304020105000420");

    private readonly RSA _rsa = RSA.Create(2048);

    public static TheoryData<string> Kinds =>
    [
        "exponent 1", "exponent 0", "exponent 2", "exponent 3", "exponent 65536", "exponent 65537 with zeros before it, and 1 bit less",
        "exponent of 5 bytes", "exponent as large as the modulus", "no exponent", "exponent of another kind",
        "exponent empty", "even modulus", "modulus 0", "modulus 1", "modulus of 2047 bits", "modulus of 1024 bits with zeros before it",
        "modulus of 16384 bits", "huge modulus", "no modulus", "modulus of another kind",
        "modulus in the other alphabet", "no key id", "key id of another kind", "for encryption", "for another algorithm", "elliptic",
        "symmetric", "a number", "null",
    ];

    public void Dispose() => _rsa.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_key_that_cannot_be_trusted_is_passed_over(string kind)
    {
        await using var bot = await GuardedBot.Start(teams => teams.Tokens.OddKeys.AddRange([Odd(kind), Odd(kind)]));

        foreach (var token in Tokens(bot))
        {
            (await GuardedBot.Answer(bot.Send("Bearer " + token))).Should().Be((HttpStatusCode.Unauthorized, ""));
        }

        bot.Keys.Count.Should().Be(1);
        (await bot.SendGood()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    /// <summary>With an exponent of 1 the padded digest of a text is its own signature.</summary>
    private IEnumerable<string> Tokens(GuardedBot bot)
    {
        var good = bot.Teams.Tokens.SignToken(header: new() { ["kid"] = "odd", ["x5t"] = null });
        var unsigned = good[..good.LastIndexOf('.')];
        yield return good;
        yield return unsigned + "."
            + Encode(_rsa.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        foreach (var length in (int[])[256, 1024])
        {
            yield return unsigned + "." + Encode(Padded(SHA256.HashData(Encoding.ASCII.GetBytes(unsigned)), length));
        }
        yield return unsigned + "." + Encode(new byte[256]);
        yield return unsigned + "." + Encode([.. new byte[255], 1]);
    }

    private JsonObject Odd(string kind)
    {
        var parts = _rsa.ExportParameters(false);
        var (modulus, exponent) = (parts.Modulus!, parts.Exponent!);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = "odd",
            ["n"] = Encode(modulus),
            ["e"] = Encode(exponent),
            ["endorsements"] = new JsonArray("msteams"),
        };
        switch (kind)
        {
            case "exponent 0": key["e"] = Encode([0]); break;
            case "exponent 1": key["e"] = Encode([1]); break;
            case "exponent 2": key["e"] = Encode([2]); break;
            case "exponent 3": key["e"] = Encode([3]); break;
            case "exponent 65536": key["e"] = Encode([1, 0, 0]); break;
            case "exponent 65537 with zeros before it, and 1 bit less": key["e"] = Encode([0, 0, 0xFF, 0xFF]); break;
            case "exponent of 5 bytes": key["e"] = Encode([1, 0, 0, 0, 1]); break;
            case "exponent as large as the modulus": key["e"] = Encode(modulus); break;
            case "no exponent": key.Remove("e"); break;
            case "exponent of another kind": key["e"] = new JsonArray("AQAB"); break;
            case "exponent empty": key["e"] = ""; break;
            case "even modulus": key["n"] = Encode([.. modulus[..^1], (byte)(modulus[^1] & 0xFE)]); break;
            case "modulus 0": key["n"] = Encode(new byte[256]); break;
            case "modulus 1": key["n"] = Encode([.. new byte[255], 1]); break;
            case "modulus of 2047 bits": key["n"] = Encode([0x7F, .. modulus[1..]]); break;
            case "modulus of 1024 bits with zeros before it": key["n"] = Encode([.. new byte[128], .. modulus[128..]]); break;
            case "modulus of 16384 bits": key["n"] = Encode([.. Enumerable.Repeat((byte)0xFF, 2048)]); break;
            case "huge modulus": key["n"] = Encode([.. Enumerable.Repeat((byte)0xFF, 200_000)]); break;
            case "no modulus": key.Remove("n"); break;
            case "modulus of another kind": key["n"] = 7; break;
            case "modulus in the other alphabet": key["n"] = Encode(modulus).Replace('-', '+').Replace('_', '/') + "+/=="; break;
            case "no key id": key.Remove("kid"); break;
            case "key id of another kind": key["kid"] = new JsonArray("odd"); break;
            case "for encryption": key["use"] = "enc"; break;
            case "for another algorithm": key["alg"] = "RS512"; break;
            case "elliptic": key["kty"] = "EC"; break;
            case "symmetric": key["kty"] = "oct"; key["k"] = Encode(modulus); break;
            case "a number": return new() { ["kid"] = 7, ["kty"] = 7, ["n"] = 7, ["e"] = 7 };
            default: return new() { ["kid"] = "odd", ["kty"] = null, ["n"] = null, ["e"] = null };
        }

        return key;
    }

    private static byte[] Padded(byte[] digest, int length) =>
        [0, 1, .. Enumerable.Repeat((byte)0xFF, length - 3 - DigestOfSha256.Length - digest.Length), 0, .. DigestOfSha256, .. digest];

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
