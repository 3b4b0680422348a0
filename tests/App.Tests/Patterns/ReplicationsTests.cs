using FluentAssertions;
using Improvement.Bot.Patterns;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>Other teams are offered a pattern, take it over or say why not, and say what it did.</summary>
public abstract class ReplicationsTests(Product product)
{
    public sealed class OnSqlite(Product product) : ReplicationsTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : ReplicationsTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task Three_teams_that_work_by_it_replicate_it_an_improvement_makes_it_a_standard_and_one_for_the_worse_challenges_it()
    {
        var scene = await ReplicationScene.Set(product, "Sacks are weighed by two people");
        TargetScene[] teams = [await scene.Another(), await scene.Another(), await scene.Another()];
        await scene.Offer(teams);
        foreach (var team in teams)
        {
            (await team.Lead.Chat.See("Would it help here too?")).Card.Buttons.Should().Contain(["Adopt …", "Adapt …", "Not for us …"]);
            await scene.Use(team);
        }

        await scene.Home.Ann.Chat.See($"{teams[2].Team.Name} works by PAT-{scene.Number}");
        scene.Home.State(scene.Number).Should().Be(PatternState.Validated);
        await product.Bot.SweepIn(days: 29);
        scene.Home.State(scene.Number).Should().Be(PatternState.Replicated);
        await teams[0].Colleague.Chat.See($"does {teams[0].Team.Name} still work by it?");

        await scene.Take(teams[0].Lead, "Did it help? …", "Keep it", ("Verdict", "Improved"), ("Words", "Nine sacks fewer"));
        var status = await scene.Home.Status(product.Administrator, scene.Number);
        await product.Administrator.Press(status, "Make it the standard");
        await product.Bot.Idle();
        scene.Home.State(scene.Number).Should().Be(PatternState.Standard);

        await scene.Take(teams[1].Lead, "Did it help? …", "Keep it", ("Verdict", "Worse"), ("Words", "Two backs hurt"));
        scene.Home.State(scene.Number).Should().Be(PatternState.Challenged);
        await scene.Home.Ann.Chat.See("Two backs hurt");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Steps_are_done_one_by_one_what_is_done_otherwise_stands_against_a_step_and_a_press_counts_once()
    {
        var scene = await ReplicationScene.Set(product, "Barrels are rolled by two people");
        var team = await scene.Another();
        await scene.Offer(team);
        await scene.Take(
            team.Lead, "Adapt …", "Adopt it like this", ("OwnerName", team.Colleague.Name), ("Core", "1"),
            ("What", "We dictate it"), ("Why", "Our hands are wet"));
        await scene.Home.Ann.Chat.See("We dictate it");

        var first = await scene.Card(team.Colleague);
        first.Shows("Steps that must stay: 0 of 2 done").Should().BeTrue();
        first.Shows("Instead of “Write it down”: We dictate it, because: Our hands are wet").Should().BeTrue();
        var begun = (await team.Colleague.Press(first, "Step 1 done")).Card!;
        (begun.Shows("1 of 2 done"), scene.State(team)).Should().Be((true, ReplicationState.InProgress));
        (await team.Colleague.Press(first, "Step 1 done")).Card!.Shows("1 of 2 done").Should().BeTrue("an old card shows the present");
        await team.Colleague.Press(begun, "In use since today");
        await team.Colleague.Press(begun, "In use since today");
        await product.Bot.Idle();

        scene.State(team).Should().Be(ReplicationState.InUse);
        scene.Home.Events(scene.Number, "in-use").Should().Be(1);
        await scene.Take(team.Colleague, "What we do otherwise …", "Keep it", ("What", "At noon"), ("Why", "It is cooler at dawn"));
        await scene.Take(team.Colleague, "What we learned …", "Keep it", ("Words", "Gloves help"));
        await scene.Home.Ann.Chat.See("Gloves help");
        var board = await scene.Board(scene.Home.Bob);
        board.Shows("At noon, because: It is cooler at dawn").Should().BeTrue();
        (board.Shows("Learned: Gloves help"), board.Shows($"Thanks to {team.Colleague.Name}")).Should().Be((true, true));
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_no_needs_a_reason_which_stands_beside_the_others_and_only_who_leads_the_team_says_it()
    {
        var scene = await ReplicationScene.Set(product, "Crates are counted at night");
        var (team, other) = (await scene.Another(), await scene.Another());
        await scene.Offer(team, other);

        (await scene.Forged(team.Colleague, ReplicationStep.Reject, team)).Should().Contain("There is no such pattern");
        (await scene.Forged(other.Lead, ReplicationStep.Adopt, team)).Should().Contain("Whoever leads that team");
        (await scene.Forged(scene.Home.Ann, ReplicationStep.Reject, team)).Should().Contain("Whoever leads that team");
        (await scene.Forged(team.Lead, ReplicationStep.BeginUse, team)).Should().NotContain("in use since");
        scene.State(team).Should().Be(ReplicationState.Proposed);
        scene.Home.Events(scene.Number, "refused").Should().Be(3);

        var form = (await team.Lead.Press(await scene.Card(team.Lead), "Not for us …")).Card!;
        var empty = (await team.Lead.Press(form, "Not for us", ("Words", " "))).Card!;
        empty.Shows("Please write a sentence").Should().BeTrue();
        var said = (await team.Lead.Press(empty, "Not for us", ("Words", "We have no crates"))).Card!;
        said.Shows("Thank you for saying why").Should().BeTrue();
        await scene.Home.Ann.Chat.See("We have no crates");
        var board = await scene.Board(scene.Home.Max);
        (board.Shows("Reason: We have no crates"), board.Shows($"Thanks to {team.Lead.Name}")).Should().Be((true, true));

        await scene.Offer(team); // they may be asked again
        scene.State(team).Should().Be(ReplicationState.Proposed);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task It_is_asked_twice_whether_it_is_still_in_use_and_giving_it_up_takes_it_out_of_what_counts()
    {
        var scene = await ReplicationScene.Set(product, "Ladders are tied at the top");
        var (lasting, ending) = (await scene.Another(), await scene.Another());
        await scene.Offer(lasting, ending);
        await scene.Use(lasting);
        await scene.Use(ending);
        (await scene.Card(lasting.Colleague)).Buttons.Should().NotContain("Yes, still in use");
        (await scene.Forged(lasting.Colleague, ReplicationStep.Confirm, lasting)).Should().NotContain("it lasts");

        await product.Bot.Change("UPDATE pattern_replications SET in_use_since = 86400000 WHERE pattern = @id", scene.Number);
        var asked = await scene.Card(lasting.Colleague);
        await lasting.Colleague.Press(asked, "Yes, still in use");
        await lasting.Colleague.Press(asked, "Yes, still in use");
        await product.Bot.Idle();
        scene.State(lasting).Should().Be(ReplicationState.InUse, "one answer counts once");
        await product.Bot.Change("UPDATE pattern_replications SET sustain_results = '86400000' WHERE pattern = @id", scene.Number);
        await lasting.Colleague.Press(await scene.Card(lasting.Colleague), "Yes, still in use");
        await scene.Take(ending.Colleague, "We stop …", "We stop", ("Words", "The ladders are gone"));

        (scene.State(lasting), scene.State(ending)).Should().Be((ReplicationState.Sustained, ReplicationState.Abandoned));
        await scene.Home.Ann.Chat.See("The ladders are gone");
        product.Bot.Number("SELECT COUNT(*) FROM pattern_replications WHERE pattern = @id AND sustain_due_at IS NOT NULL", scene.Number)
            .Should().Be(0, "nothing more is asked");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Teams_that_meet_the_same_are_proposed_as_far_as_they_share_that_and_leaving_one_out_needs_a_reason()
    {
        var scene = await ReplicationScene.Set(product, "Labels are read twice");
        var (same, silent, other) = (await scene.Another(), await scene.Another(), await scene.Another());
        var origin = await scene.Home.Ann.Report("A label was read wrongly");
        foreach (var team in new[] { same, silent }) await team.Lead.Report($"A label of {team.Team.Name} was wrong");
        await product.Bot.Change("UPDATE errors SET category = 'label-mixed-up' WHERE title LIKE '%label%'");
        await product.Bot.Change("UPDATE patterns SET origin_kind = 'error', origin = @e WHERE id = @id", origin.Number, scene.Number);
        await product.Bot.Change("UPDATE teams SET shares_similar = TRUE WHERE id = @id", same.Id);

        var form = await scene.Home.Open(scene.Home.Ann, scene.Number, "Spread it …");
        var offered = form.Json.ToString();
        offered.Should().Contain($"{same.Team.Name} (meets the same)").And.Contain(silent.Team.Name);
        offered.Should().NotContain($"{silent.Team.Name} (meets the same)", "it does not share what is similar");
        form.Value("Teams").Should().Be($"{same.Id}");
        var refused = (await scene.Home.Ann.Press(form, "Offer it", ("Teams", $"{other.Id}"))).Card!;
        refused.Shows("One that meets the same is left out").Should().BeTrue();
        await scene.Home.Ann.Press(refused, "Offer it", ("Teams", $"{other.Id}"), ("WhyNot", "They move house"));
        await product.Bot.Idle();

        (await scene.Board(scene.Home.Bob)).Shows("Reason: They move house").Should().BeTrue();
        scene.State(other).Should().Be(ReplicationState.Proposed);
        await product.Bot.SweepIn(days: 30);
        await other.Lead.Chat.See("waits for an answer");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Who_works_in_a_team_that_took_it_over_sees_it_until_the_team_gives_it_up()
    {
        var scene = await ReplicationScene.Set(product, "Ladders are counted at closing time");
        var team = await scene.Another();
        await scene.Offer(team);
        await team.Colleague.Ask($"/status PAT-{scene.Number}", "There is no such pattern");

        await scene.Take(team.Lead, "Adopt …", "Adopt it");
        await team.Colleague.Ask($"/status PAT-{scene.Number}", "Ladders are counted");

        await scene.Take(team.Lead, "We stop …", "We stop", ("Words", "The ladders are gone"));
        await team.Colleague.Ask($"/status PAT-{scene.Number}", "There is no such pattern");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_a_team_measured_stands_with_that_team()
    {
        var scene = await ReplicationScene.Set(product, "Hoses are drained on Fridays");
        var team = await scene.Another();
        await scene.Offer(team);
        await scene.Take(team.Lead, "Adopt …", "Adopt it", ("OwnerName", team.Colleague.Name));
        var card = await scene.Card(team.Lead);
        var refused = await team.Lead.Press(card, "Measure its effect");
        $"{refused.Card} {refused.Toast}".Should().Contain("Two things that are measured are needed");
        await team.Colleague.Press(await scene.Card(team.Colleague), "In use since today");
        await product.Bot.Idle();
        (await scene.Card(team.Lead)).Buttons.Should().NotContain("Measure its effect", "what has begun proves nothing afterwards");
        await team.Lead.Ask($"/effect PAT-{scene.Number}", "Nothing is measured yet");

        await product.Bot.Commit(services =>
        {
            services.GetRequiredService<Actor>().ActAsBot(TimeProvider.System.GetUtcNow());
            services.GetServices<EffectListener>().Single(each => each.Kind == PatternKind.Name)
                .Hear(services, scene.Number, new(new(team.Id), EffectVerdict.Improved, "Improved: leaks fell from 5 to 2 a week."));
        });
        await product.Bot.Idle();

        (await scene.Board(scene.Home.Bob)).Shows("leaks fell from 5 to 2").Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM pattern_replications WHERE pattern = @id AND verdict = 'Improved'", scene.Number)
            .Should().Be(1);
        product.Failures.Should().BeEmpty();
    }
}
