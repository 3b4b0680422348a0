using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>
/// The action items of an approved fix: the fix itself, and each condition of its approval. The last evidence of done sees the fix in
/// place.
/// </summary>
internal sealed class FixActions(Session session, Actor actor, ActionItems items, ErrorSteps steps, Teams teams)
{
    /// <summary>Conditions of one approval at most; further lines stay part of the last.</summary>
    private const int MostConditions = 10;

    /// <summary>Days until a fix and its conditions are due, at first.</summary>
    private const int DaysUntilDue = 14;

    /// <summary>Called whenever an action item of an error came into another state.</summary>
    public static ActionParent Parent { get; } = new(
        ErrorKind.Name, (services, changed) => services.GetRequiredService<FixActions>().Moved(changed));

    /// <summary>Creates them; the owner of the error owns them until a lead gives them to others.</summary>
    public void Create(ErrorRecord error, Fix fix)
    {
        items.Create(ActionFor(error, fix, fix.Content.What) with { ExpectedEffect = fix.Content.Effect });
        foreach (var condition in ConditionsIn(fix.Conditions)) items.Create(ActionFor(error, fix, condition));
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
        DueDate = DueDate(error),
        DefinitionOfDone = what,
        Restricted = error.Restricted,
    };

    private DateOnly DueDate(ErrorRecord error) =>
        (error.Team is { } team ? teams.Find(team) : null)?.LocalDate(actor.Now.AddDays(DaysUntilDue))
            ?? DateOnly.FromDateTime(actor.Now.UtcDateTime.AddDays(DaysUntilDue));

    private void Moved(ActionChanged changed)
    {
        if (changed.Action.State is not (ActionState.Done or ActionState.Verified or ActionState.Cancelled or ActionState.Declined)) return;
        if (ErrorRows.FindAny(session, changed.Parent) is not { State: ErrorState.Implementing } error) return;
        var all = items.OfParent(ErrorKind.Id(error.Number));
        if (!items.AreMandatoryDone(ErrorKind.Id(error.Number))
            || all.All(item => item.State is ActionState.Cancelled or ActionState.Declined))
        {
            return;
        }

        steps.TakeItself(error, ErrorAction.Implement, new("implemented", () => FixTexts.LineImplemented)
        {
            Told = () => Say(FixTexts.ToldImplemented, error.Label, error.Title),
        });
    }
}
