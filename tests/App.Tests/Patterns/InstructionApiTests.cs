using FluentAssertions;
using Improvement.Bot.Tests.Api;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>What an agent is told to do by a pattern: by version, as JSON and as a skill, and never more than its key may see.</summary>
public abstract class InstructionApiTests(ApiProduct product)
{
    public sealed class OnSqlite(ApiProduct product) : InstructionApiTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : InstructionApiTests(product), IClassFixture<PostgresApiProduct>;

    private const string Patterns = "/api/v1/patterns";

    [StoreFact]
    public async Task An_agent_polls_it_cheaply_and_what_it_read_before_is_served_by_its_version()
    {
        var scene = await PatternScene.Set(product);
        using var agent = await Agent(scene, "Polling agent");
        var kept = await agent.Post(Patterns, new
        {
            story = "Read the lot number twice", coreSteps = "- Read it\n- Read it again", adaptableSteps = "Use a lamp",
        });
        var number = kept.Json.GetProperty("pattern").GetProperty("number").GetInt64();
        var path = $"{Patterns}/{number}/instruction";

        var first = await agent.Get(path);
        first.Json.GetProperty("steps").EnumerateArray()
            .Select(step => (step.GetProperty("text").GetString(), step.GetProperty("isCore").GetBoolean()))
            .Should().Equal(("Read it", true), ("Read it again", true), ("Use a lamp", false));
        (first.Json.GetProperty("id").GetString(), first.Json.GetProperty("version").GetInt32()).Should().Be(($"PAT-{number}", 1));
        first.Json.GetProperty("mayBegin").GetBoolean().Should().BeTrue();
        first.Body.Should().NotContain("Polling agent", "it names nobody");
        var tag = first.Headers.ETag!.ToString();
        product.Bot.Number("SELECT COUNT(*) FROM pattern_uses WHERE pattern = @id", number).Should().Be(0, "reading is no use");

        (await agent.Post(first.Json.GetProperty("links").GetProperty("use").GetString()!, new { })).Status.Should().Be(200);
        (await agent.Get(path, ("If-None-Match", tag))).Status.Should().Be(304, "a use changes nothing of what it says");
        var form = await scene.Open(scene.Ann, number, "Fix it …");
        await scene.Ann.Press(form, "Keep this version", ("CoreSteps", "Read it three times"));
        await product.Bot.Idle();

        var second = await agent.Get(path, ("If-None-Match", tag));
        (second.Status, second.Json.GetProperty("version").GetInt32()).Should().Be((200, 2));
        var old = await agent.Get($"{path}?version=1");
        (old.Json.GetProperty("version").GetInt32(), old.Json.GetProperty("isNewest").GetBoolean()).Should().Be((1, false));
        old.Json.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("text").GetString())
            .Should().Contain("Read it again").And.NotContain("Read it three times");
        var skill = await agent.Get($"{Patterns}/{number}/skill?version=1");
        (skill.Status, skill.Type).Should().Be((200, "text/markdown"));
        skill.Body.Should().StartWith($"---\nname: \"pat-{number}\"\n").And.Contain("> This is version 1; the newest is 2.")
            .And.Contain("1. **Core, keep as it is:** Read it\n").And.Contain("3. May be changed: Use a lamp\n");
        (await agent.Get($"{Patterns}/{number}/skill", ("If-None-Match", skill.Headers.ETag!.ToString()))).Status.Should().Be(200);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_speaks_against_it_stands_in_it_from_that_moment_on()
    {
        var scene = await PatternScene.Set(product);
        using var agent = await Agent(scene, "Careful agent");
        var number = await scene.Keep(scene.Ann, "The boiler is bled by two people");
        await scene.Validate(number);
        var path = $"{Patterns}/{number}/instruction";
        var before = await agent.Get(path);
        before.Json.TryGetProperty("warning", out _).Should().BeFalse();
        before.Json.GetProperty("evidence").GetProperty("checks").GetArrayLength().Should().Be(4);

        (await agent.Post(before.Json.GetProperty("links").GetProperty("flag").GetString()!, new { words = "One valve is stuck" }))
            .Status.Should().Be(200);
        await scene.Flag(scene.Bob, number, "It takes three");

        var challenged = await agent.Get(path, ("If-None-Match", before.Headers.ETag!.ToString()));
        (challenged.Status, challenged.Json.GetProperty("mayBegin").GetBoolean()).Should().Be((200, false));
        challenged.Json.GetProperty("warning").GetString().Should().Be("Do not begin with this: it is being checked again.");
        (await agent.Get($"{Patterns}/{number}/skill")).Body.Should().Contain("> Do not begin with this");

        await product.Bot.Change("UPDATE patterns SET state = 'Retired', version = version + 1 WHERE id = @id", number);
        var retired = await agent.Get(path);
        retired.Json.GetProperty("warning").GetString().Should().Contain("not offered any more");
        retired.Json.GetProperty("links").TryGetProperty("use", out _).Should().BeFalse();
    }

    [StoreFact]
    public async Task Whoever_may_not_read_it_learns_nothing_and_a_version_that_is_not_there_is_a_problem()
    {
        var (scene, other) = (await PatternScene.Set(product), await PatternScene.Set(product));
        using var agent = await Agent(scene, "Asking agent");
        using var elsewhere = await Agent(other, "Foreign agent");
        using var reporting = await product.CallerIn(scene.Team, "Reporting agent");
        var number = await scene.Keep(scene.Ann, "The attic key hangs behind the map");

        foreach (var name in new[] { "instruction", "skill" })
        {
            var path = $"{Patterns}/{number}/{name}";
            var hidden = await elsewhere.Get($"{path}?version=77");
            (hidden.Status, hidden.Body).Should().Be((404, (await elsewhere.Get($"{Patterns}/999999/{name}")).Body));
            (await reporting.Get(path)).Status.Should().Be(403);
            var unknown = await agent.Get($"{path}?version=2");
            (unknown.Status, unknown.Problem).Should().Be((404, "not-found"));
            unknown.Json.GetProperty("detail").GetString().Should().Be($"PAT-{number} has no version 2. The newest is 1.");
            foreach (var wrong in new[] { "0", "-1", "two", "99999999999" })
            {
                (await agent.Get($"{path}?version={wrong}")).Complaints.Should().ContainKey("version");
            }

            (await agent.Get($"{path}?edition=1")).Complaints.Should().ContainKey("edition");
        }
    }

    private async Task<Caller> Agent(PatternScene scene, string name) =>
        await product.CallerIn(scene.Team, name, ("ReadPatterns", "true"), ("CapturePatterns", "true"));
}
