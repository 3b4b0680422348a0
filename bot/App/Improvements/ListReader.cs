using Improvement.Bot.Actions;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Improvements;

/// <summary>An entry of the list: a candidate with its open action items, or an action item whose record is not in the list.</summary>
/// <param name="Record">What it is about.</param>
/// <param name="Ranked">Its rank; null for an action item by itself.</param>
/// <param name="Actions">Its open action items, the oldest first.</param>
/// <param name="Until">Until when it is left out of the list; null for what is in it.</param>
internal sealed record ListEntry(
    RecordId Record, RankedCandidate? Ranked, IReadOnlyList<ActionItem> Actions, DateTimeOffset? Until = null)
{
    /// <summary>Who is to act; null for nobody yet.</summary>
    public PersonId? Owner => Ranked is null ? Actions[0].Owner : Ranked.Candidate.Owner;

    /// <summary>Who is to act on it, and on its open action items; null for nobody yet.</summary>
    public IEnumerable<PersonId?> Owners => Actions.Select(item => item.Owner).Append(Owner);

    /// <summary>Since when it waits, UTC.</summary>
    public DateTimeOffset Since => Ranked?.Candidate.Since ?? Actions[0].CreatedAt;

    /// <summary>Its state, by name.</summary>
    public string State => Ranked?.Candidate.State ?? Actions[0].State.ToString();
}

/// <summary>The list as somebody sees it.</summary>
/// <param name="Entries">What the filter leaves.</param>
/// <param name="Whole">The list without the filter.</param>
/// <param name="Snoozed">How many are left out for some days.</param>
/// <param name="Teams">The teams that can be chosen from.</param>
/// <param name="States">The states that entries are in, by name with their words.</param>
internal sealed record ListView(
    ListFilter Filter, IReadOnlyList<ListEntry> Entries, IReadOnlyList<ListEntry> Whole, int Snoozed, IReadOnlyList<Team> Teams,
    IReadOnlyList<(string Name, string Words)> States)
{
    /// <summary>Who owns something in the list, whatever the filter leaves.</summary>
    public IEnumerable<PersonId> Owners => Whole.SelectMany(entry => entry.Owners).OfType<PersonId>().Distinct();
}

/// <summary>Reads the list for whoever acts, with the open action items.</summary>
internal sealed class ListReader(Session session, Actor actor, ImprovementList list, RecordKinds kinds, Teams teams)
{
    /// <summary>Open action items that are read at most.</summary>
    private const int MostActions = 2_000;

    /// <summary>Whether the list has anything for whoever acts: they are in a team, or lead something.</summary>
    public bool HasTeams => actor.Principal is { IsGuest: false } who && (SeesAll(who) || TeamsOf(who).Count > 0);

    /// <summary>The prioritised list of the teams that a filter means.</summary>
    public Prioritised Prioritised(ListFilter filter) => list.Of(TeamsOf(filter), actor.Principal);

    /// <summary>The same a week ago.</summary>
    public Prioritised AWeekAgo(ListFilter filter) => list.Of(new CandidateQuery(TeamsOf(filter), actor.Principal, actor.Now.AddDays(-7)));

    /// <summary>What a filter leaves of the list.</summary>
    public ListView Read(ListFilter filter)
    {
        var prioritised = Prioritised(filter);
        var actions = OpenActions(filter).ToLookup(item => item.Origin);
        var entries = (filter.IsSnoozed
            ? prioritised.Snoozed.Select(each => EntryOf(each.Candidate, actions, each.Until))
            : prioritised.Ranked.Select(each => EntryOf(each, actions)).Concat(Alone(prioritised, actions))).ToList();
        return new(
            filter, [.. entries.Where(entry => IsLeft(entry, filter))], entries, prioritised.Snoozed.Count, Choices(),
            [
                .. entries.Select(entry => (entry.State, Words: WordsOf(entry))).DistinctBy(state => state.State)
                    .OrderBy(state => state.Words),
            ]);
    }

    /// <summary>The same list as another filter leaves it, which means the same teams.</summary>
    public ListView Narrowed(ListView view, ListFilter filter) =>
        view with { Filter = filter, Entries = [.. view.Whole.Where(entry => IsLeft(entry, filter))] };

    /// <summary>The open action items of a record that whoever acts may see.</summary>
    public IReadOnlyList<ActionItem> ActionsOf(RecordId record) =>
        ActionRows.Open(session, actor.Principal, new ActionOrigin(record.Kind.Name, record.Number), MostActions);

    /// <summary>The state of an entry, in the language of the moment.</summary>
    public static string WordsOf(ListEntry entry) =>
        entry.Record.Kind.States.FirstOrDefault(state => state.Code == entry.State)?.Words() ?? entry.State;

    private static ListEntry EntryOf(RankedCandidate ranked, ILookup<ActionOrigin?, ActionItem> actions, DateTimeOffset? until = null)
    {
        var record = ranked.Candidate.Record;
        return new(record, ranked, [.. actions[new(record.Kind.Name, record.Number)]], until);
    }

    /// <summary>Action items whose record is not in the list: what is due first stands first.</summary>
    private static IEnumerable<ListEntry> Alone(Prioritised prioritised, ILookup<ActionOrigin?, ActionItem> actions)
    {
        var listed = prioritised.Ranked.Select(each => each.Candidate).Concat(prioritised.Snoozed.Select(each => each.Candidate.Candidate))
            .Select(candidate => new ActionOrigin(candidate.Record.Kind.Name, candidate.Record.Number)).ToHashSet();
        return actions.Where(group => group.Key is null || !listed.Contains(group.Key)).SelectMany(group => group)
            .OrderBy(item => item.DueAt ?? DateTimeOffset.MaxValue).ThenBy(item => item.Number)
            .Select(item => new ListEntry(ActionKind.Id(item.Number), null, [item]));
    }

    private bool IsLeft(ListEntry entry, ListFilter filter)
    {
        var owners = entry.Owners;
        return (filter.Owner switch
        {
            _ when filter.Person is { } person => owners.Contains(person),
            OwnedBy.Me => actor.Id is { } me && owners.Contains(me),
            OwnedBy.Nobody => owners.Contains(null),
            _ => true,
        })
            && (filter.State is null || entry.State.Equals(filter.State, StringComparison.OrdinalIgnoreCase))
            && entry.Since <= actor.Now.AddDays(-filter.Days);
    }

    private IReadOnlyList<ActionItem> OpenActions(ListFilter filter) =>
        ActionRows.Open(session, actor.Principal, TeamsOf(filter), MostActions);

    /// <summary>The teams that a filter means for whoever acts; null for all.</summary>
    public IReadOnlyCollection<TeamId>? TeamsOf(ListFilter filter) =>
        filter.Team is { } one ? [one] : SeesAll(actor.Principal) ? null : TeamsOf(actor.Principal);

    /// <summary>The teams whose list whoever acts may see, by name.</summary>
    public IReadOnlyList<Team> Choices()
    {
        var who = actor.Principal;
        var own = TeamsOf(who);
        return [.. teams.All().Where(team => SeesAll(who) || own.Contains(team.Id)).OrderBy(team => team.Name)];
    }

    // whoever leads one kind of record in all teams sees of the others what the condition of each kind lets them see
    private bool SeesAll(Principal who) => who.IsAdministrator || kinds.All.Any(kind => who.LeadsAll(kind.Access.LeadRole));

    private static IReadOnlyCollection<TeamId> TeamsOf(Principal who) => who.Teams.Union(who.Leads);
}
