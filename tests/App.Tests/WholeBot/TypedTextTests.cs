using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// What keyboards, clients and copying make of what people type: it is understood as they meant it, and kept as they wrote it.
/// </summary>
public abstract class TypedTextTests(Product product)
{
    public sealed class OnSqlite(Product product) : TypedTextTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : TypedTextTests(product), IClassFixture<PostgresProduct>;

    [StoreTheory]
    [InlineData("\ufeffreport-error The export failed")]
    [InlineData("\u200e/report-error The export failed")]
    [InlineData("／report-error The export failed")]
    [InlineData("report\u2011error The export failed\u200b")]
    [InlineData("report\u00aderror\u00a0The export failed")]
    [InlineData("report-error\u3000The export failed")]
    [InlineData("Report error The export failed")]
    public async Task A_command_is_known_whatever_stands_before_and_in_it(string text)
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);

        (await ann.Ask(text, "Report an error")).Card.Value("Story").Should().Be("The export failed");
    }

    [StoreFact]
    public async Task Half_an_emoji_costs_its_own_place_and_nothing_else()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var activity = product.Teams.Activities.Message(ann, ann.PersonalChat, "/report-error The export HALF failed")
            .ToJsonString()
            .Replace("HALF", "\\ud83d", StringComparison.Ordinal);
        var before = ann.Chat.Messages.Count;

        (await product.Teams.Deliver(Encoding.UTF8.GetBytes(activity))).Status.Should().Be(200);
        var form = (await ann.Chat.See("Report an error")).Card;
        form.Value("Story").Should().Be("The export \ufffd failed");
        var press = ann.Chat.PressActivity(form, "Report it", ("Expected", "no HALF"))
            .ToJsonString()
            .Replace("HALF", "\\udc00", StringComparison.Ordinal);
        (await product.Teams.Deliver(Encoding.UTF8.GetBytes(press))).Body.Should().Contain("ERR-");

        before.Should().BeLessThan(ann.Chat.Messages.Count);
        product.Bot.Number(
            "SELECT COUNT(*) FROM errors WHERE story = @story AND expected = @expected", "The export \ufffd failed", "no \ufffd")
            .Should()
            .Be(1);
    }

    [StoreFact]
    public async Task Bytes_that_are_no_text_and_zeros_cost_their_own_place_and_nothing_else()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var text = Encoding.UTF8.GetBytes(
            product.Teams.Activities.Message(ann, ann.PersonalChat, "/report-error The cab@e broke ZERO here")
                .ToJsonString()
                .Replace("ZERO", "\\u0000", StringComparison.Ordinal));
        text[Array.LastIndexOf(text, (byte)'@', Encoding.UTF8.GetString(text).IndexOf("broke", StringComparison.Ordinal))] = 0xFF;

        (await product.Teams.Deliver(text)).Status.Should().Be(200);
        var filed = await ann.Press((await ann.Chat.See("Report an error")).Card, "Report it");

        filed.Card!.Shows("The cab\ufffde broke").Should().BeTrue();
    }

    [StoreFact]
    public async Task A_quote_is_no_part_of_a_command_and_of_no_report()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var filed = await ann.Report("The crane leans to the left");

        var status = product.Teams.Activities.Message(ann, ann.PersonalChat, $"<quoted messageId=\"17\"/> status {filed.Label}");
        Quoting(status, "17", "anything");
        (await ann.Chat.Ask(() => product.Teams.Deliver(status), "History")).Card.Shows(filed.Label).Should().BeTrue();

        await ann.Form();
        var answer = product.Teams.Activities.Message(ann, ann.PersonalChat, "<quoted messageId=\"17\"/> The pump failed at night");
        Quoting(answer, "17", "anything");
        (await ann.Chat.Ask(() => product.Teams.Deliver(answer), "What happened?")).Card.Value("Story")
            .Should()
            .Be("The pump failed at night");
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Status_alone_on_a_quoted_message_means_the_report_that_it_shows(bool isOld)
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var filed = await ann.Report("The turnstile counts twice");
        var card = await ann.Chat.See(filed.Label);
        var inChannel = await bob.Open(team.Triage()).See(filed.Label);

        await Shows(ann.PersonalChat, card.Id, "no number here");
        await Shows(ann.PersonalChat, "unknown", $"{filed.Label} The turnstile counts twice");
        var other = ann.Open(team.Triage());
        var asked = product.Teams.Activities.Targeted(ann, team.Triage(), "");
        Say(asked, inChannel.Id, "cut");
        (await other.Ask(() => product.Teams.Deliver(asked), "History")).Card.Shows(filed.Label).Should().BeTrue();

        async Task Shows(Conversation place, string messageId, string words)
        {
            var activity = product.Teams.Activities.Message(ann, place, "");
            Say(activity, messageId, words);
            (await ann.Chat.Ask(() => product.Teams.Deliver(activity), "History")).Card.Shows(filed.Label).Should().BeTrue();
        }

        void Say(JsonObject activity, string messageId, string words)
        {
            if (isOld)
            {
                activity["text"] = $"Improvement Bot{words}status";
                activity["attachments"] = new JsonArray(new JsonObject
                {
                    ["contentType"] = "text/html",
                    ["content"] =
                        $"<blockquote itemscope itemtype=\"http://schema.skype.com/Reply\" itemid=\"{messageId}\"><strong "
                            + $"itemprop=\"mri\" itemid=\"28:bot\">Improvement Bot</strong><p "
                            + $"itemprop=\"preview\">{words}</p></blockquote><p>status</p>",
                });
            }
            else
            {
                activity["text"] = $"<quoted messageId=\"{messageId}\"/> status";
                Quoting(activity, messageId, words);
            }
        }
    }

    [StoreFact]
    public async Task A_report_that_quotes_what_somebody_else_said_begins_with_those_words()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var activity = product.Teams.Activities.Message(ann, ann.PersonalChat, "<quoted messageId=\"17\"/> report-error");
        Quoting(activity, "17", "The gangway is slippery", "29:somebody");

        (await ann.Chat.Ask(() => product.Teams.Deliver(activity), "Report an error")).Card.Value("Story")
            .Should()
            .Be("The gangway is slippery");
    }

    [StoreFact]
    public async Task The_bot_may_be_what_a_report_is_about()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var bot = product.Teams.BotName;
        var private_ = product.Teams.Activities.Mention(ann, ann.PersonalChat, $"report-error <at>{bot}</at> was down yesterday");
        (await ann.Chat.Ask(() => product.Teams.Deliver(private_), "Report an error")).Card.Value("Story")
            .Should()
            .Be($"{bot} was down yesterday");

        var hers = ann.Open(team.Talk());
        var shared = product.Teams.Activities.Mention(ann, team.Talk(), $"<at>{bot}</at> report-error <at>{bot}</at> was down at noon");
        (await hers.Ask(() => product.Teams.Deliver(shared), "Report an error")).Card.Value("Story").Should().Be($"{bot} was down at noon");
    }

    [StoreFact]
    public async Task A_message_that_is_nothing_but_a_table_is_read_as_its_rows()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        await ann.Form();
        var activity = product.Teams.Activities.Message(ann, ann.PersonalChat, "");
        activity.Remove("text");
        activity["attachments"]![0]!["content"] =
            "<table><tbody><tr><td><p>Step</p></td><td><p>Result</p></td></tr>"
            + "<tr><td><p>1</p></td><td><p>failed</p></td></tr></tbody></table>";

        (await ann.Chat.Ask(() => product.Teams.Deliver(activity), "What happened?")).Card.Value("Story")
            .Should()
            .Be("Step | Result\n1 | failed");
    }

    private static void Quoting(JsonObject activity, string messageId, string words, string sender = "28:bot") =>
        activity["entities"]!.AsArray().Add((JsonNode)new JsonObject
    {
        ["type"] = "quotedReply",
        ["quotedReply"] = new JsonObject { ["messageId"] = messageId, ["senderId"] = sender, ["senderName"] = "Somebody",
            ["preview"] = words, ["validatedMessageReference"] = true },
    });
}
