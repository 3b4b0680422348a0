using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Framework.Turns;

/// <summary>
/// What a store read as a turn began, so that nobody asks for it again while the turn decides. A turn that is decided again has another
/// one.
/// </summary>
public sealed record TurnOpening
{
    /// <summary>Whether the activity has been committed already.</summary>
    public bool IsSeen { get; init; }

    /// <summary>The dialog that the sender has open in the conversation.</summary>
    public LookedUp<SavedDialog> Open { get; init; }

    /// <summary>The dialog whose button was pressed (see <see cref="TurnContext.PressedDialog"/>), whoever it asks.</summary>
    public LookedUp<SavedDialog> Pressed { get; init; }

    /// <summary>The place of the message whose button was pressed.</summary>
    public LookedUp<Place> PressedPlace { get; init; }
}

/// <summary>What a store looked up, null where it found nothing; by default it did not look.</summary>
public readonly record struct LookedUp<T>(T? Found)
    where T : class
{
    /// <summary>Whether it looked.</summary>
    public bool IsDone { get; } = true;
}
