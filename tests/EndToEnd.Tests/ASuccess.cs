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
}
