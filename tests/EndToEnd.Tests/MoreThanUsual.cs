using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>More errors of a kind come than usual: the alarm in the channel, and what a lead says of it.</summary>
[Collection(OneRoom.Name)]
public sealed class MoreThanUsual(Room room)
{
    // Three times a week on average for most of a year, and fifteen times in each of the last three weeks.
    private static readonly string[] Past =
    [
        "UPDATE errors SET category = 'wrong', created_at = created_at - 40 * 604800000, occurred_at = NULL WHERE id = 1",
        """
        INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 110)
        SELECT 1, e.reporter, 'past-' || i, NULL, e.created_at + (i % 37) * 604800000 + i / 37 * 7200000, e.created_at
        FROM n, errors e WHERE e.id = 1
        """,
        """
        INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 44)
        SELECT 1, e.reporter, 'risen-' || i, NULL, e.created_at + (37 + i % 3) * 604800000 - i * 600000, e.created_at
        FROM n, errors e WHERE e.id = 1
        """,
        """
        INSERT INTO record_events (at, actor, actor_kind, record_kind, record_id, team, what)
        SELECT e.created_at, e.reporter, 'person', 'error', e.id, e.team, 'witnessed' FROM errors e WHERE e.id = 1
        """,
        "UPDATE schedules SET since = 0 WHERE job = 'alarms on categories'",
    ];

    [ChatFact]
    public async Task An_alarm_says_what_was_usual_and_what_came_and_a_lead_says_that_it_is_known()
    {
        await using var visit = await room.Enter(lead: AcceptedError.BaoInDirectory);
        var chat = visit.Chat;
        await AcceptedError.Begin(chat, "1 · Near miss", "Chidi Okafor");
        await visit.Change(Past);
        await chat.WaitFor("More than usual: ");
        await chat.WaitFor("in the last four.");
        await chat.WaitFor("one alarm a year for this team is false");
        await chat.Screenshot("alarm");

        chat.ActAs(AcceptedError.Bao);
        await chat.Press("Known: not again for four weeks");
        await chat.WaitFor("by Bao Nguyen: it is not told again before.");
        await chat.Press("Good to know");
        await chat.WaitFor("A lead said that this was good to know.");
        await chat.Screenshot("known");
        await chat.Press("Show them");
        await chat.WaitFor("1 found");
        await chat.Screenshot("found");
    }
}
