using System.Runtime.CompilerServices;
using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>The table of the life of an error holds together.</summary>
public sealed class ErrorLifeTests
{
    private static readonly StateMachine<ErrorState, ErrorAction, ErrorFacts> Machine = ErrorLife.Machine;

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
    public void Every_state_in_which_somebody_is_waited_for_has_a_clock() =>
        Machine.Timers.Select(timer => timer.State).Should().OnlyHaveUniqueItems()
            .And.BeEquivalentTo(
                Machine.States.Where(state => ErrorStates.All.Single(each => each.Code == state.ToString()).IsOpen)
                    .Append(ErrorState.Resolved));

    [Fact]
    public void The_clocks_of_the_table_are_those_that_run()
    {
        foreach (var state in Enum.GetValues<ErrorState>())
        {
            var runs = Enum.GetValues<ActionPriority>().Select(priority => ErrorTimer.Of(state, priority).Length > 0).Distinct();
            runs.Should().Equal(Machine.Timers.Any(timer => timer.State == state));
        }
    }

    [Fact]
    public void No_step_of_a_state_is_told_twice() =>
        Machine.Transitions.Select(row => (row.From, row.Action, row.To)).Should().OnlyHaveUniqueItems();

    [Fact]
    public void A_step_that_leads_to_several_states_says_when_to_which() =>
        Machine.Transitions.GroupBy(row => (row.From, row.Action)).Where(rows => rows.Count() > 1)
            .Should().OnlyContain(rows => rows.All(row => row.Guard != null));

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
    public void The_page_of_the_errors_draws_the_table()
    {
        var page = PageOf();
        var text = File.ReadAllText(page);
        var (begin, end) = (text.IndexOf(Fence, StringComparison.Ordinal), -1);
        begin.Should().BePositive("the page has a drawing");
        end = text.IndexOf("```", begin + Fence.Length, StringComparison.Ordinal);
        var drawn = Drawing();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
        {
            File.WriteAllText(page, text[..(begin + Fence.Length)] + drawn + text[end..]);
            return;
        }

        text[(begin + Fence.Length)..end].Should().Be(drawn, "UPDATE_GOLDEN=1 draws it anew");
    }

    private static string PageOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../bot/App/Errors/README.md"));

    private const string Fence = "```mermaid\n";

    private static string Drawing()
    {
        var lines = Machine.Transitions.Where(row => row.From != row.To)
            .GroupBy(row => (row.From, row.To))
            .Select(rows => $"    {rows.Key.From} --> {rows.Key.To}: {string.Join(", ", rows.Select(row => row.Action).Distinct())}");
        var clocks = Machine.Timers.Select(timer => $"    note right of {timer.State}: {timer.Name}");
        return string.Join('\n', ["stateDiagram-v2", $"    [*] --> {Machine.First}", .. lines, .. clocks]) + "\n";
    }

    [Fact]
    public void A_step_that_needs_a_reason_is_not_taken_without_one()
    {
        var without = () => Machine.Row(ErrorState.Reported, ErrorAction.AskInfo).DemandReason(" ");

        without.Should().Throw<InvalidOperationException>().WithMessage("AskInfo needs a reason.");
        Machine.Row(ErrorState.Reported, ErrorAction.AskInfo).DemandReason("When was it?");
        Machine.Row(ErrorState.Reported, ErrorAction.Accept).DemandReason(null);
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
