using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>Fixes that agents propose over HTTP, and people decide about in the chat.</summary>
public abstract class FixesApiTests(ApiProduct product)
{
    public sealed class OnSqlite(ApiProduct product) : FixesApiTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : FixesApiTests(product), IClassFixture<PostgresApiProduct>;

    private static readonly (string, string)[] Proposing = [("ProposeFix", "true")];

    private static object Fix(string what) => new { what, effect = "From two a month to none", type = "preventive", strength = "strong" };

    [StoreFact]
    public async Task An_agent_proposes_a_lead_approves_in_the_chat_and_the_work_begins()
    {
        var story = await Accepted("The pear export takes whatever folder is there");
        using var agent = await product.CallerIn(story.Team, "Pear agent", Proposing);

        var proposed = await agent.Post(Fixes(story), Fix("Check the date of the folder"));

        (proposed.Status, proposed.Headers.Location!.ToString()).Should().Be(
            (201, $"{Fixes(story)}/{proposed.Number}"));
        (await agent.Get($"{Fixes(story)}/FIX-{proposed.Number}")).Json.GetProperty("parent").GetString().Should().Be(story.Label);
        (await agent.Get($"{Fixes(story)}/999999")).Problem.Should().Be("not-found");
        proposed.Json.GetProperty("state").GetString().Should().Be("open");
        proposed.Json.GetProperty("digest").GetString().Should().HaveLength(64);
        proposed.Json.GetProperty("proposer").GetProperty("kind").GetString().Should().Be("agent");
        proposed.Json.GetProperty("isYours").GetBoolean().Should().BeTrue();
        await story.Channel.See(m => m.Shows("Pear agent (AI agent) proposed a fix: Check the date of the folder"));
        var asked = await story.Asked(story.Lead);
        asked.Shows("Fix proposed by Pear agent (AI agent)").Should().BeTrue();
        asked.Shows("No person has proposed it").Should().BeTrue();

        await story.Lead.Press(asked, "Approve");
        await product.Bot.Idle();

        State(story).Should().Be("Implementing");
        product.Bot.Number("SELECT COUNT(*) FROM actions WHERE parent_kind = 'error' AND parent = @id", story.Number).Should().Be(1);
        var read = (await agent.Get(Fixes(story))).Json.GetProperty("items").EnumerateArray().Single();
        (read.GetProperty("state").GetString(), read.GetProperty("approvals").GetInt32()).Should().Be(("approved", 1));
        var decision = read.GetProperty("decisions").EnumerateArray().Single();
        (decision.GetProperty("decision").GetString(), decision.GetProperty("by").GetString()).Should().Be(("approve", story.Lead.Name));
        var error = await agent.Get(Error(story));
        error.Json.GetProperty("fix").GetProperty("label").GetString().Should().Be(read.GetProperty("label").GetString());
        error.Json.GetProperty("owner").GetString().Should().Be(story.Owner.Name);
        error.Steps.Should().BeEquivalentTo("witness", "add-detail");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_nobody_owns_is_done_by_the_agent_that_proposed_it_and_its_evidence_sees_the_fix_in_place()
    {
        var story = await TriageStory.Begin(product, "The whitebeam cache is never emptied");
        await story.Channel.Press(await story.AcceptForm(), "Accept");
        await product.Bot.Idle();
        using var agent = await product.CallerIn(
            story.Team, "Whitebeam agent", [.. Proposing, ("ReadActions", "true"), ("WorkActions", "true")]);
        await agent.Post(Fixes(story), Fix("Empty it each night"));
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");
        await product.Bot.Idle();

        var mine = (await agent.Get("/api/v1/actions?owner=me")).Json.GetProperty("items").EnumerateArray().Single();
        mine.GetProperty("parent").GetString().Should().Be(story.Label);
        await agent.Post($"/api/v1/actions/{mine.GetProperty("number").GetInt64()}/evidence", new { evidence = "Empty since run 4720" });

        State(story).Should().Be("Verifying");
        (await agent.Post($"{Error(story)}/steps", new { step = "close" })).Problem.Should().Be("person-decides");
    }

    [StoreFact]
    public async Task Whoever_made_the_key_decides_about_what_its_agent_proposed_and_the_agent_itself_never_does()
    {
        await product.Administrator.Say("hi");
        var story = await Accepted("The plum index is a day old");
        using var agent = await product.CallerIn(story.Team, "Plum agent", Proposing);
        await agent.Post(Fixes(story), Fix("Build it each hour"));
        await product.Bot.Change("INSERT INTO roles (person, role, team, given_at) SELECT id, 'integration-lead', NULL, 1 FROM people "
            + "WHERE name = 'Plum agent'");

        (await agent.Post($"{Error(story)}/steps", new { step = "approve-fix" })).Problem.Should().Be("person-decides");
        var status = (await product.Administrator.Ask($"/status {story.Label}", "History")).Card;
        await product.Administrator.Press(status, "Approve");
        await product.Bot.Idle();

        State(story).Should().Be("Implementing");
    }

    [StoreFact]
    public async Task Each_field_is_complained_about_in_the_words_of_the_form()
    {
        var story = await Accepted("The quince freezer is too warm", ("Severity", "MajorHarm"));
        using var agent = await product.CallerIn(story.Team, "Quince agent", Proposing);

        var empty = await agent.Post(Fixes(story), new
        {
            irreversible = true, effort = -1, type = "odd", strength = "odd", promisedFall = "odd", whta = "x",
        });

        (empty.Status, empty.Problem).Should().Be((422, "invalid"));
        empty.Complaints.Keys.Should().BeEquivalentTo(
            "/what", "/effect", "/cause", "/causeEvidence", "/risk", "/effort", "/type", "/strength", "/promisedFall", "/whta");
        empty.Complaints["/what"].Should().Be(FixTexts.WhatMissing);
        empty.Complaints["/effect"].Should().Be(FixTexts.EffectMissing);
        empty.Complaints["/cause"].Should().Be(FixTexts.CauseMissing);
        empty.Complaints["/causeEvidence"].Should().Be(FixTexts.CauseEvidenceMissing);
        empty.Complaints["/risk"].Should().Be(FixTexts.RiskMissing);
        empty.Complaints["/effort"].Should().Be(FixTexts.EffortWrong);
        var form = (await story.Owner.Press((await story.Owner.Ask($"/status {story.Label}", "History")).Card, "Propose a fix …")).Card
            ?? (await story.Owner.Chat.See(m => m.Shows($"Propose a fix for {story.Label}"))).Card;
        await story.Owner.Press(form, "Propose it", ("What", "Repair it"), ("Effect", "Cold again"));
        await story.Owner.Chat.See(m => m.Shows(FixTexts.CauseMissing) && m.Shows(FixTexts.CauseEvidenceMissing));
        var tooLong = new string('x', 2_001);
        (await agent.Post(Fixes(story), new { what = tooLong, effect = tooLong, cause = tooLong, rollback = tooLong })).Complaints.Keys
            .Should().BeEquivalentTo("/what", "/effect", "/cause", "/rollback", "/causeEvidence");
        State(story).Should().Be("Accepted");
    }

    [StoreFact]
    public async Task A_fix_is_proposed_only_for_what_a_lead_has_accepted_and_once_for_the_same_request()
    {
        var story = await TriageStory.Begin(product, "The medlar shelf bends");
        using var agent = await product.CallerIn(story.Team, "Medlar agent", Proposing);
        var early = await agent.Post(Fixes(story), Fix("Stiffen it"));
        (early.Status, early.Problem).Should().Be((409, "refused"));
        early.Body.Should().Contain("waits for a lead, who accepts it first");
        await story.IsAccepted();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => agent.Post(Fixes(story), Fix("Stiffen it"), ("Idempotency-Key", "medlar-1"))));

        answers.Should().OnlyContain(answer => answer.Status == 201);
        answers.Select(answer => answer.Number).Distinct().Should().ContainSingle();
        product.Bot.Number("SELECT COUNT(*) FROM fixes WHERE error = @id", story.Number).Should().Be(1);
        Events(story, "fix-proposed").Should().Be(1);
        (await agent.Post(Fixes(story), Fix("Stiffen it"))).Problem.Should().Be("refused", "there is one already");
    }

    [StoreFact]
    public async Task Changes_that_a_lead_asks_for_are_made_over_the_api_and_void_what_was_approved()
    {
        await product.Administrator.Say("hi");
        var story = await Accepted("The sloe archive loses pages", ("Severity", "Critical"));
        using var agent = await product.CallerIn(story.Team, "Sloe agent", Proposing);
        var body = new
        {
            what = "Count pages", effect = "None lost", cause = "Nobody counts", causeEvidence = "Run 7", risk = "Slower",
            promisedFall = "three-quarters",
        };
        var fix = (await agent.Post(Fixes(story), body)).Json;
        fix.GetProperty("approvalsNeeded").GetInt32().Should().Be(2);
        fix.GetProperty("promisedFall").GetString().Should().Be("three-quarters");
        var address = $"{Fixes(story)}/{fix.GetProperty("label").GetString()}";
        var asked = await story.Asked(story.Lead);
        asked.Shows("three quarters less often").Should().BeTrue();
        await story.Lead.Press(asked, "Approve");
        await product.Bot.Idle();

        var changed = await agent.Put(address, body with { what = "Count pages twice" });

        changed.Status.Should().Be(200, changed.Body);
        changed.Json.GetProperty("approvals").GetInt32().Should().Be(0);
        changed.Json.GetProperty("decisions")[0].TryGetProperty("voidAt", out _).Should().BeTrue();
        changed.Json.GetProperty("digest").GetString().Should().NotBe(fix.GetProperty("digest").GetString());
        var otherwise = (await story.Lead.Chat.Ask(
            async () => await story.Lead.Press(await story.Asked(story.Lead), "Decide otherwise …"), "Request changes …")).Card;
        var form = (await story.Lead.Chat.Ask(() => story.Lead.Press(otherwise, "Request changes …"), "Request changes of")).Card;
        await story.Lead.Press(form, "Request changes", ("Text", "Count them in the archive"));
        await product.Bot.Idle();
        State(story).Should().Be("ChangesRequested");
        (await agent.Get(Error(story))).Json.GetProperty("reason").GetString().Should().Be("Count them in the archive");
        await product.Bot.SweepIn(days: 4);
        await story.Owner.Chat.See($"Changes of the fix of {story.Label} that Sloe agent (AI agent) proposed are asked for");

        (await agent.Put(address, body with { what = "Count pages in the archive" })).Status.Should().Be(200);
        State(story).Should().Be("FixProposed");
        using var other = await product.CallerIn(story.Team, "Other sloe agent", Proposing);
        var foreign = await other.Put(address, body);
        (foreign.Status, foreign.Problem).Should().Be((409, "refused"));
        foreign.Body.Should().Contain("Somebody else proposed this fix.");
        (await agent.Put($"{Fixes(story)}/{fix.GetProperty("number").GetInt64() + 999}", body)).Body.Should().Contain("not the proposal");
        Events(story, "refused").Should().Be(1);
    }

    [StoreFact]
    public async Task What_a_key_may_not_see_is_answered_as_if_there_were_none_and_noted()
    {
        var story = await Accepted("The rowan ledger is wrong", ("Severity", "MajorHarm"));
        using var near = await product.CallerIn(story.Team, "Near agent", Proposing);
        using var far = await product.CallerIn(await product.TeamOf(product.Somebody("Dora")), "Far agent", Proposing);
        await near.Post(
            Fixes(story), new { what = "Add it up", effect = "Right", cause = "Typing", causeEvidence = "Seen" });

        await Hides(far, story);
        await product.Bot.Change("UPDATE errors SET restricted = TRUE WHERE id = @id", story.Number);
        await Hides(near, story);

        Events(story, "refused").Should().Be(10, "each try of both is noted");
        State(story).Should().Be("FixProposed");
        (await far.Get("/api/v1/errors/99999999/fixes")).Status.Should().Be(404);

        async Task Hides(Caller caller, TriageStory hidden)
        {
            var none = hidden with { Number = 99_999_999 };
            foreach (var (here, there) in new (Task<Answered>, Task<Answered>)[]
            {
                (caller.Get(Fixes(hidden)), caller.Get(Fixes(none))),
                (caller.Post(Fixes(hidden), Fix("x")), caller.Post(Fixes(none), Fix("x"))),
                (caller.Get($"{Fixes(hidden)}/1"), caller.Get($"{Fixes(none)}/1")),
                (caller.Put($"{Fixes(hidden)}/1", Fix("x")), caller.Put($"{Fixes(none)}/1", Fix("x"))),
                (caller.Post($"{Error(hidden)}/steps", new { step = "accept" }),
                    caller.Post($"{Error(none)}/steps", new { step = "accept" })),
            })
            {
                ((await here).Status, (await here).Body).Should().Be((404, (await there).Body));
            }
        }
    }

    [StoreFact]
    public async Task A_system_hears_what_becomes_of_a_proposal()
    {
        var story = await Accepted("The service tree printer stops");
        using var agent = await product.CallerIn(story.Team, "Service agent", Proposing);
        using var narrow = await product.CallerIn(story.Team, "Narrow agent");
        await using var receiver = await Receiver.Start();
        await product.AddWebhook(receiver, story.Team, ("FixProposed", "true"), ("FixDecided", "true"));

        (await narrow.Post(Fixes(story), Fix("Oil it"))).Problem.Should().Be("scope-missing");
        await agent.Post(Fixes(story), Fix("Oil it"));
        await story.Lead.Press(await story.Asked(story.Lead), "Approve");

        var heard = await receiver.Hears(2);
        heard.Select(each => each.Type).Should().Equal("error.fix-proposed", "error.fix-approved");
        heard[1].Json.GetProperty("error").GetProperty("state").GetString().Should().Be("implementing");
    }

    private async Task<TriageStory> Accepted(string sentence, params (string, string)[] inputs)
    {
        var story = await TriageStory.Begin(product, sentence, inputs);
        await story.IsAccepted();
        return story;
    }

    private static string Error(TriageStory story) => $"/api/v1/errors/{story.Number}";

    private static string Fixes(TriageStory story) => $"{Error(story)}/fixes";

    private string State(TriageStory story) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", story.Number).Single();

    private long Events(TriageStory story, string what) => product.Bot.Number(
        "SELECT COUNT(*) FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what = @what", story.Number, what);
}
