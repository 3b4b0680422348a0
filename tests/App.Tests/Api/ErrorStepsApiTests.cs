using FluentAssertions;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>The steps of errors over HTTP: what an agent says of its own report, and what only people decide.</summary>
public abstract class ErrorStepsApiTests(ApiProduct product)
{
    public sealed class OnSqlite(ApiProduct product) : ErrorStepsApiTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : ErrorStepsApiTests(product), IClassFixture<PostgresApiProduct>;

    private const string Errors = "/api/v1/errors";

    /// <summary>What an agent may do; everything else is for people, whatever is added to the list of actions.</summary>
    private static readonly ErrorAction[] OfAgents =
    [
        ErrorAction.Report, ErrorAction.Search, ErrorAction.See, ErrorAction.Witness, ErrorAction.AddDetail, ErrorAction.Edit,
        ErrorAction.Withdraw, ErrorAction.AnswerInfo, ErrorAction.Object, ErrorAction.RetractAccount, ErrorAction.Reopen,
        ErrorAction.ProposeFix, ErrorAction.EditFix,
    ];

    [StoreFact]
    public async Task Whatever_people_decide_is_refused_to_a_key_in_every_state_and_noted()
    {
        var team = await product.TeamOf(product.Somebody("Lea"), product.Somebody("Max"));
        using var agent = await product.CallerIn(team, "Eager agent", ("ReadAudit", "true"));
        var number = (await agent.Post(Errors, new { story = "The alder agent wants to decide everything" })).Number;
        // not even as its owner, and as a lead of everything
        await product.Bot.Change("UPDATE errors SET owner = reporter, came_from = 'Accepted' WHERE id = @id", number);
        await product.Bot.Change(
            "INSERT INTO roles (person, role, team, given_at) SELECT reporter, 'integration-lead', NULL, 1 FROM errors WHERE id = @id",
                number);
        var expected = 0;

        foreach (var action in Enum.GetValues<ErrorAction>().Except(OfAgents))
        {
            var states = ErrorLife.Machine.Transitions.Where(row => row.Action == action).Select(row => row.From).Distinct().ToList();
            foreach (var state in states.DefaultIfEmpty(ErrorState.Reported).Append(ErrorState.Withdrawn))
            {
                await product.Bot.Change("UPDATE errors SET state = @state WHERE id = @id", $"{state}", number);

                var answer = await agent.Post($"{Errors}/{number}/steps", new { step = Codes.Of(action), text = "Because I say so" });

                (answer.Status, answer.Problem).Should().Be((403, "person-decides"), $"{action} in {state}: {answer.Body}");
                answer.Json.GetProperty("detail").GetString().Should().Be("A person decides this.");
                State(number).Should().Be($"{state}");
                Refusals(number, action).Should().Be(++expected, $"{action} in {state}");
            }

            expected = 0;
        }

        var audit = await agent.Get($"/api/v1/audit?q=ERR-{number}&limit=1000");
        audit.Body.Should().Contain("refused").And.Contain("Eager agent");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task An_agent_takes_back_what_it_said_itself_and_nothing_of_others()
    {
        var team = await product.TeamOf(product.Somebody());
        using var agent = await product.CallerIn(team, "Cedar agent");
        using var other = await product.CallerIn(team, "Other cedar agent");
        var number = (await agent.Post(Errors, new { story = "The cedar scale shows nothing" })).Number;
        await other.Post($"{Errors}/{number}/witnesses", new { note = "Nothing here either" });

        (await agent.Post($"{Errors}/{number}/steps", new { step = "retract-account" })).Problem.Should().Be("refused");
        Accounts().Should().Be(1);
        (await other.Post($"{Errors}/{number}/steps", new { step = "retract-account" })).Status.Should().Be(200);
        Accounts().Should().Be(0);
        (await other.Post($"{Errors}/{number}/steps", new { step = "retract-account" })).Problem.Should().Be("refused");
        product.Bot.Number("SELECT COUNT(*) FROM witness_retractions WHERE error = @id AND note = 'Nothing here either'", number)
            .Should().Be(1);

        long Accounts() => product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @id", number);
    }

    [StoreFact]
    public async Task What_agents_may_do_is_offered_as_a_step_or_has_an_address_of_its_own()
    {
        var team = await product.TeamOf(product.Somebody());
        using var agent = await product.CallerIn(team, "Birch agent");
        var number = (await agent.Post(Errors, new { story = "The birch scanner is slow" })).Number;

        foreach (var action in new[] { ErrorAction.Report, ErrorAction.Search, ErrorAction.See, ErrorAction.Witness, ErrorAction.Edit,
            ErrorAction.ProposeFix, ErrorAction.EditFix })
        {
            var answer = await agent.Post($"{Errors}/{number}/steps", new { step = Codes.Of(action) });
            (answer.Status, answer.Problem).Should().Be((422, "invalid"), $"{action}");
            answer.Complaints["/step"].Should().Contain("add-detail, answer-info, object, withdraw, retract-account, reopen");
        }

        foreach (var step in new[] { "add-detail", "answer-info", "object", "reopen" })
        {
            (await agent.Post($"{Errors}/{number}/steps", new { step })).Complaints.Keys.Should().Equal("/text");
        }

        (await agent.Post($"{Errors}/{number}/steps", new { step = "withdraw", text = new string('x', 501) })).Complaints.Keys
            .Should().Equal("/text");
        (await agent.Post($"{Errors}/{number}/steps", new { })).Complaints.Keys.Should().Equal("/step");
        (await agent.Post($"{Errors}/{number}/steps", new { step = "answer-info", text = "Yes" })).Problem
            .Should().Be("refused", "nothing was asked");
        (await agent.Get($"{Errors}/{number}")).Steps.Should().BeEquivalentTo("witness", "add-detail", "withdraw");
    }

    [StoreFact]
    public async Task An_agent_answers_the_question_about_its_report_objects_once_and_says_that_it_came_back()
    {
        var lead = product.Somebody("Lea");
        var team = await product.TeamOf(lead, product.Somebody());
        using var agent = await product.CallerIn(team, "Cedar agent");
        using var other = await product.CallerIn(team, "Other cedar agent");
        var number = (await agent.Post(Errors, new { story = "The cedar backup is empty" })).Number;
        var channel = lead.Open(team.Triage());
        var card = (await channel.See(m => m.Cards.Count == 1 && m.Shows($"ERR-{number}"))).Card;
        var menu = (await channel.Ask(() => channel.Press(card, "Next step …"), $"Accept ERR-{number}")).Card;
        await channel.Press(menu, "Ask the reporter …");
        var form = (await channel.See(m => m.Cards.Count == 1 && m.Shows("Ask about") && m.Card.Buttons.Contains("Cancel"))).Card;
        await channel.Press(form, "Ask", ("Text", "Of which day?"));
        await product.Bot.Idle();

        var asked = await agent.Get($"{Errors}/{number}");
        asked.Json.GetProperty("question").GetString().Should().Be("Of which day?");
        asked.Steps.Should().Contain("answer-info");
        (await other.Get($"{Errors}/{number}")).Steps.Should().NotContain("answer-info");
        (await other.Post($"{Errors}/{number}/steps", new { step = "answer-info", text = "Monday" })).Problem.Should().Be("refused");

        for (var i = 0; i < 2; i++)
        {
            var answered = await agent.Post(
                $"{Errors}/{number}/steps", new { step = "answer-info", text = "Of Monday" }, ("Idempotency-Key", $"cedar-{number}"));
            (answered.Status, answered.Json.GetProperty("state").GetString()).Should().Be((200, "reported"), answered.Body);
        }

        await channel.See(m => m.Shows("Of Monday"));
        Count(number, "answered").Should().Be(1);
        await product.Bot.Change("UPDATE errors SET state = 'NotAnError', reason = 'As designed' WHERE id = @id", number);
        (await agent.Post($"{Errors}/{number}/steps", new { step = "object", text = "It is empty all the same" })).Status.Should().Be(200);
        await product.Bot.Change("UPDATE errors SET state = 'NotAnError' WHERE id = @id", number);
        (await agent.Post($"{Errors}/{number}/steps", new { step = "object", text = "Again" })).Problem.Should().Be("refused", "once");
        await product.Bot.Change("UPDATE errors SET state = 'Closed' WHERE id = @id", number);
        (await other.Post($"{Errors}/{number}/steps", new { step = "reopen", text = "Mine" })).Problem.Should().Be("refused");
        (await agent.Post($"{Errors}/{number}/steps", new { step = "reopen", text = "Empty again" })).Json.GetProperty("state").GetString()
            .Should().Be("analysing");
    }

    [StoreFact]
    public async Task An_agent_adds_a_detail_and_takes_its_own_report_back()
    {
        var team = await product.TeamOf(product.Somebody());
        using var agent = await product.CallerIn(team, "Elm agent");
        using var other = await product.CallerIn(team, "Other elm agent");
        var number = (await agent.Post(Errors, new { story = "The elm index has a hole" })).Number;

        (await other.Post($"{Errors}/{number}/steps",
            new { step = "add-detail", text = "At 4712" })).Json.GetProperty("additions").GetInt32()
            .Should().Be(1);
        (await other.Post($"{Errors}/{number}/steps", new { step = "withdraw" })).Problem.Should().Be("refused");
        var withdrawn = await agent.Post($"{Errors}/{number}/steps", new { step = "withdraw", text = "A test run" });

        withdrawn.Json.GetProperty("state").GetString().Should().Be("withdrawn");
        withdrawn.Json.GetProperty("withdrawnBecause").GetString().Should().Be("A test run");
        (await agent.Post($"{Errors}/{number}/steps", new { step = "withdraw" })).Problem.Should().Be("refused");
    }

    private string State(long number) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", number).Single();

    private long Count(long number, string what) => product.Bot.Number(
        "SELECT COUNT(*) FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what = @what", number, what);

    private long Refusals(long number, ErrorAction action) => product.Bot.Number(
        "SELECT COUNT(*) FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what = 'refused' AND actor_kind = 'agent' "
            + "AND data LIKE @data", number, $"%\"{action}\"%");
}
