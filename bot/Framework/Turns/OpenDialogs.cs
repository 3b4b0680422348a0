using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Framework.Turns;

/// <summary>Finds what a turn is about, in what the store read as the turn began, else in the store.</summary>
internal static class OpenDialogs
{
    /// <summary>The form that the sender has open in the conversation; null when there is none.</summary>
    public static ValueTask<SavedDialog?> DialogOf(this ITurnStore store, TurnContext turn, CancellationToken ct) =>
        turn.Opening.Open is { IsDone: true } open
            ? new(open.Found)
            : store.DialogIn(
                turn.Activity.Conversation.Base, turn.Activity.From.Key, ct, alsoKnownAs: turn.Activity.From.Id);

    /// <summary>A dialog by its id, which is mostly that of the button that was pressed.</summary>
    public static ValueTask<SavedDialog?> Dialog(this ITurnStore store, TurnContext turn, string id, CancellationToken ct) =>
        turn.Opening.Pressed is { IsDone: true } pressed && id == turn.PressedDialog ? new(pressed.Found) : store.Dialog(id, ct);

    /// <summary>The place of a message of the bot, which is mostly the one whose button was pressed.</summary>
    public static ValueTask<Place?> PlaceAt(
        this ITurnStore store, TurnContext turn, string conversation, string message, CancellationToken ct) =>
        turn.Opening.PressedPlace is { IsDone: true } pressed
        && conversation == turn.Activity.Conversation.Base
        && message == turn.Activity.ReplyToId
            ? new(pressed.Found)
            : store.PlaceAt(conversation, message, ct);
}
