using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>A step that somebody may take, or why not.</summary>
/// <param name="Refusal">Why not; null where they may, and then the others are there.</param>
internal sealed record ReplicationMove(
    string? Refusal, Pattern? Pattern = null, Replication? Replication = null,
    Transition<ReplicationState, ReplicationStep, ReplicationFacts>? Row = null);

/// <summary>
/// The check before each step on a replication: whether it is there, and whether the one who acts may take the step. What they may not is
/// refused with a reason, and noted.
/// </summary>
internal sealed class ReplicationGuard(
    Session session, Actor actor, RecordViewers viewers, KnownPeople people, PrincipalReader principals, Refusals refusals)
{
    private static readonly ReplicationStep[] All = Enum.GetValues<ReplicationStep>();

    /// <summary>The replication and the row of the step, or why the one who acts cannot take it at this moment.</summary>
    public ReplicationMove Allowed(long id, ReplicationStep step)
    {
        if (ReplicationRows.Find(session, id) is not { } one || PatternRows.Find(session, one.Pattern) is not { } pattern)
        {
            return new(PatternTexts.NotFound);
        }

        var facts = FactsOf(one, pattern);
        if (ReplicationLife.Machine.Find(actor.Principal, step, one.State, facts) is { } row) return new(null, pattern, one, row);
        var isTheirs = ReplicationLife.Leads(actor.Principal, facts) || (one.Owner is { } owner && owner == actor.Id);
        if (isTheirs && step is ReplicationStep.Confirm && one.CheckAt is not null) return new(ReplicationTexts.NotAskedYet);
        if (isTheirs && (!ReplicationLife.Machine.Has(one.State, step) || !facts.IsReliedOn))
        {
            return new(
                ReplicationLife.Machine.Has(one.State, step)
                    ? Wording.Say(PatternTexts.PastThat, pattern.Label, PatternWords.Of(pattern.State))
                    : Wording.Say(ReplicationTexts.PastThat, one.TargetName, ReplicationWords.Of(one.State)));
        }

        refusals.Note(
            PatternKind.Definition.Reference(pattern.Number, pattern.Team), EventData.Of((Refusals.Action, step.ToString())));
        var sees = viewers.LevelOf(PatternKind.Definition, actor.Principal, pattern.Number) is AccessLevel.Everything;
        return new(sees ? ReplicationTexts.ForTheTeam : PatternTexts.NotFound);
    }

    /// <summary>The row of a step that a measurement takes, whoever acts; null where the state has none.</summary>
    public Transition<ReplicationState, ReplicationStep, ReplicationFacts>? FindByEvidence(
        Pattern pattern, Replication one, ReplicationStep step) =>
        ReplicationLife.Machine.Find(Principal.Bot, step, one.State, FactsOf(one, pattern));

    /// <summary>The replications of a pattern that are somebody's: of the teams that they lead, and those that they look after.</summary>
    public IReadOnlyList<Replication> Of(Pattern pattern, PersonId person) => PrincipalOf(person) is not { } who
        ? []
        :
        [
            .. ReplicationRows.Of(session, pattern.Number)
                .Where(one => one.Owner == person || ReplicationLife.Leads(who, FactsOf(one, pattern)))
                .Where(one => one.Decision is not ReplicationDecision.LeftOut),
        ];

    /// <summary>The steps that somebody may take.</summary>
    public IReadOnlyList<ReplicationStep> StepsFor(Pattern pattern, Replication one, PersonId person)
    {
        if (PrincipalOf(person) is not { } who) return [];
        var facts = FactsOf(one, pattern);
        return [.. All.Where(step => ReplicationLife.Machine.May(who, step, one.State, facts))];
    }

    private Principal? PrincipalOf(PersonId person) =>
        person == default ? null
        : person == actor.Id ? actor.Principal
        : people.Find(person) is { } known ? principals.Of(known)
        : null;

    private ReplicationFacts FactsOf(Replication one, Pattern pattern) => new(
        one.Team, one.Owner, pattern.State is PatternState.Validated or PatternState.Replicated or PatternState.Standard,
        one.Checks.Length, one.CheckAt <= actor.Now);
}
