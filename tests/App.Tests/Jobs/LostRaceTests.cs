using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Api;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Jobs;

/// <summary>What no turn commits is committed again after a lost race, and nobody takes for done what was not kept.</summary>
public sealed class LostRaceTests(ForgetfulProduct product) : IClassFixture<ForgetfulProduct>
{
    [Fact]
    public async Task A_refusal_over_the_api_is_noted_once()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var filed = await ann.Report("The rowan export is late");
        using var stranger = await product.CallerIn(await product.TeamOf(product.Somebody("Eli")));
        await product.Bot.Idle();

        product.Store.Refuse = 1;
        var answer = await stranger.Get($"/api/v1/errors/{filed.Number}");

        answer.Status.Should().Be(404);
        product.Bot.Number("""
            SELECT COUNT(*) FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what = 'refused' AND actor_kind = 'agent'
            """, filed.Number).Should().Be(1);
    }

    [Fact]
    public async Task A_webhook_whose_attempt_could_not_be_noted_at_first_is_not_called_again()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        await using var receiver = await Receiver.Start((_, times) =>
        {
            if (times is 1) product.Store.Refuse = 1; // the next commit is that of this attempt
            return Task.CompletedTask;
        });
        await product.AddWebhook(receiver, team);
        await product.Bot.Idle();

        await ann.Report("The first medlar");
        await receiver.Hears(1);
        await product.Bot.Idle();
        await ann.Report("The second medlar");
        await receiver.Hears(2);

        receiver.All.Select(each => each.Title).Should().Equal("The first medlar", "The second medlar");
        product.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task A_roster_whose_commit_lost_a_race_is_kept_at_once()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        await product.Bot.Idle();
        var teamId = product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name);
        var annId = product.Bot.Number("SELECT id FROM people WHERE name = @name", ann.Name);
        await product.Bot.Change($"DELETE FROM team_members WHERE team = {teamId}");

        await product.Bot.Commit(services =>
        {
            services.GetRequiredService<Session>().Statements["UPDATE teams SET roster_due_at = 0 WHERE id = @id"].Execute(teamId);
            product.Store.Refuse = 1; // the next commit is that of the roster
        });
        await product.Bot.Idle();

        product.Bot.Number("SELECT COUNT(*) FROM team_members WHERE team = @team AND person = @person AND left_at IS NULL", teamId, annId)
            .Should().Be(1);
        product.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task What_loses_every_race_fails_and_says_what_it_was()
    {
        await product.Bot.Idle();
        await using var scope = product.Bot.Services.CreateAsyncScope();
        var ran = 0;

        product.Store.Refuse = JobCommit.Attempts;
        var commits = scope.ServiceProvider.GetRequiredService<JobCommit>();
        var failing = () => commits.Run("the job of this test", scope.ServiceProvider, _ => ran++, CancellationToken.None);

        (await failing.Should().ThrowAsync<RaceLostException>()).WithMessage("*the job of this test*");
        ran.Should().Be(0);
        await failing.Should().NotThrowAsync("the next time nobody is in the way");
        ran.Should().Be(1);
    }
}
