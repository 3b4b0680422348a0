using System.Collections.Immutable;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors;

/// <summary>The states of errors as the search names them.</summary>
internal static class ErrorStates
{
    private static readonly ImmutableArray<ErrorState> Closed =
    [
        ErrorState.Draft, ErrorState.Duplicate, ErrorState.NotAnError, ErrorState.Withdrawn, ErrorState.Resolved, ErrorState.Closed,
    ];

    /// <summary>All of them, in the order of the life.</summary>
    public static ImmutableArray<RecordState> All { get; } = [.. Enum.GetValues<ErrorState>().Select(Of)];

    private static RecordState Of(ErrorState state) => new(state.ToString(), () => ErrorWords.Of(state))
    {
        IsOpen = !Closed.Contains(state),
        IsInUse = ErrorLife.Machine.States.Contains(state),
    };
}
