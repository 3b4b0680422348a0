using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Xunit;

namespace Improvement.Bot.Tests.Actions;

/// <summary>The table of the life of an action item holds together, and gives each step to whom it belongs.</summary>
public sealed class ActionLifeTests
{
    private static readonly TeamId Team = new(1), OtherTeam = new(2);
    private static readonly PersonId Owner = new(1), Author = new(2);
    private static readonly StateMachine<ActionState, ActionStep, ActionFacts> Machine = ActionLife.Machine;

    [Fact]
    public void Every_state_is_reached_from_the_first_one()
    {
        HashSet<ActionState> reached = [Machine.First];
        while (Machine.Transitions.Any(row => reached.Contains(row.From) && reached.Add(row.To)))
        {
            // until no row leads further
        }

        reached.Should().BeEquivalentTo(Machine.States).And.BeEquivalentTo(Enum.GetValues<ActionState>());
    }

    [Fact]
    public void Every_state_in_which_it_waits_has_a_clock_and_no_other() =>
        Machine.Timers.Select(timer => timer.State).Should().OnlyHaveUniqueItems()
            .And.BeEquivalentTo(Machine.States.Where(state => !Machine.IsFinal(state)));

    [Fact]
    public void No_step_of_a_state_is_told_twice() =>
        Machine.Transitions.Select(row => (row.From, row.Action)).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Every_step_is_in_the_table() =>
        Machine.Transitions.Select(row => row.Action).Distinct().Should().BeEquivalentTo(Enum.GetValues<ActionStep>());

    [Fact]
    public void What_puts_it_off_or_ends_it_undone_needs_a_reason() =>
        Machine.Transitions.Where(row => row.NeedsReason).Select(row => row.Action).Distinct().Should().BeEquivalentTo(
            [ActionStep.Block, ActionStep.MoveDate, ActionStep.Decline, ActionStep.Cancel, ActionStep.NotDone]);

    [Fact]
    public void Moving_the_date_and_giving_it_away_keep_the_state() =>
        Machine.Transitions.Where(row => row.Action is ActionStep.MoveDate or ActionStep.Reassign or ActionStep.Take)
            .Should().OnlyContain(row => row.From == row.To);

    [Theory]
    [InlineData(ActionStep.Start, true, false, false)]
    [InlineData(ActionStep.Finish, true, false, false)]
    [InlineData(ActionStep.Block, true, false, false)]
    [InlineData(ActionStep.MoveDate, true, true, false)]
    [InlineData(ActionStep.Reassign, true, true, false)]
    [InlineData(ActionStep.Decline, false, true, false)]
    [InlineData(ActionStep.Cancel, true, true, false)]
    internal void An_open_one_belongs_to_its_owner_and_its_leads(ActionStep step, bool owner, bool lead, bool member)
    {
        Machine.May(Member(Owner), step, ActionState.Open, Facts()).Should().Be(owner);
        Machine.May(Lead(new(3)), step, ActionState.Open, Facts()).Should().Be(lead);
        Machine.May(Member(new(4)), step, ActionState.Open, Facts()).Should().Be(member);
        Machine.May(Principal.Stranger, step, ActionState.Open, Facts()).Should().BeFalse();
    }

    [Fact]
    public void What_nobody_owns_is_taken_by_a_colleague_or_a_lead_while_it_is_to_be_done()
    {
        var nobodys = Facts() with { Access = Facts().Access with { Owner = null } };
        foreach (var state in Machine.States)
        {
            var may = ActionLife.IsWorkedOn(state);
            Machine.May(Member(new(4)), ActionStep.Take, state, nobodys).Should().Be(may);
            Machine.May(Lead(new(3)), ActionStep.Take, state, nobodys).Should().Be(may);
            Machine.May(Member(new(5), OtherTeam), ActionStep.Take, state, nobodys).Should().BeFalse();
            Machine.May(Principal.Stranger, ActionStep.Take, state, nobodys).Should().BeFalse();
            Machine.May(Lead(new(3)), ActionStep.Take, state, Facts()).Should().BeFalse("it has an owner");
        }
    }

    [Fact]
    public void A_lead_of_its_team_alone_decides_about_a_proposal()
    {
        Machine.May(Lead(new(3)), ActionStep.Approve, ActionState.Proposed, Facts()).Should().BeTrue();
        Machine.May(Member(Owner), ActionStep.Approve, ActionState.Proposed, Facts()).Should().BeFalse();
        Machine.May(Member(Author), ActionStep.Approve, ActionState.Proposed, Facts()).Should().BeFalse();
        Machine.May(Lead(new(3), OtherTeam), ActionStep.Approve, ActionState.Proposed, Facts()).Should().BeFalse();
    }

    [Fact]
    public void Nobody_who_ever_owned_it_verifies_it_whatever_they_are()
    {
        foreach (var who in new[] { Member(Owner), Lead(Owner), Administrator(Owner) })
        {
            Machine.May(who, ActionStep.Verify, ActionState.Done, Facts()).Should().BeFalse("they own it");
            Machine.May(who, ActionStep.Verify, ActionState.Done, Facts(verifier: Owner)).Should().BeFalse("not even when they are named");
        }

        Machine.May(Member(new(4)), ActionStep.Verify, ActionState.Done, Facts(hasOwned: true)).Should().BeFalse("they did own it");
        Machine.May(Lead(new(3)), ActionStep.Verify, ActionState.Done, Facts(hasOwned: true)).Should().BeFalse("they did own it");
    }

    [Fact]
    public void A_colleague_a_lead_and_whoever_is_named_verify_it_and_a_stranger_does_not()
    {
        Machine.May(Member(new(4)), ActionStep.Verify, ActionState.Done, Facts()).Should().BeTrue();
        Machine.May(Lead(new(3)), ActionStep.Verify, ActionState.Done, Facts()).Should().BeTrue();
        Machine.May(Member(new(5), OtherTeam), ActionStep.Verify, ActionState.Done, Facts()).Should().BeFalse();
        Machine.May(Member(new(5), OtherTeam), ActionStep.Verify, ActionState.Done, Facts(verifier: new(5))).Should().BeTrue();
        Machine.May(Member(new(4)), ActionStep.Verify, ActionState.Done, Facts(restricted: true)).Should().BeFalse("they do not see it");
        Machine.May(Principal.Stranger, ActionStep.Verify, ActionState.Done, Facts()).Should().BeFalse();
    }

    [Fact]
    public void What_counts_as_done_is_taken_up_again_by_whoever_verifies_it_or_a_lead()
    {
        foreach (var (who, may, mayUnverified) in new[]
        {
            (Member(new(4)), true, false), (Lead(new(3)), true, true), (Member(Owner), false, false), (Lead(Owner), true, true),
            (Member(new(5), OtherTeam), false, false), (Principal.Stranger, false, false),
        })
        {
            Machine.May(who, ActionStep.NotDone, ActionState.Done, Facts()).Should().Be(may);
            Machine.May(who, ActionStep.NotDone, ActionState.Done, Facts() with { NeedsVerifier = false }).Should().Be(mayUnverified);
            Machine.May(who, ActionStep.NotDone, ActionState.Verified, Facts()).Should().BeFalse();
        }

        Machine.Row(ActionState.Done, ActionStep.NotDone).To.Should().Be(ActionState.InProgress);
    }

    [Fact]
    public void Done_ends_what_needs_no_verifier()
    {
        Machine.May(Member(new(4)), ActionStep.Verify, ActionState.Done, Facts() with { NeedsVerifier = false }).Should().BeFalse();
        ActionLife.IsOver(ActionState.Done, needsVerifier: false).Should().BeTrue();
        ActionLife.IsOver(ActionState.Done, needsVerifier: true).Should().BeFalse();
        ActionLife.IsOver(ActionState.Verified, needsVerifier: true).Should().BeTrue();
    }

    [Fact]
    public void A_condition_of_an_approval_is_dropped_by_a_lead_alone()
    {
        var condition = Facts() with { IsMandatory = true };

        Machine.May(Member(Owner), ActionStep.Cancel, ActionState.InProgress, condition).Should().BeFalse();
        Machine.May(Lead(new(3)), ActionStep.Cancel, ActionState.InProgress, condition).Should().BeTrue();
    }

    private static ActionFacts Facts(PersonId? verifier = null, bool hasOwned = false, bool restricted = false) => new(
        new(Team, Author, Owner, restricted, IsNamed: false, IsWitness: false, TeamShares: false), hasOwned, verifier,
        NeedsVerifier: true, IsMandatory: false);

    private static Principal Member(PersonId person, TeamId? team = null) => new(person, false, [], [team ?? Team], []);

    private static Principal Lead(PersonId person, TeamId? team = null) => new(person, false, [], [team ?? Team], [team ?? Team]);

    private static Principal Administrator(PersonId person) => new(person, false, [Role.Administrator], [Team], []);
}
