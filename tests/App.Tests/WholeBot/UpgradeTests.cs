using FluentAssertions;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A database of the first release is opened by the present one.</summary>
public abstract class UpgradeTests(FirstRelease product)
{
    public sealed class OnSqlite(FirstRelease product) : UpgradeTests(product), IClassFixture<FirstRelease>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresFirstRelease product) : UpgradeTests(product), IClassFixture<PostgresFirstRelease>;

    [OnPostgres]
    public sealed class OneInstanceAfterTheOther(PostgresRollingRelease product) : UpgradeTests(product),
        IClassFixture<PostgresRollingRelease>;

    [StoreFact]
    public async Task Everything_is_there_what_waited_is_said_once_and_forms_that_stand_open_are_finished_on_their_old_cards()
    {
        var (ann, bob, cid, dan, eve) = (
            product.Called("Ann"), product.Called("Bob"), product.Called("Cid"), product.Called("Dan"), product.Called("Eve"));

        await product.Bot.Idle();
        product.Team.Triage().Posts.Where(post => post.ByBot)
            .Should()
            .ContainSingle().Which.Cards[0]
            .ToJsonString()
            .Should()
            .Contain("ERR-3");
        dan.Chat.Messages.Should().ContainSingle().Which.Shows("ERR-3").Should().BeTrue();
        eve.Chat.Messages.Should().ContainSingle().Which.Shows("What I can do").Should().BeTrue();
        new[] { ann, bob, cid }.SelectMany(person => person.Chat.Messages).Should().BeEmpty("they have heard everything");

        (await ann.Ask("/my", "My reports")).Shows("The pallet wrapper tears the blue foil").Should().BeTrue();
        (await dan.Ask("/status ERR-2", "History")).Shows("The coffee machine on floor three leaks").Should().BeTrue();
        (await bob.Ask("/find pallet", "Reports found")).Shows("ERR-1").Should().BeTrue();
        (await eve.Form("The coffee machine on floor three leaks again"))
            .Shows("ERR-2 ")
            .Should()
            .BeTrue("a report of the first release is offered as a similar one");

        (await product.Teams.Deliver(product.Presses["Bob"])).Body.Should().Contain("It is filed as ERR-4");
        (await product.Teams.Deliver(product.Presses["Cid"])).Body.Should().Contain("2 reports by now");
        await product.Bot.Idle();
        product.Team.Triage().Posts.Count(post =>
            post is { ByBot: true, Cards: [{ } card, ..] } && card.ToJsonString().Contains("ERR-4", StringComparison.Ordinal))
            .Should()
            .Be(1);
        product.Failures.Should().BeEmpty();
    }
}
