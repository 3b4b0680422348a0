using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Activities;

public sealed class MentionsTests
{
    private static readonly (string, string, string) TheBot = ("<at>Improvement Bot</at>", "28:bot", "Improvement Bot");

    [Theory]
    [InlineData("<at>Improvement Bot</at> report-error it broke", "report-error it broke")]
    [InlineData("<at>Improvement Bot</at>&nbsp;help", "help")]
    [InlineData("<at>Improvement Bot</at>\u00a0help", "help")]
    [InlineData("\u200e <at>Improvement Bot</at> help", "help")]
    [InlineData("<AT>improvement bot</AT> help", "help")]
    [InlineData("<at>Improvement Bot</at>", "")]
    [InlineData("<at>Improvement Bot</at>, <at>Improvement Bot</at>: help", ", : help")]
    [InlineData("<at>Improvement Bot</at> report-error <at>Improvement Bot</at> was down", "report-error Improvement Bot was down")]
    [InlineData("<at>Improvement Bot</at> report-error it is the fault of <at>Improvement Bot</at>",
        "report-error it is the fault of Improvement Bot")]
    public void The_mention_that_a_text_begins_with_addresses_the_bot_and_any_other_one_stays_as_a_name(string text, string expected)
    {
        Strip(text, TheBot).Should().Be(expected);
        Strip(text, "channel", TheBot).Should().Be(expected);
        Strip(text, "channel", TheBot, TheBot).Should().Be(expected);
    }

    [Theory]
    [InlineData("report-error it broke <at>Improvement Bot</at>", "report-error it broke")]
    [InlineData("well <at>Improvement Bot</at> it broke", "well Improvement Bot it broke")]
    [InlineData("report-error <at>Improvement Bot</at> lost what <at>Improvement Bot</at> said",
        "report-error Improvement Bot lost what Improvement Bot said")]
    [InlineData("report-error <at>Improvement Bot</at> was down yesterday", "report-error Improvement Bot was down yesterday")]
    [InlineData("report-error <at>Improvement Bot</at> was down, <at>Improvement Bot</at>", "report-error Improvement Bot was down,")]
    public void Where_the_bot_must_be_mentioned_the_mention_at_the_end_addresses_it_and_one_in_the_middle_stays(string text,
        string expected) =>
        Strip(text, "channel", TheBot).Should().Be(expected);

    [Theory]
    [InlineData("report-error <at>Improvement Bot</at> was down yesterday", "report-error Improvement Bot was down yesterday")]
    [InlineData("report-error yesterday I could not reach <at>Improvement Bot</at>",
        "report-error yesterday I could not reach Improvement Bot")]
    public void Where_it_need_not_be_mentioned_a_mention_elsewhere_is_part_of_the_sentence(string text, string expected) =>
        Strip(text, TheBot).Should().Be(expected);

    [Fact]
    public void Heaps_of_mentions_are_read_in_good_time() =>
        Strip(new string('a', 200_000),
            [.. Enumerable.Range(0, 2_000).Select(i => (i % 2 is 0 ? "a" : $"b{i}", "29:a", new string('x', 100)))]).Length
            .Should().BeLessThan(300_000);

    [Fact]
    public void A_mention_is_known_by_its_entity_also_when_people_shorten_it() =>
        Strip("<at>Impro</at> help", ("<at>Impro</at>", "28:bot", "Improvement Bot")).Should().Be("help");

    [Fact]
    public void The_name_alone_is_only_a_name() =>
        Strip("Improvement Bot was slow, said <at>Improvement Bot</at>")
            .Should().Be("Improvement Bot was slow, said <at>Improvement Bot</at>");

    [Fact]
    public void Somebody_else_called_like_the_bot_stays() =>
        Strip("<at>Improvement Bot</at> ask <at>Improvement Bot</at>", ("<at>Improvement Bot</at>", "28:bot", "Improvement Bot"),
            ("<at>Improvement Bot</at>", "29:joker", "Improvement Bot"))
            .Should().Be("ask Improvement Bot");

    [Fact]
    public void Mentions_of_others_become_their_names() =>
        Strip("<at>Bot</at> ask <at>Ann</at>", ("<at>Bot</at>", "28:bot", "Bot"), ("<at>Ann</at>", "29:ann", "Ann Berg"))
            .Should().Be("ask Ann Berg");

    [Fact]
    public void Line_breaks_and_spaces_inside_a_story_stay_as_they_were_typed() =>
        Strip("<at>Bot</at> report-error first\n\n  second   line", ("<at>Bot</at>", "28:bot", "Bot"))
            .Should().Be("report-error first\n\n  second   line");

    [Fact]
    public void A_mention_that_does_not_stand_in_the_text_changes_nothing() =>
        Strip("help", ("<at>Bot</at>", "28:bot", "Bot"), ("", "28:bot", "Bot")).Should().Be("help");

    private static string Strip(string text, params (string Text, string Id, string Name)[] mentions) => Strip(text, "personal", mentions);

    private static string Strip(string text, string kind, params (string Text, string Id, string Name)[] mentions)
    {
        var entities = mentions.Select(mention => (JsonNode)new JsonObject
        {
            ["type"] = "mention",
            ["text"] = mention.Text,
            ["mentioned"] = new JsonObject { ["id"] = mention.Id, ["name"] = mention.Name },
        });
        var json = new JsonObject
        {
            ["type"] = "message",
            ["text"] = text,
            ["recipient"] = new JsonObject { ["id"] = "28:bot" },
            ["conversation"] = new JsonObject { ["conversationType"] = kind },
            ["entities"] = new JsonArray([.. entities]),
        };
        return MessageText.Of(Activity.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }
}
