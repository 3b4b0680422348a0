using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>
/// The check before each step on a pattern: whether it is there, and whether the one who acts may take the step. What they may not is
/// refused with a reason, and noted.
/// </summary>
internal sealed class PatternGuard(
    Session session, Actor actor, RecordViewers viewers, KnownPeople people, PrincipalReader principals, Refusals refusals)
{
    private static readonly PatternStep[] All = [.. Enum.GetValues<PatternStep>().Where(step => !PatternLife.IsForBot(step))];

    /// <summary>The pattern and the row of the step, or why the one who acts cannot take it at this moment.</summary>
    public PatternMove Allowed(long number, PatternStep step)
    {
        if (PatternRows.Find(session, number) is not { } pattern) return new(PatternTexts.NotFound);
        if (Find(pattern, step) is { } row) return new(null, pattern, row);
        var sees = viewers.Of(PatternKind.Definition, actor.Principal, number).Level is AccessLevel.Everything;
        if (sees && !PatternLife.Machine.Has(pattern.State, step))
        {
            return new(Wording.Say(PatternTexts.PastThat, pattern.Label, PatternWords.Of(pattern.State)));
        }

        refusals.Note(PatternKind.Definition.Reference(number, pattern.Team), EventData.Of((Refusals.Action, step.ToString())));
        return new(sees ? PatternWords.WhyNot(step) : PatternTexts.NotFound);
    }

    /// <summary>The row of a step that the one who acts may take at this moment; null otherwise. Nothing is noted.</summary>
    public Transition<PatternState, PatternStep, PatternFacts>? Find(Pattern pattern, PatternStep step) =>
        actor.Kind is not (ActorKind.Person or ActorKind.Bot) && PatternLife.IsForPeople(step)
            ? null
            : PatternLife.Machine.Find(actor.Principal, step, pattern.State, FactsOf(pattern, actor.Principal));

    /// <summary>The row of a step that the evidence takes, whoever acts; null where the evidence or the state does not.</summary>
    public Transition<PatternState, PatternStep, PatternFacts>? FindByEvidence(Pattern pattern, PatternStep step) =>
        PatternLife.Machine.Find(Principal.Bot, step, pattern.State, FactsOf(pattern, Principal.Bot));

    /// <summary>The steps that whoever reads a card may take; where several people read, those that its state has at all.</summary>
    public IReadOnlyList<PatternStep> StepsFor(Pattern pattern, Viewer viewer)
    {
        if (viewer.Person == default) return Shared(pattern);
        if (viewer.Person == actor.Id) return StepsOf(pattern, actor.Principal, actor.Kind);
        return people.Find(viewer.Person) is { } person ? StepsOf(pattern, principals.Of(person), person.Kind) : [];
    }

    private PatternStep[] StepsOf(Pattern pattern, Principal who, string kindOfActor)
    {
        var facts = FactsOf(pattern, who);
        return
        [
            .. All.Where(step => kindOfActor is ActorKind.Person || !PatternLife.IsForPeople(step))
                .Where(step => PatternLife.Machine.May(who, step, pattern.State, facts)),
        ];
    }

    private IReadOnlyList<PatternStep> Shared(Pattern pattern)
    {
        var facts = FactsOf(pattern, Principal.Stranger);
        return [.. All.Where(step => PatternLife.Machine.Has(pattern.State, step) && IsOpen(step, facts))];
    }

    /// <summary>Whether a step that the state has is open, whoever takes it.</summary>
    private static bool IsOpen(PatternStep step, PatternFacts facts) => step switch
    {
        PatternStep.AnswerFlag => facts.HasOpenFlags,
        PatternStep.Adopt => facts.IsOwnerless,
        PatternStep.MakeStandard => facts.Spread is { HasImproved: true, HasWorse: false },
        _ => true,
    };

    private PatternFacts FactsOf(Pattern pattern, Principal who) => new(
        viewers.FactsOf(PatternKind.Definition, who, pattern.Number), pattern.Validator, pattern.StateBefore, pattern.IsAttempt,
        pattern.State is PatternState.Validated or PatternState.Replicated
            ? PatternSpread.Of(session, pattern.Number, actor.Now)
            : PatternSpread.None,
        PatternFlags.Open(session, pattern.Number) is not [], pattern.Owner is null || pattern.OwnerLeftAt is not null);
}

/// <summary>A step that somebody may take, or why not.</summary>
/// <param name="Refusal">Why not; null where they may, and then pattern and row are there.</param>
internal sealed record PatternMove(
    string? Refusal, Pattern? Pattern = null, Transition<PatternState, PatternStep, PatternFacts>? Row = null);
