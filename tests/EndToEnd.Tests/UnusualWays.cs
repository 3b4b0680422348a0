using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>
/// The ways of a fix that do not follow the usual order, in the chat page: done before its approval, referred to somebody else, taken back,
/// expired. The current user looks after the bot; the others act by the HTTP interface of the chat page.
/// </summary>
[Collection(OneRoom.Name)]
public sealed class UnusualWays(Room room)
{
    private const string Chidi = "29:chidi";

    [ChatFact]
    public async Task What_cannot_wait_is_done_first_and_shown_as_unapproved_until_a_lead_decides()
    {
        await using var visit = await room.Enter(lead: AcceptedError.BaoInDirectory);
        var chat = visit.Chat;
        await AcceptedError.Begin(chat, "4 · Major harm", "Chidi Okafor");
        chat.ActAs(Chidi);
        await chat.Press("Next step …");
        await chat.WaitFor("Do it first …");
        await chat.Screenshot("steps");
        await chat.Press("Do it first …");
        await chat.WaitFor("What is being done?");
        await chat.Type("What is being done?", "Put up a mobile alarm");
        await chat.Type("How is it undone", "Take it down again");
        await chat.Screenshot("do-first");
        await chat.Press("Begin with it");
        await chat.WaitFor("begins with a fix before its approval");
        await chat.Screenshot("unapproved");

        chat.ActAs(null);
        await chat.OpenPersonal();
        await visit.GoOnAfter(days: 2);
        await chat.WaitFor("nobody has approved it yet");
        await chat.Screenshot("administrator-told");
        await chat.OpenChannel();
        chat.ActAs(AcceptedError.Bao);
        await chat.Press("Approve");
        await chat.WaitFor("Bao Nguyen approved the fix.");
        await chat.Screenshot("approved-afterwards");
    }

    [ChatFact]
    public async Task An_approver_names_another_takes_an_approval_back_and_what_nobody_begins_with_expires()
    {
        await using var visit = await room.Enter(lead: AcceptedError.BaoInDirectory);
        var chat = visit.Chat;
        await AcceptedError.Begin(chat, "2 · Reached others, no harm", "Chidi Okafor");
        chat.ActAs(Chidi);
        await chat.Press("Propose a fix …");
        await chat.WaitFor("What will be done?");
        await chat.Type("What will be done?", "Fit a guide");
        await chat.Type("What should change by it?", "From two a week to none");
        await chat.Press("Propose it");
        await chat.WaitFor("proposed a fix: Fit a guide");

        chat.ActAs(AcceptedError.Bao);
        await chat.Press("Decide otherwise …");
        await chat.WaitFor("Not me: who? …");
        await chat.Press("Not me: who? …");
        await chat.WaitFor("Who should decide about the fix of ERR-1?");
        await chat.Screenshot("refer");
        await chat.Type("Or a name", "Alex Rivera");
        await chat.Type("Why they?", "You know the printer");
        await chat.Press("Ask them");
        await chat.WaitFor("asks Alex Rivera to decide");
        await chat.Screenshot("referred");

        chat.ActAs(null);
        await chat.OpenPersonal();
        await chat.WaitFor("Bao Nguyen asks you to decide: You know the printer");
        await chat.Screenshot("asked-by-another");
        await chat.Press("Approve");
        await chat.WaitFor("Being fixed");

        await chat.OpenChannel();
        await chat.Press("Next step …");
        await chat.WaitFor("Take my approval back");
        await chat.Press("Take my approval back");
        await chat.WaitFor("took their approval back");
        await chat.Screenshot("taken-back");
        chat.ActAs(AcceptedError.Bao);
        await chat.Press("Approve");
        await chat.WaitFor("Bao Nguyen approved the fix.");
        chat.ActAs(null);
        await visit.GoOnAfter(days: 32);
        await chat.WaitFor("Nobody began with the approved fix within 30 days");
        await chat.Screenshot("expired");

        await chat.OpenPersonal();
        await chat.Say("/audit ERR-1");
        await chat.WaitFor("Alex Rivera");
        await chat.Screenshot("audit");
        await chat.Say("/setup");
        await chat.WaitFor("directory");
        await chat.Screenshot("setup");
    }
}
