using System.Net;
using FluentAssertions;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Authentication;

/// <summary>A good token, damaged in every way that chance finds, is never believed and never breaks the check.</summary>
public sealed class FuzzTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ %~";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_damaged_token_is_believed(int seed)
    {
        await using var bot = await GuardedBot.Start();
        var chance = new Random(seed);
        var good = bot.Teams.Tokens.SignToken();

        for (var i = 0; i < 700; i++)
        {
            var damaged = Damaged(good, chance);
            using var answer = await bot.Send("Bearer " + damaged);
            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, $"seed {seed}, round {i}: {damaged}");
        }

        (await bot.Send("Bearer " + good)).StatusCode.Should().Be(HttpStatusCode.OK);
        bot.Turns.Should().Be(1);
    }

    private static string Damaged(string good, Random chance)
    {
        var damaged = good;
        for (var times = chance.Next(1, 4); times > 0 || damaged == good; times--)
        {
            var at = chance.Next(damaged.Length);
            damaged = chance.Next(6) switch
            {
                0 => damaged.Remove(at, Math.Min(chance.Next(1, 40), damaged.Length - at)) is { Length: > 0 } shorter ? shorter : "x",
                1 => damaged.Insert(at, Letter(chance)),
                2 => damaged.Insert(at, damaged.Substring(at, Math.Min(chance.Next(1, 40), damaged.Length - at))),
                3 => damaged[..at] + good[..chance.Next(good.Length)],
                4 => damaged[..at]
                    + char.ToString(damaged[at] is >= 'a' and <= 'z'
                    ? char.ToUpperInvariant(damaged[at])
                    : char.ToLowerInvariant(damaged[at])) + damaged[(at + 1)..],
                _ => damaged[..at] + Letter(chance) + damaged[(at + 1)..],
            };
        }

        return damaged;
    }

    private static string Letter(Random chance) => Letters[chance.Next(Letters.Length)].ToString();
}
