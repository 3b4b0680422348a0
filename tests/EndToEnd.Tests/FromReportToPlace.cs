using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>
/// A real report, from the first sentence until its fix is in place, with several people: once as its reporter sees it, once as its lead
/// does. The others act by the HTTP interface of the chat page, in the channel.
/// </summary>
[Collection(OneRoom.Name)]
public sealed class FromReportToPlace(Room room)
{
    private const string Bao = "29:bao", Chidi = "29:chidi", Dana = "29:dana";
    private const string BaoInDirectory = "7d1c2f30-0000-4000-8000-0000000000a1";

    [RealStoryFact]
    public async Task The_reporter_hears_of_each_step_until_the_fix_is_in_place_and_what_nobody_looks_at_is_escalated()
    {
        await using var visit = await room.Enter(lead: BaoInDirectory);
        var chat = visit.Chat;
        var titles = RealStories.OfDefects(2);
        await chat.WaitFor("Try it");
        await Report(chat, titles[0], "ERR-1");
        await chat.Screenshot("reported");

        await chat.OpenChannel();
        await chat.WaitFor("ERR-1");
        await Accept(chat, lead: Bao);
        await Propose(chat, owner: Chidi);
        chat.ActAs(Bao);
        await chat.Press("Approve");
        await chat.WaitFor("Bao Nguyen approved the fix.");
        await chat.Screenshot("channel-approved");
        await Finish(chat, owner: Chidi);
        chat.ActAs(Bao);
        await chat.WaitFor("it was too new when the fix was decided");
        await chat.Press("Confirm the verdict");
        await chat.WaitFor("Bao Nguyen confirmed the verdict on the fix: cannot tell.");
        chat.ActAs(null);

        await chat.OpenPersonal();
        await chat.WaitFor("Your report changed this");
        await chat.Screenshot("in-place");
        var heard = await chat.ShownText();
        heard.Should().Contain("The fix of ERR-1 is approved").And.Contain("is in place. Thank you; you hear whether it works.");

        await Report(chat, titles[1], "ERR-2");
        await visit.GoOnAfter(days: 30);
        await chat.WaitFor("has waited for twice its time, and no lead has looked at it.");
        await chat.Screenshot("escalated");
    }

    [RealStoryFact]
    public async Task The_lead_accepts_approves_and_is_reminded_of_what_waits()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        var titles = RealStories.OfDefects(4);
        await chat.WaitFor("Try it");

        await chat.OpenChannel();
        await ReportInChannel(chat, titles[2], "ERR-1");
        await Accept(chat, lead: null);
        await Propose(chat, owner: Chidi);
        chat.ActAs(null);

        await chat.OpenPersonal();
        await chat.WaitFor("You are asked");
        await chat.Screenshot("asked");
        await chat.Press("Approve");
        await chat.WaitFor("Being fixed");
        await chat.Screenshot("approved");

        await chat.OpenChannel();
        await Finish(chat, owner: Chidi);
        await ReportInChannel(chat, titles[3], "ERR-2");
        chat.ActAs(null);
        await chat.OpenPersonal();
        await visit.GoOnAfter(days: 8);
        await chat.WaitFor("has waited for a lead since");
        await chat.WaitFor("still waits for somebody who confirms it");
        await chat.Screenshot("reminded");
    }

    private static async Task Report(Chat chat, string story, string label)
    {
        await chat.Say($"/report-error {story}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor($"filed as {label}");
    }

    private static async Task ReportInChannel(Chat chat, string story, string label)
    {
        chat.ActAs(Dana);
        await chat.SayToBot($"report-error {story}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor(label);
        chat.ActAs(null);
    }

    private static async Task Accept(Chat chat, string? lead)
    {
        chat.ActAs(lead);
        await chat.Press("Next step …");
        await chat.WaitFor("Accept ERR-1");
        await chat.Type("Or type a name", "Chidi Okafor");
        await chat.Screenshot("accept");
        await chat.Press("Accept");
        await chat.WaitFor("Chidi Okafor solves it.");
    }

    private static async Task Propose(Chat chat, string owner)
    {
        chat.ActAs(owner);
        await chat.Press("Propose a fix …");
        await chat.WaitFor("What will be done?");
        await chat.Type("What will be done?", "Compare the checksum instead of the time");
        await chat.Type("What should change by it?", "From three a month to none");
        await chat.Press("Propose it");
        await chat.WaitFor("proposed a fix: Compare the checksum instead of the time");
        await chat.Screenshot("channel-proposed");
    }

    private static async Task Finish(Chat chat, string owner)
    {
        chat.ActAs(owner);
        await chat.SayToBot("status ACT-1");
        await chat.WaitFor("ACT-1");
        await chat.Press("Done …");
        await chat.WaitFor("How can it be seen that it is done?");
        await chat.Type("How can it be seen that it is done?", "Released with version 3.4");
        await chat.Screenshot("done");
        await chat.Press("It is done");
        await chat.WaitFor("the fix is in place");
        await chat.Screenshot("channel-in-place");
    }
}
