using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>
/// Takes a step in the life of a replication, inside a commit: checks it, writes it, notes it with the pattern, shows it wherever the
/// pattern stands, and tells whoever owns the pattern.
/// </summary>
internal sealed class ReplicationChange(
    Session session, Actor actor, ReplicationGuard guard, PatternChange patterns, PatternPlaces places)
{
    /// <summary>The event of a core step that was done; no history shows it.</summary>
    public const string StepDone = "core-step-done";

    /// <summary>The one who acts.</summary>
    public Actor Actor => actor;

    /// <inheritdoc cref="ReplicationGuard.Allowed"/>
    public ReplicationMove Allowed(long id, ReplicationStep step) => guard.Allowed(id, step);

    /// <summary>Takes a step for the one who acts; gives why not, or null.</summary>
    /// <param name="edit">What else changes; null for nothing but the state.</param>
    /// <param name="reason">Why, or what was learned or changed, for the history and the owner of the pattern.</param>
    public string? Take(
        long id, ReplicationStep step, RequestOrigin? origin, Func<Replication, Replication>? edit = null, string? reason = null)
    {
        actor.FindOrKeep();
        var move = guard.Allowed(id, step);
        if (move is { Pattern: { } pattern, Replication: { } one, Row: { } row })
        {
            row.DemandReason(reason);
            Write(pattern, one, (edit?.Invoke(one) ?? one) with { State = row.To }, step, origin, reason);
        }

        return move.Refusal;
    }

    /// <summary>
    /// Keeps what a team measured of a pattern with the newest replication of that team; nothing where the team does not, or did not, work
    /// by it.
    /// </summary>
    public void Keep(long pattern, JudgedEffect judged)
    {
        if (PatternRows.Find(session, pattern) is not { } of) return;
        var all = ReplicationRows.Of(session, pattern);
        if (all.FirstOrDefault(each => each.Agent is null && each.Team == judged.Team) is not { } one) return;
        if (guard.FindByEvidence(of, one, ReplicationStep.Judge) is null) return;
        Write(
            of, one, one with { Verdict = judged.Verdict, VerdictWords = judged.Words }, ReplicationStep.Judge, origin: null, judged.Words);
    }

    /// <summary>Lets somebody see all of the pattern, and shows them what their team does with it.</summary>
    public void ShowTo(Pattern pattern, PersonId person)
    {
        PatternRows.AddReader(session, pattern.Number, person);
        places.ShowTo(pattern, person, Cards.PatternViews.Team);
    }

    private void Write(
        Pattern pattern, Replication before, Replication after, ReplicationStep step, RequestOrigin? origin, string? reason)
    {
        if (after.State != before.State) after = after with { StateSince = actor.Now };
        if (!ReplicationRows.Set(session, after)) throw new RaceLostException($"{pattern.Label} in {before.TargetName}");
        patterns.Note(
            pattern, EventOf(step), origin, EventData.Of(
                ("replication", after.Id), ("team", after.Team), ("state", after.State),
                ("before", before.State == after.State ? null : before.State), ("verdict", after.Verdict),
                ("reason", step is ReplicationStep.Reject or ReplicationStep.Stop ? reason : null)));
        // when the pattern is replicated depends on when its teams began, and on what they say of it
        if (step is ReplicationStep.BeginUse or ReplicationStep.Judge or ReplicationStep.Stop) patterns.Reschedule(pattern, actor.Now);
        if (step is ReplicationStep.DoStep or ReplicationStep.Confirm) return;
        patterns.Tell(pattern.Owner, pattern, () => Wording.Say(
            ReplicationWords.Told(step), pattern.Label, after.TargetName, reason,
            after.Verdict is { } verdict ? ReplicationWords.Of(verdict) : null));
    }

    private static string EventOf(ReplicationStep step) => step switch
    {
        ReplicationStep.Adopt => "adopted-by-team",
        ReplicationStep.Adapt => "adapted-by-team",
        ReplicationStep.Reject => "declined-by-team",
        ReplicationStep.DoStep => StepDone,
        ReplicationStep.Change => "changed-by-team",
        ReplicationStep.BeginUse => "in-use",
        ReplicationStep.Confirm => "still-in-use",
        ReplicationStep.Learn => "team-learned",
        ReplicationStep.Judge => "judged-by-team",
        _ => "given-up",
    };
}
