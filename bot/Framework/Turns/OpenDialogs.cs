using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Framework.Turns;

/// <summary>Finds the form that the sender of an activity has open there.</summary>
internal static class OpenDialogs
{
    /// <summary>Null when there is none.</summary>
    public static ValueTask<SavedDialog?> DialogOf(this ITurnStore store, Activity activity, CancellationToken ct) =>
        store.DialogIn(activity.Conversation.Base, activity.From.Key, ct, alsoKnownAs: activity.From.Id);
}
