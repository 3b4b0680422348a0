using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Dialogs;

/// <summary>A named dialog.</summary>
/// <param name="Name">Stored in journals, so it stays; usually the command that begins it.</param>
/// <param name="Script">The method that conducts it: static, and repeatable.</param>
/// <param name="Json">Knows every type that the dialog asks for, looks up or brings about.</param>
/// <param name="Help">Help card: shown by <c>/help</c> while the dialog is open.</param>
public sealed record DialogDefinition(string Name, Func<DialogContext, Dialog<Ending>> Script, JsonSerializerContext Json, Func<Card> Help);

/// <summary>Ending of a dialog, in the place of its card: a last card, or a view of a record that stays current.</summary>
public sealed record Ending
{
    private Ending() { }

    /// <summary>The last card.</summary>
    public Card? Card { get; private init; }

    /// <summary>The record to show, such as <c>error:12</c>.</summary>
    public string? Subject { get; private init; }

    /// <summary>The view of it.</summary>
    public string? View { get; private init; }

    /// <summary>Ends with a card that never changes again.</summary>
    public static Ending With(Card card) => new() { Card = card };

    /// <summary>Ends with a view of a record; from now on the message always shows its current state.</summary>
    public static Ending Showing(string subject, string view) => new() { Subject = subject, View = view };
}
