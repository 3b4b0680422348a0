using System.Text.Json;
using Improvement.Bot.Actions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Improvements;

/// <summary><c>/actions</c>: the prioritised list, and what is pressed on it.</summary>
internal static class ActionsCommand
{
    /// <summary>The command.</summary>
    public const string Name = "actions";

    /// <summary>The reading press that draws a page of the list.</summary>
    public const string Page = "improvement.list";

    /// <summary>The reading press that draws what the inputs of the list leave.</summary>
    public const string Narrow = "improvement.narrow";

    /// <summary>The reading press that opens a candidate.</summary>
    public const string Open = "improvement.open";

    /// <summary>The reading press that shows what leads decided about ranks, and what became of it.</summary>
    public const string Decisions = "improvement.decisions";

    /// <summary>The press that asks where a candidate is to stand.</summary>
    public const string ChangeRank = "improvement.rank";

    /// <summary>The press that leaves a candidate out of the list for a week.</summary>
    public const string Snooze = "improvement.snooze";

    /// <summary>The press that takes it into the list again.</summary>
    public const string Unsnooze = "improvement.unsnooze";

    /// <summary>The press that makes whoever pressed the owner of an action item that nobody owns.</summary>
    public const string Take = "improvement.take";

    /// <summary>
    /// The command; the words after it narrow the list: <c>mine</c>, <c>nobody</c>, <c>days:28</c>, the name of a person.
    /// </summary>
    public static ValueTask Run(TurnContext turn, string words, CancellationToken ct)
    {
        turn.SayPrivately(OutgoingActivity.Of(CardOf(turn, words)));
        return default;
    }

    /// <summary>A page of the list.</summary>
    public static ValueTask Turned(TurnContext turn, CancellationToken ct)
    {
        turn.Show(CardOf(turn, FilterIn(turn.PressData), FirstIn(turn.PressData)));
        return default;
    }

    /// <summary>The list as its inputs narrow it.</summary>
    public static ValueTask Narrowed(TurnContext turn, CancellationToken ct)
    {
        var values = Values.From(turn.PressData);
        string?[] parts =
        [
            Part("team", values[nameof(ListFilter.Team)]), Part("owner", values[nameof(ListFilter.Owner)]),
            Part("state", values[nameof(ListFilter.State)]), Part("days", values[nameof(ListFilter.Days)]),
        ];
        turn.Show(CardOf(turn, ListFilter.Read(string.Join(' ', parts.OfType<string>())), first: 0));
        return default;
    }

    /// <summary>One candidate; where it is out of the list by now, its record.</summary>
    public static ValueTask Opened(TurnContext turn, CancellationToken ct)
    {
        if (RecordIn(turn) is not { } record) turn.Tell(ImprovementTexts.Gone);
        else if (CandidateCard(turn, record) is { } card) turn.Show(card);
        else StatusCommand.Open(turn, record.Kind, Back(turn.PressData));
        return default;
    }

    /// <summary>What leads decided about ranks.</summary>
    public static ValueTask ShowDecisions(TurnContext turn, CancellationToken ct)
    {
        turn.Show(DecisionCards.Of(
            turn.Services.GetRequiredService<DecisionReader>().Read(FilterIn(turn.PressData)), turn.PressData.Text("query") ?? ""));
        return default;
    }

    /// <summary>The form that asks where a candidate is to stand.</summary>
    public static ValueTask AskRank(TurnContext turn, CancellationToken ct)
    {
        if (RecordIn(turn) is not { } record)
        {
            turn.Tell(ImprovementTexts.Gone);
            return default;
        }

        if (turn.Services.GetRequiredService<RankChanges>().Refusal(record) is { } refusal)
        {
            turn.Tell(refusal);
            return default;
        }

        return turn.Services.GetRequiredService<DialogTurns>().BeginBelow(
            turn, Improvements.ChangeRank.Dialog, Improvements.ChangeRank.Given(record), ct);
    }

    /// <summary>Leaves a candidate out for a week, or takes it in again; the list stands in the place of the card.</summary>
    public static TurnHandler Snoozed(bool isLeftOut) => (turn, _) =>
    {
        var changes = turn.Services.GetRequiredService<RankChanges>();
        if (RecordIn(turn) is not { } record)
        {
            turn.Tell(ImprovementTexts.Gone);
            return default;
        }

        if (changes.Refusal(record) is { } refusal)
        {
            turn.Tell(refusal);
            return default;
        }

        turn.Write(writer =>
        {
            var note = isLeftOut ? changes.Snooze(record) : changes.Unsnooze(record);
            PressAnswer.Show(turn, writer, CardOf(turn, FilterIn(turn.PressData), first: 0, note), toStay: true);
            return default;
        });
        return default;
    };

    /// <summary>Gives an action item of a candidate to whoever pressed; the candidate stands there as it is by then.</summary>
    public static ValueTask Taken(TurnContext turn, CancellationToken ct)
    {
        var change = turn.Services.GetRequiredService<ActionChange>();
        var number = turn.PressData.Whole(ActionKind.Name) ?? 0; // no record has it
        if (change.Allowed(number, ActionStep.Take).Refusal is { } refusal)
        {
            if (RecordIn(turn) is { } of && CandidateCard(turn, of, refusal) is { } present) turn.Show(present);
            else turn.Tell(refusal);
            return default;
        }

        turn.Write(writer =>
        {
            var taken = Say(ImprovementTexts.NoteTaken, ActionKind.Id(number).Label);
            if (change.TakeOver(number, origin: null) is { } late) PressAnswer.Tell(turn, late);
            else if (RecordIn(turn) is not { } record || CandidateCard(turn, record, taken) is not { } card) PressAnswer.Tell(turn, taken);
            else PressAnswer.Show(turn, writer, card, toStay: true);
            return default;
        });
        return default;
    }

    /// <summary>Leads back to the list that the data of a press name.</summary>
    private static ExecuteAction Back(JsonElement data) => ExecuteAction.Of(
        ImprovementTexts.BackToList, Page, ("query", data.Text("query") ?? ""), ("page", FirstIn(data)));

    private static Card CardOf(TurnContext turn, ListFilter filter, int first, string? note = null)
    {
        var reader = turn.Services.GetRequiredService<ListReader>();
        return reader.HasTeams ? ListCards.Of(PageOf(turn, reader.Read(filter), first, note)) : ListCards.NoTeam();
    }

    /// <summary>The list as typed words narrow it; a name that is nobody's or several people's is answered with what to do.</summary>
    private static Card CardOf(TurnContext turn, string words)
    {
        var reader = turn.Services.GetRequiredService<ListReader>();
        if (!reader.HasTeams) return ListCards.NoTeam();
        var (filter, name) = ListFilter.ReadTyped(words);
        var view = reader.Read(filter);
        if (name.Length is 0) return ListCards.Of(PageOf(turn, view, first: 0, note: null));
        var meant = turn.Services.GetRequiredService<ListPeople>().Find(name, view.Owners);
        if (meant.One is { } one)
        {
            var narrowed = reader.Narrowed(view, filter with { Owner = OwnedBy.Anybody, Person = new(one.Id) });
            return ListCards.Of(PageOf(turn, narrowed, first: 0, note: null));
        }

        var note = Say(meant.Several is [] ? ImprovementTexts.NobodyCalled : ImprovementTexts.SeveralCalled, name);
        return ListCards.Of(PageOf(turn, view, first: 0, note) with { Several = meant.Several });
    }

    private static ListPageView PageOf(TurnContext turn, ListView view, int first, string? note)
    {
        first = first < view.Entries.Count ? first : Math.Max(0, (view.Entries.Count - 1) / ListCards.PerPage * ListCards.PerPage);
        var shown = view.Entries.Skip(first).Take(ListCards.PerPage).ToList();
        var people = turn.Services.GetRequiredService<ListPeople>();
        var choices = people.Named(view.Owners);
        var owners = choices.ToDictionary(each => new PersonId(each.Id), each => each.Name);
        var titles = shown.ToDictionary(
            entry => entry.Record, entry => entry.Record.Kind.Line(turn.Services, entry.Record.Number)?.Title ?? "");
        return new(
            view, first, titles, entry => entry.Owner is { } owner ? owners.GetValueOrDefault(owner) : null,
            turn.Services.GetRequiredService<Actor>().Now, note)
        {
            People = choices,
            Person = view.Filter.Person is { } person ? owners.GetValueOrDefault(person) ?? people.NameOf(person) : null,
        };
    }

    private static Card? CandidateCard(TurnContext turn, RecordId record, string? note = null)
    {
        var reader = turn.Services.GetRequiredService<ListReader>();
        var filter = FilterIn(turn.PressData);
        var list = reader.Prioritised(filter);
        var snoozed = list.FindSnoozed(record);
        if ((list.Find(record) ?? snoozed?.Candidate) is not { } ranked) return null;
        if (record.Kind.Line(turn.Services, record.Number) is not { } line) return null;
        var owner = ranked.Candidate.Owner is { } id ? turn.Services.GetRequiredService<KnownPeople>().Find(id)?.ShownName : null;
        var actions = reader.ActionsOf(record);
        return CandidateCards.Of(new(ranked, line.Title, owner, list.Ranked.Count, turn.Services.GetRequiredService<Actor>().Now)
        {
            Until = snoozed?.Until,
            WeekAgo = reader.AWeekAgo(filter).Find(record),
            WhatIf = snoozed is null ? RankExplanation.WhatWouldChange(ranked, list.Ranked) : [],
            AboutEqual = snoozed is null ? RankExplanation.AboutEqual(ranked, list.Ranked) : [],
            Note = note,
            Actions = actions,
            ToTake = [.. actions.Where(item => turn.Services.GetRequiredService<ActionGuard>().May(ActionStep.Take, item))],
            Steps = record.Kind.Steps(turn.Services, record.Number),
            MayRank = turn.Services.GetRequiredService<RankChanges>().Refusal(record) is null,
            Query = turn.PressData.Text("query") ?? "",
            Page = FirstIn(turn.PressData),
        });
    }

    private static RecordId? RecordIn(TurnContext turn) =>
        turn.Services.GetRequiredService<RecordKinds>().Named(turn.PressData.Text("kind") ?? "") is { } kind
            && turn.PressData.Whole(kind.Name) is { } number
            ? new(kind, number)
            : null;

    private static ListFilter FilterIn(JsonElement data) => ListFilter.Read(data.Text("query") ?? "");

    private static int FirstIn(JsonElement data) => (int)Math.Clamp(data.Whole("page") ?? 0, 0, 1_000_000);

    private static string? Part(string name, string? value) => string.IsNullOrWhiteSpace(value) ? null : $"{name}:{value}";
}
