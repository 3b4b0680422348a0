using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>How the bot arrives, who it then knows, and how it answers whoever speaks to it.</summary>
public abstract class InstallationTests(Product product)
{
    public sealed class OnSqlite(Product product) : InstallationTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : InstallationTests(product), IClassFixture<PostgresProduct>;

    private const string Hello = "Hello, I am Improvement Bot";

    [StoreTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_events_in_either_order_give_one_welcome(bool installationFirst)
    {
        var ann = product.Somebody();

        await product.Teams.Install(ann, ann.PersonalChat, installationFirst);
        await product.Bot.Idle();

        ann.Chat.Messages.Count(m => m.Shows(Hello)).Should().Be(1);
    }

    [StoreFact]
    public async Task Try_it_begins_a_report_with_the_example()
    {
        var ann = product.Somebody();
        await product.Teams.Install(ann);
        var welcome = (await ann.Chat.See(Hello)).Card;

        var form = (await ann.Chat.Ask(() => ann.Press(welcome, "Try it"), "Report an error")).Card;

        form.Value("Story").Should().Be("The nightly export sent last week's file to three customers");
        product.Teams.Problems.Should().BeEmpty();
    }

    [StoreFact]
    public async Task The_welcome_of_a_team_stands_in_the_chosen_channel_and_the_roster_is_read_by_paging()
    {
        var (owner, crowd) = (product.Somebody("Olga"), Enumerable.Range(0, 30).Select(_ => product.Somebody("Member")).ToArray());

        var team = await product.TeamOf(owner, crowd);

        team.Triage().Posts.Count(post => post.Body.ToJsonString().Contains(Hello, StringComparison.Ordinal)).Should().Be(1);
        team.General.Posts.Should().BeEmpty();
        Members(team).Should().Be(31);
        product.Teams.Received.Should().Contain(request => request.Route == ConnectorRoute.PagedMembers);
    }

    [StoreFact]
    public async Task A_channel_that_was_chosen_from_another_one_gets_the_welcome()
    {
        var ann = product.Somebody();
        var team = product.Teams.AddTeam($"Team of {ann.Name}", "Triage").AddOwners(ann);
        product.Teams.Allow(team.General);
        foreach (var activity in new[] { product.Teams.Activities.BotAdded(ann, team.General), product.Teams.Activities.Installation(
            "add", ann, team.General) })
        {
            activity["channelData"]!["settings"]!["selectedChannel"]!["id"] = team.Triage().Id;
            await product.Teams.Deliver(activity);
        }

        await product.Bot.Idle();

        team.Triage().Posts.Should().ContainSingle(post => post.Body.ToJsonString().Contains(Hello, StringComparison.Ordinal));
        team.General.Posts.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_further_channel_of_a_team_is_not_told_that_all_reports_appear_there()
    {
        var owner = product.Somebody("Olga");
        var team = await product.TeamOf(owner);

        await product.Teams.Install(owner, team.Talk());
        await product.Bot.Idle();

        var (triage, talk) = (owner.Open(team.Triage()), owner.Open(team.Talk()));
        (await talk.See(Hello)).Shows("the report itself appears here").Should().BeTrue();
        (await triage.See(Hello)).Shows("Reports appear in this channel").Should().BeTrue();
        await owner.Report("The gangway of the ferry is slippery");
        await triage.See("The gangway of the ferry is slippery");
    }

    [StoreFact]
    public async Task Whoever_joins_or_leaves_a_team_is_known_to()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(ann);

        team.Add(bob);
        await product.Teams.Deliver(product.Teams.Activities.MembersAdded(ann, team.General, bob));
        await product.Bot.Idle();
        Members(team).Should().Be(2);
        (await bob.Report("The joiner met a closed door")).Card.Shows(team.Name).Should().BeTrue();

        team.Remove(bob);
        await product.Teams.Deliver(product.Teams.Activities.MembersRemoved(ann, team.General, bob));
        await product.Bot.Idle();
        Members(team).Should().Be(1);
    }

    [StoreFact]
    public async Task A_renamed_team_is_shown_by_its_new_name()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        team.Name = $"Renamed {ann.Name}";

        await product.Teams.Deliver(product.Teams.Activities.ConversationEvent("teamRenamed", ann, team.General));

        (await ann.Report("The door plate is out of date")).Card.Shows(team.Name).Should().BeTrue();
    }

    [StoreFact]
    public async Task A_team_that_removes_the_bot_and_adds_it_again_is_welcomed_again_and_its_reports_are_there()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        var filed = await ann.Report("The rug in the hall slips");
        await product.Bot.Idle();

        await product.Teams.Uninstall(ann, team.Triage());
        (await ann.Report("The rug slipped while nobody listened")).Card.Shows("an administrator will assign it").Should().BeTrue();
        await product.Teams.Install(ann, team.Triage());
        await product.Bot.Idle();

        team.Triage().Posts.Count(post => post.Body.ToJsonString().Contains(Hello, StringComparison.Ordinal)).Should().Be(2);
        (await ann.Ask("/find rug hall", "Reports found")).Shows(filed.Label).Should().BeTrue();
        await ann.Report("The curtain rod bends");
        await ann.Open(team.Triage()).See("The curtain rod bends");
    }

    [StoreTheory]
    [InlineData("hi", "Hello. Tell me what went wrong")]
    [InlineData("Hello", "Hello. Tell me what went wrong")]
    [InlineData("HELP", "What I can do")]
    [InlineData("/Help", "What I can do")]
    [InlineData("what is this", "What I can do")]
    [InlineData("/etc/hosts is missing", "Is this something that went wrong?")]
    [InlineData("/cancel", "There is nothing open to cancel.")]
    [InlineData("/back", "There is no form open.")]
    [InlineData("/my", "You have not reported anything yet.")]
    [InlineData("/status ERR-999999", "There is no such report that you may see.")]
    [InlineData("/find", "Find reports")]
    [InlineData("/find zyzzyva", "Nothing you may see matches.")]
    [InlineData("/report-error", "Report an error")]
    public async Task Every_word_has_an_answer_in_every_scope(string words, string answer)
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        var group = product.Teams.AddGroupChat($"Chat of {ann.Name}", ann);
        product.Teams.Allow(group);

        await ann.Ask(words, answer);
        foreach (var chat in new[] { ann.Open(group), ann.Open(team.Talk()) })
        {
            await chat.Ask(() => chat.Say(words), answer);
        }

        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Unknown_words_can_be_reported_with_one_press()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var offer = (await ann.Ask("/etc/hosts is missing", "Is this something that went wrong?")).Card;

        var form = (await ann.Press(offer, "Report it as an error")).Card!;

        form.Value("Story").Should().Be("/etc/hosts is missing");
    }

    private long Members(Team team) =>
        product.Bot.Number(
            "SELECT COUNT(*) FROM team_members WHERE left_at IS NULL AND team = (SELECT id FROM teams WHERE teams_team_id = @id)", team.Id);
}
