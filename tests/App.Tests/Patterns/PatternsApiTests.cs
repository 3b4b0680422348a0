using FluentAssertions;
using Improvement.Bot.Patterns;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Api;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>What agents and systems do with patterns over HTTP, and what is kept from a message.</summary>
public abstract class PatternsApiTests(ApiProduct product)
{
    public sealed class OnSqlite(ApiProduct product) : PatternsApiTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : PatternsApiTests(product), IClassFixture<PostgresApiProduct>;

    private const string Patterns = "/api/v1/patterns";

    [StoreFact]
    public async Task An_agent_keeps_what_worked_once_and_reads_it_with_its_version()
    {
        var scene = await PatternScene.Set(product);
        using var agent = await product.CallerIn(
            scene.Team, "Learning agent", ("ReadPatterns", "true"), ("CapturePatterns", "true"));
        var body = new
        {
            story = "Asked for the unit first, no order was off by a thousand. It took one question more.",
            coreSteps = "- Ask for the unit\n- Repeat it", mechanism = "Units are left out when people hurry",
        };

        var kept = await agent.Post(Patterns, body, ("Idempotency-Key", "first"));
        var again = await agent.Post(Patterns, body, ("Idempotency-Key", "first"));

        (kept.Status, again.Status).Should().Be((201, 201));
        var pattern = kept.Json.GetProperty("pattern");
        var number = pattern.GetProperty("number").GetInt64();
        again.Json.GetProperty("pattern").GetProperty("number").GetInt64().Should().Be(number);
        pattern.GetProperty("title").GetString().Should().Be("Asked for the unit first, no order was off by a thousand");
        pattern.GetProperty("coreSteps").EnumerateArray().Select(step => step.GetString()).Should().Equal("Ask for the unit", "Repeat it");
        (pattern.GetProperty("version").GetInt32(), pattern.GetProperty("state").GetString()).Should().Be((1, "candidate"));
        await scene.Lea.Open(scene.Team.Triage()).See("Asked for the unit first");

        var read = await agent.Get($"{Patterns}/PAT-{number}");
        read.Json.GetProperty("steps").EnumerateArray().Select(step => step.GetString()).Should().Equal("use", "flag");
        (await agent.Get($"{Patterns}?state=candidate&attempts=false")).Json.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("number").GetInt64()).Should().Contain(number);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task An_agent_uses_and_flags_and_everything_else_people_decide()
    {
        var scene = await PatternScene.Set(product);
        using var agent = await product.CallerIn(
            scene.Team, "Using agent", ("ReadPatterns", "true"), ("CapturePatterns", "true"));
        var number = await scene.Keep(scene.Ann, "Crates are stacked by weight");

        (await agent.Post($"{Patterns}/{number}/uses", new { })).Status.Should().Be(200);
        (await agent.Post($"{Patterns}/{number}/uses", new { })).Status.Should().Be(200);
        var flagged = await agent.Post($"{Patterns}/{number}/flags", new { words = "Weights are not printed on half of them" });

        (flagged.Status, flagged.Json.GetProperty("openFlags").GetInt32()).Should().Be((200, 1));
        product.Bot.Number("SELECT COUNT(*) FROM pattern_uses WHERE pattern = @id", number).Should().Be(1);
        await scene.Ann.Chat.See("Weights are not printed on half of them");
        (await agent.Post($"{Patterns}/{number}/flags", new { words = " " })).Complaints.Should().ContainKey("/words");
    }

    [StoreFact]
    public async Task A_pattern_is_taken_over_for_an_agent_which_reads_it_then_and_is_no_team_in_which_it_is_in_use()
    {
        var scene = await ReplicationScene.Set(product, "Jars are weighed empty first");
        var team = await scene.Another();
        using var agent = await product.CallerIn(team.Team, "Weighing agent", ("ReadPatterns", "true"));
        (await agent.Get($"{Patterns}/{scene.Number}")).Status.Should().Be(404);
        var id = product.Bot.Number("SELECT MAX(id) FROM people WHERE name = 'Weighing agent'");

        var form = await scene.Home.Open(scene.Home.Ann, scene.Number, "Spread it …");
        form.Json.GetRawText().Should().Contain($"Weighing agent (AI agent, {team.Team.Name})");
        await scene.Home.Ann.Press(form, "Offer it", ("Teams", $"{team.Id}-{id}"));
        await product.Bot.Idle();
        (await agent.Get($"{Patterns}?adopted=true")).Json.GetProperty("items").GetArrayLength().Should().Be(0, "nobody has decided");
        await scene.Take(team.Lead, "Adopt …", "Adopt it", ("OwnerName", team.Colleague.Name));
        await team.Colleague.Press(await scene.Card(team.Colleague), "In use since today");
        await product.Bot.Idle();

        (await agent.Get($"{Patterns}?adopted=true")).Json.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("number").GetInt64()).Should().Equal(scene.Number);
        (await agent.Get($"{Patterns}/{scene.Number}")).Status.Should().Be(200);
        (await scene.Board(scene.Home.Bob)).Shows($"Weighing agent (AI agent, {team.Team.Name})").Should().BeTrue();
        await product.Bot.Change("UPDATE pattern_replications SET in_use_since = 86400000 WHERE pattern = @id", scene.Number);
        PatternSpreadOf(scene.Number).Units.Should().Be(0, "an agent is no team");
        (await scene.Home.Open(scene.Home.Ann, scene.Number, "Spread it …")).Json.GetRawText().Should()
            .NotContain("Weighing agent (AI agent").And.Contain(team.Team.Name, "the team itself was not asked");
        product.Failures.Should().BeEmpty();
    }

    private PatternSpread PatternSpreadOf(long number)
    {
        using var scope = product.Bot.Services.CreateScope();
        return PatternSpread.Of(scope.ServiceProvider.GetRequiredService<Session>(), number, TimeProvider.System.GetUtcNow());
    }

    [StoreFact]
    public async Task An_agent_reads_where_a_pattern_is_used_and_where_not_without_names_of_people()
    {
        var scene = await ReplicationScene.Set(product, "Tins are turned label up");
        var (yes, no) = (await scene.Another(), await scene.Another());
        await scene.Offer(yes, no);
        await scene.Use(yes);
        await scene.Take(no.Lead, "Not for us …", "Not for us", ("Words", "We have no tins"));
        using var agent = await product.CallerIn(scene.Home.Team, "Spreading agent", ("ReadPatterns", "true"));
        using var elsewhere = await product.CallerIn(yes.Team, "Foreign agent", ("ReadPatterns", "true"));

        var read = await agent.Get($"{Patterns}/{scene.Number}/replications");

        read.Json.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("state").GetString())
            .Should().BeEquivalentTo("in-use", "rejected");
        $"{read.Json}".Should().Contain("We have no tins").And.NotContain(yes.Colleague.Name).And.NotContain(no.Lead.Name);
        (await elsewhere.Get($"{Patterns}/{scene.Number}/replications")).Status.Should().Be(404);
    }

    [StoreFact]
    public async Task Without_the_scope_or_the_team_it_is_refused_and_what_is_wrong_is_said_by_member()
    {
        var scene = await PatternScene.Set(product);
        var other = await PatternScene.Set(product);
        using var reporting = await product.CallerIn(scene.Team, "Reporting agent");
        using var elsewhere = await product.CallerIn(other.Team, "Other agent", ("ReadPatterns", "true"), ("CapturePatterns", "true"));
        var number = await scene.Keep(scene.Ann, "The vault is aired on Mondays");

        (await reporting.Post(Patterns, new { story = "x" })).Status.Should().Be(403);
        (await elsewhere.Get($"{Patterns}/{number}")).Status.Should().Be(404);
        (await elsewhere.Post($"{Patterns}/{number}/uses", new { })).Status.Should().Be(404);
        (await elsewhere.Post(Patterns, new { story = "", limits = new string('x', 2_001) })).Complaints.Keys
            .Should().BeEquivalentTo("/story", "/limits");
        (await elsewhere.Get($"{Patterns}?state=lost&colour=red&limit=0")).Complaints.Keys
            .Should().BeEquivalentTo("state", "colour", "limit");
        (await elsewhere.Get($"{Patterns}?cursor=x")).Status.Should().Be(400);
    }

    [StoreFact]
    public async Task A_message_is_kept_once_with_its_words_author_and_link()
    {
        var scene = await PatternScene.Set(product);
        var hers = scene.Ann.Open(scene.Team.Talk());
        var message = product.Teams.Activities.MessagePayload(
            scene.Bob, scene.Team.Talk(), "<p>The <b>tarp</b> stayed on all night</p>");

        var form = await hers.RunOn(message, "captureSuccess");
        form.Card!.Value("Story").Should().Be("The tarp stayed on all night");
        form.Card.Shows($"Message by {scene.Bob.Name}").Should().BeTrue();
        var (first, second) = (hers.PressActivity(form, "Keep it"), hers.PressActivity(form, "Keep it"));
        var answers = await product.Teams.DeliverTogether(first, second);
        await product.Bot.Idle();

        answers.Should().OnlyContain(answer => answer.Body.Contains("It is kept as PAT-", StringComparison.Ordinal));
        product.Bot.Number("SELECT COUNT(*) FROM patterns WHERE title LIKE '%tarp%' AND source_link IS NOT NULL").Should().Be(1);
        await scene.Ann.Chat.See("The tarp stayed on all night");
        await scene.Lea.Open(scene.Team.Triage()).See("The tarp stayed on all night");
        product.Failures.Should().BeEmpty();
    }
}
