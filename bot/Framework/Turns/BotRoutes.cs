using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Framework.Turns;

/// <summary>Deals with one turn.</summary>
public delegate ValueTask TurnHandler(TurnContext turn, CancellationToken ct);

/// <summary>Deals with a command.</summary>
/// <param name="argument">The words after the command; empty for none.</param>
public delegate ValueTask CommandHandler(TurnContext turn, string argument, CancellationToken ct);

/// <summary>Finds choices for what somebody has typed so far; only what this person may see. Teams shows the first fifteen.</summary>
public delegate ValueTask<IReadOnlyList<Choice>> SearchHandler(TurnContext turn, string typed, CancellationToken ct);

/// <summary>
/// Route table: the handlers of commands, presses, invokes and events. Filled once, at the start, by the slices; see each slice's
/// <c>…Slice.cs</c>.
/// </summary>
public sealed class BotRoutes
{
    private readonly List<TurnHandler> _before = [];

    internal Dictionary<string, (CommandHandler Handler, bool TakesWords)> Commands { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, DialogDefinition> Dialogs { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, (DialogDefinition Dialog, GivenByWords Given)> DialogCommands { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, PressRoute> Presses { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, (TurnHandler Handler, bool Reads)> Invokes { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, (TurnHandler Opened, TurnHandler Sent)> Extensions { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, SearchHandler> Searches { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, TurnHandler> Activities { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, ShowView> Views { get; } = new(StringComparer.Ordinal);
    internal IReadOnlyList<TurnHandler> BeforeEach => _before;
    internal TurnHandler? Otherwise { get; private set; }
    internal Func<string, string?> Shorthand { get; private set; } = _ => null;

    /// <summary>The names of all commands.</summary>
    public IEnumerable<string> CommandNames => Commands.Keys.Concat(DialogCommands.Keys);

    /// <summary>The verbs of all buttons but those of forms.</summary>
    public IEnumerable<string> Verbs => Presses.Keys;

    /// <summary>The ids of all commands of the message extension.</summary>
    public IEnumerable<string> ExtensionNames => Extensions.Keys;

    /// <summary>The names of all invokes that somebody deals with.</summary>
    public IEnumerable<string> InvokeNames => Invokes.Keys;

    /// <summary>A command that answers and leaves an open form open.</summary>
    /// <param name="takesWords">Whether it is meant also with further words; otherwise a sentence that begins with its name is text, unless
    /// a slash stands before it.</param>
    public BotRoutes Command(string name, CommandHandler handler, bool takesWords = false)
    {
        Commands.Add(name, (handler, takesWords));
        return this;
    }

    /// <summary>A command that begins a dialog.</summary>
    /// <param name="given">Makes what the dialog is begun with out of the words after the command; null for nothing.</param>
    public BotRoutes Command(string name, DialogDefinition dialog, GivenByWords given)
    {
        DialogCommands.Add(name, (dialog, given));
        return Dialog(dialog);
    }

    /// <summary>A dialog that is begun by a button.</summary>
    public BotRoutes Dialog(DialogDefinition dialog)
    {
        Dialogs.Add(dialog.Name, dialog);
        return this;
    }

    /// <summary>A button, by its verb.</summary>
    /// <param name="reads">It only looks: no lock is taken, nothing is written, and a client may ask again and again.</param>
    /// <param name="unrecorded">
    /// Its turn leaves no trace (see <see cref="TurnContext.IsUnrecorded"/>), and is taken as an invoke only.
    /// </param>
    public BotRoutes Press(string verb, TurnHandler handler, bool reads = false, bool unrecorded = false)
    {
        Presses.Add(verb, new(handler, reads, unrecorded));
        return this;
    }

    /// <summary>An invoke other than a press, by its name.</summary>
    /// <param name="reads">It only looks: no lock is taken and nothing is written.</param>
    public BotRoutes Invoke(string name, TurnHandler handler, bool reads = false)
    {
        Invokes.Add(name, (handler, reads));
        return this;
    }

    /// <summary>A command of the message extension, on a message or beside the compose box.</summary>
    /// <param name="id">Command id of the manifest.</param>
    /// <param name="opened">Open handler: answers with a dialog of Teams; only reads.</param>
    /// <param name="sent">Submit handler. Called again for a duplicate submit, without writing; must give the same answer.</param>
    public BotRoutes Extension(string id, TurnHandler opened, TurnHandler sent)
    {
        Extensions.Add(id, (opened, sent));
        return this;
    }

    /// <summary>Choices that are looked up while somebody types; see <see cref="Draw.TypeAhead"/>. Only looks.</summary>
    public BotRoutes Search(string dataset, SearchHandler handler)
    {
        Searches.Add(dataset, handler);
        return this;
    }

    /// <summary>A type of activity other than messages and invokes.</summary>
    public BotRoutes On(string activityType, TurnHandler handler)
    {
        Activities.Add(activityType, handler);
        return this;
    }

    /// <summary>A view of a record.</summary>
    public BotRoutes View(ShowView view)
    {
        Views.Add(view.Name, view);
        return this;
    }

    /// <summary>Runs before every turn that is recorded, in the order of registration.</summary>
    public BotRoutes BeforeEachTurn(TurnHandler handler)
    {
        _before.Add(handler);
        return this;
    }

    /// <summary>Texts that stand for a command, such as the number of a record for the command that shows it.</summary>
    /// <param name="command">Gives the command with its words; null for every other text.</param>
    public BotRoutes ShortFor(Func<string, string?> command)
    {
        Shorthand = command;
        return this;
    }

    /// <summary>Messages that nothing else understands.</summary>
    public BotRoutes NotUnderstood(TurnHandler handler)
    {
        Otherwise = handler;
        return this;
    }
}

/// <summary>The route of a button.</summary>
internal readonly record struct PressRoute(TurnHandler Handler, bool Reads, bool Unrecorded);

/// <summary>Makes what a dialog is begun with out of the words after its command; null for nothing.</summary>
public delegate System.Text.Json.JsonElement? GivenByWords(string words);
