using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>A success is kept in a sentence, used by a colleague, and offered when something alike is reported.</summary>
[Collection(OneRoom.Name)]
public sealed class ASuccess(Room room)
{
    private const string Sentence = "We read the address back to the caller, and no parcel comes back any more";

    [ChatFact]
    public async Task It_is_kept_in_a_sentence_used_and_offered_when_it_is_needed()
    {
        await using var visit = await room.Enter(Look.Tall, lead: AcceptedError.BaoInDirectory);
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/capture-success {Sentence}");
        await chat.WaitFor("Keep a success");
        await chat.Screenshot("form");
        await chat.Press("Keep it");
        await chat.WaitFor("PAT-1");
        await chat.Screenshot("kept");

        await chat.OpenChannel();
        await chat.WaitFor("PAT-1");
        chat.ActAs(AcceptedError.Bao);
        await chat.PressOn("PAT-1", "Check it …");
        await chat.WaitFor("Check PAT-1");
        await chat.Screenshot("check");
        chat.ActAs("29:chidi");
        await chat.PressOn("PAT-1", "We used this");
        await chat.WaitFor("Last used");
        await chat.Screenshot("used");

        // how each criterion can be seen is asked in the same words, so that the inputs cannot be told apart by them
        await visit.Change("UPDATE patterns SET state = 'Validated' WHERE id = 1");
        chat.ActAs(null);
        await chat.OpenPersonal();
        await chat.Say("/report-error A parcel came back, as nobody read the address back to the caller");
        await chat.WaitFor("This may help");
        await chat.Screenshot("offered");
        await chat.Press("Report it");
        await chat.WaitFor("filed as ERR-1");
        await chat.Screenshot("filed");
        await chat.Say("/effect PAT-1");
        await chat.WaitFor("Measure its effect");
        await chat.Screenshot("effect");
        await chat.Say("/figures");
        await chat.WaitFor("Own figures");
        await chat.Screenshot("figures");
    }

    [ChatFact]
    public async Task Other_teams_take_it_over_in_their_own_way_or_say_why_not_and_the_board_shows_both()
    {
        await using var visit = await room.Enter(Look.Tall, lead: AcceptedError.BaoInDirectory);
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/capture-success {Sentence}");
        await chat.WaitFor("Keep a success");
        await chat.Press("Keep it");
        await chat.WaitFor("PAT-1");

        // the chat page plays one team: the current user leads two more, of which it knows nothing
        await visit.Change(
            """
            INSERT INTO teams (teams_team_id, tenant, name, service_url, shares_similar, installed_at)
            SELECT '19:' || other.name || '@thread.tacv2', tenant, other.name, service_url, FALSE, installed_at
            FROM teams, (SELECT 'Night shift' AS name UNION SELECT 'Returns desk') other WHERE teams.id = 1
            """,
            """
            INSERT INTO team_members (team, person, is_owner, joined_at)
            SELECT teams.id, people.id, TRUE, installed_at FROM teams, people WHERE teams.id > 1 AND people.name = 'Alex Rivera'
            """,
            """
            UPDATE patterns SET state = 'Validated', core_steps = '- Read the address back' || char(10) || '- Wait for a yes'
            """);
        await chat.Say("/status PAT-1");
        await chat.WaitFor("Spread it …");
        await chat.Press("Spread it …");
        await chat.WaitFor("Which teams and AI agents?");
        await chat.Tap("Night shift");
        await chat.Tap("Returns desk");
        await chat.Screenshot("spread");
        await chat.Press("Offer it");
        await chat.WaitFor("Would it help here too?");
        await chat.Screenshot("offered-to-teams");

        await chat.Say("/status PAT-1");
        await chat.WaitFor("In our team");
        await chat.Press("In our team");
        await chat.WaitFor("Adapt …");
        await chat.Screenshot("in-our-teams");
        await chat.Press("Not for us …");
        await chat.WaitFor("The reason stands beside");
        await chat.Type("Why not?", "Nobody calls the returns desk");
        await chat.Press("Not for us");
        await chat.WaitFor("Thank you for saying why");
        await chat.Press("Adapt …");
        await chat.WaitFor("Instead of which step?");
        await chat.Choose("Instead of which step?", "Wait for a yes");
        await chat.Type("What do you do otherwise?", "The caller repeats the postcode");
        await chat.Type("Why?", "A yes comes too easily at four in the morning");
        await chat.Screenshot("adapt");
        await chat.Press("Adopt it like this");
        await chat.WaitFor("0 of 2 done");
        await chat.Press("Step 1 done");
        await chat.WaitFor("1 of 2 done");
        await chat.Press("In use since today");
        await chat.WaitFor("Did it help? …");
        await chat.Screenshot("in-our-teams-decided");
        await chat.Press("Where it is used");
        await chat.WaitFor("Where PAT-1 is used");
        await chat.Screenshot("board");
    }
}
