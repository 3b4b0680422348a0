using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Tests.Errors;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>What agents and systems do with errors, in the running application.</summary>
public abstract class ErrorsApiTests(ApiProduct product)
{
    public sealed class OnSqlite(ApiProduct product) : ErrorsApiTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : ErrorsApiTests(product), IClassFixture<PostgresApiProduct>;

    [StoreFact]
    public async Task A_report_of_an_agent_stands_in_the_triage_channel_with_its_step_and_reason_and_is_found_in_the_chat()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        using var agent = await product.CallerIn(team, "Export agent");

        var filed = await agent.Post(
            "/api/v1/errors",
            new { story = "The quince export went to the wrong customers", objectName = "Exporter", objectVersion = "v2", agentStep = 7,
                agentReason = "It took the old folder.", agentMode = "no-check" });

        filed.Status.Should().Be(201);
        filed.Headers.Location!.ToString().Should().Be($"/api/v1/errors/{filed.Number}");
        var shown = await ann.Open(team.Triage()).See($"ERR-{filed.Number}");
        foreach (var words in new[] { "quince export", "Export agent (AI agent)", "Exporter", "v2", "step 7", "It took the old folder." })
        {
            shown.Shows(words).Should().BeTrue(words);
        }
        (await ann.Ask("/find quince", "Reports found")).Shows($"ERR-{filed.Number}").Should().BeTrue();
        var status = await ann.Ask($"/status ERR-{filed.Number}", "History");
        status.Shows("It took the old folder.").Should().BeTrue();
        product.Bot.Number(
            "SELECT COUNT(*) FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what = 'filed' "
                + "AND actor_kind = 'agent'",
            filed.Number)
            .Should()
            .Be(1);
        var read = (await agent.Get($"/api/v1/errors/ERR-{filed.Number}")).Json;
        read.GetProperty("agentStep").GetString().Should().Be("7");
        read.GetProperty("object").GetString().Should().Be("ai-agent");
        read.GetProperty("reporter").GetProperty("kind").GetString().Should().Be("agent");
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_similar_report_is_offered_and_can_be_witnessed_instead()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        using var agent = await product.CallerIn(team);
        var first = await ann.Report("The medlar pipeline dropped the last page of every invoice");

        var like = await agent.Post("/api/v1/errors/similar", new { story = "Medlar pipeline dropped the last page of an invoice" });
        var similar = like.Json.GetProperty("similar")[0];
        similar.GetProperty("label").GetString().Should().Be(first.Label);
        var joined = await agent.Post(similar.GetProperty("witnesses").GetString()!, new { note = "Same here in run 12" });

        joined.Status.Should().Be(201);
        joined.Json.GetProperty("reports").GetInt32().Should().Be(2);
        await ann.Open(team.Triage()).See(m => m.Shows("Export agent"));
        (await ann.Ask($"/status {first.Label}", "History")).Shows("Same here in run 12").Should().BeTrue();
        var own = await agent.Post("/api/v1/errors", new { story = "The medlar pipeline dropped the last page again" });
        own.Json.GetProperty("similar")
            .EnumerateArray()
            .Select(each => each.GetProperty("number").GetInt64())
            .Should()
            .Contain(first.Number).And.NotContain(own.Number);
        var again = await agent.Post($"/api/v1/errors/{own.Number}/witnesses", new { note = "And in the run after" });
        (again.Status, again.Json.GetProperty("reports").GetInt32()).Should().Be((201, 1), "who meets it again is one reporter still");
        (await agent.Get($"/api/v1/errors/{own.Number}")).Json.GetProperty("occurrences").GetInt32().Should().Be(2);
        (await agent.Get($"/api/v1/errors/{own.Number}/witnesses")).Json.GetProperty("notes")[0]
            .GetString()
            .Should()
            .Be("And in the run after");
        (await agent.Post("/api/v1/errors/99999999/witnesses", new { })).Status.Should().Be(404);
    }

    [StoreFact]
    public async Task An_agent_that_witnessed_an_error_of_another_team_reads_its_state_and_its_own_words_alone()
    {
        var (ann, dora) = (product.Somebody(), product.Somebody("Dora"));
        var team = await product.TeamOf(ann);
        await product.Bot.Change("UPDATE teams SET shares_similar = TRUE WHERE teams_team_id = @id", team.Id);
        using var agent = await product.CallerIn(await product.TeamOf(dora), "Far agent");
        var filed = await ann.Report("The loquat importer stops at line nine\nThe walnut ledger is lost", ("Severity", "MajorHarm"));
        await agent.Post($"/api/v1/errors/{filed.Number}/witnesses", new { note = "Same here in run 12" });

        var account = await agent.Get($"/api/v1/errors/{filed.Number}/witnesses");

        account.Json.EnumerateObject().Select(member => member.Name).Should().Equal("number", "label", "title", "state", "notes");
        account.Json.GetProperty("notes")[0].GetString().Should().Be("Same here in run 12");
        (await agent.Get($"/api/v1/errors/{filed.Number}")).Status.Should().Be(404);
        (await agent.Get("/api/v1/errors?q=walnut")).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        (
            await agent.Post(
                "/api/v1/errors/similar", new { story = "The loquat importer stops at line nine" })).Json.GetProperty("similar")[0]
            .TryGetProperty("reports", out _)
            .Should()
            .BeFalse();

        await product.Bot.Change("UPDATE errors SET restricted = TRUE WHERE id = @id", filed.Number);
        (await agent.Get($"/api/v1/errors/{filed.Number}/witnesses")).Status.Should().Be(404);
    }

    [StoreFact]
    public async Task What_cannot_be_taken_is_complained_about_member_by_member_in_the_words_of_the_chat()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        var tooLong = new string('x', 81);

        var answer = await agent.Post(
            "/api/v1/errors",
            new { sevrity = 3, title = tooLong, severity = "dreadful", occurredAt = "yesterday", category = "none of these",
                restricted = "perhaps", evidence = new string('y', 20_001), expected = new[] { 1 } });

        (answer.Status, answer.Type, answer.Problem).Should().Be((422, "application/problem+json", "invalid"));
        answer.Complaints.Keys.Should().BeEquivalentTo(
            "/story", "/sevrity", "/title", "/severity", "/occurredAt", "/category", "/restricted", "/evidence", "/expected");
        answer.Complaints["/story"].Should().Be(Story.Problem(""));
        answer.Complaints["/title"].Should().Contain("The title has 81 characters");
        (await agent.Post("/api/v1/errors", new { story = "x", severity = "5" })).Json.GetProperty("error")
            .GetProperty("severity")
            .GetInt32()
            .Should()
            .Be(5);
        (await agent.Post("/api/v1/errors", new { STORY = "x", Severity = "Near miss" })).Json.GetProperty("error")
            .GetProperty("severity")
            .GetInt32()
            .Should()
            .Be(1);
    }

    [StoreFact]
    public async Task A_repeated_request_is_one_effect_and_another_body_under_its_key_is_refused()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        var body = new { story = "The sorb apples were counted twice" };

        var answers =
            await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => agent.Post("/api/v1/errors", body, ("Idempotency-Key", "sorb-1"))));

        answers.Should().OnlyContain(answer => answer.Status == 201);
        answers.Select(answer => answer.Number).Distinct().Should().ContainSingle();
        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE title = 'The sorb apples were counted twice'").Should().Be(1);
        var other = await agent.Post("/api/v1/errors", new { story = "Something else" }, ("Idempotency-Key", "sorb-1"));
        (other.Status, other.Problem).Should().Be((422, "idempotency-key-reused"));
        (await product.Bot.Services.GetRequiredService<ApiRetention>().Maintain(default)).Should().Be(0, "it is known for days");
        await product.Restart();
        using var afterwards = await product.CallerIn(product.Teams.Teams[^1]);
        (
            await afterwards.Post("/api/v1/errors", body, ("Idempotency-Key", "sorb-1"))).Number.Should().Be(answers[0].Number,
                "the same agent with a new key is known again");
        await product.Bot.Change("UPDATE idempotent_requests SET created_at = 1");
        (await product.Bot.Services.GetRequiredService<ApiRetention>().Maintain(default)).Should().BePositive();
    }

    [StoreFact]
    public async Task A_search_pages_through_everything_once_whatever_is_reported_meanwhile()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        var filed = new List<long>();
        for (var i = 0; i < 7; i++)
        {
            filed.Add(
                (
                    await agent.Post(
                        "/api/v1/errors",
                        new { story = $"The bilberry count of hall {i} is wrong", severity = i % 2 is 0 ? 4 : 1 })).Number);
        }

        var seen = new List<long>();
        for (var next = "/api/v1/errors?q=bilberry&limit=3"; next is not null;)
        {
            var page = await agent.Get(next);
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetInt64()));
            next = page.Json.TryGetProperty("next", out var more) ? more.GetString() : null;
            page.Headers.TryGetValues("Link", out var links);
            links?.Single().Should().Be($"<{next}>; rel=\"next\"");
            await agent.Post("/api/v1/errors", new { story = "One more bilberry count" });
        }

        seen.Should().Equal(filed.AsEnumerable().Reverse());
        (await agent.Get("/api/v1/errors?q=bilberry&severity=%3E%3D3&state=open&limit=100")).Json.GetProperty("items")
            .GetArrayLength()
            .Should()
            .Be(4);
        var wrong = await agent.Get("/api/v1/errors?state=opne&severity=9&since=31.2.26&limit=0&colour=red");
        wrong.Status.Should().Be(422);
        wrong.Complaints.Keys.Should().BeEquivalentTo("state", "severity", "since", "limit", "colour");
        var unreadable = await agent.Get("/api/v1/errors?state=opne&cursor=!");
        (unreadable.Status, unreadable.Problem).Should().Be((400, "unreadable"));
        unreadable.Complaints.Keys.Should().BeEquivalentTo("state", "cursor");
    }

    [StoreFact]
    public async Task A_reader_is_told_when_nothing_has_changed()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        var path = (await agent.Post("/api/v1/errors", new { story = "The damson label is upside down" })).Headers.Location!.ToString();
        var tag = (await agent.Get(path)).Headers.ETag!.ToString();

        (await agent.Get(path, ("If-None-Match", tag))).Status.Should().Be(304);
        using var other = await product.CallerIn(product.Teams.Teams[^1], "Second agent");
        await other.Post($"{path}/witnesses", new { });
        (await agent.Get(path, ("If-None-Match", tag))).Status.Should().Be(200);
    }

    [SharedDataFact("agent-failures/failures.json")]
    public async Task Real_failures_of_agents_go_in_and_keep_agent_step_and_reason()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()), "Failure log");
        var failures = JsonDocument.Parse(
            await File.ReadAllTextAsync(SharedData.File("agent-failures/failures.json"))).RootElement.EnumerateArray().ToList();

        foreach (var failure in failures)
        {
            string Of(string name) => failure.GetProperty(name).GetString()!;
            var filed = await agent.Post(
                "/api/v1/errors",
                new { story = $"{Of("reason")}\n\nThe task was: {Of("question")}", objectName = Of("agent"), agentStep = Of("step"),
                    agentReason = Of("reason"), evidence = Of("id") },
                ("Idempotency-Key", Of("id")));
            filed.Status.Should().Be(201, filed.Body);
            var error = filed.Json.GetProperty("error");
            (
                error.GetProperty("objectName").GetString(), error.GetProperty("agentStep").GetString(),
                error.GetProperty("agentReason").GetString())
                .Should()
                .Be((Of("agent"), Of("step"), Of("reason")));
            error.GetProperty("story").GetString().Should().Contain(Of("question"));
        }

        failures.Should().HaveCount(184);
        await product.Bot.Idle();
        product.Bot.Number("SELECT COUNT(*) FROM errors JOIN people ON people.id = reporter WHERE people.name = 'Failure log' AND "
            + "agent_step IS NOT NULL AND agent_reason IS NOT NULL AND object_name IS NOT NULL")
            .Should()
            .Be(184);
        product.Failures.Should().BeEmpty();
        product.Teams.Problems.Should().BeEmpty();
    }
}
