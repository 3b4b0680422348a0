using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>Who asks too often is told when to come back; others are not kept waiting.</summary>
public sealed class LimitTests(LimitTests.Narrow product) : IClassFixture<LimitTests.Narrow>
{
    [Fact]
    public async Task Each_key_has_its_own_measure()
    {
        var team = await product.TeamOf(product.Somebody());
        using var busy = await product.CallerIn(team, "Busy agent");
        using var calm = await product.CallerIn(team, "Calm agent");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => busy.Get("/api/v1/errors")));

        answers.Count(answer => answer.Status == 200).Should().Be(5);
        answers.Where(answer => answer.Status != 200)
            .Should()
            .OnlyContain(answer =>
                answer.Status == 429 && answer.Problem == "too-many-requests" && answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        (await calm.Get("/api/v1/errors")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Guessing_keys_ends_in_waiting_and_keeps_no_good_key_out()
    {
        using var good = await product.CallerIn(await product.TeamOf(product.Somebody()), "Good agent");
        using var bad = new Caller(product.Bot.Root, "ibk_0a1b2c3d4e5f_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => bad.Get("/api/v1/errors")));

        answers.Count(answer => answer.Status == 401).Should().Be(4);
        answers.Count(answer => answer.Status == 429).Should().Be(8);
        (await good.Get("/api/v1/errors")).Status.Should().Be(200);
    }

    /// <summary>The application with narrow limits, which fill up too slowly for a test to see it.</summary>
    public sealed class Narrow : Product
    {
        protected override IEnumerable<(string Name, string Value)> Settings =>
            [("Api:PerMinute", "1"), ("Api:AtOnce", "5"), ("Api:FailuresPerMinute", "4")];
    }
}
