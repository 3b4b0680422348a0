using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Dialogs;

namespace Improvement.Bot.Framework.Turns;

public sealed partial class DialogTurns
{
    /// <summary>
    /// The entry that keeps what was typed while its person is asked whether to add it to the form; a button could not carry a long text.
    /// </summary>
    private const string TypedBeside = "(typed)";

    /// <summary>A text that is no command, while a form is open.</summary>
    internal async ValueTask Typed(TurnContext turn, SavedDialog open, CancellationToken ct)
    {
        if (turn.Text.Length is 0) turn.Tell(TurnTexts.TypedNowhere); // a picture, say
        else await Make(turn, open, new Move.Fill(turn.Text), ct);
    }

    /// <summary>Keeps a text for which the form has no room, and offers to add it. Several are kept together.</summary>
    private static void KeepBeside(TurnContext turn, SavedDialog open, string text)
    {
        var all = open.Journal[TypedBeside] is { } earlier ? $"{earlier.Value.GetString()}\n{text}" : text;
        Save(turn, open,
            open.Journal.With(new(TypedBeside, EntryKind.Draft, JsonSerializer.SerializeToElement(all, JournalJson.Default.String))));
        turn.SayPrivately(OutgoingActivity.Of(DialogCards.OfferToAppend(open.Journal)));
    }

    /// <summary>
    /// Words that may as well be a command are kept beside the form, and nothing is done about them until their person says which.
    /// </summary>
    internal static void OfferCommand(TurnContext turn, SavedDialog open, CommandLine command)
    {
        var name = $"{TypedBeside} {turn.Activity.Id}";
        Save(turn, open,
            open.Journal.With(new(name, EntryKind.Draft, JsonSerializer.SerializeToElement(turn.Text, JournalJson.Default.String))));
        turn.SayPrivately(OutgoingActivity.Of(DialogCards.OfferCommand(open.Journal, command, turn.Text, name)));
    }

    /// <summary>Moves the kept text into the form.</summary>
    private async ValueTask Append(TurnContext turn, SavedDialog open, CancellationToken ct)
    {
        var name = turn.PressData.Text(DialogCards.KeptName) is { } said && said.StartsWith(TypedBeside, StringComparison.Ordinal)
            ? said
            : TypedBeside;
        var kept = open.Journal[name]?.Value.GetString(); // gone when this is a second press
        var without = open with { Journal = open.Journal.Without(name) };
        if (kept is null || await Make(turn, without, new Move.Fill(kept, Append: true), ct) is Note.None)
        {
            turn.ShowToStay(DialogCards.ContinuesBelow());
        }
    }

    /// <summary>Discards the kept text.</summary>
    private static void Leave(TurnContext turn, SavedDialog open)
    {
        if (open.Journal[TypedBeside] is not null) Save(turn, open, open.Journal.Without(TypedBeside));
        turn.ShowToStay(DialogCards.Left());
    }

    private static void Save(TurnContext turn, SavedDialog open, Journal journal) => turn.Write(writer =>
    {
        writer.Save(open with { Journal = journal, CardActivity = null });
        return default;
    }, beside: true);
}
