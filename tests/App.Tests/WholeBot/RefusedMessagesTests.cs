using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// What Teams refuses, for a moment or for longer: nothing of it is lost, the leads hear of what is grave, and the administrators of what
/// does not arrive.
/// </summary>
public abstract class RefusedMessagesTests(Product product)
{
    public sealed class OnSqlite(Product product) : RefusedMessagesTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : RefusedMessagesTests(product), IClassFixture<PostgresProduct>;

    private static readonly (string, string) Critical = ("Severity", "Critical");

    [StoreTheory]
    [InlineData(404, "ConversationNotFound")]
    [InlineData(404, "")]
    [InlineData(403, "")]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(400, "BadSyntax")]
    [InlineData(500, "ServiceError")]
    [InlineData(501, "")]
    [InlineData(409, "")]
    public async Task A_post_that_is_refused_at_first_and_taken_later_stands_in_the_channel_once(int status, string code)
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        product.Teams.Faults.Add(new Fault.Refuse(status, code)).On(ConnectorRoute.Send).In(team.Triage()).Times(4);

        var filed = await ann.Report("The crane dropped a crate");
        await ann.Open(team.Triage()).See(filed.Label);
        await product.Bot.Idle();

        Cards(team.Triage(), filed.Label).Should().Be(1);
        product.Teams.Faults.Clear();
    }

    [StoreFact]
    public async Task What_was_set_aside_comes_out_once_and_in_order_when_the_channel_is_heard_from_and_the_administrators_hear_the_truth()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(ann, bob);
        await product.Administrator.Say("help");
        product.Teams.Faults.Add(Fault.ConversationNotFound).In(team.Triage());
        var first = await bob.Report("The belt of the press slipped");
        var second = await bob.Report("The belt of the mill slipped");
        await bob.Press((await bob.Press(second.Card, "Add detail")).Card!, "Add it", ("Text", "It was new"));
        await product.Bot.Idle();
        Cards(team.Triage(), first.Label).Should().Be(0);
        (await product.Administrator.Chat.See(m => m.Shows("I cannot write to") && m.Shows(team.Name)))
            .Shows("goes out by itself as soon as I hear from there")
            .Should()
            .BeTrue();

        product.Teams.Faults.Clear();
        await bob.Open(team.Triage()).Say("/help");
        await product.Bot.Idle();

        var posts = team.Triage().Posts.Where(post => post.ByBot).Select(post => post.Body.ToJsonString()).ToList();
        posts.FindIndex(body => body.Contains(first.Label))
            .Should()
            .BeGreaterThan(0).And.BeLessThan(posts.FindIndex(body => body.Contains(second.Label)));
        (Cards(team.Triage(), first.Label), Cards(team.Triage(), second.Label)).Should().Be((1, 1));
        product.Bot.Number(
            "SELECT COUNT(*) FROM outbox WHERE parked_at IS NOT NULL AND comes_back AND to_conversation = @id", team.Triage().Id)
            .Should()
            .Be(0);
    }

    [StoreFact]
    public async Task What_was_set_aside_comes_out_when_the_next_message_arrives_there()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        product.Teams.Faults.Add(Fault.NotInRoster).In(team.Triage());
        var first = await ann.Report("The winch of the pier jams");
        await product.Bot.Idle();
        product.Teams.Faults.Clear();

        var second = await ann.Report("The winch of the quay jams");
        await product.Bot.Idle();

        (Cards(team.Triage(), first.Label), Cards(team.Triage(), second.Label)).Should().Be((1, 1));
    }

    [StoreFact]
    public async Task Whoever_blocked_the_bot_gets_what_waited_when_they_write_again()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(ann, bob);
        await bob.Say("help");
        await product.Bot.Idle();
        product.Teams.Faults.Add(Fault.BlockedByUser).For(bob);
        await bob.Say("/status ERR-999999");
        await product.Bot.Idle();
        product.Teams.Faults.Clear();

        await bob.Say("/my");

        await bob.Chat.See("There is no such report that you may see.");
    }

    [StoreTheory]
    [InlineData(404, "ConversationNotFound")]
    [InlineData(403, "")]
    [InlineData(403, "BotDisabledByAdmin")]
    [InlineData(413, "MessageSizeTooBig")]
    public async Task A_report_of_the_highest_severity_that_no_channel_takes_comes_to_the_leads(int status, string code)
    {
        var (ann, bob) = (product.Somebody("Olga"), product.Somebody("Bob"));
        var team = await product.TeamOf(ann, bob);
        var help = await ann.Ask("help", "What I can do"); // it names a report as an example, which may be one of these
        product.Teams.Faults.Add(new Fault.Refuse(status, code)).In(team.Triage());

        var small = await bob.Report("The label of a jar was crooked");
        var grave = await bob.Report("The list of patients was sent to everybody", Critical);
        await product.Bot.Idle();

        await ann.Chat.See(m => m.Shows($"{grave.Label} is of the highest severity"));
        await ann.Chat.See(m =>
            m.Cards is [{ } card] && card.Shows(grave.Label) && card.Shows("The list of patients was sent to everybody"));
        ann.Chat.Messages.Should().NotContain(m => m.FromBot && m.Id != help.Id && m.Shows(small.Label));

        product.Teams.Faults.Clear();
        await bob.Open(team.Triage()).Say("/help");
        await product.Bot.Idle();
        ann.Chat.Messages.Count(m => m.Shows($"{grave.Label} is of the highest severity")).Should().Be(1);
    }

    [StoreFact]
    public async Task A_report_of_the_highest_severity_of_nobodys_team_comes_to_the_administrators()
    {
        var bob = product.Somebody("Bob");
        await product.Administrator.Say("help");

        var grave = await bob.Report("The key of the pharmacy is gone", Critical);

        await product.Administrator.Chat.See(m => m.Shows($"{grave.Label} is of the highest severity"));
    }

    [StoreTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_connector_moves_the_newest_address_holds_also_for_what_waits(bool waits)
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(ann, bob);
        await bob.Say("help");
        await product.Bot.Idle();
        try
        {
            Filed? filed = null;
            if (waits)
            {
                product.Teams.Faults.Add(new Fault.CutBefore()).In(team.Triage()).At(product.Teams.FirstServiceUrl);
                filed = await bob.Report("The valve of the still sticks");
                // his own chat stays at the first address as long as he writes elsewhere
                await bob.Chat.See(m => m.Shows(filed.Label) && m.Edits > 0);
            }

            product.Teams.HasMoved = true;
            await bob.Open(team.Talk()).Say("/help");
            product.Teams.Faults.Add(new Fault.CutBefore()).At(product.Teams.FirstServiceUrl);
            filed ??= await bob.Report("The valve of the vat sticks");

            await ann.Open(team.Triage()).See(filed.Label);
            await product.Bot.Idle();
            product.Bot.Number(
                "SELECT COUNT(*) FROM teams WHERE teams_team_id = @id AND service_url = @url", team.Id, product.Teams.ColdStartUrl)
                .Should()
                .Be(1, "rosters are read there as well");
        }
        finally
        {
            product.Teams.HasMoved = false;
            product.Teams.Faults.Clear();
        }
    }

    private static int Cards(Conversation place, string label) =>
        place.Posts.Count(post =>
            post.ByBot && post.Cards.Count > 0 && post.Cards[0].ToJsonString().Contains($"\"{label}\"", StringComparison.Ordinal));
}

/// <summary>The database takes turns but not what the sender has to note, as on a disk that is full between two of them.</summary>
public sealed class UnnotedDeliveryTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task A_delivery_that_cannot_be_noted_is_noted_later_and_the_card_goes_on_being_updated()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        await product.Bot.Change("CREATE TRIGGER full_disk BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        var filed = await ann.Report("The pump of the cellar is mute");
        await ann.Open(team.Triage()).See(filed.Label);

        var sender = product.Bot.Services.GetRequiredService<OutboxSender>();
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        sender.Health().Waiting.Should().BeGreaterThan(0);
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(product.Bot.Root, "/health/ready"))).Should().NotContain(" 0 waiting");

        await product.Bot.Change("DROP TRIGGER full_disk");
        await product.Bot.Idle();
        await ann.Press((await ann.Press(filed.Card, "Withdraw")).Card!, "Withdraw it");
        await ann.Open(team.Triage()).See("withdrew the report");
        await product.Bot.Idle();

        team.Triage().Posts.Count(post =>
            post.ByBot && post.Cards.Count > 0 && post.Cards[0].ToJsonString().Contains($"\"{filed.Label}\"", StringComparison.Ordinal))
            .Should()
            .Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM outbox WHERE to_conversation = @id", team.Triage().Id).Should().Be(0);
        await product.Restart();
        await product.Bot.Idle();
        team.Triage().Posts.Count(post =>
            post.ByBot && post.Cards.Count > 0 && post.Cards[0].ToJsonString().Contains($"\"{filed.Label}\"", StringComparison.Ordinal))
            .Should()
            .Be(1);
    }
}
