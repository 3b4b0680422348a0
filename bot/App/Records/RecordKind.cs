using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Records;

/// <summary>
/// The descriptor of a kind of record, such as errors, for <c>/status</c>, <c>/my</c>, <c>/find</c>, places, webhooks, API keys and
/// permissions. Registered by its slice; see <see cref="RecordKind{T}"/>.
/// </summary>
/// <param name="name">Stable name in events, webhooks, places and the data of buttons, such as <c>error</c>.</param>
/// <param name="prefix">Of the labels that people write, such as <c>ERR</c>.</param>
/// <param name="access">Who sees what.</param>
internal abstract class RecordKind(string name, string prefix, Access access)
{
    private readonly string _subject = name + ":";

    /// <summary>Stable name in events, webhooks, places and the data of buttons.</summary>
    public string Name => name;

    /// <summary>Formats and parses the labels of its records.</summary>
    public RecordLabels Labels { get; } = new(prefix);

    /// <summary>Access control of its records.</summary>
    public Access Access => access;

    /// <summary>The reading press that opens a record out of a list; its number is the member <see cref="Name"/> of the data.</summary>
    public string OpenVerb { get; } = name + ".open";

    /// <summary>
    /// The reading press by which clients fetch the view of one person of a card in a channel; its number is the member
    /// <see cref="Name"/> of the data. A shortcut only: clients ask at most once a minute, so nothing relies on it.
    /// </summary>
    public string ViewVerb { get; } = name + ".view";

    /// <summary>
    /// What somebody is told who asks for a record that does not exist, or that they may not see; in the language of the turn.
    /// </summary>
    public required Func<string> NotFound { get; init; }

    /// <summary>How people begin a record of the kind; null where none is begun by a command.</summary>
    public RecordBeginning? Beginning { get; init; }

    /// <summary>The views that stay current wherever they stand; names are unique among all kinds.</summary>
    public required ImmutableArray<string> Views { get; init; }

    /// <summary>The one of <see cref="Views"/> that stands in channels, where several people read.</summary>
    public required string SharedView { get; init; }

    /// <summary>The one of <see cref="Views"/> that a lead gets in their own chat of a record that no channel shows.</summary>
    public required string LeadView { get; init; }

    /// <summary>The states in the order of the life cycle.</summary>
    public required ImmutableArray<RecordState> States { get; init; }

    /// <summary>The filters that it adds to the search.</summary>
    public ImmutableArray<SearchFilter> Filters { get; init; } = [];

    /// <summary>The states of records that nobody is to join, and that are suggested to nobody.</summary>
    public required ImmutableArray<string> Withdrawn { get; init; }

    /// <summary>
    /// Selects what its records are compared and found by: <c>id</c>, <c>version</c>, which grows with each change, <c>team</c>,
    /// <c>author</c>, <c>title</c> and <c>text</c>.
    /// </summary>
    public required Sql Texts { get; init; }

    /// <summary>The events of which webhooks can hear, as they are offered.</summary>
    public ImmutableArray<RecordEventChoice> Events { get; init; } = [];

    /// <summary>What API keys can be used for, as it is offered.</summary>
    public ImmutableArray<RecordScope> Scopes { get; init; } = [];

    /// <summary>The record that one of it comes from, by the stable name of its kind; null for none. Asks nobody who may see it.</summary>
    public Func<IServiceProvider, long, (string Kind, long Number)?> Origin { get; init; } = (_, _) => null;

    /// <summary>
    /// The record of an event as a member of its team sees it, under <see cref="Name"/> in the message of a webhook; null when they see
    /// nothing.
    /// </summary>
    public Func<IServiceProvider, RecordEvent, JsonNode?> ForWebhook { get; init; } = (_, _) => null;

    /// <summary>
    /// The records on which it could be worth to act, in no order; none for a kind of which nothing stands in the prioritised list.
    /// </summary>
    public Func<IServiceProvider, CandidateQuery, IEnumerable<Candidate>> Candidates { get; init; } = (_, _) => [];

    /// <summary>What the kind tells in a digest; nothing for one that tells nothing. Asked for in the language of its readers.</summary>
    public Func<IServiceProvider, DigestQuery, DigestPart> Digest { get; init; } = (_, _) => new([]);

    /// <summary>
    /// The numbers of the records of a team, restricted ones left out, that came to their end between two moments (UTC); none for a kind
    /// whose ends nobody asks for.
    /// </summary>
    public Func<IServiceProvider, TeamId, DateTimeOffset, DateTimeOffset, IReadOnlyList<long>> Ended { get; init; } = (_, _, _, _) => [];

    /// <summary>
    /// The kinds of object that its digest can be narrowed to (<see cref="DigestQuery.Objects"/>), each by a name without comma and with
    /// its words in the language of the moment; the same name of several kinds of record is one.
    /// </summary>
    public ImmutableArray<(string Name, Func<string> Words)> DigestObjects { get; init; } = [];

    /// <summary>The key of a record in places and outbox rows.</summary>
    public string Subject(long number) => string.Create(CultureInfo.InvariantCulture, $"{_subject}{number}");

    /// <summary>The number in such a key; null in the key of something else.</summary>
    public long? NumberIn(string subject) =>
        subject.StartsWith(_subject, StringComparison.Ordinal)
            && long.TryParse(subject.AsSpan(_subject.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A record as events name it.</summary>
    public RecordReference Reference(long number, TeamId? team) => new(name, number, team);

    /// <summary>Everything about a record for the person whose turn it is; null where there is none, or they may not see it.</summary>
    /// <param name="back">Leads back to the list that it was opened from; null for none.</param>
    public abstract Card? Status(IServiceProvider services, long number, CardAction? back);

    /// <summary>A record in a list of the person whose turn it is; null where it is gone.</summary>
    public abstract RecordLine? Line(IServiceProvider services, long number);

    /// <summary>Notes that somebody wanted to see a record that they may not see; nothing where there is none.</summary>
    public abstract void NoteRefusal(IServiceProvider services, long number);

    /// <summary>
    /// The buttons of what the person whose turn it is may do with a record, the form of each below the card; none where they see it not
    /// or may do nothing.
    /// </summary>
    public abstract IReadOnlyList<CardAction> Steps(IServiceProvider services, long number);

    /// <summary>What a place shows at this moment; null for nothing.</summary>
    public abstract Card? Draw(IServiceProvider services, Place place);

    /// <summary>The shared view as the person sees it whose turn it is; null where there is none, or they may not see it.</summary>
    public abstract Card? OwnView(IServiceProvider services, long number);

    /// <summary>Whether a line about what was changed may be said where a place is: it is for those who see all of the record.</summary>
    public abstract bool MayTell(IServiceProvider services, Place place);
}

/// <summary>How people begin a record of a kind.</summary>
/// <param name="Command">The name of the command, without its slash.</param>
/// <param name="Button">What a button of the command says, in the language of the moment.</param>
/// <param name="InsteadOfStatus">What the button says after <c>/status</c> with words that are no label, in the language of the
/// moment.</param>
internal sealed record RecordBeginning(string Command, Func<string> Button, Func<string> InsteadOfStatus)
{
    /// <summary>
    /// Begins one with words of a record of another kind: its dialog, and what that is given. The slice tells <see cref="RecordSeeds"/>
    /// what became of them. Null where that is not possible.
    /// </summary>
    public Func<string, RecordSeed, (DialogDefinition Dialog, JsonElement Given)>? From { get; init; }
}

/// <summary>Events of a kind of record, as they are offered to whoever adds a webhook.</summary>
/// <param name="Input">The input of the form; unique among all kinds.</param>
/// <param name="Events">Their names in messages, such as <c>error.filed</c>, each with its words in the language of the moment.</param>
/// <param name="Label">What is ticked, in the language of the moment.</param>
/// <param name="Tick">The words beside the tick, in the language of the moment.</param>
internal sealed record RecordEventChoice(
    string Input, ImmutableArray<(string Name, Func<string> Words)> Events, Func<string> Label, Func<string> Tick)
{
    /// <summary>Whether it is ticked from the beginning.</summary>
    public bool IsUsual { get; init; }
}

/// <summary>What an API key can be used for, as it is offered to whoever makes one.</summary>
/// <param name="Name">Kept with the key, such as <c>errors:file</c>.</param>
/// <param name="Input">The input of the form; unique among all kinds.</param>
/// <param name="Label">What is ticked, in the language of the moment.</param>
/// <param name="Tick">The words beside the tick, and of the scope wherever a key is shown, in the language of the moment.</param>
internal sealed record RecordScope(string Name, string Input, Func<string> Label, Func<string> Tick)
{
    /// <summary>Whether it is ticked from the beginning.</summary>
    public bool IsUsual { get; init; }

    /// <summary>
    /// A call of the API that shows what a key is good for, to be copied into a shell with the key in a variable; its value is the address
    /// of the API. Null for none. Of several scopes the last one's is shown.
    /// </summary>
    public Func<string, string>? Example { get; init; }
}
