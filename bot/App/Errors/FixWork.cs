using Improvement.Bot.Actions;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>The action items with which a fix is being made: those since it was begun, not those of what it was before.</summary>
internal static class FixWork
{
    /// <summary>The action items, the oldest first.</summary>
    public static IReadOnlyList<ActionItem> Of(Session session, Fix fix) =>
    [
        .. ActionRows.OfParent(session, new(ErrorKind.Name, fix.Error))
            .Where(item => fix.BegunAt is not { } begun || item.CreatedAt >= begun),
    ];

    /// <summary>Whether somebody has begun with it.</summary>
    public static bool IsBegun(ActionItem item) => item.State is ActionState.InProgress or ActionState.Blocked || HasEvidence(item);

    /// <summary>Whether there is evidence of it.</summary>
    public static bool HasEvidence(ActionItem item) => item.State is ActionState.Done or ActionState.Verified;

    /// <summary>Whether somebody else than their owners has confirmed all that must be done.</summary>
    public static bool IsVerified(IReadOnlyList<ActionItem> items) =>
        items.Any(item => item.State is ActionState.Verified)
            && items.All(item => !item.IsMandatory || item.State is ActionState.Verified || !item.NeedsVerifier || IsDropped(item));

    /// <summary>The evidence of what was done, a line for each; null for none.</summary>
    public static string? Evidence(IReadOnlyList<ActionItem> items)
    {
        var lines = items.Select(item => item.Evidence).Where(evidence => !string.IsNullOrWhiteSpace(evidence)).ToList();
        return lines is [] ? null : string.Join('\n', lines);
    }

    /// <summary>Whether it need not be done any more.</summary>
    public static bool IsDropped(ActionItem item) => item.State is ActionState.Declined or ActionState.Cancelled;

    /// <summary>Whether all is done that must be, and not everything was dropped.</summary>
    public static bool IsDone(IReadOnlyList<ActionItem> items) =>
        items.Any(HasEvidence) && items.All(item => !item.IsMandatory || HasEvidence(item) || IsDropped(item));
}
