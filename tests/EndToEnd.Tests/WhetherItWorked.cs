using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>
/// From a fix in place to "your report changed this": the watch, the verdict with its figures in the chat and on the page, its
/// confirmation, and what happens when it comes back.
/// </summary>
[Collection(OneRoom.Name)]
public sealed class WhetherItWorked(Room room)
{
    private const string Chidi = "29:chidi", Dana = "29:dana";

    // Four times a week on average for more than a year, up to the week before; and three times in the weeks that are watched.
    private static readonly string[] Past =
    [
        "UPDATE errors SET created_at = created_at - 70 * 604800000, occurred_at = NULL WHERE id = 1",
        """
        INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 239)
        SELECT 1, e.reporter, 'past-' || i, NULL, e.state_since - ((i % 60 + i / 60 * (i % 3)) % 60 + 1) * 604800000, e.created_at
        FROM n, errors e WHERE e.id = 1
        """,
        """
        INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2)
        SELECT 1, e.reporter, 'later-' || i, NULL, e.state_since + (2 + 4 * i) * 604800000, e.created_at FROM n, errors e WHERE e.id = 1
        """,
    ];

    [ChatFact]
    public async Task The_counts_say_that_a_fix_worked_a_lead_confirms_it_and_what_comes_back_is_reopened_and_undone()
    {
        await using var visit = await room.Enter(lead: AcceptedError.BaoInDirectory);
        var chat = visit.Chat;
        await AcceptedError.Begin(chat, "1 · Near miss", "Chidi Okafor");
        await visit.Change(Past);
        await AcceptedError.Fix(
            chat, Chidi, "Give the holder a guide that fits one way only", "From four a week to none", "Fitted on line two",
            () => SaysWhatCanBeProven(chat));
        await chat.WaitFor("Too early to tell");
        await chat.Screenshot("watched");

        await visit.GoOnAfter(days: 140);
        await chat.WaitFor("The fix worked: a fall of between");
        await chat.Screenshot("verdict-channel");
        chat.ActAs(AcceptedError.Bao);
        await chat.Press("Confirm the verdict");
        await chat.WaitFor("Bao Nguyen confirmed the verdict on the fix: worked.");
        chat.ActAs(null);

        await chat.OpenPersonal();
        await chat.WaitFor("Your report changed this");
        await chat.Screenshot("changed");
        await chat.Say("/status ERR-1");
        await chat.WaitFor("Did the fix work?");
        await chat.Screenshot("verdict");
        await IsReadAsAPage(chat);
        await ComesBack(chat);
    }

    private static async Task SaysWhatCanBeProven(Chat chat)
    {
        await chat.WaitFor("counts can prove it after about");
        await chat.Screenshot("provable");
    }

    private static async Task ComesBack(Chat chat)
    {
        await chat.OpenChannel();
        chat.ActAs(Dana);
        await chat.Press("Same thing happened to me");
        await chat.WaitFor("The same thing as ERR-1");
        await chat.Type("What did you see?", "The label is on the wrong side again");
        await chat.Press("Count me in");
        await chat.WaitFor("It came back");
        await chat.WaitFor("Somebody said that it is the same.");
        await chat.Screenshot("came-back");

        chat.ActAs(null);
        await chat.OpenPersonal();
        await chat.Say("/status ERR-1");
        await chat.WaitFor("met it again, which reopened it");
        await chat.WaitFor("Not the same: undo");
        await chat.Press("Not the same: undo");
        await chat.WaitFor("Verdict on the fix: worked.");
        await chat.WaitFor("undid that it was reopened");
        await chat.Screenshot("undone");
    }

    private static async Task IsReadAsAPage(Chat chat)
    {
        await chat.Press("Figures as a page");
        await chat.WaitFor("The link is for you alone");
        var page = await chat.LookAtPageBehindLastPress("verdict", "Did the fix work?");

        (await page.Locator("svg.bars rect.since").CountAsync()).Should().BeGreaterThan(7, "each week of the window has its bar");
        await page.CloseAsync();
    }
}
