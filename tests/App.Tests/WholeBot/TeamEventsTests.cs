using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What happens to teams and channels around the bot, and what it means for who sees reports and where they appear.</summary>
public abstract class TeamEventsTests(Product product)
{
    public sealed class OnSqlite(Product product) : TeamEventsTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : TeamEventsTests(product), IClassFixture<PostgresProduct>;

    private const string Hello = "Hello, I am Improvement Bot";

    /// <summary>All that may happen to a channel; none of it is about the team.</summary>
    public static TheoryData<string> ChannelEvents =>
        [.. ActivityBuilder.ConversationEvents.Where(type => type.StartsWith("channel", StringComparison.Ordinal))];

    [StoreTheory]
    [InlineData("shared")]
    [InlineData("private")]
    [InlineData(null)]
    public async Task A_channel_that_dismisses_the_bot_and_takes_it_back_is_that_channel_alone(string? type)
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(ann, bob);
        var before = await bob.Report("The lamp over the ramp flickers");
        await product.Bot.Idle();

        await product.Teams.DeliverTimes(2, OfChannel("channelMemberRemoved", ann, team.Talk(), type, product.Teams.BotId));
        (await bob.Ask("/find lamp ramp", "Reports found")).Shows(before.Label).Should().BeTrue();
        var between = await bob.Report("The lamp over the gate flickers");
        await ann.Open(team.Triage()).See(between.Label);
        await product.Teams.DeliverTimes(2, OfChannel("channelMemberAdded", ann, team.Talk(), type, product.Teams.BotId));
        var after = await bob.Report("The lamp over the dock flickers");
        await ann.Open(team.Triage()).See(after.Label);
        await product.Bot.Idle();

        Shows(team.Talk(), "ERR-").Should().BeFalse("people of other teams read there");
        Events(team).Should().Be(1, "the installation is all that happened to the team");
        product.Failures.Should().BeEmpty();
    }

    [StoreTheory]
    [MemberData(nameof(ChannelEvents))]
    public async Task Nothing_that_happens_to_a_shared_channel_changes_the_team_or_the_channel_of_its_reports(string happens)
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(ann, bob);

        foreach (var member in new[] { product.Teams.BotId, bob.Mri })
        {
            await product.Teams.DeliverTimes(2, OfChannel(happens, ann, team.Talk(), "shared", member));
        }
        var filed = await bob.Report("The drain of the yard is blocked");

        await ann.Open(team.Triage()).See(filed.Label);
        await product.Bot.Idle();
        (await bob.Ask("/find drain yard", "Reports found")).Shows(filed.Label).Should().BeTrue();
        Shows(team.Talk(), filed.Label).Should().BeFalse();
        Members(team).Should().Be(2);
        product.Failures.Should().BeEmpty();
    }

    [StoreTheory]
    [InlineData("teamMemberRemoved")]
    [InlineData("teamDeleted")]
    [InlineData("teamHardDeleted")]
    [InlineData("remove")]
    public async Task What_ends_a_team_ends_it(string how)
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);

        await product.Teams.DeliverTimes(2, how switch
        {
            "remove" => product.Teams.Activities.Installation("remove", ann, team.Triage()),
            "teamMemberRemoved" => product.Teams.Activities.BotRemoved(ann, team.Triage()),
            _ => product.Teams.Activities.ConversationEvent(how, ann, team.General),
        });

        (await ann.Report("The key of the shed is bent")).Card.Shows("an administrator will assign it").Should().BeTrue();
    }

    [StoreTheory]
    [InlineData("teamArchived")]
    [InlineData("teamUnarchived")]
    [InlineData("teamRestored")]
    [InlineData("teamRenamed")]
    [InlineData("remove-upgrade")]
    [InlineData("add-upgrade")]
    public async Task What_does_not_end_a_team_leaves_it_as_it_was(string what)
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);

        await product.Teams.DeliverTimes(
            2,
            what.EndsWith("upgrade")
                ? product.Teams.Activities.Installation(what, ann, team.Talk())
                : product.Teams.Activities.ConversationEvent(what, ann, team.General));

        var filed = await ann.Report("The bell of the dock is mute");
        await ann.Open(team.Triage()).See(filed.Label);
    }

    [StoreFact]
    public async Task A_deleted_team_that_is_restored_is_there_as_it_was()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        await product.Teams.Deliver(product.Teams.Activities.ConversationEvent("teamDeleted", ann, team.General));

        await product.Teams.DeliverTimes(2, product.Teams.Activities.ConversationEvent("teamRestored", ann, team.General));
        await product.Bot.Idle();

        var filed = await ann.Report("The rope of the sail is frayed");
        await ann.Open(team.Triage()).See(filed.Label);
    }

    [StoreTheory]
    [InlineData("channelDeleted")]
    [InlineData("channelMemberRemoved")]
    public async Task Without_its_channel_reports_appear_in_General_the_leads_hear_of_it_and_the_channel_takes_over_again(string how)
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(ann, bob);

        await product.Teams.DeliverTimes(2, OfChannel(how, ann, team.Triage(), null, product.Teams.BotId));
        var filed = await bob.Report("The clock of the station is slow");

        await ann.Open(team.General).See(filed.Label);
        await ann.Chat.See("New reports appear in the General channel");
        ann.Chat.Messages.Count(m => m.Shows("New reports appear in the General channel")).Should().Be(1);

        await product.Teams.DeliverTimes(
            2,
            OfChannel(how is "channelDeleted" ? "channelRestored" : "channelMemberAdded", ann, team.Triage(), null, product.Teams.BotId));
        var next = await bob.Report("The clock of the tower is slow");
        await ann.Open(team.Triage()).See(next.Label);
    }

    [StoreTheory]
    [InlineData("add", "shared")]
    [InlineData("add", "private")]
    [InlineData("add-upgrade", "shared")]
    public async Task An_installation_by_way_of_a_shared_channel_lets_reports_appear_in_General(string action, string type)
    {
        var ann = product.Somebody();
        var team = product.Teams.AddTeam($"Team of {ann.Name}", "Triage", "Shared").AddOwners(ann);
        product.Teams.Allow(team.General);
        var installed = product.Teams.Activities.Installation(action, ann, team.Talk());
        installed["channelData"]!["channel"]!["type"] = type;
        var added = product.Teams.Activities.BotAdded(ann, team.Talk());
        added["channelData"]!["channel"]!["type"] = type;

        await product.Teams.Deliver(installed);
        await product.Teams.Deliver(added);
        await product.Bot.Idle();
        var filed = await ann.Report("The hose of the pump leaks");

        await ann.Open(team.General).See(filed.Label);
        Shows(team.Talk(), filed.Label).Should().BeFalse();
        if (action is "add") Shows(team.General, Hello).Should().BeTrue();
    }

    [StoreFact]
    public async Task A_channel_that_was_seen_to_be_shared_stays_so_at_the_next_installation()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        await product.Teams.Deliver(OfChannel("channelShared", ann, team.Talk(), null));
        await product.Teams.Uninstall(ann, team.Triage());

        await product.Teams.Install(ann, team.Talk());
        await product.Bot.Idle();
        var filed = await ann.Report("The seal of the tank weeps");

        await ann.Open(team.General).See(filed.Label);
        Shows(team.Talk(), filed.Label).Should().BeFalse();
    }

    [StoreFact]
    public async Task When_the_channel_of_reports_is_shared_the_leads_hear_of_it()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);

        await product.Teams.Deliver(OfChannel("channelShared", ann, team.Triage(), "shared"));

        await ann.Chat.See("is now shared with another team");
    }

    [StoreFact]
    public async Task Whoever_joins_a_shared_channel_writes_there_or_leaves_it_is_in_the_team_as_before()
    {
        var (ann, bob, eve) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Eve"));
        var team = await product.TeamOf(ann, bob);
        var filed = await bob.Report("The visa of the courier ran out");
        product.Teams.Faults.Add(Fault.NotEnoughPermissions).On(ConnectorRoute.PagedMembers);

        await product.Teams.DeliverTimes(2, OfChannel("channelMemberAdded", ann, team.Talk(), "shared", eve.Mri));
        await eve.Open(team.Talk()).Say("help");
        await product.Teams.DeliverTimes(2, OfChannel("channelMemberRemoved", ann, team.Talk(), "private", bob.Mri));
        await product.Teams.Quiet();
        product.Teams.Faults.Clear();

        await eve.Ask("/find visa courier", "Nothing you may see matches.");
        (await bob.Ask("/find visa courier", "Reports found")).Shows(filed.Label).Should().BeTrue();
        Members(team).Should().Be(2);
    }

    [StoreFact]
    public async Task Somebody_of_whom_the_roster_gives_the_name_alone_finds_at_the_first_question()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = product.Teams.AddTeam($"Team of {ann.Name}", "Triage", "Talk").AddOwners(ann).Add(bob);
        team.General.HasBriefRoster = true;
        await product.Teams.Install(ann, team.Triage());
        await product.Bot.Idle();
        var filed = await ann.Report("The glue of the label fails");

        (await bob.Ask("/find glue label", "Reports found")).Shows(filed.Label).Should().BeTrue();
    }

    [StoreFact]
    public async Task A_roster_of_names_alone_takes_no_role_away()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(ann, bob);
        team.General.HasBriefRoster = true;

        await product.Teams.Deliver(product.Teams.Activities.MembersAdded(ann, team.General, bob));
        await product.Bot.Idle();

        product.Bot.Number(
            "SELECT COUNT(*) FROM team_members WHERE is_owner AND left_at IS NULL AND team = (SELECT id FROM teams WHERE teams_team_id = "
                + "@id)",
            team.Id)
            .Should()
            .Be(1);
    }

    private JsonObject OfChannel(string happens, Person by, Conversation channel, string? type, params string[] members)
    {
        var activity = product.Teams.Activities.ConversationEvent(happens, by, channel);
        activity["conversation"]!["id"] = channel.Id;
        if (type is null) activity["channelData"]!["channel"]!.AsObject().Remove("type");
        else activity["channelData"]!["channel"]!["type"] = type;
        foreach (var list in new[] { "membersAdded", "membersRemoved" })
        {
            if (activity.ContainsKey(list))
            {
                activity[list] =
                    new JsonArray([.. members.Select(id => new JsonObject { ["id"] = id,
                        ["aadObjectId"] = product.Teams.People.FirstOrDefault(p => p.Mri == id)?.ObjectId })]);
            }
        }

        return activity;
    }

    private static bool Shows(Conversation place, string words) =>
        place.Posts.Any(post => post.Body.ToJsonString().Contains(words, StringComparison.Ordinal));

    private long Members(Team team) =>
        product.Bot.Number(
            "SELECT COUNT(*) FROM team_members WHERE left_at IS NULL AND team = (SELECT id FROM teams WHERE teams_team_id = @id)", team.Id);

    private long Events(Team team) =>
        product.Bot.Number(
            "SELECT COUNT(*) FROM record_events WHERE record_kind = 'team' AND team = (SELECT id FROM teams WHERE teams_team_id = @id)",
            team.Id);
}
