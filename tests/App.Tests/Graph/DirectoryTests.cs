using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Graph;

/// <summary>The directory in the running bot: whom it makes a lead, whom it lets off, and what happens when it does not tell.</summary>
public abstract class DirectoryTests(DirectoryProduct product)
{
    public sealed class OnSqlite(DirectoryProduct product) : DirectoryTests(product), IClassFixture<DirectoryProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresDirectoryProduct product) : DirectoryTests(product), IClassFixture<PostgresDirectoryProduct>;

    [StoreFact]
    public async Task Owners_of_the_channel_and_of_the_directory_lead_together_and_neither_overwrites_the_other()
    {
        var (lea, dan, ann, gus) = (
            product.Somebody("Lea"), product.Somebody("Dan"), product.Somebody(), product.Somebody("Gus", "guest"));
        var team = await product.TeamOf(lea, dan, ann, gus);
        product.Graph.SetOwners(team, dan, gus);
        product.Graph.SetMembers(team, dan, ann);

        await product.ReadGroups();
        await Roster(team);

        var roles = (await ann.Ask("/roles", "Roles")).Card;
        roles.Shows($"{lea.Name}: lead").Should().BeTrue("the channel calls her an owner");
        roles.Shows($"{dan.Name}: lead").Should().BeTrue("the directory does");
        roles.Shows($"{gus.Name}: lead").Should().BeFalse("a guest leads nothing");

        product.Graph.SetOwners(team);
        await product.ReadGroups();
        (await ann.Ask("/roles", "Roles")).Card.Shows($"{dan.Name}: lead").Should().BeFalse();
    }

    [StoreFact]
    public async Task Who_has_left_by_the_channel_stays_away_whatever_the_directory_says_and_who_is_new_there_is_in_the_team()
    {
        var (lea, dan, eve) = (product.Somebody("Lea"), product.Somebody("Dan"), product.Somebody("Eve"));
        var team = await product.TeamOf(lea, dan);
        team.Remove(dan);
        await Roster(team);
        product.Graph.SetOwners(team, lea, dan);
        product.Graph.SetMembers(team, lea, dan, eve);

        await product.ReadGroups();

        Number("SELECT COUNT(*) FROM team_members WHERE person = @person AND left_at IS NULL", dan).Should().Be(0);
        Number("SELECT COUNT(*) FROM team_members WHERE person = @person AND directory_owner_until IS NOT NULL", dan).Should().Be(0);
        Number("SELECT COUNT(*) FROM team_members WHERE person = @person AND left_at IS NULL", eve).Should().Be(1);
        await Roster(team);
        Number("SELECT COUNT(*) FROM team_members WHERE person = @person AND left_at IS NULL", eve)
            .Should().Be(0, "the channel knows better");
    }

    [StoreFact]
    public async Task Who_is_away_by_their_automatic_replies_is_not_asked_and_the_next_lead_is()
    {
        var story = await Story();
        product.Graph.SetReplies(story.Lead, "alwaysEnabled");
        product.Graph.SetReplies(story.Second, "disabled");

        await story.IsProposed("Put a mat under it");

        (await story.Asked(story.Second)).Shows("You are asked").Should().BeTrue();
        await product.Bot.Idle();
        WasAsked(story, story.Lead).Should().BeFalse();
        (await story.Reporter.Ask("/roles", "Roles")).Card.Shows("away: the next lead decides").Should().BeTrue();
        (product.Graph.AsksFor(story.Lead), product.Graph.AsksFor(story.Second)).Should().Be((1, 1));
        product.Graph.AsksFor(story.Reporter).Should().Be(0, "only people about to be asked are looked up");

        await story.IsChanged("Put two mats under it");
        await story.Second.Chat.See(m => m.Shows("now “Put two mats under it”"));
        (product.Graph.AsksFor(story.Lead), product.Graph.AsksFor(story.Second)).Should().Be((1, 1), "once an hour is enough");
        WasAsked(story, story.Lead).Should().BeFalse();

        await product.Bot.Change("UPDATE automatic_replies SET asked_at = asked_at - 3600001");
        product.Graph.SetReplies(story.Lead, "disabled");
        await story.IsChanged("Put three mats under it");
        await story.Asked(story.Lead);
        product.Graph.AsksFor(story.Lead).Should().Be(2, "who was let off may be back");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_somebody_says_of_themselves_comes_before_their_automatic_replies()
    {
        var story = await Story();
        product.Graph.SetReplies(story.Lead, "scheduled", product.Teams.Now.AddDays(-1), product.Teams.Now.AddDays(5));
        product.Graph.SetReplies(story.Second, "disabled");
        await story.IsProposed("Oil it");
        await story.Asked(story.Second);
        await product.Bot.Idle();
        WasAsked(story, story.Lead).Should().BeFalse();

        await story.Lead.Ask("/roles back", "You decide yourself again");
        await story.IsChanged("Oil it every day");
        await story.Asked(story.Lead);

        await story.Lead.Ask($"/roles away until tomorrow, {story.Reporter.Name} decides", "You are away");
        (await story.Owner.Ask("/roles", "Roles")).Card.Shows($"{story.Reporter.Name} decides").Should().BeTrue();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task While_the_directory_does_not_answer_people_are_asked_by_the_rules_without_it()
    {
        var story = await Story();
        product.Graph.SetReplies(story.Lead, "alwaysEnabled");
        product.Graph.IsSilent = true;
        try
        {
            await story.IsProposed("Screw it down");
            (await story.Asked(story.Lead)).Shows("You are asked").Should().BeTrue();
            await story.Asked(story.Second);
            (await Health()).Should().Contain("directory, automatic replies: warning, no answer since").And.StartWith("ready");
        }
        finally
        {
            product.Graph.IsSilent = false;
        }
    }

    [StoreFact]
    public async Task A_permission_that_was_withdrawn_is_told_with_the_link_and_the_rules_go_on_without_it()
    {
        var (lea, dan) = (product.Somebody("Lea"), product.Somebody("Dan"));
        var team = await product.TeamOf(lea, dan);
        product.Graph.SetOwners(team, dan);
        product.Graph.SetMembers(team, dan);
        await product.ReadGroups();
        await dan.Ask("/roles", $"{dan.Name}: lead");
        (await product.Administrator.Ask("/setup", "Setup")).Card.Shows("Consented; the directory told last").Should().BeTrue();
        product.Graph.Consented.Remove(FakeGraph.Groups);
        try
        {
            await product.ReadGroups();

            (await dan.Ask("/roles", "Roles")).Card.Shows($"{dan.Name}: lead").Should().BeFalse();
            var setup = (await product.Administrator.Ask("/setup", "Setup")).Card;
            setup.Shows("Not consented: the directory refused on").Should().BeTrue();
            setup.Shows("GroupMember.Read.All gives: the owners of a team").Should().BeTrue();
            (await Health()).Should().Contain("warning, GroupMember.Read.All refused at").And.StartWith("ready");

            product.Graph.Consented.Add(FakeGraph.Groups);
            await product.Administrator.Press(setup, "Ask the directory now");
            await DirectoryProduct.Until(() => Number(
                "SELECT COUNT(*) FROM team_members WHERE person = @person AND directory_owner_until IS NOT NULL", dan) is 1);
        }
        finally
        {
            product.Graph.Consented.Add(FakeGraph.Groups);
        }

        (await dan.Ask("/roles", "Roles")).Card.Shows($"{dan.Name}: lead").Should().BeTrue();
    }

    [StoreFact]
    public async Task Only_administrators_see_the_setup_and_a_refusal_is_noted()
    {
        var ann = product.Somebody();
        await ann.Ask("/setup", "Only an administrator");
        await product.Bot.Idle();
        Number("SELECT COUNT(*) FROM record_events WHERE record_kind = 'setup' AND what = 'refused' AND actor = @person", ann)
            .Should().Be(1);
    }

    /// <summary>A report in a team whose lead is an owner by the channel, and whose second lead one by the directory.</summary>
    private async Task<TriageStory> Story()
    {
        var story = await TriageStory.Begin(product, "The pump of line two rattles");
        product.Graph.SetOwners(story.Team, story.Second);
        product.Graph.SetMembers(story.Team, story.Second);
        await product.ReadGroups();
        return story;
    }

    private static bool WasAsked(TriageStory story, Person lead) => lead.Chat.Messages.Any(
        m => m.FromBot && m.Cards.Count == 1 && m.Shows(story.Label) && m.Card.Buttons.Contains("Decide otherwise …"));

    private async Task Roster(Team team)
    {
        await product.Bot.Change("UPDATE teams SET roster_due_at = 0 WHERE name = @name", team.Name);
        await product.Bot.Idle();
    }

    private async Task<string> Health()
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(product.Bot.Root, "/health/ready"));
    }

    private long Number(string sql, Person person) => product.Bot.Number(
        sql, product.Bot.Number("SELECT COALESCE(MAX(id), 0) FROM people WHERE aad_object_id = @id", person.ObjectId));
}
