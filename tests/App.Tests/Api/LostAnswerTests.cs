using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>
/// A database that keeps what it was given and whose answer to the commit is lost: nothing is done twice, with an Idempotency-Key or
/// without one.
/// </summary>
public sealed class LostAnswerTests(ForgetfulProduct product) : IClassFixture<ForgetfulProduct>
{
    private const string Errors = "/api/v1/errors";

    [Theory]
    [InlineData(null)]
    [InlineData("run-1")]
    public async Task A_request_that_is_decided_again_is_known_again(string? key)
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        var before = Filed();
        product.Store.Lose = 1;

        var answer = await agent.Post(Errors, new { story = "The medlar export is late" }, Named(key));

        answer.Status.Should().Be(201, answer.Body);
        Filed().Should().Be(before + 1);
    }

    [Fact]
    public async Task Where_the_outcome_stays_unknown_the_answer_says_so_and_how_to_repeat_it()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        var before = Filed();
        product.Store.Lose = 2;
        object body = new { story = "The service tree export is late" };

        var unknown = await agent.Post(Errors, body);

        (unknown.Status, unknown.Problem).Should().Be((503, "out-of-time"));
        unknown.Json.GetProperty("detail")
            .GetString()
            .Should()
            .Contain("may have been done or not").And.Contain("header Idempotency-Key of this answer");
        unknown.Headers.RetryAfter.Should().NotBeNull();
        var key = unknown.Headers.GetValues("Idempotency-Key").Single();
        Filed().Should().Be(before + 1, "it was kept, though nobody could know");

        (await agent.Post(Errors, body, ("Idempotency-Key", key))).Status.Should().Be(201);
        (await agent.Post(Errors, new { story = "Another one" }, ("Idempotency-Key", key))).Problem.Should().Be("idempotency-key-reused");
        Filed().Should().Be(before + 1);
    }

    [Fact]
    public async Task Witnesses_are_added_once_as_well()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        using var other = await product.CallerIn(product.Teams.Teams[^1], "Other agent");
        var number = (await agent.Post(Errors, new { story = "The checker tree export is late" })).Number;
        product.Store.Lose = 1;

        (
            await other.Post($"{Errors}/{number}/witnesses", new { })).Status.Should().Be(201,
                "the second attempt finds what the first one did");

        product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @number", number).Should().Be(1);
    }

    [Fact]
    public async Task Two_requests_without_a_key_are_two()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        object body = new { story = "The wild pear export is late" };

        var answers = await Task.WhenAll(agent.Post(Errors, body), agent.Post(Errors, body));

        answers.Select(answer => answer.Number).Should().OnlyHaveUniqueItems();
    }

    private static (string, string)[] Named(string? key) => key is null ? [] : [("Idempotency-Key", key)];

    private long Filed() => product.Bot.Number("SELECT COUNT(*) FROM errors");
}
