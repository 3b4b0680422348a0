using System.Collections.Immutable;
using Improvement.Bot.People;

namespace Improvement.Bot.Records;

/// <summary>A transition of a state machine.</summary>
/// <param name="From">The state in which it can be taken.</param>
/// <param name="To">The state that it leads to; the same state for a step that leaves the record where it is.</param>
/// <param name="Who">Whether somebody may take it, by what they are and by the facts of the record at that moment.</param>
internal sealed record Transition<TState, TAction, TFacts>(TState From, TAction Action, TState To, Func<Principal, TFacts, bool> Who)
    where TState : struct, Enum
    where TAction : struct, Enum
{
    /// <summary>What must hold for the record besides the state; null for nothing.</summary>
    public Func<TFacts, bool>? Guard { get; init; }

    /// <summary>Whether whoever takes it must give a reason.</summary>
    public bool NeedsReason { get; init; }

    /// <summary>Checks, before it is taken, that there is the reason that it needs.</summary>
    /// <exception cref="InvalidOperationException">There is none: the form or the request should have asked for it.</exception>
    public void DemandReason(string? reason)
    {
        if (NeedsReason && string.IsNullOrWhiteSpace(reason)) throw new InvalidOperationException($"{Action} needs a reason.");
    }
}

/// <summary>The clock of a state in which a record waits for somebody.</summary>
/// <param name="Name">What it counts, such as <c>triage target</c>; for the drawing of the machine and the log.</param>
internal sealed record StateTimer<TState>(TState State, string Name)
    where TState : struct, Enum;

/// <summary>
/// The state machine of a kind of record, as a table of transitions with who may take each, and the clocks of the states. Permissions,
/// cards, the API and jobs all ask it, so that a button is offered exactly when its press is accepted.
/// </summary>
/// <param name="first">The state in which a record begins.</param>
internal sealed class StateMachine<TState, TAction, TFacts>(
    TState first, ImmutableArray<Transition<TState, TAction, TFacts>> transitions, ImmutableArray<StateTimer<TState>> timers)
    where TState : struct, Enum
    where TAction : struct, Enum
{
    /// <summary>The state in which a record begins.</summary>
    public TState First => first;

    /// <summary>All transitions, in the order in which they are listed.</summary>
    public ImmutableArray<Transition<TState, TAction, TFacts>> Transitions => transitions;

    /// <summary>The clocks of the states that have one.</summary>
    public ImmutableArray<StateTimer<TState>> Timers => timers;

    /// <summary>The states that a record can be in, the first one first.</summary>
    public ImmutableArray<TState> States { get; } =
        [.. transitions.SelectMany(row => new[] { row.From, row.To }).Prepend(first).Distinct()];

    /// <summary>Whether no step leads out of a state.</summary>
    public bool IsFinal(TState state) => transitions.All(row => !Is(row.From, state) || Is(row.To, state));

    /// <summary>Whether a step is possible in a state, whoever takes it.</summary>
    public bool Has(TState state, TAction action) => transitions.Any(row => IsRow(row, state, action));

    /// <summary>The first row of a step in a state in which it is possible, whoever takes it.</summary>
    public Transition<TState, TAction, TFacts> Row(TState state, TAction action) => transitions.First(row => IsRow(row, state, action));

    /// <summary>The step that somebody takes; null where it is not theirs to take, or not possible.</summary>
    public Transition<TState, TAction, TFacts>? Find(Principal who, TAction action, TState state, TFacts facts) =>
        transitions.FirstOrDefault(row => IsRow(row, state, action) && (row.Guard is null || row.Guard(facts)) && row.Who(who, facts));

    /// <summary>Whether somebody may take a step.</summary>
    public bool May(Principal who, TAction action, TState state, TFacts facts) => Find(who, action, state, facts) is not null;

    private static bool IsRow(Transition<TState, TAction, TFacts> row, TState state, TAction action) =>
        Is(row.From, state) && EqualityComparer<TAction>.Default.Equals(row.Action, action);

    private static bool Is(TState one, TState other) => EqualityComparer<TState>.Default.Equals(one, other);
}
