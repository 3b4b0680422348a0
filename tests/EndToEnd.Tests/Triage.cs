using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>
/// From a report to a fix in the browser. The one who chats reports, leads and owns, as the chat page has one current user; what others see
/// is tried against the fake connector.
/// </summary>
[Collection(OneRoom.Name)]
public sealed class Triage(Room room)
{
    private const string Small = "The label printer prints every second label upside down";

    [ChatFact]
    public async Task A_report_is_accepted_in_the_queue_and_fixed_the_short_way()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await Report(chat, Small);

        await chat.Say("/triage");
        await chat.WaitFor("Accept and go on");
        await chat.Screenshot("queue");
        await chat.Press("Accept and go on");
        await chat.WaitFor("No report waits for you.");

        await chat.Say("/status 1");
        await chat.WaitFor("Fixed …");
        await chat.Screenshot("accepted");
        await chat.Press("Fixed …");
        await chat.WaitFor("What was done?");
        await chat.Type("What was done?", "Turned the roll around");
        await chat.Screenshot("short-way");
        await chat.Press("Fixed");
        await chat.WaitFor("It is fixed: Turned the roll around");
        await chat.Screenshot("fixed");
    }

    [ChatFact]
    public async Task A_fix_is_proposed_on_the_card_and_its_proposer_cannot_approve_it()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await Report(chat, Small);
        await chat.OpenChannel();
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("channel-reported");
        await chat.Press("Accept");
        await chat.WaitFor("accepted it.");

        await chat.Press("Propose a fix …");
        await chat.WaitFor("What will be done?");
        await chat.Type("What will be done?", "Fit a guide that takes the roll one way only");
        await chat.Type("What should change by it?", "From every second label to none");
        await chat.Screenshot("proposal");
        await chat.Press("Propose it");
        await chat.WaitFor("proposed a fix: Fit a guide that takes the roll one way only");
        await chat.Screenshot("channel-proposed");

        await chat.Press("Approve");
        await chat.WaitFor("Only a lead who did not propose it");
        (await chat.ShownText()).Should().Contain("Fix proposed", "nothing has changed");
    }

    [ChatFact]
    public async Task The_step_of_a_lead_is_the_form_from_which_every_decision_leads_on()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await Report(chat, Small);
        await chat.OpenChannel();
        await chat.WaitFor("ERR-1");
        await chat.Press("Next step …");
        await chat.WaitFor("Accept ERR-1");
        await chat.Screenshot("accept");
        await chat.Press("Not an error …");
        await chat.WaitFor("Why not?");
        await chat.Screenshot("not-an-error");
        await chat.Press("Back");
        await chat.WaitFor("Accept ERR-1");
        await chat.Type("Or type a name", "Alex Rivera");
        await chat.Press("Accept");
        await chat.WaitFor("Alex Rivera accepted it; Alex Rivera solves it.");
        await chat.Screenshot("accepted");
    }

    [ChatFact]
    public async Task What_the_bot_writes_unasked_is_chosen_in_the_chat_and_the_audit_trail_is_for_administrators()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await Report(chat, Small);
        await chat.Say("/notifications");
        await chat.WaitFor("Quiet hours");
        await chat.Screenshot("notifications");
        await chat.Press("Mute: Reminders");
        await chat.WaitFor("Unmute: Reminders");
        await chat.Screenshot("muted");
        await chat.Say("/audit ERR-1");
        await chat.WaitFor("Only an administrator of the bot reads the audit trail.");
    }

    private static async Task Report(Chat chat, string story)
    {
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {story}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("filed as ERR-1");
    }
}
