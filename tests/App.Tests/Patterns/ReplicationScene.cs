using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>A team that is offered a pattern, with its lead and a colleague.</summary>
internal sealed record TargetScene(Team Team, Person Lead, Person Colleague, long Id);

/// <summary>A checked pattern with two core steps, and other teams.</summary>
internal sealed record ReplicationScene(PatternScene Home, long Number)
{
    private Product Product => Home.Product;

    public static async Task<ReplicationScene> Set(Product product, string story)
    {
        var home = await PatternScene.Set(product);
        var number = await home.Keep(home.Ann, story);
        var form = await home.Open(home.Ann, number, "Fix it …");
        await home.Ann.Press(form, "Keep this version", ("CoreSteps", "- Weigh it\n- Write it down"));
        await home.Validate(number);
        return new(home, number);
    }

    /// <summary>Another team.</summary>
    public async Task<TargetScene> Another()
    {
        var (lead, colleague) = (Product.Somebody("Lee"), Product.Somebody("Cim"));
        var team = await Product.TeamOf(lead, colleague);
        return new(team, lead, colleague, Product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name));
    }

    /// <summary>Its owner offers it to teams.</summary>
    public async Task Offer(params TargetScene[] teams)
    {
        var form = await Home.Open(Home.Ann, Number, "Spread it …");
        await Home.Ann.Press(form, "Offer it", ("Teams", string.Join(',', teams.Select(team => team.Id))));
        await Product.Bot.Idle();
    }

    /// <summary>Somebody opens what their team does with it.</summary>
    public async Task<SeenCard> Card(Person person)
    {
        var status = await Home.Status(person, Number);
        return (await person.Chat.Ask(() => person.Press(status, "In our team"), $"PAT-{Number}")).Card;
    }

    /// <summary>Somebody opens the form of a step, fills it in and sends it.</summary>
    public async Task<SeenCard> Take(Person person, string step, string send, params (string, string)[] inputs)
    {
        var form = (await person.Press(await Card(person), step)).Card!;
        var taken = (await person.Press(form, send, inputs)).Card!;
        await Product.Bot.Idle();
        return taken;
    }

    /// <summary>A team adopts it and works by it from today on.</summary>
    public async Task Use(TargetScene team)
    {
        await Take(team.Lead, "Adopt …", "Adopt it", ("OwnerName", team.Colleague.Name));
        await team.Colleague.Press(await Card(team.Colleague), "In use since today");
        await Product.Bot.Idle();
    }

    /// <summary>Where it is used, as somebody sees it.</summary>
    public async Task<SeenCard> Board(Person person)
    {
        var status = await Home.Status(person, Number);
        return (await person.Chat.Ask(() => person.Press(status, "Where it is used"), $"Where PAT-{Number} is used")).Card;
    }

    /// <summary>The press of a button that the person was not shown; gives the answer.</summary>
    public async Task<string> Forged(Person person, ReplicationStep step, TargetScene team)
    {
        var verb = ReplicationButtons.VerbOf(step);
        var press = Product.Teams.Activities.CardAction(person, person.PersonalChat, "1700000000001", verb, new()
        {
            ["verb"] = verb, ["pattern"] = Number, ["replication"] = IdOf(team), ["core-step"] = 0,
        });
        var answer = (await Product.Teams.Deliver(press)).Body;
        await Product.Bot.Idle();
        return answer;
    }

    public ReplicationState State(TargetScene team) => Enum.GetValues<ReplicationState>().Single(state => Product.Bot.Number(
        "SELECT COUNT(*) FROM pattern_replications WHERE id = @id AND status = @state", IdOf(team), state.ToString()) is 1);

    public long IdOf(TargetScene team) => Product.Bot.Number(
        "SELECT MAX(id) FROM pattern_replications WHERE pattern = @pattern AND target_team = @team", Number, team.Id);
}
