using System.Globalization;
using Improvement.Bot.Actions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Improvements;

/// <summary>A page of the list, with the titles and names that it shows.</summary>
/// <param name="View">The list.</param>
/// <param name="First">The entry with which the page begins, from 0.</param>
/// <param name="Titles">The titles of the records of the page.</param>
/// <param name="Owners">The names of the owners on the page; nobody for those without one.</param>
/// <param name="Now">The present moment, UTC.</param>
/// <param name="Note">What was just done, or could not be understood, for whoever did it; null for nothing.</param>
internal sealed record ListPageView(
    ListView View, int First, IReadOnlyDictionary<RecordId, string> Titles, Func<ListEntry, string?> Owners, DateTimeOffset Now,
    string? Note = null)
{
    /// <summary>Those whose part of the list can be chosen, by name.</summary>
    public IReadOnlyList<PersonChoice> People { get; init; } = [];

    /// <summary>Whose part it is, where it is one person's; null where nobody may know their name.</summary>
    public string? Person { get; init; }

    /// <summary>Those whom a typed name may mean, to be chosen from; none where it was clear.</summary>
    public IReadOnlyList<PersonChoice> Several { get; init; } = [];
}

/// <summary>The card of the prioritised list.</summary>
internal static class ListCards
{
    /// <summary>Entries on a page.</summary>
    public const int PerPage = 8;

    private const string Narrower = "Narrower";

    /// <summary>A page of the list, with the inputs that narrow it folded away.</summary>
    public static Card Of(ListPageView page)
    {
        var (view, first) = (page.View, page.First);
        var shown = view.Entries.Skip(first).Take(PerPage).ToList();
        return Card(
            HeadingOf(view),
            [
                page.Note is { } note ? Text(note) : null,
                page.Several is [] ? null : Buttons(
                    [.. page.Several.Take(ListPeople.MostSeveral).Select(each => Go(each.Name, OwnedByOne(view.Filter, each)))]),
                Heading(HeadingOf(view)),
                shown is [] ? Text(EmptyOf(page)) : Hint(CountOf(page, shown.Count)) with { Spacing = Spacing.None },
                shown is [] ? null : Group([.. shown.Select(entry => Row(entry, page).ToElement())]),
                view.Filter.IsSnoozed || shown is [] ? null : Hint(ImprovementTexts.Order),
                Folded(Narrower, [.. Inputs(page)]),
                Buttons(
                    first > 0 ? PageButton(ListCard.PreviousPage, view, Math.Max(0, first - PerPage)) : null,
                    first + shown.Count < view.Entries.Count ? PageButton(ListCard.NextPage, view, first + PerPage) : null,
                    view.Whole.Count + view.Snoozed > 0 ? Unfold(ImprovementTexts.Narrow, Narrower) : null,
                    view.Filter.IsNarrow ? Go(ImprovementTexts.ShowAll, new ListFilter { Team = view.Filter.Team }) : null,
                    view is { Snoozed: > 0, Filter.IsSnoozed: false }
                        ? Go(Say(ImprovementTexts.ShowSnoozed, view.Snoozed), view.Filter with { IsSnoozed = true })
                        : null,
                    ExecuteAction.Of(ImprovementTexts.ShowDecisions, ActionsCommand.Decisions, ("query", view.Filter.ToText()))),
            ]);
    }

    /// <summary>That the list has nothing for its reader.</summary>
    public static Card NoTeam() => Card(ImprovementTexts.NoTeam, Text(ImprovementTexts.NoTeam));

    /// <summary>The worth of a candidate with its limits.</summary>
    public static string Worth(RankedCandidate ranked) =>
        Say(ImprovementTexts.Worth, Number(ranked.Value.Value), Number(ranked.Value.Lower), Number(ranked.Value.Upper));

    /// <summary>A figure with two digits at most; more would claim to be known.</summary>
    public static string Number(double figure) => figure switch
    {
        < 0.01 => ImprovementTexts.VeryLittle,
        < 1 => figure.ToString("0.##", CultureInfo.InvariantCulture),
        < 10 => figure.ToString("0.#", CultureInfo.InvariantCulture),
        _ => TwoDigits(figure).ToString("#,0", CultureInfo.InvariantCulture),
    };

    private static double TwoDigits(double figure)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(figure)) - 1);
        return Math.Round(figure / unit) * unit;
    }

    /// <summary>Days since a moment, in words.</summary>
    public static string Age(DateTimeOffset since, DateTimeOffset now) =>
        (int)(now - since).TotalDays is > 0 and var days
            ? Counted(days, ImprovementTexts.SinceOneDay, ImprovementTexts.SinceDays)
            : ImprovementTexts.SinceToday;

    /// <summary>An action item in a few words.</summary>
    public static string WordsOf(ActionItem item) => string.Join(" · ", new[]
    {
        item.Label, item.OwnerName ?? ImprovementTexts.Nobody, ActionWords.Of(item.State),
        item.DueAt is { } due ? Say(ImprovementTexts.Due, Moment.Day(due)) : null,
    }.OfType<string>());

    private static ListRow Row(ListEntry entry, ListPageView page)
    {
        var title = $"{entry.Record.Label} · {page.Titles.GetValueOrDefault(entry.Record)}";
        var place = entry is { Ranked: { } ranked, Until: null } ? Say(ImprovementTexts.Place, ranked.Place, title) : title;
        string?[] details =
        [
            entry.Until is { } until ? Say(ImprovementTexts.Until, Moment.Day(until)) : null,
            entry.Ranked is { Candidate.MustNotWait: true } ? ImprovementTexts.MustNotWait : null,
            entry.Ranked?.Decision is { } decision ? DecisionMark(decision) : null,
            page.Owners(entry) ?? ImprovementTexts.Nobody,
            Age(entry.Since, page.Now),
            ListReader.WordsOf(entry),
            entry.Ranked is null ? ImprovementTexts.NotRanked : Worth(entry.Ranked),
            .. entry.Ranked is null ? [] : ActionsOf(entry.Actions),
        ];
        return new(place, string.Join(" · ", details.OfType<string>()), OpenOf(entry, page));
    }

    /// <summary>The action item that is due first, and how many more there are.</summary>
    private static IEnumerable<string> ActionsOf(IReadOnlyList<ActionItem> actions)
    {
        if (actions is []) yield break;
        yield return WordsOf(actions.MinBy(item => item.DueAt ?? DateTimeOffset.MaxValue)!);
        if (actions.Count > 1) yield return Counted(actions.Count - 1, ImprovementTexts.OneMoreAction, ImprovementTexts.MoreActions);
    }

    private static string DecisionMark(RankDecision decision) =>
        Say(decision.Place is RankPlace.First ? ImprovementTexts.PutFirst : ImprovementTexts.PutLast, decision.By);

    private static ExecuteAction OpenOf(ListEntry entry, ListPageView page) => ExecuteAction.Of(
        Say(ImprovementTexts.Open, entry.Record.Label),
        entry.Ranked is null ? entry.Record.Kind.OpenVerb : ActionsCommand.Open,
        (entry.Record.Kind.Name, entry.Record.Number), ("kind", entry.Record.Kind.Name),
        ("list", ActionsCommand.Page), ("query", page.View.Filter.ToText()), ("page", page.First));

    private static IEnumerable<Element> Inputs(ListPageView page)
    {
        var (view, filter) = (page.View, page.View.Filter);
        if (view.Teams.Count > 1)
        {
            yield return Pick(
                nameof(ListFilter.Team), ImprovementTexts.Team,
                view.Teams.Select(team => (team.Id.Value.ToString(CultureInfo.InvariantCulture), team.Name))) with
            {
                Placeholder = ImprovementTexts.AnyTeam, Value = filter.Team?.Value.ToString(CultureInfo.InvariantCulture),
            };
        }

        yield return OwnerInput(page);
        yield return Pick(nameof(ListFilter.State), ImprovementTexts.State, view.States) with
        {
            Placeholder = ImprovementTexts.AnyState, Value = filter.State,
        };
        yield return Pick(
            nameof(ListFilter.Days), ImprovementTexts.Days,
            ListFilter.Ages.Select(days => (days.ToString(CultureInfo.InvariantCulture), Say(ImprovementTexts.OlderThan, days)))) with
        {
            Placeholder = ImprovementTexts.AnyAge, Value = filter.Days > 0 ? filter.Days.ToString(CultureInfo.InvariantCulture) : null,
        };
        yield return Buttons(ExecuteAction.Of(ImprovementTexts.Show, ActionsCommand.Narrow) with { Style = ActionStyle.Positive });
    }

    /// <summary>Whose: of many the first ones by name, and whoever else is found while somebody types.</summary>
    private static ChoiceInput OwnerInput(ListPageView page)
    {
        IEnumerable<(string, string)> choices =
        [
            (nameof(OwnedBy.Anybody), ImprovementTexts.OwnerAnybody), (nameof(OwnedBy.Me), ImprovementTexts.OwnerMe),
            (nameof(OwnedBy.Nobody), ImprovementTexts.OwnerNobody),
            .. page.People.Take(PersonChoice.MostShown).Select(each => (PersonChoice.ValueOf(each), each.Name)),
        ];
        var input = page.People.Count > PersonChoice.MostShown
            ? TypeAhead(nameof(ListFilter.Owner), ImprovementTexts.Owner, PersonChoice.Dataset, choices)
            : Pick(nameof(ListFilter.Owner), ImprovementTexts.Owner, choices);
        return input with
        {
            Value = page.View.Filter.Person?.Value.ToString(CultureInfo.InvariantCulture) ?? page.View.Filter.Owner.ToString(),
        };
    }

    private static ListFilter OwnedByOne(ListFilter filter, PersonChoice person) =>
        filter with { Owner = OwnedBy.Anybody, Person = new(person.Id) };

    private static string HeadingOf(ListView view)
    {
        var heading = view.Filter.IsSnoozed ? ImprovementTexts.HeadingSnoozed : ImprovementTexts.Heading;
        var team = view.Filter.Team is { } one ? view.Teams.FirstOrDefault(each => each.Id == one)
            : view.Teams is [var only] ? only : null;
        return team is null ? heading : Say(ImprovementTexts.HeadingOfTeam, heading, team.Name);
    }

    private static string EmptyOf(ListPageView page) =>
        page is { View.Filter: { State: null, Days: 0, IsSnoozed: false }, Person: { } name } ? Say(ImprovementTexts.OwnsNothing, name)
        : page.View.Filter.IsNarrow ? ImprovementTexts.NothingLeft
        : ImprovementTexts.Empty;

    private static string CountOf(ListPageView page, int shown)
    {
        var (view, first) = (page.View, page.First);
        var count = view.Entries.Count <= PerPage
            ? ListCard.Found(view.Entries.Count, isAll: true)
            : ListCard.Position(first, shown, view.Entries.Count, isAll: true);
        var ofAll = view.Entries.Count < view.Whole.Count ? Say(ImprovementTexts.CountOfAll, count, view.Whole.Count) : count;
        return page.Person is { } name ? Say(ImprovementTexts.CountOfPerson, name, ofAll) : ofAll;
    }

    private static ExecuteAction PageButton(string title, ListView view, int first) =>
        ExecuteAction.Of(title, ActionsCommand.Page, ("query", view.Filter.ToText()), ("page", first));

    private static ExecuteAction Go(string title, ListFilter filter) =>
        ExecuteAction.Of(title, ActionsCommand.Page, ("query", filter.ToText()));
}
