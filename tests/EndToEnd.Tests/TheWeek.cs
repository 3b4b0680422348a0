using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>The digest in the channel of the chat page: what a team reads on a Monday, and what it does with it.</summary>
[Collection(OneRoom.Name)]
public sealed class TheWeek(Room room)
{
    // of the first week after the installation nothing is told
    private const int FirstWeek = 7;

    [ChatFact]
    public async Task The_digest_comes_into_the_channel_opens_what_it_tells_of_and_a_lead_chooses_what_is_in_it()
    {
        await using var visit = await room.Enter(lead: AcceptedError.BaoInDirectory);
        var chat = visit.Chat;
        await AcceptedError.Begin(chat, "2 · Reached others, no harm", "Chidi Okafor");
        chat.ActAs(null);
        await chat.OpenPersonal();
        await AcceptedError.Report(chat, "The lift of hall two stops between the floors", "ERR-2");
        await AcceptedError.Report(chat, "A pallet of paint stood in the escape route of hall one", "ERR-3");

        await chat.Say("/digest settings");
        await chat.WaitFor("It holds from the next digest on.");
        await chat.Choose("On which day?", "Friday");
        await chat.Screenshot("settings");
        await chat.Press("Keep these settings");
        await chat.WaitFor("are kept");
        await chat.Say("/digest");
        await chat.WaitFor("Settings …");
        await chat.Screenshot("on-request");

        await visit.GoOnAfter(DaysTo(DayOfWeek.Friday, FirstWeek) + 1);
        await chat.OpenChannel();
        await chat.WaitFor("Not in it:");
        await chat.Screenshot("digest");
        await chat.PressOn("Not in it:", "Useful");
        await chat.PressOn("Not in it:", "Open ERR-2");
        await chat.WaitFor("Back to the digest");
        await chat.Screenshot("opened");
    }

    /// <summary>Days until the first digest on a day of the week, so many days from now at the earliest.</summary>
    internal static int DaysTo(DayOfWeek day, int earliest)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return Enumerable.Range(earliest, 8).First(days => now.Date.AddDays(days) is var date && date.DayOfWeek == day
            && date.AddHours(9) >= now.AddDays(earliest));
    }
}
