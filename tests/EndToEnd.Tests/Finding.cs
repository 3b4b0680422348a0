using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>Finding reports again.</summary>
[Collection(OneRoom.Name)]
public sealed class Finding(Room room)
{
    [ChatFact]
    public async Task Words_find_a_report_and_a_press_opens_it()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await Report(chat, "The nightly export sent last week's file to three customers", 1);
        await Report(chat, "The label printer prints every second label upside down", 2);

        await chat.Say("/find printer");
        await chat.WaitFor("Change the search");
        await chat.Screenshot("found");
        (await chat.LastCard()).Should().Contain("ERR-2").And.NotContain("ERR-1");

        await chat.Tap("ERR-2");
        await chat.WaitFor("Back to the list");
        await chat.Screenshot("opened");
        await chat.Press("Back to the list");
        await chat.WaitFor("Change the search");
        await chat.Press("Change the search");
        await chat.WaitFor("Find reports");
        await chat.Screenshot("form");
        (await chat.Typed("Words")).Should().Be("printer");
    }

    [ChatFact]
    public async Task A_filter_that_cannot_be_understood_is_explained()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.Say("/find printer severity:9");
        await chat.WaitFor("is not a severity");
        await chat.Screenshot("explained");
        await chat.Say("/find nothing of that kind");
        await chat.WaitFor("Nothing you may see matches");
        await chat.Screenshot("nothing");
    }

    private static async Task Report(Chat chat, string story, int number)
    {
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {story}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor($"filed as ERR-{number}");
    }
}
