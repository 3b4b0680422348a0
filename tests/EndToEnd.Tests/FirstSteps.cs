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
        await visit.Chat.WaitFor("Report it");
        await visit.Chat.Screenshot("tried");
    }
}
