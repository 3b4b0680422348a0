using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Activities;

public sealed class MentionsTests
{
    [Theory]
    [InlineData("<at>Improvement Bot</at> report-error it broke", "report-error it broke")]
    [InlineData("report-error it broke <at>Improvement Bot</at>", "report-error it broke")]
    [InlineData("well <at>Improvement Bot</at> it broke", "well it broke")]
    [InlineData("<at>Improvement Bot</at>&nbsp;help", "help")]
    [InlineData("<at>Improvement Bot</at>\u00a0help", "help")]
    [InlineData("<AT>improvement bot</AT> help", "help")]
    [InlineData("<at>Improvement Bot</at>", "")]
    public void The_mention_of_the_bot_is_taken_out(string text, string expected) =>
        Strip(text, ("<at>Improvement Bot</at>", "28:bot", "Improvement Bot")).Should().Be(expected);

    [Fact]
    public void A_mention_is_known_by_its_entity_also_when_people_shorten_it() =>
        Strip("<at>Impro</at> help", ("<at>Impro</at>", "28:bot", "Improvement Bot")).Should().Be("help");

    [Fact]
    public void The_name_alone_is_only_a_name() =>
        Strip("Improvement Bot was slow, said <at>Improvement Bot</at>").Should().Be("Improvement Bot was slow, said <at>Improvement Bot</at>");

    [Fact]
    public void Somebody_else_called_like_the_bot_stays() =>
        Strip("<at>Improvement Bot</at> ask <at>Improvement Bot</at>", ("<at>Improvement Bot</at>", "28:bot", "Improvement Bot"), ("<at>Improvement Bot</at>", "29:joker", "Improvement Bot"))
            .Should().Be("ask Improvement Bot");

    [Fact]
    public void Mentions_of_others_become_their_names() =>
        Strip("<at>Bot</at> ask <at>Ann</at>", ("<at>Bot</at>", "28:bot", "Bot"), ("<at>Ann</at>", "29:ann", "Ann Berg")).Should().Be("ask Ann Berg");

    [Fact]
    public void Line_breaks_and_spaces_inside_a_story_stay_as_they_were_typed() =>
        Strip("<at>Bot</at> report-error first\n\n  second   line", ("<at>Bot</at>", "28:bot", "Bot")).Should().Be("report-error first\n\n  second   line");

    [Fact]
    public void A_mention_that_does_not_stand_in_the_text_changes_nothing() =>
        Strip("help", ("<at>Bot</at>", "28:bot", "Bot"), ("", "28:bot", "Bot")).Should().Be("help");

    private static string Strip(string text, params (string Text, string Id, string Name)[] mentions)
    {
        var entities = mentions.Select(mention => (JsonNode)new JsonObject
        {
            ["type"] = "mention",
            ["text"] = mention.Text,
            ["mentioned"] = new JsonObject { ["id"] = mention.Id, ["name"] = mention.Name },
        });
        var json = new JsonObject { ["type"] = "message", ["text"] = text, ["recipient"] = new JsonObject { ["id"] = "28:bot" }, ["entities"] = new JsonArray([.. entities]) };
        return Mentions.Strip(Activity.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }
}
