using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Records;

/// <summary>One record: its kind and its number.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordId(RecordKind Kind, long Number)
{
    /// <summary>As people write it, such as <c>ERR-12</c>.</summary>
    public string Label => Kind.Labels.Of(Number);
}

/// <summary>All kinds of record, in the order in which their slices are listed. A bare number means a record of the first kind.</summary>
/// <param name="scopes">What API keys can be used for beside records of a kind.</param>
/// <param name="sources">Of what webhooks hear beside records of a kind.</param>
internal sealed class RecordKinds(
    IEnumerable<RecordKind> kinds, IEnumerable<RecordScope>? scopes = null, IEnumerable<EventSource>? sources = null)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<RecordKind> All { get; } = [.. kinds];

    /// <summary>How people begin a record, as it is offered to whoever has none: of the first kind that is begun by a command.</summary>
    public RecordBeginning Beginning => All.Select(kind => kind.Beginning).OfType<RecordBeginning>().First();

    /// <summary>What API keys can be used for, in the order in which it is offered.</summary>
    public IEnumerable<RecordScope> Scopes => All.SelectMany(kind => kind.Scopes).Concat(scopes ?? []);

    /// <summary>The events of which webhooks can hear, in the order in which they are offered.</summary>
    public IEnumerable<RecordEventChoice> Events =>
        All.SelectMany(kind => kind.Events).Concat((sources ?? []).SelectMany(each => each.Events));

    /// <summary>The states of all kinds, those of the first kind first.</summary>
    public IEnumerable<RecordState> States => All.SelectMany(kind => kind.States);

    /// <summary>The filters that kinds add to the search, in the order of the form.</summary>
    public IEnumerable<SearchFilter> Filters => All.SelectMany(kind => kind.Filters);

    /// <summary>The words for a scope; one of a newer version stands for itself.</summary>
    public string WordsOfScope(string name) => Scopes.FirstOrDefault(scope => scope.Name == name)?.Tick() ?? name;

    /// <summary>The words for an event that webhooks hear of; one of a newer version stands for itself.</summary>
    public string WordsOfEvent(string name)
    {
        foreach (var (known, words) in Events.SelectMany(choice => choice.Events))
        {
            if (known == name) return words();
        }

        return name;
    }

    /// <summary>Whether an event is one of a team: of the team that it names, or of several that are no single one.</summary>
    public bool IsOf(IServiceProvider services, RecordEvent happened, TeamId team) => happened.Team == team.Value
        || (happened.Team is null && SourceOf(happened)?.IsOf(services, happened, team) is true);

    /// <summary>What an event is of, as a member of its team sees it, for the message of a webhook; null when they see nothing.</summary>
    public JsonNode? ForWebhook(IServiceProvider services, RecordEvent happened) => Named(happened.RecordKind) is { } kind
        ? kind.ForWebhook(services, happened)
        : SourceOf(happened)?.ForWebhook(services, happened);

    /// <summary>The name of a kind in the keys of lists: empty for the first, so that keys of before there were others stay good.</summary>
    public string MarkOf(RecordKind kind) => kind == All[0] ? "" : kind.Name;

    /// <summary>The kind of such a name; null for none.</summary>
    public RecordKind? Marked(string mark) => mark is "" ? All[0] : Named(mark);

    /// <summary>The kind of a name; null for none.</summary>
    public RecordKind? Named(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>The record that a text is the label of, or a bare number of; null for anything else.</summary>
    public RecordId? Read(string text) => ReadLabel(text) ?? (All[0].Labels.Read(text) is { } number ? new(All[0], number) : null);

    /// <summary>The record that a text is the label of; null for anything else.</summary>
    public RecordId? ReadLabel(string text)
    {
        foreach (var kind in All)
        {
            if (kind.Labels.ReadWhole(text) is { } number) return new(kind, number);
        }

        return null;
    }

    /// <summary>The records that a text names by their labels, each once, in order.</summary>
    public IReadOnlyList<RecordId> In(string text) =>
    [
        .. All.SelectMany(kind => kind.Labels.In(text).Select(found => (found.At, Id: new RecordId(kind, found.Number))))
            .OrderBy(found => found.At).Select(found => found.Id).Distinct(),
    ];

    /// <summary>The record that a place or an outbox row is about; null for something else.</summary>
    public RecordId? OfSubject(string subject)
    {
        foreach (var kind in All)
        {
            if (kind.NumberIn(subject) is { } number) return new(kind, number);
        }

        return null;
    }

    private EventSource? SourceOf(RecordEvent happened) => sources?.FirstOrDefault(each => each.Kind == happened.RecordKind);
}
