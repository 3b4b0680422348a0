using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>
/// The causes of an error, written by its owner in the chat page, accepted by a lead, and opened as a page in the browser.
/// </summary>
[Collection(OneRoom.Name)]
public sealed class WhyItHappened(Room room)
{
    [ChatFact]
    public async Task An_owner_asks_why_three_times_a_lead_accepts_and_the_causes_open_as_a_page()
    {
        await using var visit = await room.Enter(lead: AcceptedError.BaoInDirectory);
        var chat = visit.Chat;
        await AcceptedError.Begin(chat, "3 · Minor harm", "Alex Rivera");
        chat.ActAs(null);
        await chat.OpenPersonal();
        await chat.WaitFor("Why did it happen? …");
        await chat.Press("Why did it happen? …");
        await chat.WaitFor("Why did ERR-1 happen?");
        await chat.Screenshot("first-cause");
        await Add(chat, "The roll was put in the wrong way", "direct cause");
        await chat.Screenshot("causes");
        await chat.Press("Why did it happen? …");
        await Add(chat, "The roll fits both ways", "contributing factor");
        await chat.Press("Why did it happen? …");
        await Add(chat, "The holder has no guide on either side", "root cause");
        await chat.Press("Add evidence …");
        await chat.WaitFor("Evidence for a cause of ERR-1");
        await chat.Type("How is that known?", "Photo of the holder, https://example.com/holder");
        await chat.Screenshot("evidence");
        await chat.Press("Add the evidence");
        await chat.WaitFor("Evidence: Photo of the holder");
        await chat.Screenshot("whole-chain");
        await chat.Press("The causes are complete …");
        await chat.WaitFor("No escape point says");
        await chat.Type("Why is that enough?", "The first label is <b>looked at</b> **since Monday** 已检查");
        await chat.Screenshot("complete");
        await chat.Press("They are complete");
        await chat.WaitFor("A lead looks at them");

        await chat.OpenChannel();
        chat.ActAs(AcceptedError.Bao);
        await chat.Press("Next step …");
        await chat.WaitFor("Accept the causes");
        await chat.Press("Accept the causes");
        await chat.WaitFor("Bao Nguyen accepted the causes.");
        await chat.Screenshot("accepted");
        chat.ActAs(null);
        await chat.OpenPersonal();
        await chat.WaitFor("A lead accepted these causes.");
        await IsReadAsAPage(chat);
        await IsSharedWithAnother(chat);
    }

    private static async Task IsSharedWithAnother(Chat chat)
    {
        await AcceptedError.Report(chat, "The second printer spoils every tenth label", "ERR-2");
        await AcceptedError.Accept(chat, "ERR-2", "3 · Minor harm", "Alex Rivera");
        chat.ActAs(null);
        await chat.OpenPersonal();
        await chat.WaitFor("The second printer spoils every tenth label");
        await chat.Press("Why did it happen? …");
        await Add(chat, "No guide on this holder either", "root cause", "ERR-2");
        await chat.Press("Change a cause …");
        await chat.WaitFor("Change a cause of ERR-2");
        await chat.Choose("Is it the same cause as in another error?", "ERR-1: The holder has no guide");
        await chat.Screenshot("same-cause");
        await chat.Press("Save");
        await chat.WaitFor("Also a cause of ERR-1");
        await chat.Screenshot("shared-cause");
    }

    private static async Task IsReadAsAPage(Chat chat)
    {
        await chat.Press("Open as a page");
        await chat.WaitFor("The link is for you alone");
        await chat.Screenshot("link");
        var page = await chat.LookAtPageBehindLastPress("causes", "Cause 1.1.1");

        (await page.GetByText("<b>looked at</b>").CountAsync()).Should().Be(1, "what people wrote is text");
        await page.CloseAsync();
    }

    private static async Task Add(Chat chat, string text, string kind, string label = "ERR-1")
    {
        await chat.WaitFor($"Why did {label} happen?");
        await chat.Type("Why did that happen?", text);
        await chat.Choose("What kind of cause is it?", kind);
        await chat.Press("Add it");
        await chat.WaitFor(text[..20]);
    }
}
