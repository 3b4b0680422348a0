using FluentAssertions;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>A database that keeps what it was given and whose answer to the commit is lost: nothing is done twice, with an Idempotency-Key or without one.</summary>
public sealed class LostAnswerTests(LostAnswerTests.ForgetfulProduct product) : IClassFixture<LostAnswerTests.ForgetfulProduct>
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
        unknown.Json.GetProperty("detail").GetString().Should().Contain("may have been done or not").And.Contain("header Idempotency-Key of this answer");
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

        (await other.Post($"{Errors}/{number}/witnesses", new { })).Status.Should().Be(201, "the second attempt finds what the first one did");

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

    /// <summary>The product on a database whose answers are lost.</summary>
    public sealed class ForgetfulProduct : ApiProduct
    {
        internal ForgetfulStore Store { get; private set; } = null!;

        protected override void Prepare(IServiceCollection services)
        {
            var real = services.Last(service => service.ServiceType == typeof(ITurnStore));
            services.AddSingleton<ITurnStore>(provider => Store = new((ITurnStore)(real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))));
        }
    }

    /// <summary>Commits, and says that it could not find out whether it did.</summary>
    internal sealed class ForgetfulStore(ITurnStore store) : ITurnStore
    {
        private int _lose;

        /// <summary>How many of the next commits are affected.</summary>
        public int Lose { set => _lose = value; }

        public async Task<CommitOutcome> Commit(ActivityKey? seen, IServiceProvider scope, Func<ITurnWriter, ValueTask> work, CancellationToken ct)
        {
            var outcome = await store.Commit(seen, scope, work, ct);
            return outcome is CommitOutcome.Committed && Interlocked.Decrement(ref _lose) >= 0 ? CommitOutcome.RaceLost : outcome;
        }

        public ValueTask<bool> Seen(ActivityKey key, CancellationToken ct) => store.Seen(key, ct);

        public ValueTask<SavedDialog?> DialogIn(string conversation, string person, CancellationToken ct, string? alsoKnownAs = null) =>
            store.DialogIn(conversation, person, ct, alsoKnownAs);

        public ValueTask<string?> ObjectIdOf(string channelUserId, CancellationToken ct) => store.ObjectIdOf(channelUserId, ct);

        public ValueTask<SavedDialog?> Dialog(string id, CancellationToken ct) => store.Dialog(id, ct);

        public Task<IReadOnlyList<SavedDialog>> Expired(DateTimeOffset now, int limit, CancellationToken ct) => store.Expired(now, limit, ct);

        public ValueTask<Place?> PlaceAt(string conversation, string activityId, CancellationToken ct) => store.PlaceAt(conversation, activityId, ct);
    }
}
