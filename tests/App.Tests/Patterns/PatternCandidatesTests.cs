using FluentAssertions;
using Improvement.Bot.Patterns;
using Improvement.Bot.Patterns.Ranking;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>A checked pattern stands in the list of what to do next as long as other teams could use it.</summary>
public abstract class PatternCandidatesTests(Product product)
{
    public sealed class OnSqlite(Product product) : PatternCandidatesTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : PatternCandidatesTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task It_stands_there_with_its_expected_gain_until_all_who_could_use_it_have_decided()
    {
        var scene = await ReplicationScene.Set(product, "Bags are labelled on both sides");
        Find(scene).Should().BeNull("nobody else is known to meet the same");
        var (first, second) = (await scene.Another(), await scene.Another());
        await scene.Offer(first, second);

        var assumed = Find(scene)!;
        assumed.Expected.Mean.Should().Be(2, "two teams are asked");
        assumed.Assumed.Should().HaveFlag(RankFactors.Hours).And.HaveFlag(RankFactors.Effort);
        var form = await scene.Home.Open(scene.Home.Ann, scene.Number, "Fix it …");
        var wrong = (await scene.Home.Ann.Press(form, "Keep this version", ("HoursSaved", "many"))).Card!;
        wrong.Value("HoursSaved").Should().Be("many", "nothing typed is lost");
        await scene.Home.Ann.Press(wrong, "Keep this version", ("HoursSaved", "30"), ("HoursToAdopt", "2.5"));
        await product.Bot.Idle();

        var estimated = Find(scene)!;
        estimated.Hours.Mean.Should().Be(15, "an estimate that no team supports counts half");
        estimated.Effort.Mean.Should().Be(5, "two and a half hours in each of two teams");
        estimated.Assumed.Should().NotHaveFlag(RankFactors.Hours).And.NotHaveFlag(RankFactors.Effort);
        var list = (await scene.Home.Ann.Ask("/actions", "What to do next")).Card;
        list.Shows($"PAT-{scene.Number}").Should().BeTrue();
        var opened = (await scene.Home.Ann.Press(list, $"Open PAT-{scene.Number}")).Card!;
        opened.Json.GetRawText().Should().Contain("Teams that could use it").And.Contain("half of what is estimated");
        opened.Buttons.Should().Contain("Spread it …");

        await scene.Use(first);
        Find(scene)!.Expected.Mean.Should().Be(1);
        await scene.Take(first.Lead, "Did it help? …", "Keep it", ("Verdict", "Improved"), ("Words", "No bag was lost"));
        Find(scene)!.Hours.Mean.Should().Be(30, "a team says that it helped");
        await scene.Take(second.Lead, "Not for us …", "Not for us", ("Words", "We have no bags"));
        Find(scene).Should().BeNull("everybody decided");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_made_something_worse_was_not_checked_or_did_not_work_stands_there_never()
    {
        var scene = await ReplicationScene.Set(product, "Bolts are counted twice");
        var (first, second) = (await scene.Another(), await scene.Another());
        await scene.Offer(first, second);
        await product.Bot.Change("UPDATE patterns SET is_attempt = TRUE WHERE id = @id", scene.Number);
        Find(scene).Should().BeNull();
        await product.Bot.Change("UPDATE patterns SET is_attempt = FALSE, state = 'Candidate' WHERE id = @id", scene.Number);
        Find(scene).Should().BeNull();
        await product.Bot.Change("UPDATE patterns SET state = 'Validated' WHERE id = @id", scene.Number);
        Find(scene).Should().NotBeNull();

        await product.Bot.Change("UPDATE patterns SET restricted = TRUE WHERE id = @id", scene.Number);
        Find(scene).Should().BeNull("several people of a team read the list");
        await product.Bot.Change("UPDATE patterns SET restricted = FALSE WHERE id = @id", scene.Number);
        await product.Bot.Change(
            "UPDATE pattern_replications SET status = 'InUse', verdict = 'Worse' WHERE id = @id", scene.IdOf(first));
        Find(scene).Should().BeNull();
    }

    [StoreFact]
    public async Task Of_a_team_that_does_not_share_what_is_similar_only_its_own_people_learn_that_it_meets_the_same()
    {
        var scene = await ReplicationScene.Set(product, "Glue is stirred before noon");
        var (shares, silent) = (await scene.Another(), await scene.Another());
        var origin = await scene.Home.Ann.Report("The glue was too thin");
        foreach (var team in new[] { shares, silent }) await team.Lead.Report($"The glue of {team.Team.Name} was too thin");
        await product.Bot.Change("UPDATE errors SET category = 'label-mixed-up' WHERE title LIKE '%glue%'");
        await product.Bot.Change("UPDATE patterns SET origin_kind = 'error', origin = @e WHERE id = @id", origin.Number, scene.Number);
        await product.Bot.Change("UPDATE teams SET shares_similar = TRUE WHERE id = @id", shares.Id);

        Find(scene)!.Expected.Mean.Should().Be(1, "one of the two shares what is similar");
        Find(scene, reader: scene.Home.Ann)!.Expected.Mean.Should().Be(1);
    }

    private Candidate? Find(ReplicationScene scene, Channel.Person? reader = null)
    {
        using var scope = product.Bot.Services.CreateScope();
        var services = scope.ServiceProvider;
        var viewer = reader is null ? null : services.GetRequiredService<PrincipalReader>().Of(
            services.GetRequiredService<KnownPeople>().Find(
                new PersonId(product.Bot.Number("SELECT id FROM people WHERE name = @name", reader.Name)))!);
        var query = new CandidateQuery(null, viewer, TimeProvider.System.GetUtcNow().AddMinutes(1));
        return PatternCandidates.Of(services, query).SingleOrDefault(each => each.Record == PatternKind.Id(scene.Number));
    }
}
