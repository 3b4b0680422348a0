namespace Improvement.Bot.Actions;

/// <summary>
/// What a slice registers for a kind of record that has action items, to move its own record on: called inside the commit, whenever an
/// action item of a record of the kind came into another state.
/// </summary>
/// <param name="Kind">The stable name of the kind, such as <c>error</c>.</param>
/// <param name="Changed">Called with the services of the scope; decides, and writes, in the same transaction.</param>
internal sealed record ActionParent(string Kind, Action<IServiceProvider, ActionChanged> Changed);

/// <summary>An action item that came into another state.</summary>
/// <param name="Parent">The number of the record that it comes from.</param>
/// <param name="Action">The item, as it is now.</param>
/// <param name="Before">The state before.</param>
internal sealed record ActionChanged(long Parent, ActionItem Action, ActionState Before);
