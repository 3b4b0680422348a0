using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>What a person meets first.</summary>
[Collection(OneRoom.Name)]
public sealed class FirstSteps(Room room)
{
    [ChatFact]
    public async Task Whoever_opens_the_chat_is_welcomed_once_and_can_try_it()
    {
        await using var visit = await room.Enter();
        await visit.Chat.WaitFor("Try it");
        await visit.Chat.Screenshot("welcome");
        (await visit.Chat.Cards()).Should().Be(1);

        await visit.Chat.Press("Try it");
        await visit.Chat.WaitFor("Report an error");
        (await visit.Chat.Typed("What happened?")).Should().Be("The nightly export sent last week's file to three customers");
        await visit.Chat.Press("Report it");

        await visit.Chat.WaitFor("ERR-1");
        await visit.Chat.Screenshot("filed");
        await visit.Chat.OpenChannel();
        await visit.Chat.WaitFor("ERR-1");
    }

    [ChatFact]
    public async Task The_team_is_told_once_what_the_bot_does()
    {
        await using var visit = await room.Enter();
        await visit.Chat.OpenChannel();

        await visit.Chat.WaitFor("Reports appear in this channel");

        await visit.Chat.Screenshot("team");
        (await visit.Chat.Cards()).Should().Be(1);
    }

    [ChatFact]
    public async Task A_greeting_help_and_words_that_are_no_command_are_answered()
    {
        await using var visit = await room.Enter();
        await visit.Chat.WaitFor("Try it");

        await visit.Chat.Say("Hi");
        await visit.Chat.WaitFor("Tell me what went wrong with report-error");
        await visit.Chat.Say("/help");
        await visit.Chat.WaitFor("What I can do");
        await visit.Chat.Say("/etc/hosts is missing");
        await visit.Chat.WaitFor("Is this something that went wrong?");
        await visit.Chat.Screenshot("answers");

        await visit.Chat.Press("Report it as an error");
        await visit.Chat.WaitFor("Report an error");
        (await visit.Chat.Typed("What happened?")).Should().Be("/etc/hosts is missing");
    }
}
