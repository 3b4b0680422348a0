using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>
/// What was fixed is reported again in the same words, and nobody says that it is the same: it is reopened and says why. What comes again
/// after more than half a year is a report of its own that belongs together with the former.
/// </summary>
[Collection(OneRoom.Name)]
public sealed class TheSameAgain(Room room)
{
    private const string Story = "The gripper drops green bottles onto the conveyor whenever the compressor restarts";
    private const string Gripper = "Gripper 9";

    [ChatFact]
    public async Task A_report_in_the_same_words_reopens_what_was_fixed_and_after_half_a_year_both_say_after_how_long_it_came_again()
    {
        await using var visit = await room.Enter(lead: AcceptedError.BaoInDirectory);
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await AcceptedError.Report(chat, Story, "ERR-1", Gripper);
        await AcceptedError.Accept(chat, "ERR-1", "1 · Near miss", "Chidi Okafor");
        await AcceptedError.Fix(
            chat, "29:chidi", "Hold the pressure in a tank of its own", "None falls any more", "The tank stands beside the compressor",
            () => Promise(chat));

        await visit.GoOnAfter(days: 30);
        chat.ActAs(null);
        await chat.OpenPersonal();
        await AcceptedError.Report(chat, Story, "ERR-2", "gripper  9");
        await chat.WaitFor("has come back after its fix");
        await chat.WaitFor("alike and about the same object");
        await chat.Screenshot("own-chat");
        await chat.OpenChannel();
        await chat.WaitFor("It came back: Alex Rivera met it again.");
        await chat.Screenshot("channel");
        await chat.OpenPersonal();
        await chat.Say("/status ERR-2");
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("belongs-together");

        await visit.Change("UPDATE errors SET state = 'Closed', timer_at = NULL, state_since = state_since - 200 * 86400000 WHERE id = 1");
        await AcceptedError.Report(chat, Story, "ERR-3", Gripper);
        await chat.Say("/status ERR-3");
        await chat.WaitFor("(again after 200 days)");
        await chat.Screenshot("again-after");
    }

    private static async Task Promise(Chat chat)
    {
        await chat.Press("More details (optional)");
        await chat.Choose("How much less often should it be met then?", "hardly ever again");
        await chat.Screenshot("promised");
    }
}
