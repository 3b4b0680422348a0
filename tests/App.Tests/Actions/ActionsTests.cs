using System.Collections.Concurrent;
using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Errors;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Person = Improvement.Bot.Tests.Channel.Person;
using Team = Improvement.Bot.Tests.Channel.Team;

namespace Improvement.Bot.Tests.Actions;

/// <summary>Action items in the running application: who does what with them in the chat, and who hears of it.</summary>
public abstract class ActionsTests(ActionsTests.WithParent product)
{
    public sealed class OnSqlite(WithParent product) : ActionsTests(product), IClassFixture<WithParent>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresWithParent product) : ActionsTests(product), IClassFixture<PostgresWithParent>;

    /// <summary>The same on PostgreSQL.</summary>
    public sealed class PostgresWithParent : WithParent
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    /// <summary>The bot with errors that listen to their action items.</summary>
    public class WithParent : Product
    {
        internal ConcurrentQueue<(long Parent, ActionState Before, ActionState After)> Told { get; } = [];

        protected override void Prepare(IServiceCollection services) => services.AddSingleton(
            new ActionParent(ErrorKind.Name, (_, changed) => Told.Enqueue((changed.Parent, changed.Before, changed.Action.State))));
    }

    [StoreFact]
    public async Task Its_owner_does_it_with_evidence_and_somebody_else_verifies_it()
    {
        var scene = await Set();
        var (number, card) = await scene.Assigned(NeedsVerifier);

        var started = (await scene.Owner.Press(card, "Start")).Card!;
        started.Shows("is working on it").Should().BeTrue();
        var form = (await scene.Owner.Press(started, "Done …")).Card!;
        var unproven = () => scene.Owner.Press(form, "It is done");
        await unproven.Should().ThrowAsync<PressRefusedException>("a client insists on the evidence");
        var unclear = (await scene.Owner.Press(form, "It is done", ("Evidence", "Run 4711 stopped"), ("Hours", "long"))).Card!;
        unclear.Shows("Please write a number of hours").Should().BeTrue();
        var done = (await scene.Owner.Press(unclear, "It is done", ("Hours", "3,5"))).Card!;

        done.Shows("Run 4711 stopped").Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM actions WHERE id = @id AND effort_hours = 3.5", number).Should().Be(1);
        done.Buttons.Should().BeEmpty("its owner does not verify it");
        var status = (await scene.Member.Ask($"/status ACT-{number}", "History")).Card;
        status.Buttons.Should().Equal("Verify", "Not done …");
        var verified = (await scene.Member.Press(status, "Verify")).Card!;
        verified.Shows($"verified by {scene.Member.Name}").Should().BeTrue();
        await product.Bot.Idle();
        State(number).Should().Be(nameof(ActionState.Verified));
        product.Told.Where(told => told.Parent == scene.Parent).Should().Equal(
            (scene.Parent, ActionState.Open, ActionState.InProgress),
            (scene.Parent, ActionState.InProgress, ActionState.Done),
            (scene.Parent, ActionState.Done, ActionState.Verified));
        await scene.Owner.Chat.See(message => message.Cards.Count == 1 && message.Shows($"verified by {scene.Member.Name}"));
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Its_owner_cannot_verify_it_even_as_a_lead_and_the_refusal_is_noted()
    {
        var scene = await Set();
        var (number, _) = await scene.Assigned(asked => NeedsVerifier(asked) with { Owner = IdOf(scene.Lead) }, scene.Lead);
        await product.Bot.Change("UPDATE actions SET state = 'Done', evidence = 'e' WHERE id = @id", number);
        (await scene.Lead.Ask($"/status ACT-{number}", "History")).Card.Buttons.Should().NotContain("Verify");

        var answer = await Forged(scene.Lead, "action.verify", number);

        answer.Should().Contain("somebody who neither owns it nor did");
        State(number).Should().Be(nameof(ActionState.Done));
        Refusals(number, "Verify").Should().Be(1);
    }

    [StoreFact]
    public async Task A_stranger_learns_nothing_of_it_and_a_member_does_not_do_what_is_its_owners()
    {
        var scene = await Set();
        var (number, _) = await scene.Assigned();
        var eve = product.Somebody("Eve");

        (await eve.Ask($"/status ACT-{number}", "There is no such action")).Shows("Check the").Should().BeFalse();
        (await Forged(eve, "action.start", number)).Should().Contain("There is no such action").And.NotContain("Check the");
        (await Forged(scene.Member, "action.start", number)).Should().Contain("Its owner begins an action");
        (await Forged(scene.Owner, "action.decline", number)).Should().NotContain("Why?");

        State(number).Should().Be(nameof(ActionState.Open));
        Refusals(number, "Start").Should().Be(2);
        Refusals(number, "Decline").Should().Be(1);
    }

    [StoreFact]
    public async Task A_step_that_is_pressed_twice_is_taken_once_and_an_old_card_shows_the_present_state()
    {
        var scene = await Set();
        var (number, card) = await scene.Assigned();

        await scene.Owner.Press(card, "Start");
        var again = (await scene.Owner.Press(card, "Start")).Card!;

        again.Shows("is working on it").Should().BeTrue();
        again.Buttons.Should().NotContain("Start");
        Events(number, "started").Should().Be(1);
        Refusals(number, "Start").Should().Be(0, "it was theirs to take");
        product.Told.Count(told => told.Parent == scene.Parent).Should().Be(1);
    }

    [StoreFact]
    public async Task A_proposal_waits_in_the_channel_for_a_lead_and_then_stands_in_the_chat_of_its_owner()
    {
        var scene = await Set();
        var number = await scene.Create(asked => asked with { IsApproved = false });
        var shown = await scene.Lead.Open(scene.Team.Triage()).See($"ACT-{number}");
        shown.Card.Buttons.Should().Equal("Approve", "Decline …");
        scene.Owner.Chat.Messages.Should().NotContain(message => message.Shows($"ACT-{number}"));

        var refused = await scene.Member.Open(scene.Team.Triage()).Press(shown.Card, "Approve");
        refused.ToString().Should().Contain("leads of the team decide");
        await scene.Lead.Open(scene.Team.Triage()).Press(shown.Card, "Approve");

        await scene.Owner.Chat.See($"ACT-{number}");
        await product.Bot.Idle();
        State(number).Should().Be(nameof(ActionState.Open));
        await scene.Lead.Open(scene.Team.Triage()).See($"approved ACT-{number}.");
    }

    [StoreFact]
    public async Task It_is_blocked_moved_given_away_and_cancelled_each_with_its_reason()
    {
        var scene = await Set();
        var (number, card) = await scene.Assigned();
        var blocked = await Filled(scene.Owner, card, "Blocked …", "It is blocked", ("Reason", "The test system is down"));
        blocked.Shows("The test system is down").Should().BeTrue();
        blocked.Buttons.Should().Contain("Go on");

        var form = (await scene.Owner.Press(blocked, "Move date …")).Card!;
        var past = await scene.Owner.Press(form, "Move it", ("Day", "2020-01-01"), ("Reason", "It waits"));
        past.Card!.Shows("today or a later day").Should().BeTrue();
        var moved = (await scene.Owner.Press(past.Card, "Move it", ("Day", "2031-05-01"), ("Reason", "It waits"))).Card!;
        product.Bot.Number("SELECT COUNT(*) FROM actions WHERE id = @id AND due_date = '2031-05-01' AND state = 'Blocked'", number)
            .Should().Be(1);

        var given = await Filled(
            scene.Owner, moved, "Not mine: who? …", "Give it to them", ("Who", IdOf(scene.Member).ToString()));
        given.Buttons.Should().NotContain("Go on", "it is somebody else's now");
        var theirs = (await scene.Member.Chat.See($"ACT-{number}")).Card;
        var cancelled = await Filled(scene.Member, theirs, "Cancel action …", "Cancel the action", ("Reason", "The export is gone"));

        cancelled.Shows("The export is gone").Should().BeTrue();
        State(number).Should().Be(nameof(ActionState.Cancelled));
        var history = await scene.Lead.Ask($"/status ACT-{number}", "History");
        foreach (var reason in new[] { "The test system is down", "It waits", scene.Member.Name, "The export is gone" })
        {
            history.Shows(reason).Should().BeTrue(reason);
        }
    }

    [StoreFact]
    public async Task What_nobody_owns_is_taken_with_one_press_and_whoever_comes_later_reads_who_has_it()
    {
        var scene = await Set();
        var number = await scene.Create(asked => asked with { Owner = null });
        var card = (await scene.Member.Ask($"/status ACT-{number}", "waits for somebody who takes it")).Card;
        var late = (await scene.Owner.Ask($"/status ACT-{number}", "waits for somebody who takes it")).Card;
        card.Buttons.Should().Equal("Take it");
        (await scene.Lead.Ask($"/status ACT-{number}", "waits for")).Card.Buttons.Should().Contain(["Take it", "Give it to somebody …"]);

        var taken = (await scene.Member.Press(card, "Take it")).Card!;
        var twice = (await scene.Member.Press(card, "Take it")).Card!;
        var told = (await scene.Owner.Press(late, "Take it")).Card!;
        await product.Bot.Idle();

        taken.Buttons.Should().Contain(["Start", "Done …", "Move date …"]);
        taken.Shows("took it").Should().BeTrue("its history says so");
        twice.Shows($"ACT-{number} is yours already.").Should().BeTrue();
        told.Shows($"{scene.Member.Name} has ACT-{number} already.").Should().BeTrue();
        told.Buttons.Should().NotContain("Take it");
        OwnerOf(number).Should().Be(IdOf(scene.Member).Value);
        Events(number, "taken").Should().Be(1);
        Refusals(number, "Take").Should().Be(0, "who was too late has done nothing wrong");
        product.Bot.Number("SELECT COUNT(*) FROM actions WHERE id = @id AND due_date = '2031-03-03'", number).Should().Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM action_owners WHERE action = @id", number).Should().Be(1);
        scene.Member.Chat.Messages.Count(message => message.FromBot && message.Shows($"ACT-{number}"))
            .Should().Be(1, "whoever takes it is told nothing more");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Of_several_who_take_it_at_the_same_moment_one_gets_it_and_the_others_are_told_who()
    {
        var scene = await Set();
        var number = await scene.Create(asked => asked with { Owner = null });
        var cards = new List<(Person Who, SeenCard Card)>();
        foreach (var person in new[] { scene.Lead, scene.Owner, scene.Member })
        {
            cards.Add((person, (await person.Ask($"/status ACT-{number}", "waits for somebody")).Card));
        }

        var presses = await Task.WhenAll(cards.Select(each => Task.Run(() => each.Who.Press(each.Card, "Take it"))));
        await product.Bot.Idle();

        var winner = cards.Single(each => IdOf(each.Who).Value == OwnerOf(number)).Who;
        foreach (var (i, press) in presses.Index())
        {
            press.Error.Should().BeNull();
            var isLate = cards[i].Who != winner;
            (press.Card?.Shows($"{winner.Name} has ACT-{number} already.") is true
                || press.Toast?.Contains($"{winner.Name} has ACT-{number} already.", StringComparison.Ordinal) is true)
                .Should().Be(isLate);
        }

        Events(number, "taken").Should().Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM action_owners WHERE action = @id", number).Should().Be(1);
        Refusals(number, "Take").Should().Be(0);
    }

    [StoreFact]
    public async Task Taken_in_the_channel_it_is_said_there_and_what_had_no_date_gets_one_and_its_owner_does_not_verify_it()
    {
        var scene = await Set();
        var number = await scene.Create(asked => asked with
        {
            Owner = null, IsApproved = false, DueDate = null, NeedsVerifier = true, Verifier = IdOf(scene.Member),
        });
        var channel = scene.Member.Open(scene.Team.Triage());
        var proposed = await channel.See($"ACT-{number}");
        await scene.Lead.Open(scene.Team.Triage()).Press(proposed.Card, "Approve");
        var open = (await channel.See(message => message.Cards.Count == 1 && message.Card.Buttons.Contains("Take it"))).Card;
        open.Buttons.Should().Equal("Take it", "Decline …");

        var taken = (await channel.Press(open, "Take it")).Card!;
        await product.Bot.Idle();

        taken.Shows(scene.Member.Name).Should().BeTrue();
        taken.Buttons.Should().NotContain("Take it");
        await scene.Lead.Open(scene.Team.Triage()).See($"{scene.Member.Name} took ACT-{number}.");
        OwnerOf(number).Should().Be(IdOf(scene.Member).Value);
        product.Bot.Number(
            "SELECT COUNT(*) FROM actions WHERE id = @id AND due_date IS NOT NULL AND next_due_at IS NOT NULL AND verifier IS NULL", number)
            .Should().Be(1);
        scene.Member.Chat.Messages.Should().NotContain(message => message.Shows($"ACT-{number}"));
    }

    [StoreFact]
    public async Task Who_does_not_see_it_takes_nothing()
    {
        var scene = await Set();
        var number = await scene.Create(asked => asked with { Owner = null, Restricted = true });

        (await Forged(scene.Member, "action.take", number)).Should().Contain("There is no such action");
        (await Forged(product.Somebody("Eve"), "action.take", number)).Should().Contain("There is no such action");

        Refusals(number, "Take").Should().Be(2);
        product.Bot.Number("SELECT COUNT(*) FROM actions WHERE id = @id AND owner IS NULL", number).Should().Be(1);
    }

    [StoreFact]
    public async Task My_find_and_status_know_it()
    {
        var scene = await Set();
        var (number, _) = await scene.Assigned();

        (await scene.Owner.Ask("/my", "My reports")).Shows($"ACT-{number}").Should().BeTrue("what one owns is one's own");
        (await scene.Member.Ask("/my", "My reports")).Shows($"ACT-{number}").Should().BeFalse();
        (await scene.Member.Ask("/find folder state:open", "Reports found")).Shows($"ACT-{number}").Should().BeTrue();
        (await scene.Member.Ask($"act {number}", "History")).Shows($"ERR-{scene.Parent}").Should().BeTrue("it says what it comes from");
    }

    [StoreFact]
    public async Task A_restricted_one_is_between_its_people_and_the_leads()
    {
        var scene = await Set();
        var (number, _) = await scene.Assigned(asked => asked with { Restricted = true });

        (await scene.Member.Ask($"/status ACT-{number}", "There is no such action")).Shows("folder").Should().BeFalse();
        (await scene.Lead.Ask($"/status ACT-{number}", "History")).Shows("folder").Should().BeTrue();
    }

    private static NewAction NeedsVerifier(NewAction asked) => asked with { NeedsVerifier = true };

    private static async Task<SeenCard> Filled(
        Person person, SeenCard card, string button, string submit, params (string Id, string Value)[] inputs) =>
        (await person.Press((await person.Press(card, button)).Card!, submit, inputs)).Card!;

    /// <summary>The press of a button that the person was not shown; gives the answer.</summary>
    private async Task<string> Forged(Person person, string verb, long number)
    {
        var press = product.Teams.Activities.CardAction(
            person, person.PersonalChat, "1700000000001", verb, new() { ["verb"] = verb, ["action"] = number, ["below"] = true });
        var answer = (await product.Teams.Deliver(press)).Body;
        await product.Bot.Idle();
        return answer;
    }

    private PersonId IdOf(Person person) => new(product.Bot.Number("SELECT id FROM people WHERE aad_object_id = @id", person.ObjectId));

    private long OwnerOf(long number) => product.Bot.Number("SELECT owner FROM actions WHERE id = @id", number);

    private string State(long number) => Enum.GetNames<ActionState>().Single(state =>
        product.Bot.Number("SELECT COUNT(*) FROM actions WHERE id = @id AND state = @state", number, state) is 1);

    private long Events(long number, string what) => product.Bot.Number(
        "SELECT COUNT(*) FROM record_events WHERE record_kind = 'action' AND record_id = @id AND what = @what", number, what);

    private long Refusals(long number, string step) => product.Bot.Number(
        "SELECT COUNT(*) FROM record_events WHERE record_kind = 'action' AND record_id = @id AND what = 'refused' AND data LIKE @step",
        number, $"%{step}%");

    private async Task<Scene> Set()
    {
        var (lead, owner, member) = (product.Somebody("Lea"), product.Somebody("Olaf"), product.Somebody("Max"));
        var team = await product.TeamOf(lead, owner, member);
        var parent = await owner.Report("The export took the folder of the week before");
        return new(product.Bot, IdOf, team, lead, owner, member, parent.Number);
    }

    /// <summary>A team with a lead, the owner of an action item, and another member.</summary>
    private sealed record Scene(
        RunningBot Bot, Func<Person, PersonId> IdOf, Team Team, Person Lead, Person Owner, Person Member, long Parent)
    {
        /// <summary>Creates one from a fix that was approved, unless that is changed.</summary>
        public async Task<long> Create(Func<NewAction, NewAction>? change = null)
        {
            var asked = new NewAction("Check the date of the folder first", ActionType.Corrective, ActionStrength.Strong)
            {
                Parent = ErrorKind.Id(Parent),
                Team = new TeamId(Bot.Number("SELECT id FROM teams WHERE teams_team_id = @id", Team.Id)),
                Author = IdOf(Lead),
                Owner = IdOf(Owner),
                IsApproved = true,
                DueDate = new(2031, 3, 3),
            };
            var number = 0L;
            await Bot.Commit(services => number = services.GetRequiredService<ActionItems>().Create(change?.Invoke(asked) ?? asked));
            return number;
        }

        /// <summary>Creates one and gives its card in the chat of its owner.</summary>
        public async Task<(long Number, SeenCard Card)> Assigned(Func<NewAction, NewAction>? change = null, Person? to = null)
        {
            var number = await Create(change);
            return (number, (await (to ?? Owner).Chat.See($"ACT-{number}")).Card);
        }
    }
}
