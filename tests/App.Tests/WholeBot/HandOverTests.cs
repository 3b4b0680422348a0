using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary><em>Not ours: who? …</em>: a lead gives an error to the team that it belongs to, and nobody is lost on the way.</summary>
public abstract class HandOverTests(Product product)
{
    public sealed class OnSqlite(Product product) : HandOverTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : HandOverTests(product), IClassFixture<PostgresProduct>;

    private const string Reason = "The scanners are theirs since spring";

    [StoreFact]
    public async Task From_the_list_an_error_goes_to_another_team_which_hears_of_it_and_its_reporter_is_not_lost()
    {
        var story = await TriageStory.Begin(product, "The scanner of gate nine reads nothing", ("Severity", "MinorHarm"));
        var other = await Other();
        await story.IsAccepted();
        await HandOver(story, story.Lead, other);

        product.Bot.Number(
            "SELECT COUNT(*) FROM errors WHERE id = @id AND team = @team AND state = 'Reported' AND owner IS NULL", story.Number, other.Id)
            .Should().Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_id = @id AND what = 'handed-over'", story.Number)
            .Should().Be(1);

        // the team that has it now
        var channel = other.Lead.Open(other.Team.Triage());
        var card = (await channel.See(m => m.Cards.Count == 1 && m.Shows(story.Label))).Card;
        card.Shows("The scanner of gate nine reads nothing").Should().BeTrue();
        card.Buttons.Should().Contain("Accept");
        await channel.See($"{story.Lead.Name} gave {story.Label} to {other.Team.Name}: {Reason}");
        var list = (await other.Lead.Ask("/actions", "What to do next")).Card;
        list.Shows(story.Label).Should().BeTrue();
        (await other.Lead.Ask($"/status {story.Label}", "History")).Shows($"{other.Team.Name}: {Reason}").Should().BeTrue();

        // those who had it
        await story.Channel.See($"{story.Lead.Name} gave {story.Label} to {other.Team.Name}: {Reason}");
        await story.Owner.Chat.See($"{story.Label} is not yours any more.");
        (await story.Lead.Ask("/actions", "What to do next")).Card.Shows(story.Label).Should().BeFalse();
        foreach (var person in new[] { story.Second, story.Lead, story.Owner })
        {
            (await person.Ask($"/status {story.Label}", "There is no such")).Shows("scanner").Should().BeFalse();
        }

        // whoever reported it
        await story.Reporter.Chat.See($"{story.Label} belongs to {other.Team.Name}, whose leads look at it next: {Reason}");
        (await story.Reporter.Ask($"/status {story.Label}", "History")).Shows("gave it to another team").Should().BeTrue();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Its_new_team_gives_it_back_and_the_first_one_hears_that_too()
    {
        var story = await TriageStory.Begin(product, "The label of pallet six is torn");
        var other = await Other();
        await HandOver(story, story.Lead, other);

        var channel = other.Lead.Open(other.Team.Triage());
        var card = (await channel.See(m => m.Cards.Count == 1 && m.Shows(story.Label))).Card;
        var accept = (await channel.Ask(() => channel.Press(card, "Next step …"), $"Accept {story.Label}")).Card;
        var form = (await channel.Press(accept, "Not ours: who? …")).Card!;
        var back = product.Bot.Number("SELECT id FROM teams WHERE teams_team_id = @id", story.Team.Id);
        var said = await channel.Press(form, "Give it to them", ("Team", back.ToString()), ("Reason", "No, it is yours"));
        said.Card!.Shows($"{story.Label} is with {story.Team.Name} now.").Should().BeTrue();
        await product.Bot.Idle();

        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE id = @id AND team = @team", story.Number, back).Should().Be(1);
        await story.Channel.See($"{other.Lead.Name} gave {story.Label} to {story.Team.Name}: No, it is yours");
        story.Card().Buttons.Should().Contain("Accept");
        (await story.Lead.Ask("/actions", "What to do next")).Card.Shows(story.Label).Should().BeTrue();
        (await other.Member.Ask($"/status {story.Label}", "There is no such")).Shows("torn").Should().BeFalse();
    }

    [StoreFact]
    public async Task Only_its_leads_give_it_away_and_only_to_another_team()
    {
        var story = await TriageStory.Begin(product, "The bell of dock two is silent");
        var other = await Other();
        (await Forged(story.Second, story.Number)).Should().Contain("Only a lead of its team can do that");
        (await Forged(other.Lead, story.Number)).Should().Contain("There is no such").And.NotContain("bell");

        var form = await FormOf(story, story.Lead);
        var own = product.Bot.Number("SELECT id FROM teams WHERE teams_team_id = @id", story.Team.Id);
        var toItself = () => story.Lead.Press(form, "Give it to them", ("Team", own.ToString()), ("Reason", Reason));
        await toItself.Should().ThrowAsync<PressRefusedException>("its own team is not offered");
        var without = () => story.Lead.Press(form, "Give it to them", ("Team", other.Id.ToString()));
        await without.Should().ThrowAsync<PressRefusedException>("they are to know why");

        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE id = @id AND team = @team", story.Number, own).Should().Be(1);
        product.Bot.Number(
            "SELECT COUNT(*) FROM record_events WHERE record_id = @id AND what = 'refused' AND data LIKE '%HandOver%'", story.Number)
            .Should().Be(2);
    }

    [StoreFact]
    public async Task Whoever_decides_about_it_late_reads_who_has_it_and_has_done_nothing_wrong()
    {
        var story = await TriageStory.Begin(product, "The horn of truck four is stuck");
        var (first, second) = (await Other(), await Other());
        var late = (await story.Channel.Press(await story.AcceptForm(), "Not ours: who? …")).Card!;
        await HandOver(story, story.Lead, first);

        var said = await story.Channel.Press(late, "Give it to them", ("Team", second.Id.ToString()), ("Reason", "Or theirs"));
        said.Card!.Shows($"{story.Label} was given to {first.Team.Name} meanwhile.").Should().BeTrue();
        await product.Bot.Idle();

        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE id = @id AND team = @team", story.Number, first.Id).Should().Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_id = @id AND what IN ('handed-over', 'refused')", story.Number)
            .Should().Be(1);
    }

    [StoreFact]
    public async Task A_restricted_one_is_shown_to_the_leads_of_its_new_team_alone()
    {
        var story = await TriageStory.Begin(product, "The mirror of the yard is cracked");
        var other = await Other();
        var secret = await story.Reporter.Report("Somebody opened the letters of the night shift", ("Confidentiality", "Restricted"));
        var mine = story with { Label = secret.Label, Number = secret.Number };
        await HandOver(mine, story.Lead, other);

        await other.Lead.Chat.See(m => m.Cards.Count == 1 && m.Shows(secret.Label) && m.Shows("night shift"));
        foreach (var (person, team) in new[] { (other.Member, other.Team), (story.Second, story.Team) })
        {
            person.Open(team.Triage()).Messages.Should().NotContain(m => m.Shows(secret.Label));
            (await person.Ask($"/status {secret.Label}", "There is no such")).Shows("night shift").Should().BeFalse();
        }

        (await story.Lead.Ask($"/status {secret.Label}", "There is no such")).Shows("night shift").Should().BeFalse();
        (await story.Reporter.Ask($"/status {secret.Label}", "History")).Shows("night shift").Should().BeTrue();
    }

    [StoreFact]
    public async Task What_its_former_team_decided_about_its_place_does_not_hold_in_its_new_one()
    {
        var story = await TriageStory.Begin(product, "The ramp of dock five sticks", ("Severity", "MinorHarm"));
        var other = await Other();
        await story.Lead.Press((await Opened(story, story.Lead)).Card!, "Leave out for a week");
        (await product.Administrator.Ask($"/actions team:{IdOf(story.Team)}", "Nothing waits")).Shows(story.Label).Should().BeFalse();
        var left = (await story.Lead.Press((await story.Lead.Ask("/actions", "Nothing waits")).Card, "Left out: 1")).Card!;
        await HandOver(story, story.Lead, other, (await story.Lead.Press(left, $"Open {story.Label}")).Card!);

        (await other.Lead.Ask("/actions", "What to do next")).Card.Shows(story.Label).Should().BeTrue();
        (await product.Administrator.Ask($"/actions team:{other.Id}", "What to do next")).Card.Shows(story.Label).Should().BeTrue();
        (await product.Administrator.Ask("/actions", "What to do next")).Card.Buttons.Should().NotContain("Left out: 1");
    }

    private async Task HandOver(TriageStory story, Person lead, OtherTeam other, SeenCard? from = null)
    {
        var form = await FormOf(story, lead, from);
        var said = await lead.Press(form, "Give it to them", ("Team", other.Id.ToString()), ("Reason", Reason));
        said.Card!.Shows($"{story.Label} is with {other.Team.Name} now.").Should().BeTrue();
        await product.Bot.Idle();
    }

    /// <summary>The form as the candidate's card in the list leads to it.</summary>
    private static async Task<SeenCard> FormOf(TriageStory story, Person lead, SeenCard? from = null)
    {
        var card = from ?? (await Opened(story, lead)).Card!;
        return (await lead.Chat.Ask(() => lead.Press(card, "Not ours: who? …"), $"Whose is {story.Label}?")).Card;
    }

    private static async Task<Pressed> Opened(TriageStory story, Person person) =>
        await person.Press((await person.Ask("/actions", "What to do next")).Card, $"Open {story.Label}");

    /// <summary>The press of a button that the person was not shown; gives the answer and what came below.</summary>
    private async Task<string> Forged(Person person, long number)
    {
        var press = product.Teams.Activities.CardAction(
            person, person.PersonalChat, "1700000000002", "error.hand-over",
            new() { ["verb"] = "error.hand-over", ["error"] = number, ["below"] = true });
        var answer = (await product.Teams.Deliver(press)).Body;
        await product.Bot.Idle();
        return answer + string.Concat(person.Chat.Messages.TakeLast(1).Select(message => message.ToString()));
    }

    private long IdOf(Team team) => product.Bot.Number("SELECT id FROM teams WHERE teams_team_id = @id", team.Id);

    private async Task<OtherTeam> Other()
    {
        var (lead, member) = (product.Somebody("Bea"), product.Somebody("Ben"));
        var team = await product.TeamOf(lead, member);
        return new(team, lead, member, IdOf(team));
    }

    /// <summary>A team to which something may belong.</summary>
    private sealed record OtherTeam(Team Team, Person Lead, Person Member, long Id);
}
