using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Improvement.Bot.Framework.Cards;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Framework.Dialogs;

/// <summary>Context of a dialog: its conversation, arguments, questions and outside steps.</summary>
public sealed class DialogContext
{
    private readonly Journal _journal;
    private readonly JsonSerializerContext _json;
    private readonly List<string> _trail = [];

    private readonly Recall _recall;

    internal DialogContext(Journal journal, JsonSerializerContext json, Recall recall) =>
        (_journal, _json, _recall) = (journal, json, recall);

    /// <summary>Names this conversation for ever; the idempotency key of what the dialog brings about.</summary>
    public string Id => _journal.Id;

    /// <summary>When the first question was shown, UTC; null before.</summary>
    public DateTimeOffset? ShownAt => _journal.ShownAt;

    /// <summary>
    /// The conversation, with its thread, in which its person began it for everybody to see; null where they began it in private.
    /// </summary>
    public string? BegunIn => _journal.BegunIn;

    /// <summary>Why the dialog stopped; null when it ran to its end.</summary>
    internal Stop? StoppedAt { get; set; }

    /// <summary>The names of the steps passed so far.</summary>
    internal IReadOnlyList<string> Trail => _trail;

    /// <summary>Arguments of the dialog; null if there are none.</summary>
    public T? Given<T>() where T : class
    {
        try { return _journal.Given is { } given ? given.Deserialize(Json<T>()) : null; }
        catch (JsonException) { return null; } // a button carries it, so it may hold anything
    }

    /// <summary>
    /// The current draft value of an input of a question: typed in the chat, or submitted and refused or taken back. Null if there is none.
    /// </summary>
    public string? Typed(string question, string input) => _journal.GivenTo(question) is { } entry ? ValuesOf(entry)[input] : null;

    /// <summary>
    /// Whether a question has an answer, so that its form is not drawn; what only the form shows need not be looked up then. A refused
    /// answer counts as none.
    /// </summary>
    public bool IsAnswered(string question) => _journal[question] is { Kind: EntryKind.Answer };

    /// <summary>
    /// Asks with a form; goes on once the answer reads well. Asked again if a newer form no longer accepts the old answer.
    /// </summary>
    public Step<T> Ask<T>(string name, Form<T> form) where T : notnull => Ask(name, () => form);

    /// <summary>The same with a form that is costly to make: it is made only when the answer has not been read in this turn.</summary>
    public Step<T> Ask<T>(string name, Func<Form<T>> make) where T : notnull
    {
        Visit(name);
        var entry = _journal.GivenTo(name);
        if (entry is { Kind: EntryKind.Answer } && _recall.TryGet(entry, out T? read)) return new(this, read!, null);

        var form = make();
        if (entry is null) return new(this, default!, new Question(name, form.Card, form.Submit, form.MainInput));

        var values = ValuesOf(entry);
        var reading = form.Read(values, Json<T>());
        if (entry.Kind is EntryKind.Answer && reading.IsGood) return new(this, _recall.Keep(entry, reading.Answer!), null);

        var complaints = entry.Kind is EntryKind.Draft ? Problems.None : reading.Problems;
        return new(this, default!, new Question(name, form.Filled(values, complaints), form.Submit, form.MainInput));
    }

    /// <summary>Finds something out. Forgotten when the person goes back, so it may happen more than once.</summary>
    public Step<T> Look<TService, T>(string name, Func<TService, CancellationToken, ValueTask<T>> look) where TService : notnull =>
        Outside(name, EntryKind.Look, null, look);

    /// <summary>Finds something out about <paramref name="key"/>; found out again when the key has changed.</summary>
    public Step<T> Look<TService, T>(string name, string key, Func<TService, CancellationToken, ValueTask<T>> look)
        where TService : notnull =>
        Outside(name, EntryKind.Look, key, look);

    /// <summary>
    /// Finds something out anew in every turn, also when the open question is only drawn again: for what may be shown at this moment. It is
    /// never kept, so let no step that asks or brings something about depend on it: a conversation that waits there would go on by being
    /// looked at.
    /// </summary>
    public Step<T> LookAnew<TService, T>(string name, Func<TService, CancellationToken, ValueTask<T>> look) where TService : notnull =>
        Outside(name, EntryKind.Momentary, null, look);

    /// <summary>Brings something about, once, inside the turn's transaction. Never forgotten: going back stops here.</summary>
    /// <param name="beside">Whether the transaction may be beside others (see <see cref="Turns.ITurnStore.Commit"/>).</param>
    public Step<T> Do<TService, T>(string name, Func<TService, CancellationToken, ValueTask<T>> effect, bool beside = false)
        where TService : notnull =>
        Outside(name, EntryKind.Effect, null, effect, beside);

    private Step<T> Outside<TService, T>(
        string name, EntryKind kind, string? key, Func<TService, CancellationToken, ValueTask<T>> act, bool beside = false)
        where TService : notnull
    {
        Visit(name);
        return _journal[name] is { } entry && entry.Kind == kind && entry.Key == key && TryRead(entry, out T known)
            ? new(this, known, null)
            : new(this, default!, new OutsideStep(name, kind, async (services, ct) =>
            {
                var found = await act(services.GetRequiredService<TService>(), ct);
                var kept = new Entry(name, kind, JsonSerializer.SerializeToElement(found, Json<T>()), key);
                _recall.Keep(kept, found);
                return kept;
            }, beside));
    }

    private bool TryRead<T>(Entry entry, out T value)
    {
        try
        {
            if (!_recall.TryGet(entry, out value!)) value = _recall.Keep(entry, entry.Value.Deserialize(Json<T>())!);
            return true;
        }
        catch (JsonException) when (entry.Kind is EntryKind.Look)
        {
            value = default!; // found out by another version of the dialog; found out again
            return false;
        }
    }

    internal static Values ValuesOf(Entry entry) => new(entry.Value.Deserialize(JournalJson.Default.ImmutableSortedDictionaryStringString)
        ?? ImmutableSortedDictionary<string, string>.Empty);

    internal static JsonElement ToJson(Values values) =>
        JsonSerializer.SerializeToElement(values.ByInput, JournalJson.Default.ImmutableSortedDictionaryStringString);

    private JsonTypeInfo<T> Json<T>() => (JsonTypeInfo<T>?)_json.GetTypeInfo(typeof(T))
        ?? throw new InvalidOperationException($"Add [JsonSerializable(typeof({typeof(T).Name}))] to {_json.GetType().Name}.");

    private void Visit(string name)
    {
        if (_trail.Contains(name))
        {
            throw new InvalidOperationException($"The dialog uses the name '{name}' twice; every step needs its own.");
        }
        _trail.Add(name);
    }
}

/// <summary>
/// What was read from a journal's entries during one turn. A dialog is played several times in a turn, and an entry never changes, so each
/// is read once.
/// </summary>
internal sealed class Recall
{
    private readonly Dictionary<Entry, object?> _read = new(ReferenceEqualityComparer.Instance);

    /// <summary>The cached value of an entry.</summary>
    public bool TryGet<T>(Entry entry, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        var known = _read.TryGetValue(entry, out var read) && (read is T || (read is null && default(T) is null));
        value = known ? (T)read! : default;
        return known;
    }

    /// <summary>Caches the value of an entry.</summary>
    public T Keep<T>(Entry entry, T value)
    {
        _read[entry] = value;
        return value;
    }
}

/// <summary>The reason for which a dialog stopped.</summary>
internal abstract record Stop(string Name);

/// <summary>It needs an answer of a person.</summary>
internal sealed record Question(string Name, Card Card, string? Submit, string? MainInput) : Stop(Name);

/// <summary>It needs an outside step: a look-up or an effect.</summary>
/// <param name="IsBeside">For an effect: whether its transaction may be beside others.</param>
internal sealed record OutsideStep(
    string Name, EntryKind Kind, Func<IServiceProvider, CancellationToken, ValueTask<Entry>> Run, bool IsBeside) : Stop(Name);

/// <summary>One awaitable step of a dialog: known already, or the place to stop.</summary>
public readonly struct Step<T> : IStop
{
    private readonly DialogContext _dialog;
    private readonly T _known;
    private readonly Stop? _stop;

    internal Step(DialogContext dialog, T known, Stop? stop) => (_dialog, _known, _stop) = (dialog, known, stop);

    public Step<T> GetAwaiter()
    {
        if (_stop is not null) _dialog.StoppedAt = _stop;
        return this;
    }

    public bool IsCompleted => _stop is null;
    public T GetResult() => _known;
    public void OnCompleted(Action continuation) { }
}
