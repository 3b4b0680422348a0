using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

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

    /// <summary>The command; the words after it narrow the list: <c>mine</c>, <c>nobody</c>, <c>days:28</c>.</summary>
    public static ValueTask Run(TurnContext turn, string words, CancellationToken ct)
    {
        turn.SayPrivately(OutgoingActivity.Of(CardOf(turn, ListFilter.Read(words), first: 0)));
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

    /// <summary>Leads back to the list that the data of a press name.</summary>
    private static ExecuteAction Back(JsonElement data) => ExecuteAction.Of(
        ImprovementTexts.BackToList, Page, ("query", data.Text("query") ?? ""), ("page", FirstIn(data)));

    private static Card CardOf(TurnContext turn, ListFilter filter, int first, string? note = null)
    {
        var reader = turn.Services.GetRequiredService<ListReader>();
        return reader.HasTeams ? ListCards.Of(PageOf(turn, reader.Read(filter), first, note)) : ListCards.NoTeam();
    }

    private static ListPageView PageOf(TurnContext turn, ListView view, int first, string? note)
    {
        first = first < view.Entries.Count ? first : Math.Max(0, (view.Entries.Count - 1) / ListCards.PerPage * ListCards.PerPage);
        var shown = view.Entries.Skip(first).Take(ListCards.PerPage).ToList();
        var owners = turn.Services.GetRequiredService<KnownPeople>().Find([.. shown.Select(entry => entry.Owner?.Value).OfType<long>()])
            .ToDictionary(person => person.Id, person => person.ShownName);
        var titles = shown.ToDictionary(
            entry => entry.Record, entry => entry.Record.Kind.Line(turn.Services, entry.Record.Number)?.Title ?? "");
        return new(
            view, first, titles, entry => entry.Owner is { } owner ? owners.GetValueOrDefault(owner) : null,
            turn.Services.GetRequiredService<Actor>().Now, note);
    }

    private static Card? CandidateCard(TurnContext turn, RecordId record)
    {
        var reader = turn.Services.GetRequiredService<ListReader>();
        var filter = FilterIn(turn.PressData);
        var list = reader.Prioritised(filter);
        var snoozed = list.FindSnoozed(record);
        if ((list.Find(record) ?? snoozed?.Candidate) is not { } ranked) return null;
        if (record.Kind.Line(turn.Services, record.Number) is not { } line) return null;
        var owner = ranked.Candidate.Owner is { } id ? turn.Services.GetRequiredService<KnownPeople>().Find(id)?.ShownName : null;
        return CandidateCards.Of(new(ranked, line.Title, owner, list.Ranked.Count, turn.Services.GetRequiredService<Actor>().Now)
        {
            Until = snoozed?.Until,
            WeekAgo = reader.AWeekAgo(filter).Find(record),
            WhatIf = snoozed is null ? RankExplanation.WhatWouldChange(ranked, list.Ranked) : [],
            AboutEqual = snoozed is null ? RankExplanation.AboutEqual(ranked, list.Ranked) : [],
            Actions = reader.ActionsOf(record),
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
