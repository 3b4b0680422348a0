using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Errors;
using Improvement.Bot.People;
using Improvement.Bot.Tests.Api;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Person = Improvement.Bot.Tests.Channel.Person;
using Team = Improvement.Bot.Tests.Channel.Team;

namespace Improvement.Bot.Tests.Actions;

/// <summary>What agents and systems do with action items over HTTP, in the running application.</summary>
public abstract class ActionsApiTests(ApiProduct product)
{
    public sealed class OnSqlite(ApiProduct product) : ActionsApiTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : ActionsApiTests(product), IClassFixture<PostgresApiProduct>;

    private const string Actions = "/api/v1/actions";

    [StoreFact]
    public async Task An_agent_finds_what_is_assigned_to_it_begins_it_and_gives_evidence_once()
    {
        var (lea, team) = await Set();
        using var agent = await CallerIn(team, "Fixing agent");
        var report = await lea.Report("The larch export took an old folder");
        var number = await Create(team, "Fixing agent", asked => asked with { Parent = ErrorKind.Id(report.Number), NeedsVerifier = true });

        var mine = (await agent.Get($"{Actions}?owner=me&state=open,blocked")).Json.GetProperty("items").EnumerateArray().Single();
        mine.GetProperty("label").GetString().Should().Be($"ACT-{number}");
        mine.GetProperty("parent").GetString().Should().Be(report.Label);
        var read = await agent.Get($"{Actions}/{number}");
        read.Json.GetProperty("isYours").GetBoolean().Should().BeTrue();
        read.Steps.Should().Equal("start", "finish", "block");

        (await agent.Post($"{Actions}/{number}/steps", new { step = "start" })).Json.GetProperty("state").GetString()
            .Should().Be("in-progress");
        var evidence = new { evidence = "Run 4712 stopped", hours = 1.5 };
        for (var i = 0; i < 2; i++)
        {
            var done = await agent.Post($"{Actions}/{number}/evidence", evidence, ("Idempotency-Key", $"done-{number}"));
            (done.Status, done.Json.GetProperty("state").GetString()).Should().Be((200, "done"));
        }

        Events(number, "finished").Should().Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM actions WHERE id = @id AND effort_hours = 1.5", number).Should().Be(1);
        (await agent.Get($"{Actions}?owner=me&state=open,in-progress,blocked")).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        (await lea.Ask($"/status ACT-{number}", "History")).Card.Buttons.Should().Contain("Verify", "a person verifies it");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_a_person_decides_is_refused_and_noted()
    {
        var (_, team) = await Set();
        using var agent = await CallerIn(team, "Eager agent");
        var number = await Create(team, "Eager agent");
        var done = await Create(team, "Eager agent", asked => asked with { NeedsVerifier = true });
        (await agent.Post($"{Actions}/{done}/evidence", new { evidence = "Done" })).Status.Should().Be(200);

        foreach (var (which, step) in new[]
        {
            (number, "move-date"), (number, "reassign"), (number, "cancel"), (number, "decline"), (done, "verify"), (done, "not-done"),
        })
        {
            var answer = await agent.Post($"{Actions}/{which}/steps", new { step, reason = "Because" });
            (answer.Status, answer.Problem).Should().Be((403, "person-decides"), step);
            answer.Body.Should().Contain("A person decides this.");
        }

        (Events(number, "refused"), Events(done, "refused")).Should().Be((4, 2));
        State(number).Should().Be("Open");
        State(done).Should().Be("Done");
    }

    [StoreFact]
    public async Task It_works_on_nothing_of_others_and_sees_nothing_of_other_teams()
    {
        var (_, team) = await Set();
        var (_, otherTeam) = await Set();
        using var agent = await CallerIn(team, "Calm agent");
        using var other = await CallerIn(team, "Neighbouring agent");
        using var stranger = await CallerIn(otherTeam, "Strange agent");
        var number = await Create(team, "Calm agent");
        var hidden = await Create(team, "Calm agent", asked => asked with { Restricted = true });

        (await other.Get($"{Actions}/{number}")).Status.Should().Be(200);
        (await other.Post($"{Actions}/{number}/evidence", new { evidence = "Mine" })).Problem.Should().Be("refused");
        (await stranger.Get($"{Actions}/{number}")).Problem.Should().Be("not-found");
        (await stranger.Post($"{Actions}/{number}/evidence", new { evidence = "Mine" })).Problem.Should().Be("not-found");
        Labels(await other.Get(Actions)).Should().Contain($"ACT-{number}").And.NotContain($"ACT-{hidden}");
        Labels(await stranger.Get(Actions)).Should().BeEmpty();
        Labels(await agent.Get(Actions)).Should().Contain($"ACT-{hidden}");
        State(number).Should().Be("Open");
    }

    [StoreFact]
    public async Task Pages_follow_each_other_and_what_cannot_be_read_says_why()
    {
        var (_, team) = await Set();
        using var agent = await CallerIn(team, "Reading agent");
        var numbers = new List<long>();
        for (var i = 0; i < 5; i++) numbers.Add(await Create(team, "Reading agent"));

        var (found, address) = (new List<string>(), $"{Actions}?limit=2");
        while (address is not null)
        {
            var page = await agent.Get(address);
            found.AddRange(Labels(page));
            address = page.Json.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        found.Should().Equal(numbers.AsEnumerable().Reverse().Select(number => $"ACT-{number}"));
        (await agent.Get($"{Actions}?state=finished")).Complaints["state"].Should().Contain("in-progress");
        (await agent.Get($"{Actions}?owner=you&colour=red")).Complaints.Keys.Should().BeEquivalentTo("owner", "colour");
        (await agent.Get($"{Actions}?limit=0")).Status.Should().Be(422);
        (await agent.Get($"{Actions}?cursor=x")).Status.Should().Be(400);
        (await agent.Post($"{Actions}/{numbers[0]}/evidence", new { hours = "many" })).Complaints.Keys
            .Should().BeEquivalentTo("/evidence", "/hours");
        (await agent.Post($"{Actions}/{numbers[0]}/steps", new { step = "block" })).Complaints.Keys.Should().BeEquivalentTo("/reason");
        (await agent.Post($"{Actions}/{numbers[0]}/steps", new { step = "finish" })).Complaints["/step"].Should().Contain("evidence");
        (await agent.Post($"{Actions}/0/steps", new { step = "start" })).Status.Should().Be(404);
        (await agent.Post($"{Actions}/99999999/steps", new { step = "start" })).Status.Should().Be(404);
    }

    [StoreFact]
    public async Task A_key_that_is_not_for_actions_does_not_reach_them_and_a_person_gives_one_to_an_agent()
    {
        var (lea, team) = await Set();
        using var narrow = await product.CallerIn(team, "Narrow agent");
        using var reader = await product.CallerIn(team, "Peeping agent", ("ReadActions", "true"));
        var number = await Create(team, "Peeping agent");
        (await narrow.Get(Actions)).Problem.Should().Be("scope-missing");
        (await reader.Get($"{Actions}/{number}")).Status.Should().Be(200);
        (await reader.Post($"{Actions}/{number}/evidence", new { evidence = "Done" })).Problem.Should().Be("scope-missing");

        var form = (await lea.Press((await lea.Ask($"/status ACT-{number}", "History")).Card, "Not mine: who? …"));
        var asked = form.Card ?? (await lea.Chat.See($"Who does ACT-{number}?")).Card;
        await lea.Press(asked, "Give it to them", ("Who", $"{IdOf("Narrow agent")}"));
        await product.Bot.Idle();

        product.Bot.Number("SELECT COUNT(*) FROM actions WHERE id = @id AND owner = @owner", number, IdOf("Narrow agent")).Should().Be(1);
    }

    [StoreFact]
    public async Task A_system_hears_of_it_by_a_webhook()
    {
        var (lea, team) = await Set();
        using var agent = await CallerIn(team, "Telling agent");
        await using var receiver = await Receiver.Start();
        await product.AddWebhook(receiver, team, ("ActionAdded", "true"), ("ActionDone", "true"));
        var number = await Create(team, "Telling agent");
        await Create(team, "Telling agent", asked => asked with { Restricted = true });
        await agent.Post($"{Actions}/{number}/evidence", new { evidence = "Done" });

        var heard = await receiver.Hears(2);

        heard.Select(each => each.Type).Should().Equal("action.created", "action.finished");
        heard[1].Json.GetProperty("action").GetProperty("state").GetString().Should().Be("done");
        heard[1].Json.ToString().Should().NotContain(lea.Name);
    }

    private async Task<(Person Lead, Team Team)> Set()
    {
        var lea = product.Somebody("Lea");
        return (lea, await product.TeamOf(lea, product.Somebody("Max")));
    }

    private Task<Caller> CallerIn(Team team, string name) =>
        product.CallerIn(team, name, ("ReadActions", "true"), ("WorkActions", "true"));

    private async Task<long> Create(Team team, string agent, Func<NewAction, NewAction>? change = null)
    {
        var owner = new PersonId(IdOf(agent));
        var asked = new NewAction("Check the date of the folder first", ActionType.Corrective, ActionStrength.Strong)
        {
            Team = new(TeamId(team)), Author = owner, Owner = owner, IsApproved = true, DueDate = new(2031, 3, 3),
        };
        var number = 0L;
        await product.Bot.Commit(services => number = services.GetRequiredService<ActionItems>().Create(change?.Invoke(asked) ?? asked));
        return number;
    }

    private static IEnumerable<string> Labels(Answered page) =>
        page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("label").GetString()!);

    private long IdOf(string agent) => product.Bot.Number("SELECT id FROM people WHERE name = @name", agent);

    private long TeamId(Team team) => product.Bot.Number("SELECT id FROM teams WHERE teams_team_id = @id", team.Id);

    private long Events(long number, string what) => product.Bot.Number(
        "SELECT COUNT(*) FROM record_events WHERE record_kind = 'action' AND record_id = @id AND what = @what", number, what);

    private string State(long number) => product.Bot.TextsOf("SELECT state FROM actions WHERE id = @id", number).Single();
}
