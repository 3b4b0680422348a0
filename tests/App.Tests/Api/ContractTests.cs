using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Texts;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>Whatever is wrong with a request is answered as a problem that helps, and nothing of it is kept.</summary>
public abstract class ContractTests(ApiProduct product)
{
    public sealed class OnSqlite(ApiProduct product) : ContractTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : ContractTests(product), IClassFixture<PostgresApiProduct>;

    private const string Errors = "/api/v1/errors";

    [StoreTheory]
    [InlineData(null, "key-missing")]
    [InlineData("", "key-missing")]
    [InlineData("nonsense", "key-unknown")]
    [InlineData("ibk_0a1b2c3d4e5f_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "key-unknown")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJib3QifQ.c2lnbmF0dXJl", "key-unknown")]
    public async Task Without_a_good_key_nobody_gets_in(string? key, string problem)
    {
        using var stranger = new Caller(product.Bot.Root, null);
        (string, string)[] headers = key is null ? [] : [("Authorization", $"Bearer {key}")];

        var answer = await stranger.Post(Errors, new { story = "Let me in" }, headers);

        (answer.Status, answer.Type, answer.Problem).Should().Be((401, "application/problem+json", problem));
        answer.Headers.WwwAuthenticate.Single().Scheme.Should().Be("Bearer");
        if (key is { Length: > 0 }) answer.Body.Should().NotContain(key, "nothing is echoed");
    }

    [StoreFact]
    public async Task A_key_ends_at_once_when_it_is_revoked_or_over_and_serves_only_what_it_is_for()
    {
        var team = await product.TeamOf(product.Somebody());
        using var agent = await product.CallerIn(team, "Short agent", ("Read", "false"), ("Search", "false"));
        var filed = await agent.Post(Errors, new { story = "The rowan index is short" });
        filed.Status.Should().Be(201);

        var narrow = await agent.Get($"{Errors}/{filed.Number}");
        (narrow.Status, narrow.Problem).Should().Be((403, "scope-missing"));
        narrow.Body.Should().Contain("errors:read");
        await product.Bot.Change(
            "UPDATE api_keys SET expires_at = @past WHERE owner IN (SELECT id FROM people WHERE name = 'Short agent')", 1_000L);
        (await agent.Post(Errors, new { story = "x" })).Problem.Should().Be("key-expired");
        await product.Bot.Change("UPDATE api_keys SET expires_at = NULL WHERE expires_at = @past", 1_000L);

        var list = await product.Administrator.Ask("/keys", "Keys");
        var open = await product.Administrator.Press(list.Card, "Open Short agent");
        var sure = await product.Administrator.Press(open.Card!, "Revoke");
        var midway = Task.WhenAll(Enumerable.Range(0, 20).Select(i => agent.Post(Errors, new { story = $"The rowan index {i} is short" })));
        await product.Administrator.Press(sure.Card!, "Revoke it");
        (await midway).Should().OnlyContain(answer => answer.Status == 201 || answer.Problem == "key-revoked");
        (await agent.Post(Errors, new { story = "x" })).Problem.Should().Be("key-revoked");

        using var gone = await product.CallerIn(team, "Lonely agent");
        await product.Bot.Change("UPDATE teams SET removed_at = @now WHERE name = @name", 1L, team.Name);
        (await gone.Post(Errors, new { story = "x" })).Problem.Should().Be("team-gone");
    }

    [StoreFact]
    public async Task What_leads_nowhere_says_so()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));

        var nowhere = await agent.Get("/api/v1/nothing/here");
        (nowhere.Status, nowhere.Type, nowhere.Problem).Should().Be((404, "application/problem+json", "not-found"));
        var wrongWay = await agent.Send(HttpMethod.Delete, $"{Errors}/1", null);
        (wrongWay.Status, wrongWay.Type, wrongWay.Problem).Should().Be((405, "application/problem+json", "method-not-allowed"));
        foreach (var number in new[] { "0", "999999999", "ERR-", "none", "99999999999999999999", "-1", "%00" })
        {
            (await agent.Get($"{Errors}/{number}")).Status.Should().BeOneOf([404, 400], number);
        }
    }

    [StoreTheory]
    [InlineData("", "", 422, "invalid")]
    [InlineData("{", "application/json", 400, "unreadable")]
    [InlineData("[]", "application/json", 400, "unreadable")]
    [InlineData("null", "application/json", 400, "unreadable")]
    [InlineData("""{"story":"a","story":"b"}""", "application/json", 400, "unreadable")]
    [InlineData("""{"story":"a","Story":"b"}""", "application/json", 422, "invalid")]
    [InlineData("""{"story":"\ud800"}""", "application/json", 422, "invalid")]
    [InlineData("""{"\ud800":"a"}""", "application/json", 400, "unreadable")]
    [InlineData("""{"story":"a"}""", "text/plain", 415, "unsupported-media-type")]
    [InlineData("""{"story":"a"}""", "application/json; charset=utf-16", 415, "unsupported-media-type")]
    [InlineData("story=a", "application/x-www-form-urlencoded", 415, "unsupported-media-type")]
    public async Task A_body_that_cannot_be_read_is_refused(string body, string type, int status, string problem)
    {
        using var agent = await product.CallerIn(product.Teams.Teams is [.., var last] ? last : await product.TeamOf(product.Somebody()));
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type.Length > 0) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        var answer = await agent.Send(HttpMethod.Post, Errors, content);

        (answer.Status, answer.Type, answer.Problem).Should().Be((status, "application/problem+json", problem), answer.Body);
    }

    [StoreFact]
    public async Task Large_and_deep_bodies_are_refused_however_they_come()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        var large = new byte[600_000];

        (
            await agent.Send(
                HttpMethod.Post, Errors,
                new ByteArrayContent(large) { Headers = { ContentType = new("application/json") } })).Problem.Should().Be("too-large");
        var streamed = new StreamContent(new Unmeasured(large)) { Headers = { ContentType = new("application/json") } };
        (await agent.Send(HttpMethod.Post, Errors, streamed)).Problem.Should().Be("too-large");
        (await agent.Post(Errors, string.Concat(Enumerable.Repeat("""{"a":""", 20_000)))).Problem.Should().Be("unreadable");
        (await agent.Post(Errors, new { story = new string('ä', 20_000), expected = new string('\u0001', 20_000),
            actual = new string('漢', 20_000), evidence = new string('"', 20_000) })).Status.Should()
            .Be(201, "every text at its longest fits");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_caller_is_answered_in_its_language()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));

        PseudoLanguage.Install();

        var answer = await agent.Post(Errors, new { title = "x" }, ("Accept-Language", $"xx, {PseudoLanguage.Name};q=0.8, en;q=0.1"));

        answer.Complaints["/story"].Should().StartWith("[");
        (await agent.Post(Errors, new { title = "x" }, ("Accept-Language", $"en-GB, {PseudoLanguage.Name};q=0.8"))).Complaints["/story"]
            .Should()
            .NotStartWith("[");
        (await agent.Post(Errors, new { title = "x" }, ("Accept-Language", ";;;q=,*"))).Status.Should().Be(422);
    }

    [StoreFact]
    public async Task Damaged_bodies_never_fail_the_bot()
    {
        var team = await product.TeamOf(product.Somebody());
        using var agent = await product.CallerIn(team, "Odd agent", ("ProposeFix", "true"), ("AnswerSurveys", "true"));
        var own = (await agent.Post(Errors, new { story = "The spindle tree feeder jams" })).Number;
        await product.Bot.Change("UPDATE errors SET state = 'Accepted' WHERE id = @id", own);
        var chance = new Random(20261124);
        string[] odd = [
            "null", "true", "-0", "1e999", "\"\"", "\"\\u0000\"", "\"\\udfff\"", "[]", "[[]]", "{}", "\"9999-99-99\"",
            "\"2026-13-40T25:61Z\"", "999999999999999999999", "\"-1\"", "\"Reported,Draft\"", "\"{{DATE(x)}}\"",
            "{\"a\":\"\\udfff\"}", "{\"a/~\":[1,[2]]}", "{\"\\udfff\":1}"];
        string[] members = [
            "story", "title", "severity", "hit", "hitWords", "occurredAt", "object", "objectName", "agentStep", "agentMode", "category",
            "restricted", "evidence", "x~/y", "", "what", "effect", "irreversible", "effort", "step", "text", "answers",
            "runRef"];
        string[] paths =
        [
            Errors, $"{Errors}/similar", $"{Errors}/1/witnesses", $"{Errors}/{own}/fixes", $"{Errors}/{own}/steps", $"{Errors}/1/fixes",
            $"{Errors}/1/steps", "/api/v1/surveys/1/answers",
        ];

        for (var i = 0; i < 400; i++)
        {
            var body = "{" + string.Join(
                ',',
                Enumerable.Range(0, chance.Next(6)).Select(_ =>
                    $"\"{members[chance.Next(members.Length)]}\":{odd[chance.Next(odd.Length)]}")) + "}";
            var bytes = Encoding.UTF8.GetBytes(body);
            if (chance.Next(2) is 0 && bytes.Length > 0) bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
            var content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } };

            var answer = await agent.Send(
                HttpMethod.Post, paths[chance.Next(paths.Length)], content,
                ("Idempotency-Key", chance.Next(3) is 0 ? new string((char)chance.Next(33, 126), chance.Next(1, 250)) : $"{i}"));

            answer.Status.Should().BeOneOf([200, 201, 400, 403, 404, 409, 422], body);
            answer.Type.Should().Be(answer.Status < 300 ? "application/json" : "application/problem+json");
        }

        product.Failures.Should().BeEmpty();
    }

    /// <summary>A stream that does not say how long it is.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

/// <summary>When the bot itself fails.</summary>
public sealed partial class FailingApiTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task A_failure_says_a_code_that_stands_in_the_log_and_nothing_else()
    {
        using var agent = await product.CallerIn(await product.TeamOf(product.Somebody()));
        await product.Bot.Change("ALTER TABLE idempotent_requests RENAME TO out_of_order");

        var answer = await agent.Post("/api/v1/errors", new { story = "The whitebeam report" }, ("Idempotency-Key", "1"));

        (answer.Status, answer.Type, answer.Problem).Should().Be((500, "application/problem+json", "failed"));
        var code = answer.Json.GetProperty("code").GetString()!;
        Code().IsMatch(code).Should().BeTrue();
        answer.Body.Should().NotContain("idempotent").And.NotContain(" at ");
        product.Failures.Should()
            .ContainSingle(line => line.Contains(code, StringComparison.Ordinal)).Which.Should()
            .NotContain("whitebeam");
        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE story LIKE '%whitebeam%'").Should().Be(0);
    }

    [GeneratedRegex("^[0-9a-f]{8}$")]
    private static partial Regex Code();
}
