using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Dialogs;

/// <summary>A move of the person: an answer, a press, typed text.</summary>
public abstract record Move
{
    private protected Move() { }

    /// <summary>Began, or came back to it.</summary>
    public sealed record Begin : Move;

    /// <summary>Pressed a button of the card that showed question number <paramref name="Turn"/>.</summary>
    public abstract record Press(int Turn) : Move;

    /// <summary>Answered.</summary>
    public sealed record Answer(int Turn, Values Values) : Press(Turn);

    /// <summary>Pressed Back.</summary>
    public sealed record Back(int Turn) : Press(Turn);

    /// <summary>Typed <c>/back</c>.</summary>
    public sealed record TypedBack : Move;

    /// <summary>Typed a text while the form was open.</summary>
    /// <param name="Append">Add it to what stands there already.</param>
    public sealed record Fill(string Text, bool Append = false) : Move;
}

/// <summary>How a move went.</summary>
public enum Note
{
    /// <summary>The next question, or the end.</summary>
    None,

    /// <summary>The press belongs to an older card; nothing changed.</summary>
    Stale,

    /// <summary>There is nothing to go back to; nothing changed.</summary>
    NothingBefore,

    /// <summary>The open question has no input that a typed text could go into; nothing changed.</summary>
    NowhereToPut,

    /// <summary>The input that a typed text would go into has text in it already; nothing changed.</summary>
    AlreadyFilled,

    /// <summary>The form complained.</summary>
    Refused,
}

/// <summary>Scene: the state of a dialog after a move.</summary>
/// <param name="Journal">To be saved while the dialog goes on.</param>
/// <param name="Card">The open question with its buttons; null at the end and while an effect is due.</param>
/// <param name="Ending">Set when the dialog is over.</param>
/// <param name="EffectDue">The dialog has something to bring about and must go on inside the transaction.</param>
/// <param name="IsBeside">Whether that transaction may be beside others (see <see cref="Turns.ITurnStore.Commit"/>).</param>
public sealed record Scene(Journal Journal, Card? Card, Ending? Ending, Note Note, bool EffectDue = false, bool IsBeside = false)
{
    /// <summary>The open question as it is sent: its person's clients fetch it anew whenever it comes into view.</summary>
    /// <param name="person">The channel's id (<c>29:…</c>).</param>
    public Card? CardFor(string person) => Card?.RefreshedFor(Journal, person);

    /// <summary>Its person cancelled it.</summary>
    internal bool Cancelled { get; init; }
}
