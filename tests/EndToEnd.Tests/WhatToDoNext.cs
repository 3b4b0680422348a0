using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>
/// The prioritised list in the chat page: what stands where and why, what a lead changes of it, and what is done from it without leaving
/// it.
/// </summary>
[Collection(OneRoom.Name)]
public sealed class WhatToDoNext(Room room)
{
    [ChatFact]
    public async Task A_lead_sees_what_to_do_next_and_why_puts_something_first_and_leaves_something_out()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await Reports(chat);

        await chat.Say("/actions");
        await chat.WaitFor("What to do next");
        await chat.Screenshot("list");
        (await chat.LastCard()).Should().MatchRegex("(?s)1. ERR-3.*must not wait.*2. ERR-2.*3. ERR-1");

        await chat.Tap("ERR-2");
        await chat.WaitFor("Number 2 of 3.");
        await chat.Press("Why this place?");
        await chat.WaitFor("usual for severity 3");
        await chat.Screenshot("why");

        await chat.Press("Change its place …");
        await chat.WaitFor("Where is ERR-2 to stand?");
        await chat.Choose("Its place", "Last");
        await chat.Type("Why?", "The gate is replaced in spring anyway <b>really</b> **sure** 由于 🙂");
        await chat.Screenshot("place");
        await chat.Press("Put it there");
        await chat.WaitFor("ERR-2 stands last from now on");

        await chat.Say("/actions");
        await chat.WaitFor("put last by");
        (await chat.LastCard()).Should().MatchRegex("(?s)1. ERR-3.*2. ERR-1.*3. ERR-2");
        await chat.Tap("ERR-1");
        await chat.WaitFor("All of ERR-1");
        await chat.Press("Leave out for a week");
        await chat.WaitFor("ERR-1 is left out of the list until");
        await chat.Screenshot("left-out");
        await chat.Press("Decisions of leads");
        await chat.WaitFor("The gate is replaced in spring anyway");
        await chat.Screenshot("decisions");
    }

    [ChatFact]
    public async Task On_a_narrow_and_dark_screen_the_list_is_whole()
    {
        await using var visit = await room.Enter(Look.Narrow);
        var chat = visit.Chat;
        await Reports(chat);
        await chat.Say("/actions");
        await chat.WaitFor("What to do next");
        await chat.Screenshot("narrow");
        (await chat.LastCardIsCutOff()).Should().BeFalse();
        await chat.Tap("ERR-3");
        await chat.WaitFor("Number 1 of 3.");
        await chat.Press("Why this place?");
        await chat.WaitFor("Why this place");
        await chat.Screenshot("narrow-why");
        (await chat.LastCardIsCutOff()).Should().BeFalse();
    }

    private static async Task Reports(Chat chat)
    {
        await chat.WaitFor("Try it");
        await Report(chat, "A lamp above the ramp flickers at night", "1 · Near miss", "ERR-1");
        await Report(chat, "The gate of hall two fell onto a pallet of glass", "3 · Minor harm", "ERR-2");
        await Report(chat, "The address list of all customers was sent to a stranger", "5 · Critical", "ERR-3");
    }

    private static async Task Report(Chat chat, string story, string severity, string label)
    {
        await chat.Say($"/report-error {story}");
        await chat.WaitFor("How bad was it?");
        await chat.Choose("How bad was it?", severity);
        await chat.Press("Report it");
        await chat.WaitFor($"filed as {label}");
    }
}
