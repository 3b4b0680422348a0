using Improvement.Bot.Actions.Cards;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions;

/// <summary>
/// Takes a step in the life of an action item, inside a commit: checks it, writes it, notes it, shows it wherever the item stands, and
/// tells the slice of its parent.
/// </summary>
internal sealed class ActionChange(
    Session session, Actor actor, ActionGuard guard, Teams teams, ActionPlaces shown, RecordPlaces places, RecordEvents events,
    Notices notices, IEnumerable<ActionParent> parents, IServiceProvider services)
{
    /// <summary>The one who acts.</summary>
    public Actor Actor => actor;

    /// <inheritdoc cref="ActionGuard.Allowed"/>
    public (ActionItem? Item, string? Refusal) Allowed(long number, ActionStep step) => guard.Allowed(number, step);

    /// <summary>An action item on which the one who acts may take a step; null otherwise. Nothing is noted.</summary>
    public ActionItem? Find(long number, ActionStep step) =>
        ActionRows.Find(session, number) is { } item && guard.May(step, item) ? item : null;

    /// <summary>Takes a step for the one who acts; gives why not, or null.</summary>
    /// <param name="edit">What else changes; null for nothing but the state.</param>
    /// <param name="reason">Why, for the history and the channels.</param>
    public string? Take(
        long number, ActionStep step, RequestOrigin? origin, Func<ActionItem, ActionItem>? edit = null, string? reason = null)
    {
        actor.FindOrKeep();
        var (item, refusal) = guard.Allowed(number, step);
        if (item is not null) Take(item, step, origin, edit?.Invoke(item) ?? item, reason);
        return refusal;
    }

    /// <summary>Makes the one who acts the owner of what nobody owns; gives why not, or null.</summary>
    public string? TakeOver(long number, RequestOrigin? origin) => Take(number, ActionStep.Take, origin, OfActor);

    /// <summary>Takes a step, whoever acts.</summary>
    /// <param name="edited">The item with what else changes.</param>
    /// <param name="reason">Why; null only for a step that needs none.</param>
    public void Take(ActionItem item, ActionStep step, RequestOrigin? origin, ActionItem edited, string? reason)
    {
        var row = ActionLife.Machine.Row(item.State, step);
        row.DemandReason(reason);
        var after = Scheduled(edited with { State = row.To });
        DateTimeOffset? closedAt = ActionLife.IsOver(after.State, after.NeedsVerifier) ? actor.Now : null;
        if (!ActionRows.Set(session, after, closedAt)) throw new RaceLostException(item.Label);

        events.Append(ActionKind.Definition.Reference(item.Number, item.Team), EventOf(step), origin, DataOf(item, after, reason));
        places.ShowAgain(
            ActionKind.Id(item.Number), item.Restricted,
            () => Wording.Say(ActionWords.Line(step), actor.Name, item.Label, reason));
        if (step is ActionStep.Approve || (after.Owner != item.Owner && ActionLife.IsWorkedOn(after.State))) shown.ShowToOwner(after);
        if (step is ActionStep.NotDone) TellOwner(after, reason);
        if (after.State != item.State) TellParent(after, item.State);
    }

    /// <summary>The item with the moment at which its owner is reminded next; none where nobody works on it.</summary>
    public ActionItem Scheduled(ActionItem item)
    {
        var zone = Team.ZoneOf(ZoneOf(item));
        return item with
        {
            DueAt = item.DueDate is { } due ? ReminderTimes.DueAt(due, zone) : null,
            NextDueAt = item is { DueDate: { } day, Owner: not null } && ActionLife.IsWorkedOn(item.State)
                ? ReminderTimes.Next(day, zone, actor.Now)
                : null,
        };
    }

    /// <summary>The item as the one who acts owns it; nobody verifies what they own, and what has no date yet gets one.</summary>
    private ActionItem OfActor(ActionItem item) => item with
    {
        Owner = actor.Id,
        Verifier = item.Verifier == actor.Id ? null : item.Verifier,
        DueDate = item.DueDate ?? Team.LocalDate(actor.Now.AddDays(ActionItems.DaysUntilDue), ZoneOf(item)),
    };

    private string? ZoneOf(ActionItem item) => item.Team is { } team ? teams.Find(team)?.TimeZone : null;

    private void TellOwner(ActionItem item, string? reason)
    {
        shown.ShowToOwner(item);
        notices.SayBeside(
            ActionKind.Id(item.Number), AttentionKind.Answer, view => view is ActionViews.Own,
            () => Wording.Say(ActionWords.Line(ActionStep.NotDone), actor.Name, item.Label, reason));
    }

    private void TellParent(ActionItem after, ActionState before)
    {
        if (after.Origin is not { } origin) return;
        foreach (var parent in parents.Where(each => each.Kind == origin.Kind))
        {
            parent.Changed(services, new(origin.Number, after, before));
        }
    }

    private static string DataOf(ActionItem before, ActionItem after, string? reason) => EventData.Of(
        ("state", after.State),
        ("before", before.State == after.State ? null : before.State),
        ("owner", before.Owner == after.Owner ? null : after.Owner?.Value),
        ("due", before.DueDate == after.DueDate ? null : after.DueDate?.ToString("yyyy-MM-dd")),
        ("reason", reason));

    private static string EventOf(ActionStep step) => step switch
    {
        ActionStep.Approve => "approved",
        ActionStep.Take => "taken",
        ActionStep.Start => "started",
        ActionStep.Finish => "finished",
        ActionStep.Verify => "verified",
        ActionStep.NotDone => "not-done",
        ActionStep.Block => "blocked",
        ActionStep.MoveDate => "date-moved",
        ActionStep.Reassign => "reassigned",
        ActionStep.Decline => "declined",
        _ => "cancelled",
    };
}
