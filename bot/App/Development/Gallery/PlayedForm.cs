using System.Text.Json;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Development.Gallery;

/// <summary>
/// Plays a real dialog to one of its cards. It needs no services: what the dialog looks up stands in its journal already.
/// </summary>
internal sealed class PlayedForm
{
    private readonly DialogPlayer _player;
    private readonly IReadOnlyList<Entry> _known;
    private Scene _scene;

    private PlayedForm(DialogDefinition dialog, JsonElement? given, IReadOnlyList<Entry> known)
    {
        (_player, _known) = (new(dialog), known);
        _scene = new(Journal.Begin(dialog.Name, "0195550c0de07000800000000000cafe", given), null, null, Note.None);
    }

    /// <summary>Begins it.</summary>
    /// <param name="given">What it is begun with.</param>
    /// <param name="known">What it looks up.</param>
    public static PlayedForm Of(DialogDefinition dialog, JsonElement? given, params Entry[] known) =>
        new PlayedForm(dialog, given, known).Make(_ => new Move.Begin());

    /// <summary>Something that the dialog has looked up.</summary>
    public static Entry Known(string name, JsonElement value, string? key = null) => new(name, EntryKind.Look, value, key);

    /// <summary>Something that the dialog looks up anew in each turn.</summary>
    public static Entry KnownNow(string name, JsonElement value) => new(name, EntryKind.Momentary, value);

    /// <summary>The person fills in the open question.</summary>
    public PlayedForm Answer(params ReadOnlySpan<(string Input, string Value)> filled)
    {
        var values = Values.None;
        foreach (var (input, value) in filled) values = values.With(input, value);
        return Make(turn => new Move.Answer(turn, values));
    }

    /// <summary>The person goes back.</summary>
    public PlayedForm Back() => Make(turn => new Move.Back(turn));

    /// <summary>Where the dialog stands.</summary>
    public Journal Journal => _scene.Journal;

    /// <summary>The card that stands there now.</summary>
    public Card Card =>
        _scene.CardFor(GalleryData.Person)
            ?? _scene.Ending?.Card ?? throw new InvalidOperationException($"“{_scene.Journal.Dialog}” has come to a deed.");

    private PlayedForm Make(Func<int, Move> move)
    {
        var journal = _known.Aggregate(_scene.Journal, (all, entry) => all.With(entry));
        _scene = _player.Play(journal, move(journal.Turn), GalleryData.Now, NoServices.Instance, CancellationToken.None)
            .AsTask()
            .GetAwaiter()
            .GetResult();
        return this;
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
