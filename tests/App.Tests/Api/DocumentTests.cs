using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Feedback.Surveys;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>The document of the API tells the truth: each operation is called as it says, and answers as it says.</summary>
public sealed class DocumentTests(ApiProduct product) : IClassFixture<ApiProduct>
{
    [Fact]
    public async Task Each_operation_does_what_the_document_says()
    {
        var people = Enumerable.Range(0, 7).Select(_ => product.Somebody()).ToArray();
        using var agent = await product.CallerIn(await product.TeamOf(people[0], people[1..]));
        using var witness = await product.CallerIn(
            product.Teams.Teams[^1], "Another agent", ("ReadActions", "true"), ("WorkActions", "true"), ("ReadAudit", "true"),
            ("ProposeFix", "true"), ("ReadSurveys", "true"), ("AnswerSurveys", "true"), ("ReadPatterns", "true"),
            ("CapturePatterns", "true"), ("SendFigures", "true"));
        var (result, open) = await SurveysOf(product.Teams.Teams[^1], people);
        var number = (await agent.Post("/api/v1/errors", new { story = "The hornbeam export is late", agentStep = "1" })).Number;
        await product.Bot.Change("UPDATE errors SET state = 'Accepted' WHERE id = @id", number);
        var (done, begun) = (await AssignedTo("Another agent"), await AssignedTo("Another agent"));
        using var stranger = new Caller(product.Bot.Root, null);
        var document = JsonNode.Parse((await stranger.Get("/api/v1/openapi.json")).Body)!;

        document["openapi"]!.GetValue<string>().Should().StartWith("3.1");
        var operations = document["paths"]!.AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(operation =>
                    (Path: path.Key, Method: new HttpMethod(operation.Key.ToUpperInvariant()), Operation: operation.Value!)))
            .ToList();
        operations.Select(each => (string)each.Operation["operationId"]!)
            .Should()
            .BeEquivalentTo(
                "fileError", "searchErrors", "findSimilarErrors", "readError", "readOwnAccount", "witnessError", "moveError", "listFixes",
                "proposeFix", "readFix", "changeFix", "listActions",
                "readAction", "finishAction", "moveAction", "listPatterns", "readPattern", "readInstruction", "readSkill",
                "listReplications", "keepPattern", "usePattern", "flagPattern",
                "readAudit", "listSurveys", "listOpenSurveys", "readSurvey", "answerSurvey", "sendFigures", "listFigures", "readFigures");
        // what is read was written first
        foreach (var (path, method, operation) in operations.OrderByDescending(each => each.Method == HttpMethod.Post))
        {
            var about = path.Contains("/patterns/", StringComparison.Ordinal) ? product.Bot.Number("SELECT MAX(id) FROM patterns")
                : path.Contains("/surveys/", StringComparison.Ordinal)
                    ? path.EndsWith("/answers", StringComparison.Ordinal) ? open : result
                : path.Contains("/figures/", StringComparison.Ordinal) ? product.Bot.Number("SELECT MAX(id) FROM figure_series")
                : !path.Contains("/actions/", StringComparison.Ordinal) ? number
                : path.EndsWith("/steps", StringComparison.Ordinal) ? begun : done;
            var address = path.Replace("{number}", $"{about}", StringComparison.Ordinal)
                .Replace("{fix}", $"{product.Bot.Number("SELECT MAX(id) FROM fixes")}", StringComparison.Ordinal) + Query(operation);
            var body = operation["requestBody"]?["content"]?["application/json"];
            var content = body is null
                ? null
                : new StringContent(
                    (body["example"] ?? throw new InvalidOperationException($"{path} has no example")).ToJsonString(),
                    System.Text.Encoding.UTF8, "application/json");

            var answer = await witness.Send(method, address, content);

            var responses = operation["responses"]!.AsObject();
            responses.Select(response => response.Key).Should().Contain(["401", "403", "429", "500"]);
            responses.Should().Contain(
                response => response.Key == $"{answer.Status}" && answer.Status < 300, $"{method} {address}: {answer.Body}");
            var told = responses[$"{answer.Status}"]!["content"]!.AsObject().Single();
            answer.Type.Should().Be(told.Key, address);
            Fits(
                document, told.Value!["schema"]!,
                told.Key is "application/json" ? answer.Body : JsonValue.Create(answer.Body).ToJsonString());
            if (body is not null) Fits(document, body["schema"]!, body["example"]!.ToJsonString());

            var refused = await stranger.Send(
                method, address, method == HttpMethod.Get ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
            Fits(document, responses["401"]!["content"]!["application/problem+json"]!["schema"]!, refused.Body);
            operation["security"]!.AsArray().Should().NotBeEmpty();
        }

        document["servers"]!.AsArray().Select(server => (string)server!["url"]!).Should().Equal("/");
        document["tags"]!.AsArray().Select(tag => (string)tag!["name"]!)
            .Should().Equal("Errors", "Actions", "Patterns", "Surveys", "Figures", "Audit");
        operations.Should().OnlyContain(each => (string)each.Operation["tags"]!.AsArray().Single()!
            == (each.Path.Contains("/actions", StringComparison.Ordinal) ? "Actions"
                : each.Path.Contains("/patterns", StringComparison.Ordinal) ? "Patterns"
                : each.Path.Contains("/surveys", StringComparison.Ordinal) ? "Surveys"
                : each.Path.Contains("/figures", StringComparison.Ordinal) ? "Figures"
                : each.Path.Contains("/audit", StringComparison.Ordinal) ? "Audit" : "Errors"));
        document["components"]!["securitySchemes"]!["key"]!["scheme"]!.GetValue<string>().Should().Be("bearer");
        product.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task The_document_names_the_public_address_where_there_is_one()
    {
        var folder = new ProductAtAnAddress();
        await folder.InitializeAsync();
        using var stranger = new Caller(folder.Bot.Root, null);

        var document = JsonNode.Parse((await stranger.Get("/api/v1/openapi.json")).Body)!;

        document["servers"]!.AsArray().Select(server => (string)server!["url"]!).Should().Equal("https://bot.example.com/errors-bot");
        await folder.DisposeAsync();
    }

    /// <summary>An action item that is assigned to an agent.</summary>
    private async Task<long> AssignedTo(string agent)
    {
        var owner = new PersonId(product.Bot.Number("SELECT id FROM people WHERE name = @name", agent));
        var team = new TeamId(product.Bot.Number("SELECT team FROM team_members WHERE person = @id", owner.Value));
        var number = 0L;
        await product.Bot.Commit(services => number = services.GetRequiredService<ActionItems>().Create(
            new("Check the folder", ActionType.Corrective, ActionStrength.Strong)
            {
                Team = team, Author = owner, Owner = owner, IsApproved = true, DueDate = new(2031, 3, 3), DefinitionOfDone = "It stops",
            }));
        return number;
    }

    /// <summary>A survey whose result was posted, and one that is open.</summary>
    private async Task<(long Result, long Open)> SurveysOf(Channel.Team team, Channel.Person[] people)
    {
        var result = await product.Pulse("after-rollout", SurveyMode.Attributed, team);
        for (var i = 0; i < people.Length; i++) await product.Answers(result, people[i], i);
        await product.Close(result);
        await product.Post(result);
        await product.Follow(result, "The folder is named by its day");
        return (result, await product.Pulse("after-rollout", SurveyMode.Attributed, team));
    }

    private sealed class ProductAtAnAddress : ApiProduct
    {
        protected override IEnumerable<(string Name, string Value)> Settings => [("Bot:PublicUrl", "https://bot.example.com/errors-bot/")];
    }

    private static string Query(JsonNode operation)
    {
        var examples = (operation["parameters"]?.AsArray() ?? []).Where(parameter =>
            (string)parameter!["in"]! == "query" && parameter["example"] is not null)
            .Select(parameter => $"{parameter!["name"]}={Uri.EscapeDataString((string)parameter["example"]!)}").ToList();
        return examples is []
            ? ""
            : "?" + string.Join('&', examples.Where(example => !example.StartsWith("team=", StringComparison.Ordinal)));
    }

    private static void Fits(JsonNode document, JsonNode schema, string json)
    {
        var rules = document.DeepClone();
        rules["allOf"] = new JsonArray(schema.DeepClone());
        Schema.Of(rules.ToJsonString()).Faults(json).Should().BeEmpty(json);
    }
}
