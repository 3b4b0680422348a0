using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Improvement.Bot.Framework.Dialogs;

/// <summary>
/// Everything a running conversation remembers: what was answered, looked up and done, each under the name that the dialog gave it.
/// Kept as JSON in one row; safe to read with a newer dialog than the one that wrote it. Never logged: it holds what people wrote.
/// </summary>
/// <param name="Dialog">Name of the dialog.</param>
/// <param name="Id">Names this conversation for ever; the idempotency key of what it brings about.</param>
/// <param name="Turn">Number of questions shown so far; a click that carries an older one is stale.</param>
/// <param name="Entries">In the order in which they were written.</param>
/// <param name="Pending">The question that is open.</param>
public sealed record Journal(string Dialog, string Id, int Turn, ImmutableArray<Entry> Entries, string? Pending)
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the envelope, for the engine's own sake.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Arguments of the dialog: the words after the command, or the values of the button; null when nothing was given.</summary>
    public JsonElement? Given { get; init; }

    /// <summary>When its first question was shown (UTC); for the time that filling in takes.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>The language in which it is conducted.</summary>
    public string? Locale { get; init; }

    /// <summary>
    /// The conversation, with its thread, in which its person began it for everybody to see; null where they began it in private.
    /// </summary>
    public string? BegunIn { get; init; }

    /// <summary>The entry of a name.</summary>
    public Entry? this[string name]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Name == name) return entry;
            }

            return null;
        }
    }

    /// <summary>
    /// What a person gave to a question. What was looked up or done under the same name by another version of the dialog does not count.
    /// </summary>
    internal Entry? GivenTo(string question) =>
        this[question] is { Kind: EntryKind.Answer or EntryKind.Draft or EntryKind.Refused } given ? given : null;

    /// <summary>An empty journal.</summary>
    public static Journal Begin(string dialog, string id, JsonElement? given = null) => new(dialog, id, 0, [], null) { Given = given };

    /// <summary>The journal with an entry added, in place of an earlier one of its name.</summary>
    public Journal With(Entry entry) => this with { Entries = Others(entry.Name).Add(entry) };

    /// <summary>The journal without the entry of a name.</summary>
    public Journal Without(string name) => this with { Entries = Others(name) };

    private ImmutableArray<Entry> Others(string name) =>
        this[name] is { } entry ? Entries.Remove(entry, ReferenceEqualityComparer.Instance) : Entries;

    /// <summary>The journal as it is stored, UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Default.Journal);

    /// <summary>Reads a stored journal.</summary>
    public static Journal FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, JournalJson.Default.Journal) ?? throw new JsonException("The journal is empty.");
}

/// <summary>One thing that a conversation knows.</summary>
/// <param name="Key">Key of a look-up; a look-up with another key is made again.</param>
public sealed record Entry(string Name, EntryKind Kind, JsonElement Value, string? Key = null);

/// <summary>How an entry came about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryKind>))]
public enum EntryKind
{
    /// <summary>A person gave it.</summary>
    Answer,

    /// <summary>A person gave it once; it fills the form but does not answer the question.</summary>
    Draft,

    /// <summary>A person gave it, and the form complained; it fills the form together with the complaint.</summary>
    Refused,

    /// <summary>It was found out, and may be found out again.</summary>
    Look,

    /// <summary>It was found out for the present turn alone, and is never stored.</summary>
    Momentary,

    /// <summary>It was brought about, once.</summary>
    [JsonStringEnumMemberName("Deed")] // the name under which it was stored first
    Effect,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Journal))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
internal sealed partial class JournalJson : JsonSerializerContext;
