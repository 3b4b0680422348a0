using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>The connector of the fake, read against the protocol.</summary>
public sealed class ConnectorTests
{
    [Fact]
    public async Task A_message_is_answered_with_its_id_and_seen()
    {
        await using var bot = await StubBot.StartAsync();

        var (status, body) = await bot.Send(bot.Ann.PersonalChat, StubBot.Words("Hello"));

        status.Should().Be(201);
        bot.Ann.Chat.Messages.Should().ContainSingle(m => m.Text == "Hello" && m.Id == body!["id"]!.ToString());
        bot.Teams.Received.Should().ContainSingle(r => r.ConversationId == bot.Ann.PersonalChat.Id && r.Status == 201);
    }

    [Theory]
    [InlineData("""{"type":"message"}""", 400, "BadSyntax")]
    [InlineData("""{"type":"message","text":" "}""", 400, "BadSyntax")]
    [InlineData("""{"text":"no type"}""", 400, "BadSyntax")]
    [InlineData("""["no object"]""", 400, "BadSyntax")]
    public async Task A_body_that_is_no_message_is_refused(string body, int expected, string code)
    {
        await using var bot = await StubBot.StartAsync();

        var (status, answer) = await bot.Call(HttpMethod.Post,
            $"/v3/conversations/{Uri.EscapeDataString(bot.Ann.PersonalChat.Id)}/activities", JsonNode.Parse(body));

        status.Should().Be(expected);
        answer!["error"]!["code"]!.ToString().Should().Be(code);
    }

    [Fact]
    public async Task Typing_is_accepted_and_leaves_nothing()
    {
        await using var bot = await StubBot.StartAsync();

        (await bot.Send(bot.Ann.PersonalChat, new() { ["type"] = "typing" })).Status.Should().Be(202);

        bot.Ann.Chat.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Text_and_card_become_two_messages_without_an_id_and_an_edit_may_not_split()
    {
        await using var bot = await StubBot.StartAsync();
        var both = StubBot.WithCard(Cards.Plain("card"));
        both["text"] = "words";

        var (status, body) = await bot.Send(bot.Ann.PersonalChat, both);
        var (_, sent) = await bot.Send(bot.Ann.PersonalChat, StubBot.Words("x"));

        (status, body).Should().Be((202, null));
        bot.Ann.Chat.Messages.Should().HaveCount(3);
        (await bot.Edit(bot.Ann.PersonalChat, sent!["id"]!.ToString(), both)).Status.Should().Be(400);
    }

    [Fact]
    public async Task A_hundred_kilobytes_of_UTF16_are_enough()
    {
        await using var bot = await StubBot.StartAsync();

        (await bot.Send(bot.Ann.PersonalChat, StubBot.Words(new string('x', 51_000)))).Status.Should().Be(201);
        var (status, body) = await bot.Send(bot.Ann.PersonalChat, StubBot.Words(new string('x', 51_300)));

        status.Should().Be(413);
        body!["error"]!["code"]!.ToString().Should().Be("MessageSizeTooBig");
    }

    [Fact]
    public async Task What_is_not_there_is_said_by_its_code()
    {
        await using var bot = await StubBot.StartAsync();
        var unknown = await bot.Call(HttpMethod.Post, "/v3/conversations/a%3Anobody/activities", StubBot.Words("x"));
        var noMessage = await bot.Edit(bot.Ann.PersonalChat, "1", StubBot.Words("x"));
        var notIn = await bot.Send(bot.Bob.PersonalChat, StubBot.Words("x"));

        (unknown.Status, Code(unknown.Body)).Should().Be((404, "ConversationNotFound"));
        (noMessage.Status, Code(noMessage.Body)).Should().Be((404, "ActivityNotFoundInConversation"));
        (notIn.Status, Code(notIn.Body)).Should().Be((403, "BotNotInConversationRoster"));
    }

    [Fact]
    public async Task A_channel_message_begins_a_thread_and_a_reply_stays_in_it()
    {
        await using var bot = await StubBot.StartAsync();
        var root = (await bot.Send(bot.Triage, StubBot.Words("root"))).Body!["id"]!.ToString();

        await bot.Send(bot.Triage.Thread(root), StubBot.Words("by thread id"));
        await bot.Call(HttpMethod.Post, $"/v3/conversations/{Uri.EscapeDataString(bot.Triage.Id)}/activities/{root}",
            StubBot.Words("by reply"));

        bot.Ann.Open(bot.Triage).Messages.Should().HaveCount(3).And.OnlyContain(m => m.Root == root);
        (await bot.Send(bot.Triage.Thread("1"), StubBot.Words("x"))).Status.Should().Be(404);
    }

    [Fact]
    public async Task Members_come_in_pages_of_at_least_fifty()
    {
        await using var bot = await StubBot.StartAsync();
        for (var i = 0; i < 118; i++)
        {
            bot.Team.Add(bot.Teams.AddPerson($"Person {i}"));
        }

        var path = $"/v3/conversations/{Uri.EscapeDataString(bot.Team.Id)}/pagedmembers?pageSize=5";
        var names = new List<string>();
        string? token = null;
        var pages = 0;
        do
        {
            var (_, page) = await bot.Call(HttpMethod.Get,
                path + (token is null ? "" : "&continuationToken=" + Uri.EscapeDataString(token)));
            names.AddRange(page!["members"]!.AsArray().Select(m => m!["name"]!.ToString()));
            token = page["continuationToken"]?.ToString();
            pages++;
        }
        while (token is not null);

        pages.Should().Be(3);
        names.Should().OnlyHaveUniqueItems().And.HaveCount(120);
        (await bot.Call(HttpMethod.Get, path + "&continuationToken=nonsense!")).Status.Should().Be(400);
    }

    [Fact]
    public async Task One_member_is_found_by_any_of_three_ids()
    {
        await using var bot = await StubBot.StartAsync();

        foreach (var id in (string[])[bot.Ann.Mri, bot.Ann.ObjectId, bot.Ann.Upn])
        {
            var (status, member) = await bot.Call(HttpMethod.Get,
                $"/v3/conversations/{Uri.EscapeDataString(bot.Team.Id)}/members/{Uri.EscapeDataString(id)}");
            (status, member!["id"]!.ToString(), member["userRole"]!.ToString()).Should().Be((200, bot.Ann.Mri, "owner"));
        }

        (await bot.Call(HttpMethod.Get, $"/v3/conversations/{Uri.EscapeDataString(bot.Team.Id)}/members/nobody")).Status.Should().Be(404);
    }

    [Fact]
    public async Task The_team_and_its_channels_are_told_and_General_has_no_name()
    {
        await using var bot = await StubBot.StartAsync();

        var (_, team) = await bot.Call(HttpMethod.Get, $"/v3/teams/{Uri.EscapeDataString(bot.Team.Id)}");
        var (_, channels) = await bot.Call(HttpMethod.Get, $"/v3/teams/{Uri.EscapeDataString(bot.Team.Id)}/conversations");

        team!["aadGroupId"]!.ToString().Should().Be(bot.Team.AadGroupId);
        channels!["conversations"]!.AsArray().Select(c => c!["name"]?.ToString()).Should().Equal(null, "Triage");
    }

    [Fact]
    public async Task A_personal_chat_is_created_once_for_an_id_of_either_kind()
    {
        await using var bot = await StubBot.StartAsync();
        JsonObject Wanted(string property, string id) => new()
        {
            ["isGroup"] = false,
            ["tenantId"] = bot.Teams.TenantId,
            ["members"] = new JsonArray(new JsonObject { [property] = id }),
        };

        var first = await bot.Call(HttpMethod.Post, "/v3/conversations", Wanted("id", bot.Bob.Mri));
        var second = await bot.Call(HttpMethod.Post, "/v3/conversations", Wanted("id", bot.Bob.ObjectId));

        first.Body!["id"]!.ToString().Should().Be(bot.Bob.PersonalChat.Id).And.Be(second.Body!["id"]!.ToString());
        (await bot.Call(HttpMethod.Post, "/v3/conversations", Wanted("aadObjectId", bot.Bob.ObjectId))).Status.Should().Be(400);
        var stranger = bot.Teams.AddPerson("Sam Stranger");
        (await bot.Call(HttpMethod.Post, "/v3/conversations", Wanted("id", stranger.Mri))).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_thread_is_created_with_its_first_message_and_a_group_chat_is_not()
    {
        await using var bot = await StubBot.StartAsync();
        var thread = new JsonObject
        {
            ["isGroup"] = true,
            ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = bot.Triage.Id } },
        };

        (await bot.Call(HttpMethod.Post, "/v3/conversations", thread)).Status.Should().Be(400);
        thread["activity"] = StubBot.Words("root");
        var (status, body) = await bot.Call(HttpMethod.Post, "/v3/conversations", thread);

        status.Should().Be(201);
        body!["id"]!.ToString().Should().Be($"{bot.Triage.Id};messageid={body["activityId"]}");
        (await bot.Call(HttpMethod.Post, "/v3/conversations", new JsonObject { ["isGroup"] = true })).Status.Should().Be(400);
    }

    private static string? Code(JsonObject? body) => body?["error"]?["code"]?.ToString();
}
