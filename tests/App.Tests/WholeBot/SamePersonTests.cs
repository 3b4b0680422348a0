using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// One person is one person however an activity writes their ids; and whatever a press carries, nobody fills the log with it.
/// </summary>
public abstract class SamePersonTests(Product product)
{
    public sealed class OnSqlite(Product product) : SamePersonTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : SamePersonTests(product), IClassFixture<PostgresProduct>;

    [StoreTheory]
    [InlineData("upper")]
    [InlineData("braces")]
    [InlineData("missing")]
    [InlineData("empty")]
    public async Task A_press_whose_object_id_is_written_otherwise_is_the_same_persons(string how)
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Form("The night shift had no keys");

        var press = Written(ann.Chat.PressActivity(form, "Report it"), ann, how);
        var answer = await product.Teams.Deliver(press);

        answer.Body.Should().Contain("ERR-").And.NotContain("belongs to somebody else");
        (
            await product.Teams.Deliver(
                Written(product.Teams.Activities.Message(ann, ann.PersonalChat, "/my"), ann, how))).Status.Should().Be(200);
        await ann.Chat.See("My reports");
        product.Bot.Number("SELECT COUNT(*) FROM people WHERE channel_user_id = @id", ann.Mri).Should().Be(1);
    }

    [StoreFact]
    public async Task A_form_that_was_begun_without_an_object_id_is_theirs_once_it_is_told()
    {
        var ann = product.Somebody();
        var begin =
            Written(product.Teams.Activities.Message(ann, ann.PersonalChat, "/report-error The moon was too bright"), ann, "missing");
        await product.Teams.Deliver(begin);
        var form = (await ann.Chat.See("Report an error")).Card;

        (await ann.Press(form, "Report it")).Card!.Shows("ERR-").Should().BeTrue();
    }

    [StoreTheory]
    [InlineData("""{"verb":"open.drop","drop":"x","begin":"report-error","given":5}""")]
    [InlineData("""{"verb":"open.drop","drop":"x","begin":"report-error","given":["x"]}""")]
    [InlineData("""{"verb":"open.drop","drop":"x","begin":"report-error","given":{"Text":7}}""")]
    [InlineData("""{"verb":"open.drop","drop":"x","begin":"report-error","given":{"Text":"HALF"}}""")]
    [InlineData("""{"verb":"open.drop","begin":"edit-error"}""")]
    [InlineData("""{"verb":"open.drop","begin":"edit-error","given":null}""")]
    [InlineData("""{"verb":"open.drop","begin":"edit-error","given":"ERR-1"}""")]
    [InlineData("""{"verb":"open.drop","begin":"edit-error","given":{}}""")]
    [InlineData("""{"verb":"open.drop","begin":"edit-error","given":{"Number":"many"}}""")]
    [InlineData("""{"verb":"open.drop","begin":"edit-error","given":{"Number":1e99}}""")]
    [InlineData("""{"verb":"open.drop","begin":"withdraw-error","given":{"Number":-1}}""")]
    [InlineData("""{"verb":"open.drop","begin":"add-detail","given":[]}""")]
    [InlineData("""{"verb":"open.drop","begin":"witness-error","given":true}""")]
    [InlineData("""{"verb":"open.drop","begin":{},"given":{}}""")]
    [InlineData("""{"verb":"dialog.answer","dialog":{},"turn":[]}""")]
    [InlineData("""{"verb":"dialog.answer","dialog":"none","turn":"HALF"}""")]
    public async Task A_press_that_no_button_of_the_bot_carries_is_answered_quietly(string data)
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Form("The gauge of the boiler sticks");
        var failures = product.Failures.Count;

        foreach (var press in new[] { Pressing(ann, data), Pressing(ann, data.Replace("\"drop\":\"x\",", "")) })
        {
            var answer = await product.Teams.Deliver(Bytes(press));
            answer.Status.Should().Be(200);
            answer.Body.Should().NotContain("Something went wrong");
        }

        product.Failures.Should().HaveCount(failures);
        (await ann.Press(form, "Report it")).Card!.Shows("ERR-").Should().BeTrue("the open form is still there");
    }

    [StoreFact]
    public async Task Every_button_reads_what_it_carries_leniently()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var failures = product.Failures.Count;

        foreach (var verb in Verbs())
        {
            foreach (var value in new[] { "null", "5", "-1e300", "\"x\"", "[]", "{}", "true", "\"HALF\"" })
            {
                var data =
                    $$"""
                    {"verb":"{{verb}}","error":{{value}},"number":{{value}},"page":{{value}},"query":{{value}},"text":{{value}},
                     "key":{{value}},"webhook":{{value}},"made":{{value}},"below":{{value}},"given":{{value}},"welcome":{{value}},
                     "dialog":{{value}},"turn":{{value}}}
                    """;
                (await product.Teams.Deliver(Bytes(Pressing(ann, data)))).Status.Should().Be(200);
                await ann.Say("/cancel");
            }
        }

        product.Failures.Should().HaveCount(failures);
    }

    private IEnumerable<string> Verbs()
    {
        var routes =
            (Improvement.Bot.Framework.Turns.BotRoutes)product.Bot.Services.GetService(typeof(Improvement.Bot.Framework.Turns.BotRoutes))!;
        return routes.Verbs;
    }

    private JsonObject Pressing(Person person, string data) =>
        product.Teams.Activities.Invoke("adaptiveCard/action", person, person.PersonalChat, JsonNode.Parse(
        $$"""
        {"action":{"type":"Action.Execute","verb":{{JsonNode.Parse(data)!["verb"]!.ToJsonString()}},"data":{{data}}},
         "trigger":"manual"}
        """));

    /// <summary>As it travels, with half an emoji where the data say so.</summary>
    private static ReadOnlyMemory<byte> Bytes(JsonObject activity) =>
        System.Text.Encoding.UTF8.GetBytes(activity.ToJsonString().Replace("HALF", "\\ud83d", StringComparison.Ordinal));

    private static JsonObject Written(JsonObject activity, Person person, string how)
    {
        var from = activity["from"]!.AsObject();
        switch (how)
        {
            case "upper": from["aadObjectId"] = person.ObjectId.ToUpperInvariant(); break;
            case "braces": from["aadObjectId"] = $"{{{person.ObjectId.ToUpperInvariant()}}}"; break;
            case "empty": from["aadObjectId"] = ""; break;
            default: from.Remove("aadObjectId"); break;
        }

        return activity;
    }
}
