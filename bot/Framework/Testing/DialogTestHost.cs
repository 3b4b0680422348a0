using System.Collections.Immutable;
using System.Text.Json;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Framework.Testing;

/// <summary>
/// Plays one dialog without a server, as a pessimist: after every move it writes the journal as JSON, forgets everything, reads it back and
/// checks that the dialog draws the identical card a second time. So every test of a dialog is a test of restart and of repeatability as
/// well.
/// </summary>
public sealed class DialogTestHost : IAsyncDisposable
{
    private readonly DialogPlayer _player;
    private readonly TimeProvider _time;
    private readonly ServiceProvider _services;
    private byte[] _saved;

    private DialogTestHost(DialogDefinition dialog, Journal journal, Action<IServiceCollection>? services, TimeProvider? time)
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        (_player, _saved, _services, _time) = (new(dialog), journal.ToJson(), collection.BuildServiceProvider(),
            time ?? TimeProvider.System);
    }

    /// <summary>Begins a dialog.</summary>
    /// <param name="given">Arguments of the dialog.</param>
    /// <param name="services">Services of its look-ups and effects.</param>
    public static Task<DialogTestHost> Of(DialogDefinition dialog, Action<IServiceCollection>? services = null, JsonElement? given = null,
        TimeProvider? time = null) =>
        Resume(dialog, Journal.Begin(dialog.Name, "rehearsal-1", given), services, time);

    /// <summary>
    /// Goes on with a journal that another version of the dialog may have written; so a deploy in the middle of a conversation is tried.
    /// </summary>
    public static async Task<DialogTestHost> Resume(DialogDefinition dialog, Journal journal, Action<IServiceCollection>? services = null,
        TimeProvider? time = null)
    {
        var rehearsal = new DialogTestHost(dialog, journal, services, time);
        await rehearsal.Make(new Move.Begin());
        return rehearsal;
    }

    /// <summary>The current scene of the dialog.</summary>
    public Scene Now { get; private set; } = null!;

    /// <summary>The journal as it would be stored.</summary>
    public Journal Saved => Journal.FromJson(_saved);

    /// <summary>How the dialog ended; null while it goes on.</summary>
    public Ending? Ending => Now.Ending;

    /// <summary>The card that the person sees: the open question, or the last card.</summary>
    public RenderedCard Shown => RenderedCard.Of(Now.Card ?? Now.Ending?.Card ?? throw new InvalidOperationException("No card is shown."));

    /// <summary>Presses the button that answers. As in the chat, what stands in the inputs is sent with it.</summary>
    public Task Answer(params ReadOnlySpan<(string Input, string Value)> values) => Make(new Move.Answer(Saved.Turn, Sent(values)));

    /// <summary>Presses <em>Back</em>.</summary>
    public Task Back() => Make(new Move.Back(Saved.Turn));

    /// <summary>Types <c>/back</c>.</summary>
    public Task TypeBack() => Make(new Move.TypedBack());

    /// <summary>Types a text while the form is open.</summary>
    public Task Type(string text, bool append = false) => Make(new Move.Fill(text, append));

    /// <summary>Asks for the same question again, as <c>/help</c> does.</summary>
    public Task ShowAgain() => Make(new Move.Begin());

    /// <summary>Presses the button that answers on the card of an earlier turn.</summary>
    public Task AnswerOldCard(int turn, params ReadOnlySpan<(string Input, string Value)> values) =>
        Make(new Move.Answer(turn, Sent(values)));

    /// <summary>Current value of an input; null if it is empty.</summary>
    public string? Typed(string input) => Shown.Value(input);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private Values Sent(ReadOnlySpan<(string Input, string Value)> values)
    {
        var sent = (Now.Card?.Inputs ?? []).Where(input => input.Value is not null)
            .ToImmutableSortedDictionary(input => input.Id!, input => input.Value!, StringComparer.Ordinal);
        foreach (var (input, value) in values) sent = sent.SetItem(input, value);
        return new(sent);
    }

    private async Task Make(Move move)
    {
        await using var scope = _services.CreateAsyncScope();
        Now = await _player.Play(Saved, move, _time.GetUtcNow(), scope.ServiceProvider, default);
        if (Now.EffectDue) Now = await _player.GoOn(Now.Journal, _time.GetUtcNow(), scope.ServiceProvider, Now.IsBeside, default);

        _saved = Now.Journal.ToJson();
        if (Now.Card is { } card) await CheckAgainst(card.ToJson());
    }

    private async Task CheckAgainst(string shown)
    {
        await using var scope = _services.CreateAsyncScope();
        var again = (await _player.Redraw(Saved, scope.ServiceProvider, default))?.ToJson();
        if (again != shown)
        {
            throw new InvalidOperationException(
                $"After a restart the dialog draws another card.\nfirst: {shown}\nthen:  {again ?? "none"}");
        }
    }
}
