using System.Text.Json.Nodes;
using Improvement.Bot.Reviews;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;

namespace Improvement.Bot.Tests.Reviews;

/// <summary>A team with a lead and three colleagues, and somebody who is not in it.</summary>
internal sealed record ReviewScene(
    Product Product, Improvement.Bot.Tests.Channel.Team Team, Person Lea, Person Ann, Person Bob, Person Max, Person Eve)
{
    public static async Task<ReviewScene> Set(Product product)
    {
        var (lea, ann, bob) = (product.Somebody("Lea"), product.Somebody(), product.Somebody("Bob"));
        var (max, eve) = (product.Somebody("Max"), product.Somebody("Eve"));
        var team = await product.TeamOf(lea, ann, bob, max);
        foreach (var person in new[] { lea, ann, bob, max, eve }) await product.Teams.Install(person);
        await product.Bot.Idle();
        return new(product, team, lea, ann, bob, max, eve);
    }

    /// <summary>Ann asks others to look back; gives its number.</summary>
    public Task<long> Begin(string title, params Person[] others) => Begin(title, "Tomorrow", others);

    /// <inheritdoc cref="Begin(string, Person[])"/>
    /// <param name="until">The name of a <see cref="ReviewUntil"/>.</param>
    public async Task<long> Begin(string title, string until, params Person[] others)
    {
        var form = (await Ann.Ask($"/review {title}", "Everybody answers four questions")).Card;
        var begun = (await Ann.Press(
            form, "Ask them", ("Others", string.Join(", ", others.Select(each => each.Name))), ("Until", until))).Card
            ?? throw new InvalidOperationException("It was not begun.");
        await Product.Bot.Idle();
        return NumberOn(begun);
    }

    /// <summary>The card by which somebody takes part, as it stands in their chat now.</summary>
    public static async Task<SeenCard> Own(Person person, long number)
    {
        var message = await person.Chat.See(m => m.Cards.Any(card =>
            card.Shows($"REV-{number}") && !card.Shows("History")
            && card.Buttons.Any(button => button.StartsWith("Answer", StringComparison.Ordinal)
                || button.StartsWith("Change my", StringComparison.Ordinal) || button is "Close it")));
        return message.Card;
    }

    /// <summary>The form in which somebody answers.</summary>
    public async Task<SeenCard> Form(Person person, long number)
    {
        var card = await Own(person, number);
        var button = card.Buttons.First(title => title is "Answer …" or "Change my answers …");
        return (await person.Press(card, button)).Card!;
    }

    /// <summary>Somebody answers.</summary>
    public async Task<SeenCard> Answer(Person person, long number, params (string, string)[] words)
    {
        var answered = (await person.Press(await Form(person, number), "Keep my answers", words)).Card!;
        await Product.Bot.Idle();
        return answered;
    }

    /// <summary>Its status, as somebody sees it.</summary>
    public static async Task<SeenCard> Status(Person who, long number) => (await who.Ask($"/status REV-{number}", "History")).Card;

    /// <summary>Presses a button of a status, and gives the form that comes below.</summary>
    public static async Task<SeenCard> Below(Person who, SeenCard card, string button, string words) =>
        (await who.Chat.Ask(() => who.Press(card, button), words)).Card;

    /// <summary>The press of a button that the person was not shown; gives the answer.</summary>
    public async Task<string> Forged(Person person, string verb, long number, string question = "Happened")
    {
        var part = Product.Bot.Number("SELECT MIN(id) FROM review_people WHERE review = @review", number);
        var data = new JsonObject
        {
            ["verb"] = verb, ["review"] = number, ["question"] = question, ["part"] = part, ["below"] = true,
        };
        var press = Product.Teams.Activities.CardAction(person, person.PersonalChat, "1700000000001", verb, data);
        var answer = (await Product.Teams.Deliver(press)).Body;
        await Product.Bot.Idle();
        return answer;
    }

    public ReviewState State(long number) => Enum.GetValues<ReviewState>().Single(state => Product.Bot.Number(
        "SELECT COUNT(*) FROM reviews WHERE id = @id AND state = @state", number, state.ToString()) is 1);

    public long Events(long number, string what) => Product.Bot.Number(
        "SELECT COUNT(*) FROM record_events WHERE record_kind = 'review' AND record_id = @id AND what = @what", number, what);

    public static long NumberOn(SeenCard card) =>
        card.Words.SelectMany(words => ReviewKind.Definition.Labels.In(words)).Select(each => each.Number).First();
}
