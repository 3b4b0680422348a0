using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A report in a team of its own: who reported it, two more members, and its lead, who looks into the triage channel.</summary>
internal sealed record TriageStory(
    Person Reporter, Person Owner, Person Second, Person Lead, Team Team, Chat Channel, string Label, long Number)
{
    /// <summary>Files a report in a new team.</summary>
    public static async Task<TriageStory> Begin(Product product, string sentence, params (string, string)[] inputs)
    {
        var (ann, bob, cem) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Cem"));
        var lead = product.Somebody("Lea");
        var team = await product.TeamOf(lead, ann, bob, cem);
        var filed = await ann.Report(sentence, inputs);
        var channel = lead.Open(team.Triage());
        await channel.See(m => m.Cards.Count == 1 && m.Shows(filed.Label));
        return new(ann, bob, cem, lead, team, channel, filed.Label, filed.Number);
    }

    /// <summary>Files a further report in the same team.</summary>
    public async Task<TriageStory> Next(string sentence, params (string, string)[] inputs)
    {
        var filed = await Reporter.Report(sentence, inputs);
        await Channel.See(m => m.Cards.Count == 1 && m.Shows(filed.Label));
        return this with { Label = filed.Label, Number = filed.Number };
    }

    /// <summary>The card that everybody sees in the channel; below it stand messages for the lead alone.</summary>
    public SeenCard Card() => Channel.Messages
        .First(m => m.Cards.Count == 1 && m.Shows(Label) && m.Card.Buttons.Contains("Next step …")).Card;

    /// <summary>The card in the reporter's chat; their own digest tells of it as well.</summary>
    public SeenCard ReportersCard() => Reporter.Chat.Messages
        .Last(m => m.FromBot && m.Cards.Count == 1 && m.Shows(Label)).Card;

    /// <summary>The form that the lead gets from the card in the channel while the report waits; the press is one of two.</summary>
    public async Task<SeenCard> AcceptForm() =>
        (await Channel.Ask(() => Channel.Press(Card(), "Next step …"), $"Accept {Label}")).Card;

    /// <summary>
    /// What the lead gets from the card in the channel: the steps, or the form of a report that waits; and of one of them the form.
    /// </summary>
    public async Task<SeenCard> Step(string step, string heading)
    {
        var menu = (await Channel.Ask(() => Channel.Press(Card(), "Next step …"), step)).Card;
        await Channel.Press(menu, step);
        return (await Channel.See(m => m.Cards.Count == 1 && m.Shows(heading) && m.Card.Buttons.Contains("Cancel"))).Card;
    }

    /// <summary>The lead accepts it and gives it to its owner, whose card comes.</summary>
    public async Task<SeenCard> IsAccepted()
    {
        await Channel.Press(await AcceptForm(), "Accept", ("OwnerName", Owner.Name));
        return (await Owner.Chat.See(m => m.Shows($"{Owner.Name} solves it"))).Card;
    }

    /// <summary>The owner proposes a fix.</summary>
    public async Task IsProposed(string what, params (string, string)[] inputs)
    {
        var form = (await Owner.Press(await IsAccepted(), "Propose a fix …")).Card!;
        await Owner.Press(form, "Propose it", [("What", what), ("Effect", "From three a week to none"), .. inputs]);
        await Channel.See(_ => Card().Shows(what));
    }

    /// <summary>What is proposed for it is approved and done, with evidence; its reporter hears of it.</summary>
    public async Task IsDone(Product product, string evidence)
    {
        await Lead.Press(await Asked(Lead), "Approve");
        var item = (await Owner.Chat.See(m => m.Shows("ACT-") && m.Cards.Count == 1 && m.Card.Buttons.Contains("Done …"))).Card;
        await Owner.Press((await Owner.Press(item, "Done …")).Card!, "It is done", ("Evidence", evidence));
        await Reporter.Chat.See("is in place");
        await product.Bot.Idle();
    }

    /// <summary>A fix is proposed and done, and the lead confirms that counts can tell nothing of it.</summary>
    /// <param name="daysAgo">How long the fix is said to be in effect.</param>
    public async Task IsResolved(Product product, string what, int daysAgo)
    {
        await IsProposed(what);
        await IsDone(product, "Seen");
        var verdict = (await Lead.Chat.See(m => m.Cards.Count == 1 && m.Card.Buttons.Contains("Confirm the verdict"))).Card;
        await Lead.Press(verdict, "Confirm the verdict");
        await product.Bot.Idle();
        product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", Number).Should().Equal("Resolved");
        await product.Bot.Change(
            "UPDATE watches SET effective_at = effective_at - @ago WHERE error = @id",
            (long)TimeSpan.FromDays(daysAgo).TotalMilliseconds, Number);
    }

    /// <summary>Somebody meets it again, and says so on its status card.</summary>
    public async Task Meets(Product product, Person person, string note, string? version = null)
    {
        var status = (await person.Ask($"/status {Label}", "History")).Card;
        var button = status.Buttons.First(title => title is "Same thing happened to me" or "It happened again");
        var form = (await person.Chat.Ask(() => person.Press(status, button), "The same thing as")).Card;
        await (version is null
            ? person.Press(form, "Count me in", ("Note", note))
            : person.Press(form, "Count me in", ("Note", note), ("Version", version)));
        await product.Bot.Idle();
    }

    /// <summary>The owner changes what they proposed.</summary>
    public async Task IsChanged(string what)
    {
        var owned = (await Owner.Chat.See(m => m.Cards.Count == 1 && m.Shows(Label) && m.Card.Buttons.Contains("Change the fix …"))).Card;
        await Owner.Press((await Owner.Press(owned, "Change the fix …")).Card!, "Save the changes", ("What", what));
    }

    /// <summary>The card with which somebody is asked to decide.</summary>
    public async Task<SeenCard> Asked(Person lead) => (await lead.Chat.See(m => m.Shows(Label) && m.Cards.Count == 1
        && m.Card.Buttons.Contains("Decide otherwise …") && m.Shows("You are asked"))).Card;
}
