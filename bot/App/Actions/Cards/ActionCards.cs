using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Actions.Cards;

/// <summary>An action item as a card shows it.</summary>
/// <param name="Parent">The label of the record that it comes from; null for none.</param>
/// <param name="Steps">What its reader may do.</param>
internal sealed record ActionSight(ActionItem Item, string? Parent, IReadOnlyList<ActionStep> Steps)
{
    /// <summary>What happened to it, on its status; null where that is not shown.</summary>
    public IReadOnlyList<HistoryEvent>? History { get; init; }

    /// <summary>Leads to what is measured of it; null where nothing is.</summary>
    public CardAction? Effect { get; init; }

    /// <summary>Leads back to the list that it was opened from; null for none.</summary>
    public CardAction? Back { get; init; }
}

/// <summary>The cards of action items.</summary>
internal static class ActionCards
{
    private const int MostInOneRow = 4;

    /// <summary>All of it, with a button for each step that its reader may take.</summary>
    public static Card Of(ActionSight sight)
    {
        var item = sight.Item;
        return Card(
            StatusCard.Summary(item.Label, item.Title),
            [
                StatusCard.Head(item.Label, item.Title),
                Text(NextOf(item)),
                Facts(
                    (ActionTexts.FactState, ActionWords.Of(item.State)),
                    (ActionTexts.FactOwner, item.Owner is null ? ActionTexts.NobodyYet : item.OwnerName),
                    (ActionTexts.FactDue, item.DueAt is { } due ? Moment.DayAhead(due) : null),
                    (ActionTexts.FactFrom, sight.Parent),
                    (ActionTexts.FactTeam, item.TeamName),
                    (ActionTexts.FactType, Say(ActionTexts.TypeAndStrength, ActionWords.Of(item.Type), ActionWords.Of(item.Strength))),
                    (ActionTexts.FactMandatory, item.IsMandatory ? ActionTexts.MandatoryNote : null),
                    (ActionTexts.FactVerifier, VerifierOf(item)),
                    (ActionTexts.FactEffort, item.EffortHours is { } hours ? Say(ActionTexts.Hours, hours) : null),
                    (ActionTexts.FactVisibility, item.Restricted ? ActionTexts.RestrictedNote : null)),
                StatusCard.Part(ActionTexts.PartBlocked, item.BlockedBecause),
                StatusCard.Part(ActionTexts.PartEnded, item.EndedBecause),
                StatusCard.Part(ActionTexts.PartDefinition, item.DefinitionOfDone),
                StatusCard.Part(ActionTexts.PartEffect, item.ExpectedEffect),
                StatusCard.Part(ActionTexts.PartEvidence, item.Evidence),
                .. sight.History is { } history ? [StatusCard.HistoryHeading(), HistoryOf(history)] : Array.Empty<Element>(),
                .. Rows(sight),
            ]);
    }

    /// <summary>Number, title and state, for somebody who sees no more.</summary>
    public static Card Outline(ActionItem item, CardAction? back) => Card(
        StatusCard.Summary(item.Label, item.Title),
        StatusCard.Head(item.Label, item.Title),
        Facts((ActionTexts.FactState, ActionWords.Of(item.State))),
        Hint(ActionTexts.RestIsForTeam),
        back is null ? null : Buttons(back));

    /// <summary>That an action item stands here which may not be seen here.</summary>
    public static Card Hidden(ActionItem item) =>
        Card(Say(ActionTexts.HiddenSummary, item.Label), Text(Say(ActionTexts.HiddenText, item.Label)));

    /// <summary>An action item in a list; of one of another team, number, title and state.</summary>
    public static RecordLine LineOf(RecordLook<ActionItem> look)
    {
        var item = look.Record;
        var state = ActionWords.Of(item.State);
        if (look.Viewer.Level is not AccessLevel.Everything) return new(ActionKind.Id(item.Number), item.Title, state, "");
        string?[] hint = [state, item.OwnerName, item.DueAt is { } due ? Moment.Day(due) : null, item.TeamName];
        return new(ActionKind.Id(item.Number), item.Title, string.Join(" · ", hint.OfType<string>()), item.DefinitionOfDone ?? "");
    }

    /// <summary>What happens next.</summary>
    private static string NextOf(ActionItem item) => item.State switch
    {
        ActionState.Proposed => ActionTexts.NextProposed,
        ActionState.Open when item.Owner is null => ActionTexts.NextNoOwner,
        ActionState.Open => Say(ActionTexts.NextOpen, item.OwnerName),
        ActionState.InProgress => Say(ActionTexts.NextInProgress, item.OwnerName),
        ActionState.Blocked => Say(ActionTexts.NextBlocked, item.OwnerName),
        ActionState.Done when item.NeedsVerifier => ActionTexts.NextVerify,
        ActionState.Done => ActionTexts.NextDone,
        ActionState.Verified => Say(ActionTexts.NextVerified, item.VerifierName),
        ActionState.Declined => ActionTexts.NextDeclined,
        _ => ActionTexts.NextCancelled,
    };

    private static string? VerifierOf(ActionItem item) =>
        !item.NeedsVerifier ? null : item.Verifier is null ? ActionTexts.AnyColleague : item.VerifierName;

    private static Container HistoryOf(IReadOnlyList<HistoryEvent> history) =>
        StatusCard.History(history.Select(line => (line.At, line.Who, ActionWords.Event(line.What), ReasonIn(line.Data))));

    private static string? ReasonIn(string? data)
    {
        if (data is null) return null;
        using var kept = JsonDocument.Parse(data);
        return kept.RootElement.Text("reason");
    }

    /// <summary>What moves it on first, in a row of its own where there is much else.</summary>
    private static IEnumerable<Element> Rows(ActionSight sight)
    {
        CardAction[] onwards = [.. ButtonsOf(sight, ActionButtons.Onwards)];
        CardAction?[] last = [sight.Effect, sight.Back];
        CardAction[] others = [.. ButtonsOf(sight, ActionButtons.Others), .. last.OfType<CardAction>()];
        CardAction[][] rows = onwards.Length + others.Length <= MostInOneRow ? [[.. onwards, .. others]] : [onwards, others];
        return rows.Where(row => row is not []).Select(row => Buttons(row));
    }

    private static IEnumerable<CardAction> ButtonsOf(ActionSight sight, ActionStep[] steps) => steps.Where(sight.Steps.Contains)
        .Select(step => ActionButtons.Of(sight.Item, step, below: sight.History is not null));
}
