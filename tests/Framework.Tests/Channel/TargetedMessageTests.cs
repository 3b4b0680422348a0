using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>Messages for one person among several.</summary>
public sealed class TargetedMessageTests
{
    private const string Flag = "?isTargetedActivity=true";

    [Fact]
    public async Task Only_the_recipient_sees_it()
    {
        await using var bot = await StubBot.StartAsync();

        var (status, _) = await bot.Send(bot.Triage, For(bot.Ann, "psst"), Flag);

        status.Should().Be(201);
        bot.Ann.Open(bot.Triage).Messages.Should().ContainSingle(m => m.IsPrivate && m.Text == "psst");
        bot.Bob.Open(bot.Triage).Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Flag_and_body_must_agree_and_the_recipient_must_be_a_member()
    {
        await using var bot = await StubBot.StartAsync();
        var stranger = bot.Teams.AddPerson("Sam Stranger");

        (await bot.Send(bot.Triage, For(bot.Ann, "x"))).Status.Should().Be(400);
        (await bot.Send(bot.Triage, StubBot.Words("x"), Flag)).Status.Should().Be(400);
        (await bot.Send(bot.Triage, For(stranger, "x"), Flag)).Status.Should().Be(403);
        bot.Triage.Posts.Should().BeEmpty();
    }

    [Fact]
    public async Task An_edit_has_the_flag_but_no_mark_in_the_body()
    {
        await using var bot = await StubBot.StartAsync();
        var id = (await bot.Send(bot.Triage, For(bot.Ann, "psst"), Flag)).Body!["id"]!.ToString();
        var open = (await bot.Send(bot.Triage, StubBot.Words("all"))).Body!["id"]!.ToString();

        (await bot.Edit(bot.Triage, id, For(bot.Ann, "x"), Flag)).Status.Should().Be(400);
        (await bot.Edit(bot.Triage, id, StubBot.Words("x"))).Status.Should().Be(404);
        (await bot.Edit(bot.Triage, open, StubBot.Words("x"), Flag)).Status.Should().Be(400);
        (await bot.Edit(bot.Triage, id, StubBot.Words("hush"), Flag)).Status.Should().Be(200);
        bot.Ann.Open(bot.Triage).Message(id)!.Text.Should().Be("hush");
    }

    [Fact]
    public async Task After_a_day_it_is_gone()
    {
        await using var bot = await StubBot.StartAsync();
        var id = (await bot.Send(bot.Triage, For(bot.Ann, "psst"), Flag)).Body!["id"]!.ToString();

        bot.Teams.PassTime(TimeSpan.FromHours(25));

        bot.Ann.Open(bot.Triage).Messages.Should().BeEmpty();
        var (status, body) = await bot.Edit(bot.Triage, id, StubBot.Words("x"), Flag);
        (status, body!["error"]!["code"]!.ToString()).Should().Be((404, "TARGETED_MESSAGE_EXPIRED_OR_DELETED"));
    }

    [Fact]
    public async Task It_may_come_without_an_id()
    {
        await using var bot = await StubBot.StartAsync();
        bot.Teams.TargetedMessagesHaveIds = false;

        (await bot.Send(bot.Triage, For(bot.Ann, "psst"), Flag)).Should().Be((202, null));
        bot.Ann.Open(bot.Triage).Messages.Should().ContainSingle();
    }

    private static JsonObject For(Person person, string text)
    {
        var message = StubBot.Words(text);
        message["recipient"] = new JsonObject { ["id"] = person.Mri, ["isTargeted"] = true };
        return message;
    }
}
