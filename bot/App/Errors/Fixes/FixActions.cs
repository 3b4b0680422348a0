using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verdicts;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>
/// The action items of an approved fix: the fix itself, and each condition of its approval. The last evidence of done sees the fix in
/// place.
/// </summary>
internal sealed class FixActions(Session session, Actor actor, ActionItems items, ErrorSteps steps, Teams teams, Watches watches)
{
    /// <summary>Conditions of one approval at most; further lines stay part of the last.</summary>
    private const int MostConditions = 10;

    /// <summary>Called whenever an action item of an error came into another state.</summary>
    public static ActionParent Parent { get; } = new(
        ErrorKind.Name, (services, changed) => services.GetRequiredService<FixActions>().Moved(changed));

    /// <summary>Creates them; the owner of the error owns them until a lead gives them to others.</summary>
    public void Create(ErrorRecord error, Fix fix)
    {
        FixRows.Begin(session, fix.Number, actor.Now);
        var effect = string.IsNullOrWhiteSpace(fix.Content.Effect) ? null : fix.Content.Effect;
        items.Create(ActionFor(error, fix, fix.Content.What) with { ExpectedEffect = effect });
        CreateConditions(error, fix);
    }

    /// <summary>Creates those of the conditions of its approval.</summary>
    public void CreateConditions(ErrorRecord error, Fix fix)
    {
        foreach (var condition in ConditionsIn(fix.Conditions)) items.Create(ActionFor(error, fix, condition));
    }

    /// <summary>
    /// After a fix that was begun first is approved: its review becomes an action of whoever decided, and it is in place if everything is
    /// done by then.
    /// </summary>
    public void AfterEmergency(long number, PersonId decider)
    {
        if (ErrorRows.FindAny(session, number) is not { } error || FixRows.OfError(session, number) is not { } fix) return;
        Review(error, fix, decider);
        SeeInPlace(error);
    }

    /// <summary>
    /// After a fix that was begun first is refused: what is open of it is cancelled, the way back is due on the next day by whoever began
    /// it, and its review is an action of whoever decided.
    /// </summary>
    public void Undo(long number, Fix fix, string why, PersonId decider)
    {
        Cancel(number, why);
        if (ErrorRows.FindAny(session, number) is not { } error) return;
        if (fix.Content.Rollback is { } rollback)
        {
            items.Create(ActionFor(error, fix, Say(FixTexts.UndoTitle, rollback)) with
            {
                Owner = fix.Proposer ?? error.Owner, IsMandatory = false, DueDate = DueDate(error, days: 1), DefinitionOfDone = rollback,
            });
        }

        Review(error, fix, decider);
    }

    private void Review(ErrorRecord error, Fix fix, PersonId decider)
    {
        var what = Say(FixTexts.ReviewTitle, fix.Label, fix.Content.What);
        items.Create(ActionFor(error, fix, what) with { Owner = decider, IsMandatory = false });
    }

    /// <summary>Cancels those that are not done.</summary>
    public void Cancel(long error, string why)
    {
        foreach (var item in items.OfParent(ErrorKind.Id(error))) items.Cancel(item.Number, why);
    }

    /// <summary>The conditions of an approval, a line each.</summary>
    public static IReadOnlyList<string> ConditionsIn(string? conditions) => conditions is null
        ? []
        : conditions.Split('\n', MostConditions, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private NewAction ActionFor(ErrorRecord error, Fix fix, string what) => new(what, fix.Content.Type, fix.Content.Strength)
    {
        Parent = ErrorKind.Id(error.Number),
        Team = error.Team,
        Owner = error.Owner ?? fix.Proposer,
        IsApproved = true,
        IsMandatory = true,
        DueDate = DueDate(error, ActionItems.DaysUntilDue),
        DefinitionOfDone = what,
        Restricted = error.Restricted,
    };

    private DateOnly DueDate(ErrorRecord error, int days) =>
        (error.Team is { } team ? teams.Find(team) : null)?.LocalDate(actor.Now.AddDays(days))
            ?? DateOnly.FromDateTime(actor.Now.UtcDateTime.AddDays(days));

    private void Moved(ActionChanged changed)
    {
        if (changed is { Before: ActionState.Done, Action: { IsMandatory: true, State: ActionState.InProgress } })
        {
            GoOn(changed.Parent);
            return;
        }

        if (changed.Action.State is not (ActionState.Done or ActionState.Verified or ActionState.Cancelled or ActionState.Declined)) return;
        if (ErrorRows.FindAny(session, changed.Parent) is not { } error) return;
        SeeInPlace(error);
        if (changed.Action.State is ActionState.Verified) SeeVerified(error);
    }

    private void SeeInPlace(ErrorRecord error)
    {
        if (error.State is not ErrorState.Implementing || error.IsUnapproved) return;
        if (FixRows.OfError(session, error.Number) is not { } fix || !FixWork.IsDone(FixWork.Of(session, fix))) return;
        steps.TakeItself(error, ErrorAction.Implement, new("implemented", () => FixTexts.LineImplemented)
        {
            Told = () => Say(FixTexts.ToldImplemented, error.Label, error.Title),
        });
        watches.Start(error.Number);
    }

    private void SeeVerified(ErrorRecord error)
    {
        if (error.State is not ErrorState.Verifying || actor.FindOrKeep() is not { } by) return;
        if (FixRows.OfError(session, error.Number) is { } fix && FixWork.IsVerified(FixWork.Of(session, fix)))
        {
            watches.SeeVerified(error.Number, by);
        }
    }

    /// <summary>What counted as done is not: the fix is not in place yet.</summary>
    private void GoOn(long number)
    {
        if (ErrorRows.FindAny(session, number) is not { State: ErrorState.Implemented or ErrorState.Verifying } error) return;
        WatchRows.End(session, number, actor.Now);
        steps.TakeItself(error, ErrorAction.ImplementAgain, new("not-implemented", () => FixTexts.LineNotImplemented)
        {
            Told = () => Say(FixTexts.ToldNotImplemented, error.Label, error.Title),
        });
    }
}
