using System.Net;
using FluentAssertions;
using Improvement.Bot.Framework.Connector;
using Xunit;
using static Improvement.Bot.Framework.Tests.Connector.FakeChannel;

namespace Improvement.Bot.Framework.Tests.Connector;

public sealed class ConnectorClientTests
{
    private const string Base = "https://smba.example/amer/tenant-1/";
    private const string Thread = "19:abc@thread.tacv2;messageid=17";
    private const string Encoded = "https://smba.example/amer/tenant-1/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D17";

    [Fact]
    public async Task A_message_goes_to_the_encoded_conversation_as_it_was_written_and_its_id_comes_back()
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.Created, """{"extra":{"id":"no"},"id":"1776"}"""));

        var sent = await Client(channel).Send(Base, Thread, """{"type":"message","text":"grüß"}"""u8.ToArray(), default);

        sent.Value.ActivityId.Should().Be("1776");
        var call = channel.Calls.Should().ContainSingle().Subject;
        call.Method.Should().Be("POST");
        call.Url.Should().Be(Encoded + "/activities");
        call.Body.Should().Be("""{"type":"message","text":"grüß"}""");
        call.ContentType!.ToString().Should().Be("application/json; charset=utf-8");
    }

    [Theory]
    [InlineData("https://smba.example/amer/tenant-1")]
    [InlineData("https://smba.example/amer/tenant-1/")]
    [InlineData("https://smba.example/amer/tenant-1//")]
    public async Task The_base_may_end_in_a_slash_or_not(string serviceUrl)
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.Created, """{"id":"1"}"""));

        await Client(channel).Send(serviceUrl, Thread, "{}"u8.ToArray(), default);

        channel.Calls[0].Url.Should().Be(Encoded + "/activities");
    }

    [Fact]
    public async Task Reply_update_and_delete_name_the_message()
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.OK, """{"id":"9"}"""));
        var client = Client(channel);

        await client.Reply(Base, Thread, "f:1", "{}"u8.ToArray(), default);
        await client.Update(Base, Thread, "9", "{}"u8.ToArray(), default);
        await client.Delete(Base, Thread, "9", default);

        channel.Calls.Select(call => $"{call.Method} {call.Url}").Should().Equal(
            $"POST {Encoded}/activities/f%3A1", $"PUT {Encoded}/activities/9", $"DELETE {Encoded}/activities/9");
        channel.Calls[2].Body.Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"id\":5}")]
    [InlineData("{\"operation\":")]
    public async Task An_answer_without_a_readable_id_still_counts_as_sent(string body)
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.Accepted, body));

        var sent = await Client(channel).Send(Base, Thread, "{}"u8.ToArray(), default);

        sent.Succeeded.Should().BeTrue();
        sent.Value.ActivityId.Should().BeNull();
    }

    [Fact]
    public async Task A_private_message_names_its_only_reader_and_keeps_everything_else_byte_for_byte()
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.Created, """{"id":"1"}"""));

        await Client(channel).SendPrivately(Base, Thread, "29:ann",
            """{"type":"message","recipient":{"id":"somebody","more":[1,{}]},"text":"a <b> \u00e4 ü","n":1.50}"""u8.ToArray(), default);

        channel.Calls[0].Url.Should().EndWith("/activities?isTargetedActivity=true");
        channel.Calls[0].Body.Should().Be(
            """{"recipient":{"id":"29:ann","isTargeted":true},"type":"message","text":"a <b> \u00e4 ü","n":1.50}""");
    }

    [Fact]
    public async Task Replacing_and_deleting_a_private_message_carries_the_flag_in_the_address_alone()
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.OK));
        var client = Client(channel);

        await client.UpdatePrivately(Base, Thread, "9", """{"text":"x","recipient":{"id":"29:a","isTargeted":true}}"""u8.ToArray(),
            default);
        await client.DeletePrivately(Base, Thread, "9", default);

        channel.Calls.Should().OnlyContain(call => call.Url.EndsWith("/activities/9?isTargetedActivity=true"));
        channel.Calls[0].Body.Should().Be("""{"text":"x"}""");
    }

    [Fact]
    public async Task A_broken_service_address_is_a_failure_and_nothing_is_sent()
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.OK));

        var sent = await Client(channel).Send("file:///etc", Thread, "{}"u8.ToArray(), default);

        sent.Failure!.Kind.Should().Be(FailureKind.BadRequest);
        channel.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Everything_of_a_thousand_members_is_read_page_by_page()
    {
        using var channel = new FakeChannel(call => Answer(HttpStatusCode.OK, call.Url.Contains("continuationToken=two%2F2")
            ? """{"members":[{"id":"29:c","objectId":"o-3"},{"name":"nobody"}]}"""
            : """
              {"members":[{"id":"29:a","aadObjectId":"o-1","name":"Ann","userRole":"guest","tenantId":"t"},{"id":"29:b"}],
               "continuationToken":"two/2","totalCount":3}
              """));

        var members = await Client(channel).AllMembers(Base, "19:abc@thread.tacv2", default);

        members.Value!.Select(member => (member.Id, member.ObjectId)).Should().Equal(("29:a", "o-1"), ("29:b", null), ("29:c", "o-3"));
        members.Value![0].Should().Be(new Member("29:a", "o-1", "Ann", null, null, null, null, "t", "guest"));
        channel.Calls[0].Url.Should().EndWith("/pagedmembers?pageSize=500");
    }

    [Fact]
    public async Task A_roster_that_repeats_its_token_ends()
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.OK, """{"members":[{"id":"29:a"}],"continuationToken":"same"}"""));

        var members = await Client(channel).AllMembers(Base, "c", default);

        members.Value!.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_failing_page_fails_the_roster()
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.TooManyRequests, null, ("Retry-After", "3")));

        var members = await Client(channel).AllMembers(Base, "c", default);

        members.Failure!.RetryAfter.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task One_member_a_team_and_its_channels_are_read_leniently()
    {
        using var channel = new FakeChannel(call => Answer(HttpStatusCode.OK, call.Url switch
        {
            var url when url.EndsWith("/members/ann%40example.org") => """{"id":"29:a","objectId":"o","email":"ann@example.org"}""",
            var url when url.EndsWith("/v3/teams/19%3At") => """{"id":"19:t","name":"Team","aadGroupId":"g","memberCount":12}""",
            _ => """{"conversations":[{"id":"19:t","name":null},{"id":"19:u","name":"Alerts","channelType":"standard"}]}""",
        }));
        var client = Client(channel);

        (await client.Member(Base, "c", "ann@example.org", default)).Value!.ObjectId.Should().Be("o");
        (await client.Team(Base, "19:t", default)).Value.Should().Be(new TeamDetails("19:t", "g", "Team", null, null, 12));
        (await client.Channels(Base, "19:t", default)).Value
            .Should().Equal(new TeamChannel("19:t", null, null), new TeamChannel("19:u", "Alerts", "standard"));
    }

    [Fact]
    public async Task A_roster_answer_that_is_no_JSON_is_a_failure()
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.OK, "<html>"));

        (await Client(channel).Member(Base, "c", "x", default)).Failure!.Kind.Should().Be(FailureKind.Broken);
    }

    [Fact]
    public async Task A_personal_chat_is_created_by_the_channels_id_and_else_by_the_object_id()
    {
        using var channel = new FakeChannel(call => call.Body!.Contains("29:ann")
            ? Answer(HttpStatusCode.BadRequest, """{"error":{"code":"BadSyntax","message":"no"}}""")
            : Answer(HttpStatusCode.Created, """{"id":"a:1"}"""));

        var chat = await Client(channel).CreatePersonal(Base, "t-1", "29:ann", default, objectId: "o-1");

        chat.Value.Should().Be("a:1");
        channel.Calls.Select(call => call.Body).Should().Equal(
            """{"isGroup":false,"tenantId":"t-1","members":[{"id":"29:ann"}]}""",
            """{"isGroup":false,"tenantId":"t-1","members":[{"id":"o-1"}]}""");
        channel.Calls[0].Url.Should().Be("https://smba.example/amer/tenant-1/v3/conversations");
    }

    [Fact]
    public async Task A_refusal_to_create_that_is_not_about_the_id_is_not_tried_again()
    {
        using var channel = new FakeChannel(_ =>
            Answer(HttpStatusCode.Forbidden, """{"error":{"code":"ForbiddenOperationException","message":"not installed"}}"""));

        var chat = await Client(channel).CreatePersonal(Base, "t-1", "29:ann", default, objectId: "o-1");

        chat.Failure!.Kind.Should().Be(FailureKind.Unreachable);
        channel.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_channel_thread_begins_with_its_first_message()
    {
        using var channel = new FakeChannel(_ => Answer(HttpStatusCode.Created, """{"id":"19:c;messageid=5","activityId":"5"}"""));

        var thread = await Client(channel).CreateThread(Base, "t", "19:c", """{"type":"message"}"""u8.ToArray(), default);

        thread.Value.Should().Be(new NewThread("19:c;messageid=5", "5"));
        channel.Calls[0].Body.Should().Be(
            """{"isGroup":true,"tenantId":"t","channelData":{"channel":{"id":"19:c"}},"activity":{"type":"message"}}""");
    }

    private static ConnectorClient Client(HttpMessageHandler channel) => new(channel, new(), TimeProvider.System);
}
