using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>An error that waits, and what happens to it if nobody does anything any more.</summary>
/// <param name="Events">All of its events in the end; a reminder with whom it is for.</param>
/// <param name="State">Its state in the end.</param>
/// <param name="Days">Working days between what was done last and each effect that follows; days of the week where it closes.</param>
internal sealed record WaitingError(long Number, IReadOnlyList<string> Events, string State, IReadOnlyList<int> Days);

/// <summary>Makes errors that wait in each of the states with clocks, by what people do in the chat.</summary>
internal sealed class WaitingErrors(Person reporter, Person lead, Person owner)
{
    private static readonly string[] Halls = ["north", "south", "east", "west", "upper", "lower", "old", "new"];

    /// <summary>So many of each.</summary>
    public async Task<IReadOnlyList<WaitingError>> Make(int ofEach)
    {
        var made = new List<WaitingError>();
        for (var i = 0; i < ofEach; i++)
        {
            var hall = $"{Halls[i % Halls.Length]} hall {i}";
            made.Add(await Reported($"The gate of the {hall} does not close", "MinorHarm", ["RemindLeads", "Escalate"], [5, 10]));
            made.Add(await Reported($"A lamp in the {hall} flickers at night", "NearMiss", ["RemindLeads"], [10]));
            made.Add(await Asked($"A crate in the {hall} had no label on it"));
            made.Add(await Accepted($"The crane in the {hall} squeaks when it turns"));
            made.Add(await Fixed($"The scanner of the {hall} reads every code twice"));
        }

        return made;
    }

    private async Task<WaitingError> Reported(string sentence, string severity, string[] effects, int[] days)
    {
        var filed = await reporter.Report(sentence, ("Severity", severity));
        return new(filed.Number, ["filed", .. effects], "Reported", days);
    }

    private async Task<WaitingError> Asked(string sentence)
    {
        var filed = await reporter.Report(sentence, ("Severity", "MinorHarm"));
        var menu = (await lead.Chat.Ask(async () => await lead.Press(await Status(filed), "Next step …"), "Ask the reporter …")).Card;
        var form = (await lead.Press(menu, "Ask the reporter …")).Card!;
        await lead.Press(form, "Ask", ("Text", $"Which one was it in {filed.Label}?"));
        return new(
            filed.Number, ["filed", "asked", "RemindReporter", "RemindReporter", "RemindReporter", "LeadsDecide"], "NeedsInfo",
            [1, 3, 7, 14]);
    }

    private async Task<WaitingError> Accepted(string sentence)
    {
        var filed = await reporter.Report(sentence, ("Severity", "MinorHarm"));
        await lead.Press(await Status(filed), "Accept");
        return new(filed.Number, ["filed", "accepted", "RemindOwner", "RemindLeads"], "Accepted", [20, 40]);
    }

    private async Task<WaitingError> Fixed(string sentence)
    {
        var filed = await reporter.Report(sentence, ("Severity", "ReachedNoHarm"));
        var status = await Status(filed);
        var accept = (await lead.Chat.Ask(() => lead.Press(status, "Next step …"), $"Accept {filed.Label}")).Card;
        await lead.Press(accept, "Accept", ("OwnerName", owner.Name));
        var owned = (await owner.Chat.See(m => m.Shows(filed.Label) && m.Shows($"{owner.Name} solves it"))).Card;
        var form = (await owner.Press(owned, "Fixed …")).Card!;
        await owner.Press(form, "Fixed", ("Text", "Wiped its window"));
        return new(filed.Number, ["filed", "accepted", "corrected", "closed"], "Closed", [30]);
    }

    private async Task<SeenCard> Status(Filed filed) => (await lead.Ask($"/status {filed.Label}", "History")).Card;
}
