using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Roles;

/// <summary><c>/roles</c> in the running bot: what is given, taken and delegated holds from the next press on.</summary>
public abstract class RolesTests(Product product)
{
    public sealed class OnSqlite(Product product) : RolesTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : RolesTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_role_that_was_given_shows_with_its_reason_and_ends_when_it_is_taken()
    {
        var (ada, lea, ann, eve) = (product.Administrator, product.Somebody("Lea"), product.Somebody(), product.Somebody("Eve"));
        var team = await product.TeamOf(lea, ann);
        await product.TeamOf(eve);
        var report = await ann.Report("The gate of the yard jams");
        (await eve.Ask($"/status {report.Label}", "There is no such")).Should().NotBeNull();

        var given = await Give(ada, eve, "error-lead");
        given.Card!.Shows($"{eve.Name} is error lead from now on").Should().BeTrue();
        (await eve.Ask($"/status {report.Label}", "The gate of the yard jams")).Should().NotBeNull();
        var roles = (await ann.Ask("/roles", "Roles")).Card;
        (roles.Shows($"{lea.Name}: lead"), roles.Shows("owns the team in Teams")).Should().Be((true, true));
        (roles.Shows($"{eve.Name}: error lead"), roles.Shows($"given here by {ada.Name}")).Should().Be((true, true));
        roles.Shows(team.Name).Should().BeTrue();
        roles.Buttons.Should().BeEmpty("a member changes nothing");

        var list = (await ada.Ask("/roles", "Roles")).Card;
        var form = await ada.Chat.Ask(() => ada.Press(list, "Take away …"), "Take a role away");
        var taken = await ada.Press(form.Card, "Take it away", ("Which", $"{IdOf(eve)}/error-lead/0"));
        taken.Card!.Shows($"{eve.Name} is no longer error lead").Should().BeTrue();
        (await eve.Ask($"/status {report.Label}", "There is no such")).Should().NotBeNull();
        Events("role", eve).Should().Be(2);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Nobody_but_an_administrator_gives_or_takes_and_a_refusal_is_noted()
    {
        var (lea, ann) = (product.Somebody("Lea"), product.Somebody());
        await product.TeamOf(lea, ann);
        var before = Refused("role");

        foreach (var person in new[] { lea, ann })
        {
            (await person.Ask("/roles", "Roles")).Card.Buttons.Should().NotContain("Give a role …");
            foreach (var verb in new[] { "roles.give", "roles.take" })
            {
                var answer = await product.Teams.Deliver(product.Teams.Activities.CardAction(
                    person, person.PersonalChat, "1700000000001", verb, new() { ["verb"] = verb }));
                answer.Body.Should().Contain("Only an administrator");
            }
        }

        await product.Bot.Idle();
        Refused("role").Should().Be(before + 4);
        (await ann.Ask("/roles away until tomorrow", "Only people who lead something")).Should().NotBeNull();
        Refused("absence").Should().BePositive();
        Number("SELECT COUNT(*) FROM deputies WHERE person = @person", ann).Should().Be(0);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Who_loses_the_role_of_an_administrator_is_refused_at_the_next_press()
    {
        var (ada, bea, ann) = (product.Administrator, product.Somebody("Bea"), product.Somebody());
        await product.TeamOf(product.Somebody("Lea"), bea, ann);
        await Give(ada, bea, "administrator");
        var hers = (await bea.Ask("/roles", "Roles")).Card;
        var form = await bea.Chat.Ask(() => bea.Press(hers, "Give a role …"), "Give a role");

        await product.Bot.Change("DELETE FROM roles WHERE person = @person AND role = 'administrator'", IdOf(bea));

        var refused = await bea.Press(
            form.Card, "Give the role", ("Person", ChoiceOf(form.Card, ann)), ("Role", "error-lead"), ("Team", "0"));
        refused.Card!.Shows("Only an administrator").Should().BeTrue();
        (await bea.Press(hers, "Take away …")).Toast.Should().Contain("Only an administrator");
        Number("SELECT COUNT(*) FROM roles WHERE person = @person", ann).Should().Be(0);
    }

    [StoreFact]
    public async Task A_double_press_gives_once()
    {
        var (ada, lea) = (product.Administrator, product.Somebody("Lea"));
        var team = await product.TeamOf(product.Somebody("Olga"), lea);
        var form = await GiveForm(ada);
        (string, string)[] filled = [
            ("Person", ChoiceOf(form.Card, lea)), ("Role", "verifier"),
            ("Team", $"{product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name)}")];

        await Task.WhenAll(ada.Press(form.Card, "Give the role", filled), ada.Press(form.Card, "Give the role", filled));

        Number("SELECT COUNT(*) FROM roles WHERE person = @person", lea).Should().Be(1);
        Events("role", lea).Should().Be(1);
        (await lea.Ask("/roles", "verifier of fixes")).Should().NotBeNull();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_deputy_acts_while_the_lead_is_away_and_no_longer_afterwards()
    {
        var (lea, dan, ann) = (product.Somebody("Lea"), product.Somebody("Dan"), product.Somebody());
        await product.TeamOf(lea, ann);
        await product.TeamOf(dan);
        var report = await ann.Report("The crane hums at night");
        (await dan.Ask($"/status {report.Label}", "There is no such")).Should().NotBeNull();

        var away = await lea.Ask($"/roles away until tomorrow, {dan.Name} decides", "You are away");
        away.Shows(dan.Name).Should().BeTrue();
        await dan.Chat.See($"{lea.Name} is away until");
        (await dan.Ask($"/status {report.Label}", "The crane hums at night")).Should().NotBeNull();
        var roles = (await ann.Ask("/roles", "Roles")).Card;
        roles.Shows($"{dan.Name} decides").Should().BeTrue();

        await product.Bot.Change("UPDATE deputies SET ends_at = starts_at + 1 WHERE person = @person", IdOf(lea));
        (await dan.Ask($"/status {report.Label}", "There is no such")).Should().NotBeNull();
        await lea.Ask($"/roles away, {dan.Name} decides", "You are away");
        (await dan.Ask($"/status {report.Label}", "The crane hums at night")).Should().NotBeNull();
        await lea.Ask("/roles back", "Welcome back");
        await dan.Chat.See($"{lea.Name} is back");
        (await dan.Ask($"/status {report.Label}", "There is no such")).Should().NotBeNull();
        (await lea.Ask("/roles back", "You are not away")).Should().NotBeNull();
        Events("absence", lea).Should().Be(3);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_was_not_understood_opens_the_form_with_the_rest_filled_in()
    {
        var (lea, dan) = (product.Somebody("Lea"), product.Somebody("Dan"));
        await product.TeamOf(lea, dan);

        var form = (await lea.Ask($"/roles away until whenever, {dan.Name} decides", "I am not sure what “whenever” means")).Card;
        form.Value("Deputy").Should().Be($"#{IdOf(dan)}");
        var complaint = await lea.Press(form, "I am away from now on", ("Until", "2020-01-01"), ("Deputy", $"#{IdOf(dan)}"));
        complaint.Card!.Shows("That day has begun already").Should().BeTrue();
        var done = await lea.Press(complaint.Card, "I am away from now on", ("Until", "2099-01-02"), ("Deputy", $"#{IdOf(dan)}"));

        done.Card!.Shows("You are away").Should().BeTrue();
        Number("SELECT COUNT(*) FROM deputies WHERE person = @person AND ends_at IS NOT NULL AND deputy IS NOT NULL", lea).Should().Be(1);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task With_two_people_of_that_name_it_is_asked_which_and_nobody_decides_for_themselves()
    {
        var lea = product.Somebody("Lea");
        var (first, second) = (product.Somebody("Robin"), product.Somebody("Robin"));
        await product.TeamOf(lea, first, second);

        var which = await lea.Ask("/roles away, Robin decides", "I know several people who are called “Robin”");
        var done = await lea.Press(which.Card, "Go on", ("Person", $"#{IdOf(second)}"));
        done.Card!.Shows("You are away").Should().BeTrue();
        Number("SELECT deputy FROM deputies WHERE person = @person", lea).Should().Be(IdOf(second));

        await lea.Ask("/roles back", "Welcome back");
        var self = await lea.Ask($"/roles away, {lea.Name} decides", "You cannot decide for yourself");
        var again = await lea.Press(self.Card, "Go on", ("Person", "Nobody Knows-Him"));
        again.Card!.Shows("I know nobody called").Should().BeTrue();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Many_teams_are_paged_and_unknown_words_are_answered()
    {
        var ada = product.Administrator;
        for (var i = 0; i < 5; i++) await product.TeamOf(product.Somebody("Lea"));

        var first = await ada.Ask("/roles holidays", "I do not know “holidays” here");
        var next = await ada.Press(first.Card, "Next page");

        next.Card!.Buttons.Should().Contain("Previous page");
        product.Failures.Should().BeEmpty();
    }

    private async Task<SeenMessage> GiveForm(Person administrator)
    {
        await product.Teams.Install(administrator);
        var roles = (await administrator.Ask("/roles", "Roles")).Card;
        return await administrator.Chat.Ask(() => administrator.Press(roles, "Give a role …"), "Where?");
    }

    private async Task<Pressed> Give(Person administrator, Person to, string role)
    {
        var form = await GiveForm(administrator);
        return await administrator.Press(
            form.Card, "Give the role", ("Person", ChoiceOf(form.Card, to)), ("Role", role), ("Team", "0"));
    }

    /// <summary>What is filled in for somebody: a choice, or their name where there are too many to choose from.</summary>
    private string ChoiceOf(SeenCard form, Person person) => form.Shows(person.Name) ? $"#{IdOf(person)}" : person.Name;

    private long IdOf(Person person) => product.Bot.Number("SELECT id FROM people WHERE aad_object_id = @id", person.ObjectId);

    private long Number(string sql, Person person) => product.Bot.Number(sql, IdOf(person));

    private long Events(string kind, Person person) => product.Bot.Number(
        "SELECT COUNT(*) FROM record_events WHERE record_kind = @kind AND record_id = @id", kind, IdOf(person));

    private long Refused(string kind) =>
        product.Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_kind = @kind AND what = 'refused'", kind);
}
