using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Dialogs;

namespace Improvement.Bot.Framework.Turns;

/// <summary>Decides who deals with a turn: the open dialog, a command, an event, or nobody.</summary>
public sealed class Router(BotRoutes routes, ITurnStore store, DialogTurns dialogs)
{
    private const int LongestDoubt = 100;
    private readonly InvokeRouter _invokes = new(routes);

    /// <summary>Whether an activity only reads: then it takes no lock, writes nothing and may be repeated.</summary>
    internal bool OnlyReads(Activity activity) =>
        activity.Type is ActivityTypes.Invoke && (activity.Name is InvokeAnswer.Press
            ? PressOnlyReads(activity) : _invokes.OnlyReads(activity));

    /// <summary>
    /// Whether the route of an activity leaves no trace. Known from the activity alone, so that it holds whatever fails afterwards.
    /// </summary>
    internal bool IsUnrecorded(Activity activity) =>
        activity is { Type: ActivityTypes.Message } or { Type: ActivityTypes.Invoke, Name: InvokeAnswer.Press }
            && VerbOf(activity) is { } verb && routes.Presses.TryGetValue(verb, out var press) && press.Unrecorded;

    private bool PressOnlyReads(Activity activity) => VerbOf(activity) is var verb
        && (activity.Value.Text("trigger") is "automatic" || verb is DialogVerbs.Redraw
            || (verb is not null && routes.Presses.TryGetValue(verb, out var press) && press.Reads));

    /// <summary>Draws the answer to a reading invoke, or to an activity that was dealt with before.</summary>
    internal ValueTask DecideReading(TurnContext turn, CancellationToken ct)
    {
        if (turn.Activity.Name is not InvokeAnswer.Press) return _invokes.Answer(turn, ct); // what it would write is not written
        if (VerbOf(turn.Activity) is { } verb && routes.Presses.TryGetValue(verb, out var press) && press.Reads)
        {
            return press.Handler(turn, ct);
        }
        return dialogs.Redraw(turn, ct);
    }

    /// <summary>Finds who deals with a turn, and has it decided.</summary>
    internal async ValueTask Decide(TurnContext turn, CancellationToken ct)
    {
        if (!turn.IsUnrecorded)
        {
            foreach (var before in routes.BeforeEach) await before(turn, ct);
            CultureInfo.CurrentUICulture = turn.Culture; // what went before may know the person's language better
        }

        await Route(turn, ct);
    }

    private async ValueTask Route(TurnContext turn, CancellationToken ct)
    {
        switch (turn.Activity.Type)
        {
            case ActivityTypes.Message when turn.IsPress: await Press(turn, ct); break;
            case ActivityTypes.Message: await Message(turn, ct); break;
            case ActivityTypes.Invoke when turn.Activity.Name is InvokeAnswer.Press: await Press(turn, ct); break;
            case ActivityTypes.Invoke: await _invokes.Answer(turn, ct); break;
            case var type when routes.Activities.TryGetValue(type, out var handler): await handler(turn, ct); break;
        }
    }

    private ValueTask Press(TurnContext turn, CancellationToken ct)
    {
        if (Envelope.Read(turn.PressData) is { } envelope) return dialogs.Press(turn, envelope, ct);
        if (VerbOf(turn.Activity) is { } verb)
        {
            if (verb is DropVerb) return Dropped(turn, ct);
            if (verb is CommandButton.Verb) return Asked(turn, ct);
            if (routes.Presses.TryGetValue(verb, out var press)) return press.Handler(turn, ct);
        }

        turn.Tell(TurnTexts.UnknownPress);
        return default;
    }

    private async ValueTask Message(TurnContext turn, CancellationToken ct)
    {
        var open = await store.DialogOf(turn, ct);
        var command = Read(turn.Text);
        if (command is { } said && IsMeant(said, open)) await Command(turn, WithQuoted(turn, said), open, ct);
        else if (command is { } either && open is not null && MayBeMeant(either)) DialogTurns.OfferCommand(turn, open, either);
        else if (open is not null) await dialogs.Typed(turn, open, ct);
        else if (routes.Otherwise is { } otherwise) await otherwise(turn, ct);
    }

    private CommandLine? Read(string text) =>
        CommandLine.Read(text, IsRegistered) ?? (routes.Shorthand(text) is { } command ? CommandLine.Read(command, IsRegistered) : null);

    /// <summary>Arguments of a command that begins a dialog: the words after it, else the quoted words of somebody else.</summary>
    private CommandLine WithQuoted(TurnContext turn, CommandLine command)
    {
        if (command.Argument.Length > 0 || !routes.DialogCommands.ContainsKey(command.Name)) return command;
        var quoted = turn.Quotes.Where(quote => quote.SenderId != turn.Activity.Recipient.Id).Select(quote => Invisible.Trim(quote.Text));
        return command with { Argument = string.Join('\n', quoted.Where(text => text.Length > 0)) };
    }

    private bool IsRegistered(string name) =>
        name is "cancel" or "back" || routes.Commands.ContainsKey(name) || routes.DialogCommands.ContainsKey(name);

    private bool TakesWords(string name) =>
        routes.DialogCommands.ContainsKey(name) || (routes.Commands.TryGetValue(name, out var command) && command.TakesWords);

    /// <summary>
    /// While a form is open, words are taken for an answer unless they can hardly be one. Without one, a command that takes no words is not
    /// meant by a sentence that begins with its name.
    /// </summary>
    private bool IsMeant(CommandLine command, SavedDialog? open)
    {
        if (command.HasSlash || command.Argument.Length is 0) return true;
        return open is null ? TakesWords(command.Name) : command.Name.Contains('-') && !command.IsSpaced;
    }

    /// <summary>
    /// Whether words while a form is open may as well be meant as a command: a few, on one line, after a name that takes them.
    /// </summary>
    private bool MayBeMeant(CommandLine command) =>
        TakesWords(command.Name) && command.Argument.Length <= LongestDoubt && !command.Argument.Contains('\n');

    private async ValueTask Command(TurnContext turn, CommandLine command, SavedDialog? open, CancellationToken ct)
    {
        switch (command.Name)
        {
            case "cancel": await dialogs.Cancel(turn, open, ct); break;
            case "back": await dialogs.TypedBack(turn, open, ct); break;
            case "help" when open is not null: await dialogs.Help(turn, open, ct); break;
            case var name when routes.DialogCommands.TryGetValue(name, out var begins):
                await dialogs.Begin(turn, begins.Dialog, begins.Given(command.Argument), open, inPlace: false, ct);
                break;
            case var name: await routes.Commands[name].Handler(turn, command.Argument, ct); break;
        }
    }

    /// <summary>A button that says a command.</summary>
    private async ValueTask Asked(TurnContext turn, CancellationToken ct)
    {
        if (CommandLine.Read(turn.PressData.Text("text") ?? "", IsRegistered) is not { } command)
        {
            turn.Tell(TurnTexts.UnknownPress);
            return;
        }

        var stays = turn.PressData.Flag(CommandButton.Stays);
        if (!stays && routes.DialogCommands.TryGetValue(command.Name, out var begins))
        {
            await dialogs.Begin(turn, begins.Dialog, begins.Given(command.Argument), ct);
            return;
        }

        await Command(turn, command, await store.DialogOf(turn, ct), ct);
        if (turn.Answer is not null) return;
        if (!stays) turn.ShowToStay(DialogCards.Quiet(TurnTexts.AnsweredBelow));
        else if (turn.IsInvoke) turn.Answer = InvokeAnswer.Toast(TurnTexts.AnsweredBelow);
    }

    /// <summary>The verb of <em>Drop it and start the new one</em>.</summary>
    internal const string DropVerb = "open.drop";

    /// <summary>The open form is dropped, and the new one begins.</summary>
    private async ValueTask Dropped(TurnContext turn, CancellationToken ct)
    {
        var data = turn.PressData;
        if (data.Text("begin") is not { } name || !routes.Dialogs.TryGetValue(name, out var dialog))
        {
            turn.ShowToStay(DialogCards.Left());
            return;
        }

        if (!TryReadGiven(data.Member("given"), out var given))
        {
            turn.Tell(TurnTexts.UnknownPress);
            return;
        }

        if (data.Text("drop") is { } dropped && await store.Dialog(dropped, ct) is { } other && !other.Asks(turn.Activity.From))
        {
            turn.Tell(TurnTexts.NotYours);
            return;
        }

        var open = await store.DialogOf(turn, ct);
        if (open is not null && open.Journal.Id == data.Text("drop")) await dialogs.Drop(turn, open, ct);
        else if (open is not null)
        {
            turn.Tell(TurnTexts.OpenAlready);
            return;
        }

        await dialogs.Begin(turn, dialog, given, open: null, inPlace: true, ct);
    }

    /// <summary>
    /// Arguments of the new dialog, read from the button's data: nothing, or a JSON object; false for data that no button of the bot
    /// carries.
    /// </summary>
    private static bool TryReadGiven(JsonElement carried, out JsonElement? given)
    {
        given = carried.ValueKind is JsonValueKind.Object ? carried : null;
        if (given is null) return carried.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null);
            carried.WriteTo(writer);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // half a surrogate pair
        }
    }

    private static string? VerbOf(Activity activity) => activity.Type is ActivityTypes.Invoke
        ? activity.Value.Member("action").Text("verb") ?? activity.Value.Member("action").Member("data").Text(Cards.Verbs.Name)
        : activity.Value.Text(Cards.Verbs.Name);
}
