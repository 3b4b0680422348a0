using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary><em>Report as error</em> on a message and beside the compose box, wherever people write.</summary>
public sealed class MessageActionTests(Product product) : IClassFixture<Product>
{
    private const string Command = "reportError";

    [Fact]
    public async Task A_message_of_a_channel_is_reported_with_its_words_author_and_link()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var hers = ann.Open(team.Talk());
        var message = product.Teams.Activities.MessagePayload(
            bob, team.Talk(), $"<p>Hello <at id=\"0\">{ann.Name}</at>, the <b>pallet jack</b> lost a wheel &amp; fell</p>");

        var form = await hers.RunOn(message, Command);

        form.Card!.Value("Story").Should().Be($"Hello {ann.Name}, the pallet jack lost a wheel & fell");
        form.Card.Shows($"Message by {bob.Name}").Should().BeTrue();
        form.Card.Value("Severity").Should().NotBeNull("it is proposed");
        var filed = await hers.Press(form, "Report it", ("Severity", "MajorHarm"));

        var label = Talking.LabelOn(filed.Card!);
        (await ann.Chat.See(label)).Card.Buttons.Should().Contain("Withdraw");
        var shown = (await bob.Open(team.Triage()).See(label)).Card;
        shown.Shows($"Message by {bob.Name}").Should().BeTrue();
        shown.Buttons.Should().Contain("Open the message");
        hers.Messages.Should().NotContain(m => m.FromBot, "nothing is said where it was reported from");
        (await hers.Press(filed, "Done")).IsClosed.Should().BeTrue();
        Stored(label, "source_link").Should().Be(1);
        Nothing_went_wrong();
    }

    [Fact]
    public async Task In_a_chat_of_two_people_where_the_bot_never_was_it_works_and_is_not_taken_for_the_chat_with_the_bot()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(bob, ann);
        var chat = product.Teams.AddChatOfTwo(ann, bob);
        var hers = ann.Open(chat);

        var form = await hers.RunOn(product.Teams.Activities.MessagePayload(bob, chat, "The soap dispenser leaks"), Command);
        var filed = await hers.Press(form, "Report it");

        var label = Talking.LabelOn(filed.Card!);
        await ann.Chat.See(label);
        hers.Messages.Should().BeEmpty();
        product.Bot.Number("SELECT COUNT(*) FROM conversations WHERE id = @id", chat.Id).Should().Be(0);
        Nothing_went_wrong();
    }

    [Fact]
    public async Task Somebody_who_never_met_the_bot_files_and_is_told_how_to_follow_it()
    {
        var zoe = product.Teams.AddPerson($"Zoe {Guid.NewGuid():N}");
        var group = product.Teams.AddGroupChat($"Group of {zoe.Name}", zoe);
        var hers = zoe.Open(group);

        var filed = await hers.Press(
            await hers.RunOn(product.Teams.Activities.MessagePayload(zoe, group, "The gate does not close"), Command), "Report it");
        await product.Bot.Idle();

        filed.Card!.Shows("write “my” to Improvement Bot").Should().BeTrue();
        product.Teams.Received.Should().NotContain(request => request.Body.Contains(zoe.Mri, StringComparison.Ordinal));
        product.Teams.Allow(zoe.PersonalChat);
        (await zoe.MyReports()).Should().Equal(Talking.LabelOn(filed.Card!));
    }

    [Fact]
    public async Task Sent_twice_it_is_filed_once_and_answered_alike()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Chat.RunOn(product.Teams.Activities.MessagePayload(ann, ann.PersonalChat, "The wrench slipped"), Command);
        var (first, second) = (ann.Chat.PressActivity(form, "Report it"), ann.Chat.PressActivity(form, "Report it"));

        var answers = (await product.Teams.DeliverTogether(first, second)).Concat(await product.Teams.DeliverTimes(2, first)).ToList();

        answers.Select(answer => answer.Body).Distinct().Should().ContainSingle();
        (await ann.MyReports()).Should().ContainSingle();
        Nothing_went_wrong();
    }

    [Fact]
    public async Task What_is_missing_is_said_in_the_dialog_and_what_was_filled_in_is_kept()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Chat.Run(Command, "commandbox");
        form.Card!.Complaints("Report it").Should().ContainKey("Story");

        var again = await ann.Chat.Press(
            form, "Report it", ("Story", "The kettle whistles"), ("Title", new string('x', 90)), ("Severity", "Critical"),
            ("SameAs", "the one of yesterday"));

        again.Card!.Shows("The title has 90 characters").Should().BeTrue();
        again.Card.Shows("Please choose one of the reports offered").Should().BeTrue();
        (again.Card.Value("Story"), again.Card.Value("Severity"), again.Card.Value("SameAs"))
            .Should()
            .Be(("The kettle whistles", "Critical", "the one of yesterday"));
        (await ann.MyReports()).Should().BeEmpty();
        (await ann.Chat.Press(again, "Report it", ("Title", "Kettle"), ("SameAs", ""))).Card!.Shows("It is filed as").Should().BeTrue();
        Nothing_went_wrong();
    }

    [Fact]
    public async Task Similar_reports_are_offered_also_when_the_words_came_late_and_one_tap_joins()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(bob, ann);
        const string story = "The zeppelin docking mast hums at midnight when the generator starts";
        var earlier = await bob.Report(story);
        await product.Bot.Idle();

        var offered = await ann.Chat.RunOn(product.Teams.Activities.MessagePayload(bob, ann.PersonalChat, story), Command);
        offered.Card!.Shows(earlier.Label).Should().BeTrue();
        var late = await ann.Chat.Press(await ann.Chat.Run(Command), "Report it", ("Story", story), ("Severity", "MinorHarm"));
        late.Card!.Shows("Before it is filed").Should().BeTrue();
        late.Card.Value("Story").Should().Be(story);
        (await ann.MyReports()).Should().BeEmpty();

        var joined = await ann.Chat.Press(late, $"Same thing as {earlier.Label}");

        joined.Card!.Shows(earlier.Label).Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @error", earlier.Number).Should().Be(1);
        var another = await ann.Chat.Press(late, "Report it");
        another.Card!.Shows(earlier.Label).Should().BeTrue("what was sent before stays what it was");
        Nothing_went_wrong();
    }

    [Fact]
    public async Task A_restricted_one_is_shown_to_nobody_else()
    {
        var (ann, bob, eve) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Eve"));
        var team = await product.TeamOf(bob, ann, eve);
        var hers = ann.Open(team.Talk());

        var filed = await hers.Press(
            await hers.RunOn(product.Teams.Activities.MessagePayload(eve, team.Talk(), "Salaries stood in the shared list"), Command),
            "Report it", ("Confidentiality", "Restricted"));

        var label = Talking.LabelOn(filed.Card!);
        await ann.Chat.See(label);
        await bob.Chat.See(label);
        await product.Bot.Idle();
        eve.Open(team.Triage()).Messages.Should().NotContain(m => m.Shows(label));
        (await eve.Ask($"/status {label}", "There is no such report")).Shows("Salaries").Should().BeFalse();
    }

    [Fact]
    public async Task A_message_longer_than_a_report_can_be_is_cut_and_says_so()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);

        var form = await ann.Chat.RunOn(
            product.Teams.Activities.MessagePayload(ann, ann.PersonalChat, $"<p>{new string('報', 60_000)}</p>"), Command);
        form.Card!.Shows("Its beginning stands below").Should().BeTrue();
        (await ann.Chat.Press(form, "Report it")).Card!.Shows("It is filed as").Should().BeTrue();

        form.Delivery.Body.Length.Should().BeLessThan(80 * 1024);
        Nothing_went_wrong();
    }

    [Fact]
    public async Task Links_that_lead_elsewhere_and_forms_of_somebody_else_are_not_believed()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(ann, bob);
        var message = product.Teams.Activities.MessagePayload(bob, ann.PersonalChat, "The fan rattles");
        message["linkToMessage"] = "https://teams.microsoft.com.evil.example/l/message/1";
        var form = await ann.Chat.RunOn(message, Command);
        form.Card!.Buttons.Should().NotContain("Open the message");

        var activity = ann.Chat.PressActivity(form, "Report it");
        activity["value"]!["data"]!["link"] = "https://evil.example/";
        await product.Teams.Deliver(activity);
        Stored((await ann.MyReports())[0], "source_link").Should().Be(0);

        var his = (JsonObject)activity.DeepClone();
        his["id"] = $"f:{Guid.NewGuid()}";
        his["from"] = new JsonObject { ["id"] = bob.Mri, ["aadObjectId"] = bob.ObjectId, ["name"] = bob.Name };
        (await product.Teams.Deliver(his)).Body.Should().NotContain("It is filed as");
        (await bob.MyReports()).Should().BeEmpty();
    }

    private long Stored(string label, string column) =>
        product.Bot.Number($"SELECT COUNT({column}) FROM errors WHERE id = @id", long.Parse(label.AsSpan(4)));

    private void Nothing_went_wrong()
    {
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }
}
