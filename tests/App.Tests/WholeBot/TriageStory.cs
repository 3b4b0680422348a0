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

    /// <summary>The card that everybody sees in the channel; below it stand messages for the lead alone.</summary>
    public SeenCard Card() => Channel.Messages
        .First(m => m.Cards.Count == 1 && m.Shows(Label) && m.Card.Buttons.Contains("Next step …")).Card;

    /// <summary>The card in the reporter's chat.</summary>
    public SeenCard ReportersCard() => Reporter.Chat.Messages.Last(m => m.FromBot && m.Cards.Count == 1 && m.Shows(Label)).Card;

    /// <summary>What the lead gets from the card in the channel: the steps, and of one of them the form.</summary>
    public async Task<SeenCard> Step(string step, string heading)
    {
        var menu = (await Channel.Ask(() => Channel.Press(Card(), "Next step …"), step)).Card;
        return (await Channel.Ask(() => Channel.Press(menu, step), heading)).Card;
    }

    /// <summary>The lead accepts it and gives it to its owner, whose card comes.</summary>
    public async Task<SeenCard> IsAccepted()
    {
        await Channel.Press(await Step("Accept with changes …", "Accept ERR-"), "Accept", ("OwnerName", Owner.Name));
        return (await Owner.Chat.See(m => m.Shows($"{Owner.Name} solves it"))).Card;
    }

    /// <summary>The owner proposes a fix.</summary>
    public async Task IsProposed(string what, params (string, string)[] inputs)
    {
        var form = (await Owner.Press(await IsAccepted(), "Propose a fix …")).Card!;
        await Owner.Press(form, "Propose it", [("What", what), ("Effect", "From three a week to none"), .. inputs]);
        await Channel.See(_ => Card().Shows(what));
    }

    /// <summary>The card with which somebody is asked to decide.</summary>
    public async Task<SeenCard> Asked(Person lead) => (await lead.Chat.See(m => m.Shows(Label) && m.Cards.Count == 1
        && m.Card.Buttons.Contains("Decide otherwise …") && m.Shows("You are asked"))).Card;
}
