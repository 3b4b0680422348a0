using System.Text;
using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Activities;

public sealed class ActivityTests
{
    [Fact]
    public async Task Every_kind_of_activity_that_Teams_knows_is_read()
    {
        await using var bot = await StubBot.StartAsync();

        foreach (var sent in bot.Teams.Activities.Every(bot.Ann, bot.Triage, bot.Group))
        {
            var read = Read(sent.ToJsonString());

            read.Type.Should().Be((string?)sent["type"]);
            read.ChannelId.Should().Be("msteams");
            read.Conversation.Id.Should().Be((string?)sent["conversation"]!["id"]);
            read.From.Key.Should().NotBeEmpty();
            read.ServiceUrl.Should().Be(bot.Teams.ServiceUrl);
        }
    }

    [Fact]
    public void A_message_is_read_with_who_where_and_in_which_language()
    {
        var read = Read("""
            {"type":"message","id":"1776825925953","channelId":"msteams","serviceUrl":"https://smba.example/amer/t/","text":"hello",
             "from":{"id":"29:ann","name":"Ann","aadObjectId":"0a"},"recipient":{"id":"28:bot","isTargeted":true},
             "conversation":{"id":"19:x@thread.tacv2;messageid=17","conversationType":"channel","tenantId":"t1","name":"General"},
             "localTimezone":"Europe/Oslo","locale":"nb-NO","replyToId":"17"}
            """);

        read.From.Should().Be(new ChannelAccount("29:ann", "0a", "Ann"));
        read.From.Key.Should().Be("0a");
        read.Conversation
            .Should().BeEquivalentTo(
            new { Base = "19:x@thread.tacv2", Kind = ConversationKind.Channel, TenantId = "t1", Name = "General" });
        (read.Id, read.Text, read.Locale, read.TimeZone, read.ReplyToId, read.IsTargeted)
            .Should().Be(("1776825925953", "hello", "nb-NO", "Europe/Oslo", "17", true));
    }

    [Theory]
    [InlineData("""{"conversationType":"personal"}""", ConversationKind.Personal)]
    [InlineData("""{"conversationType":"groupChat"}""", ConversationKind.GroupChat)]
    [InlineData("""{"conversationType":"CHANNEL"}""", ConversationKind.Channel)]
    [InlineData("""{"isGroup":true}""", ConversationKind.GroupChat)]
    [InlineData("{}", ConversationKind.Personal)]
    [InlineData("[]", ConversationKind.Personal)]
    public void The_kind_of_conversation_is_known_even_when_little_is_said(string conversation, ConversationKind kind) =>
        Read($$"""{"type":"message","conversation":{{conversation}}}""").Conversation.Kind.Should().Be(kind);

    [Fact]
    public void A_conversation_of_a_team_is_a_channel_also_without_its_type() =>
        Read("""
            {"type":"conversationUpdate","conversation":{"id":"19:x","isGroup":true},
             "channelData":{"team":{"id":"19:x"},"tenant":{"id":"t2"}}}
            """)
            .Conversation.Should().BeEquivalentTo(new { Kind = ConversationKind.Channel, TenantId = "t2" });

    [Fact]
    public void Language_and_time_zone_are_taken_from_the_client_where_the_activity_says_nothing()
    {
        var read = Read(
            """{"type":"invoke","entities":[7,{"type":"mention"},{"type":"clientInfo","locale":"de-DE","timezone":"Europe/Berlin"}]}""");

        (read.Locale, read.TimeZone).Should().Be(("de-DE", "Europe/Berlin"));
    }

    [Fact]
    public void Members_are_read_under_either_name_of_their_object_id()
    {
        var read = Read("""
            {"type":"conversationUpdate","membersAdded":[{"id":"29:a","aadObjectId":"1"},{"id":"29:b","objectId":"2"}],
             "membersRemoved":[{"id":"29:c"}],"channelData":{"eventType":"teamMemberAdded"}}
            """);

        read.MembersAdded.Select(member => member.Key).Should().Equal("1", "2");
        read.MembersRemoved.Single().Key.Should().Be("29:c");
        read.EventType.Should().Be("teamMemberAdded");
    }

    [Fact]
    public void An_empty_object_id_is_none_so_that_two_such_people_stay_two() =>
        Read("""{"type":"message","from":{"id":"29:guest","aadObjectId":""}}""").From.Key.Should().Be("29:guest");

    [Fact]
    public void Fields_nobody_knows_yet_are_kept() =>
        Read("""{"type":"message","somethingNew":{"deep":[1,2]}}""").Json.Member("somethingNew").Items("deep").Should().HaveCount(2);

    [Theory]
    [InlineData("""
        {"type":"message","text":7,"from":"Ann","recipient":[],"conversation":{"id":true},"entities":{},"value":"x","channelData":3,
         "membersAdded":{"id":"x"},"localTimezone":{}}
        """)]
    [InlineData("""{"type":null,"id":{},"from":{"id":null},"conversation":null,"entities":[null,[],"x"],"channelData":{"team":7}}""")]
    [InlineData("""{"type":"message","text":"\ud800","from":{"id":"\udc00","name":"\ud83d"},"conversation":{"id":"a","\ud800\ud800":1}}""")]
    [InlineData("""{"\ud800x":1,"type":"message","conversation":{"id":"a"}}""")]
    public void A_field_of_an_unexpected_kind_counts_as_absent(string json)
    {
        var read = Read(json);

        _ = (read.Text, read.From.Key, read.Conversation.Base, read.Locale, read.TimeZone, read.EventType, read.MembersAdded.Length,
            read.IsTargeted, read.Name, read.Action);
        MessageText.Of(read).Should().NotContain("\\");
    }

    [Theory]
    [InlineData("""{"text":"half \ud83d of it"}""", "half \ufffd of it")]
    [InlineData("""{"text":"the other \udc00 half"}""", "the other \ufffd half")]
    [InlineData("""{"text":"\ud83d\ud83d\ude00 \uD83D\uDE00"}""", "\ufffd😀 😀")]
    [InlineData("""{"text":"\\ud83d \\\\\ud83d"}""", "\\ud83d \\\\\ufffd")]
    [InlineData("""{"text":"at the end \ud83d"}""", "at the end \ufffd")]
    [InlineData("""{"\ud800":1,"text":"kept"}""", "kept")]
    public void Half_an_emoji_is_read_as_a_mark_and_the_rest_is_kept(string json, string text) => Read(json).Text.Should().Be(text);

    [Fact]
    public void Bytes_that_are_no_text_are_read_as_a_mark_and_the_rest_is_kept()
    {
        byte[] body = [.. "{\"text\":\"broken "u8, 0xF0, 0x9F, 0x98, .. " here\"}"u8];

        Activity.Parse(body).Text.Should().Be("broken \ufffd here");
    }

    [Fact]
    public void A_byte_order_mark_before_it_is_passed_over() =>
        Activity.Parse((byte[])[0xEF, 0xBB, 0xBF, .. "{\"text\":\"x\"}"u8]).Text.Should().Be("x");

    [Fact]
    public void Half_an_emoji_is_read_also_in_json_that_came_another_way() =>
        JsonDocument.Parse("""{"name":"Ann \ud83d Berg"}""").RootElement.Text("name").Should().Be("Ann \ufffd Berg");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("{\"type\":\"message\"")]
    [InlineData("{} {}")]
    public void What_is_no_activity_is_refused(string json) =>
        ((Action)(() => Read(json))).Should().Throw<JsonException>();

    [Fact]
    public void Sixty_four_levels_are_read_and_one_more_is_refused()
    {
        Read("{\"a\":" + new string('[', 63) + new string(']', 63) + "}").Type.Should().BeEmpty();

        ((Action)(() => Read("{\"a\":" + new string('[', 64) + new string(']', 64) + "}"))).Should().Throw<JsonException>();
    }

    private static Activity Read(string json) => Activity.Parse(Encoding.UTF8.GetBytes(json));
}
