using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Tests.Api;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Feedback.Surveys;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Agents;

/// <summary>AI agents answer surveys over the API in a lane of their own, which counts for nobody, and read what was posted.</summary>
public abstract class AgentLaneTests(AskingProduct product)
{
    private const string Surveys = "/api/v1/surveys", Template = "after-rollout";
    private const int People = 12;

    public sealed class OnSqlite(AskingProduct product) : AgentLaneTests(product), IClassFixture<AskingProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresAskingProduct product) : AgentLaneTests(product), IClassFixture<PostgresAskingProduct>;

    [StoreFact]
    public async Task Five_people_and_six_agents_are_five_and_with_a_sixth_person_the_lane_stands_below_the_result()
    {
        var (team, people) = await Team();
        var agents = new List<Caller>();
        for (var i = 0; i < 6; i++) agents.Add(await Agent(team, i is 0 ? "=SUM(1+1)" : $"Agent {i}"));

        var few = await product.Pulse(Template, SurveyMode.Anonymous, team);
        foreach (var agent in agents) (await Answered(agent, few)).Status.Should().Be(201);
        for (var i = 0; i < 5; i++) await product.Answers(few, people[i], i);
        await product.Close(few);
        StateOf(few).Should().Be("Discarded", "agents count towards no threshold");
        (await people[0].Chat.See("Fewer than 6 of 12 people answered")).Card.Shows("AI agents: 6 answered").Should().BeTrue();

        var wave = await product.Pulse(Template, SurveyMode.Anonymous, team);
        foreach (var agent in agents) await Answered(agent, wave);
        for (var i = 0; i < 6; i++) await product.Answers(wave, people[i], i);
        await product.Close(wave);
        StateOf(wave).Should().Be("Released");
        product.Bot.Number("SELECT responded FROM survey_waves WHERE id = @id", wave).Should().Be(6);
        product.Bot.Number("SELECT invited FROM survey_waves WHERE id = @id", wave).Should().Be(People);
        product.Bot.Number("SELECT MAX(number) FROM survey_tallies WHERE wave = @id", wave).Should().Be(6);
        var card = (await people[0].Chat.See("6 of 12 answered")).Card;
        card.Shows("AI agents: 6 answered").Should().BeTrue();
        card.Shows("Name the folder").Should().BeFalse("what agents answered is folded");
        card.Buttons.Should().Contain("What the agents answered");
        card.Json.ToString().Should().Contain("Name the folder");

        (await agents[0].Get($"{Surveys}/{wave}")).Status.Should().Be(404, "it was posted to nobody");
        Items(await agents[0].Get(Surveys)).Should().BeEmpty();
        await product.Post(wave);
        await product.Follow(wave, "We name the folder by its day");
        var told = await agents[0].Get($"{Surveys}/{wave}");
        Told(told.Json);
        Items(await agents[0].Get(Surveys)).Select(each => each.GetProperty("number").GetInt64()).Should().Equal(wave);

        var table = await agents[0].Get($"{Surveys}/{wave}?format=csv");
        (table.Status, table.Type).Should().Be((200, "text/csv"));
        table.Body.Should().Contain("'=SUM(1+1)").And.NotContain(",=SUM(1+1)", "no cell begins a formula");
        table.Body.Split('\n').Should().Contain(line => line.Contains(",responded,,,6,6,6,", StringComparison.Ordinal));
        product.Failures.Should().BeEmpty();
        agents.ForEach(agent => agent.Dispose());
    }

    [StoreFact]
    public async Task An_agent_is_shown_what_it_is_asked_and_answers_once()
    {
        var (team, people) = await Team();
        using var agent = await Agent(team, "Export agent");
        var wave = await product.Pulse(Template, SurveyMode.Attributed, team);

        var asked = Items(await agent.Get($"{Surveys}/open")).Single();
        asked.GetProperty("isAnswered").GetBoolean().Should().BeFalse();
        asked.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()).Should()
            .Contain(["rollout-back", "rollout-works", "rollout-change"]);
        var works = asked.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("code").GetString() is "rollout-works");
        works.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("code").GetString()).Should()
            .Equal("1", "2", "3", "4", "5", "dk");

        var path = asked.GetProperty("answers").GetString()!;
        var first = await agent.Post(path, Body, ("Idempotency-Key", "run-1"));
        var again = await agent.Post(path, Body, ("Idempotency-Key", "run-1"));
        (first.Status, again.Status, again.Body == first.Body).Should().Be((201, 201, true), "the same request is done once");
        first.Json.GetProperty("agentVersion").GetString().Should().Be("v2.4");
        first.Json.GetProperty("answers").GetProperty("rollout-works").GetString().Should().Be("4");
        var other = await agent.Post(path, Body);
        (other.Status, other.Problem).Should().Be((409, "refused"));
        other.Body.Should().Contain("already");
        Items(await agent.Get($"{Surveys}/open")).Single().GetProperty("isAnswered").GetBoolean().Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM survey_agent_answers WHERE wave = @id", wave).Should().Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM survey_responses WHERE wave = @id", wave).Should().Be(0);

        await product.Close(wave);
        var late = await agent.Post(path, new { answers = new Dictionary<string, string> { ["rollout-back"] = "no" } });
        (late.Status, late.Problem).Should().Be((409, "refused"));
        late.Body.Should().Contain("closed");
        (await agent.Post(path, Body, ("Idempotency-Key", "run-1"))).Status.Should().Be(201, "it was kept");
        (await people[0].Chat.See("AI agents: 1 answered")).Should().NotBeNull();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_is_wrong_is_refused_by_its_name_and_nothing_is_kept()
    {
        var (team, _) = await Team();
        using var agent = await Agent(team, "Odd agent");
        using var stranger = await Agent((await Team()).Team, "Agent elsewhere");
        using var system = new Caller(
            product.Bot.Root, await product.KeyIn(team, "Wiki", ("Kind", "System"), ("AnswerSurveys", "true")));
        var wave = await product.Pulse(Template, SurveyMode.Confidential, team);
        var path = $"{Surveys}/{wave}/answers";

        async Task Refused(object body, string member, string words)
        {
            var answer = await agent.Post(path, body);
            answer.Status.Should().Be(422, answer.Body);
            answer.Complaints[member].Should().Contain(words);
        }

        await Refused(new { answers = new { nonsense = "4" } }, "/answers/nonsense", "rollout-works");
        await Refused(Of("rollout-works", "9"), "/answers/rollout-works", "1, 2, 3, 4, 5, dk");
        await Refused(Of("rollout-change", new string('x', 1001)), "/answers/rollout-change", "At most 1000 characters");
        await Refused(new { answers = new { } }, "/answers", "at least one item");
        await Refused(new { runRef = "run-4711" }, "/answers", "at least one item");
        await Refused(new { answers = new[] { "4" } }, "/answers", "an object");
        await Refused(new { answers = Given, agentVersion = new string('v', 101) }, "/agentVersion", "At most 100 characters");
        await Refused(new { answers = Given, runRef = new string('r', 201) }, "/runRef", "At most 200 characters");
        await Refused(new { answers = Given, mood = "good" }, "/mood", "not known here");

        var elsewhere = await stranger.Post(path, Body);
        (elsewhere.Status, elsewhere.Problem).Should().Be((404, "not-found"), "as if there were none");
        Items(await stranger.Get($"{Surveys}/open")).Should().BeEmpty();
        foreach (var number in new[] { "0", "999999999", "none", "99999999999999999999" })
        {
            (await agent.Post($"{Surveys}/{number}/answers", Body)).Status.Should().Be(404, number);
        }

        foreach (var answer in new[] { await system.Post(path, Body), await system.Get($"{Surveys}/open") })
        {
            (answer.Status, answer.Problem).Should().Be((409, "refused"));
            answer.Body.Should().Contain("another system");
        }

        var personal = await product.Pulse("team-pulse", SurveyMode.Anonymous, team);
        Items(await agent.Get($"{Surveys}/open")).Should().HaveCount(1, "what is about oneself is asked of people alone");
        (await agent.Post($"{Surveys}/{personal}/answers", Of("speak-same-day", "4"))).Body.Should().Contain("asks people alone");
        product.Bot.Number("SELECT COUNT(*) FROM survey_agent_answers WHERE wave IN (@a, @b)", wave, personal).Should().Be(0);
        (await agent.Get($"{Surveys}?limit=0")).Complaints.Should().ContainKey("limit");
        (await agent.Get($"{Surveys}?cursor=x")).Status.Should().Be(400);
        (await agent.Get($"{Surveys}/{wave}?format=xml")).Complaints.Should().ContainKey("format");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Where_a_survey_is_stopped_the_answers_of_agents_are_destroyed_as_well()
    {
        var (team, people) = await Team();
        using var agent = await Agent(team, "Careful agent");
        var wave = await product.Pulse(Template, SurveyMode.Confidential, team);
        await Answered(agent, wave);
        foreach (var person in people[..3])
        {
            await person.Press((await person.Chat.See("After a rollout: ")).Card, "This question is not acceptable");
        }

        await product.Rounds();

        StateOf(wave).Should().Be("Stopped");
        product.Bot.Number("SELECT COUNT(*) FROM survey_agent_answers WHERE wave = @id", wave).Should().Be(0);
    }

    [StoreFact]
    public async Task Systems_of_each_team_hear_how_a_survey_goes_and_no_answer()
    {
        var ((team, people), (second, _)) = (await Team(), await Team());
        await using var receiver = await Receiver.Start();
        await product.AddWebhook(
            receiver, second, ("SurveyLaunched", "true"), ("SurveyEnded", "true"), ("SurveyFollowed", "true"));
        await product.Pulse(Template, SurveyMode.Attributed, await Elsewhere());

        var wave = await product.Pulse(Template, SurveyMode.Anonymous, team, second);
        for (var i = 0; i < 7; i++) await product.Answers(wave, people[i], i);
        await product.Close(wave);
        await product.Post(wave);

        product.Bot.TextsOf("SELECT what FROM record_events WHERE record_kind = 'survey' AND record_id = @id ORDER BY id", wave)
            .Should().Equal("launched", "released", "posted");
        var heard = await receiver.Hears(3);
        heard.Select(each => each.Type).Should().Equal("survey.launched", "survey.released", "survey.posted");
        heard.Select(each => each.Json.GetProperty("survey").GetProperty("number").GetInt64()).Should().AllBeEquivalentTo(wave);
        heard[1].Json.GetProperty("survey").EnumerateObject().Select(member => member.Name).Should().Equal(
            ["number", "name", "wave", "template", "mode", "state", "opensAt", "closesAt", "self"], "it holds no answer and no count");
        heard[0].Json.GetProperty("team").GetProperty("name").GetString().Should().Be(second.Name);

        using var agent = await Agent(second, "Second agent");
        (await agent.Get(heard[2].Json.GetProperty("survey").GetProperty("self").GetString()!)).Json
            .GetProperty("responded").GetInt32().Should().Be(7);
        product.Failures.Should().BeEmpty();
    }

    private static Dictionary<string, string> Given =>
        new() { ["rollout-back"] = "no", ["rollout-works"] = "4", ["rollout-change"] = "Name the folder" };

    private static object Body => new { answers = Given, agentVersion = "v2.4", runRef = "run-4711" };

    private static object Of(string item, string answer) => new { answers = new Dictionary<string, string> { [item] = answer } };

    private static void Told(JsonElement result)
    {
        result.GetProperty("responded").GetInt32().Should().Be(6);
        result.GetProperty("invited").GetInt32().Should().Be(People);
        result.GetProperty("agents").GetArrayLength().Should().Be(6);
        result.GetProperty("follows").GetProperty("words").GetString().Should().Be("We name the folder by its day");
        var back = result.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("code").GetString() is "rollout-back");
        var share = back.GetProperty("favourable").GetProperty("share");
        share.GetProperty("lower").GetDouble().Should().BeLessThan(share.GetProperty("upper").GetDouble());
        back.GetProperty("favourable").GetProperty("count").GetProperty("number").GetInt32().Should().Be(3);
        var text = result.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("code").GetString() is "rollout-change");
        text.GetProperty("heldBack")[0].GetProperty("what").GetString().Should().Be("comments", "six are fewer than nine");
        result.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("code").GetString() is "pace-care")
            .GetProperty("heldBack")[0].GetProperty("what").GetString().Should().Be("item", "nobody answered it");
    }

    private static IReadOnlyList<JsonElement> Items(Answered answer) => [.. answer.Json.GetProperty("items").EnumerateArray()];

    private static Task<Answered> Answered(Caller agent, long wave) =>
        agent.Post($"{Surveys}/{wave}/answers", Body);

    private string StateOf(long wave) => product.Bot.TextsOf("SELECT state FROM survey_waves WHERE id = @id", wave).Single();

    private Task<Caller> Agent(Team team, string name) =>
        product.CallerIn(team, name, ("ReadSurveys", "true"), ("AnswerSurveys", "true"));

    private async Task<Team> Elsewhere() => (await Team()).Team;

    private async Task<(Team Team, Person[] People)> Team()
    {
        var people = Enumerable.Range(0, People).Select(_ => product.Somebody()).ToArray();
        return (await product.TeamOf(people[0], people[1..]), people);
    }
}
