using FluentAssertions;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>The table of the life of an error holds together.</summary>
public sealed class ErrorLifeTests
{
    private static readonly StateMachine<ErrorState, ErrorAction, AccessFacts> Machine = ErrorLife.Machine;

    [Fact]
    public void Every_state_is_reached_from_the_first_one()
    {
        HashSet<ErrorState> reached = [Machine.First];
        while (Machine.Transitions.Any(row => reached.Contains(row.From) && reached.Add(row.To)))
        {
            // until no row leads further
        }

        reached.Should().BeEquivalentTo(Machine.States);
    }

    [Fact]
    public void Every_state_in_which_a_record_waits_has_a_clock_and_no_other() =>
        Machine.Timers.Select(timer => timer.State).Should().OnlyHaveUniqueItems()
            .And.BeEquivalentTo(Machine.States.Where(state => !Machine.IsFinal(state)));

    [Fact]
    public void No_step_of_a_state_is_told_twice() =>
        Machine.Transitions.Select(row => (row.From, row.Action)).Should().OnlyHaveUniqueItems();

    [Fact]
    public void What_changes_a_record_is_in_the_table_and_what_only_looks_is_not() =>
        Machine.Transitions.Select(row => row.Action).Distinct().Should().BeEquivalentTo(
            Enum.GetValues<ErrorAction>().Except([ErrorAction.Report, ErrorAction.Search, ErrorAction.See]));

    [Fact]
    public void A_withdrawn_error_stays_so()
    {
        Machine.IsFinal(ErrorState.Withdrawn).Should().BeTrue();
        Machine.IsFinal(ErrorState.Reported).Should().BeFalse();
        Machine.Has(ErrorState.Withdrawn, ErrorAction.Edit).Should().BeFalse();
    }

    [Fact]
    public void A_guard_and_a_role_are_both_asked()
    {
        var ann = Principal.Stranger with { Person = new(1), IsGuest = false };
        var machine = new StateMachine<ErrorState, ErrorAction, int>(
            ErrorState.Reported,
            [
                new(
                    ErrorState.Reported, ErrorAction.Edit, ErrorState.Accepted,
                    (who, _) => who.Person == ann.Person) { Guard = size => size > 2 },
                new(ErrorState.Reported, ErrorAction.Edit, ErrorState.Reported, (who, _) => who.Person == ann.Person),
            ],
            []);

        machine.Find(ann, ErrorAction.Edit, ErrorState.Reported, 3)!.To.Should().Be(ErrorState.Accepted);
        machine.Find(ann, ErrorAction.Edit, ErrorState.Reported, 2)!.To.Should().Be(ErrorState.Reported, "the next row is tried");
        machine.Find(Principal.Stranger, ErrorAction.Edit, ErrorState.Reported, 3).Should().BeNull();
        machine.May(ann, ErrorAction.Edit, ErrorState.Accepted, 3).Should().BeFalse();
    }
}
