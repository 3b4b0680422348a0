using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions;

/// <summary>What other slices do with action items, inside a commit of theirs.</summary>
internal sealed class ActionItems(Session session, Actor actor, Teams teams, ActionChange change, ActionPlaces places, RecordEvents events)
{
    /// <summary>Characters of a title that are kept.</summary>
    public const int LongestTitle = 80;

    /// <summary>Characters of evidence and of reasons at most.</summary>
    public const int LongestText = 20_000;

    /// <summary>Days until something is due for which nobody has said a day.</summary>
    public const int DaysUntilDue = 14;

    /// <summary>
    /// Creates an action item and gives its number: open where it comes from what was approved or a lead creates it, otherwise proposed.
    /// </summary>
    /// <exception cref="ArgumentException">The verifier is the owner.</exception>
    public long Create(NewAction asked, RequestOrigin? origin = null)
    {
        if (asked.Owner is not null && asked.Owner == asked.Verifier)
        {
            throw new ArgumentException("Nobody verifies what they own.", nameof(asked));
        }

        var item = change.Scheduled(Begun(asked));
        var zone = asked.Team is { } team ? teams.Find(team)?.TimeZone : null;
        item = item with { Number = ActionRows.Add(session, item, Team.LocalDate(actor.Now, zone)) };
        foreach (var witness in asked.Witnesses) ActionRows.AddWitness(session, item.Number, witness);
        events.Append(
            ActionKind.Definition.Reference(item.Number, item.Team), item.State is ActionState.Open ? "created" : "proposed", origin,
            EventData.Of(("parentKind", item.Origin?.Kind), ("parent", item.Origin?.Number), ("owner", item.Owner?.Value)));
        places.Announce(item);
        return item.Number;
    }

    /// <summary>The action items of a record, the oldest first.</summary>
    public IReadOnlyList<ActionItem> OfParent(RecordId parent) =>
        ActionRows.OfParent(session, new(parent.Kind.Name, parent.Number));

    /// <summary>
    /// Whether there is evidence for all that must be done before a record goes on; also where nothing must. What a lead declined or
    /// cancelled need not be done any more.
    /// </summary>
    public bool AreMandatoryDone(RecordId parent) => OfParent(parent).All(item =>
        !item.IsMandatory || item.State is ActionState.Done or ActionState.Verified or ActionState.Declined or ActionState.Cancelled);

    /// <summary>
    /// Cancels what is not done yet, because of what happened to its parent; whoever acts. False where it is over, or done already.
    /// </summary>
    public bool Cancel(long number, string reason, RequestOrigin? origin = null)
    {
        if (ActionRows.Find(session, number) is not { } item || !ActionLife.Machine.Has(item.State, ActionStep.Cancel)) return false;
        change.Take(item, ActionStep.Cancel, origin, item with { EndedBecause = reason }, reason);
        return true;
    }

    /// <summary>
    /// Notes that the one who acts has done what they own: a person, or an agent or system with its key; gives why not, or null.
    /// </summary>
    /// <param name="evidence">Words and links; never empty.</param>
    public string? Finish(long number, string evidence, double? hours, RequestOrigin origin)
    {
        if (string.IsNullOrWhiteSpace(evidence)) return ActionTexts.EvidenceMissing;
        return change.Take(
            number, ActionStep.Finish, origin,
            item => item with { Evidence = evidence.Trim(), EffortHours = hours, BlockedBecause = null });
    }

    private ActionItem Begun(NewAction asked)
    {
        var author = asked.Author ?? actor.FindOrKeep()
            ?? throw new InvalidOperationException("The bot creates an action item only for somebody.");
        var isOpen = asked.IsApproved || IsLead(asked.Team);
        return new(0, 1, author, isOpen ? ActionState.Open : ActionState.Proposed, ShortText.Cut(asked.Title.Trim(), LongestTitle))
        {
            Origin = asked.Parent is { } parent ? new(parent.Kind.Name, parent.Number) : null,
            Team = asked.Team,
            Owner = asked.Owner,
            Verifier = asked.Verifier,
            Type = asked.Type,
            Strength = asked.Strength,
            IsMandatory = asked.IsMandatory,
            NeedsVerifier = asked.NeedsVerifier,
            DueDate = asked.DueDate,
            DefinitionOfDone = asked.DefinitionOfDone,
            ExpectedEffect = asked.ExpectedEffect,
            Restricted = asked.Restricted,
            CreatedAt = actor.Now,
        };
    }

    private bool IsLead(TeamId? team) => actor.Kind is ActorKind.Person
        && (actor.Principal.IsAdministrator || actor.Principal.LeadsRecordsOf(team, ActionKind.Access.LeadRole));
}
