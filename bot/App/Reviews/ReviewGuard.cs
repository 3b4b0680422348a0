using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews;

/// <summary>A step that somebody may take, or why not.</summary>
/// <param name="Refusal">Why not; null where they may, and then the review is there.</param>
internal sealed record ReviewMove(string? Refusal, Review? Review = null);

/// <summary>
/// The check before each step on a review: whether it is there, and whether the one who acts may take the step. What they may not is
/// refused with a reason, and noted.
/// </summary>
internal sealed class ReviewGuard(
    Session session, Actor actor, RecordViewers viewers, KnownPeople people, PrincipalReader principals, Refusals refusals)
{
    private static readonly ReviewStep[] All = [.. Enum.GetValues<ReviewStep>().Where(step => !ReviewLife.IsForBot(step))];

    /// <summary>The review, or why the one who acts cannot take a step on it at this moment.</summary>
    public ReviewMove Allowed(long number, ReviewStep step)
    {
        if (ReviewRows.Find(session, number) is not { } review) return new(ReviewTexts.NotFound);
        if (May(step, review)) return new(null, review);
        var sees = viewers.Of(ReviewKind.Definition, actor.Principal, number).Level is AccessLevel.Everything;
        if (sees && IsPast(review, step)) return new(Past(review, step));
        refusals.Note(ReviewKind.Definition.Reference(number, review.Team), EventData.Of((Refusals.Action, step.ToString())));
        return new(sees ? ReviewWording.WhyNot(step) : ReviewTexts.NotFound);
    }

    /// <summary>Whether the one who acts may take a step at this moment; nothing is noted.</summary>
    public bool May(ReviewStep step, Review review) =>
        (actor.Kind is ActorKind.Person or ActorKind.Bot)
            && ReviewLife.Machine.May(actor.Principal, step, review.State, FactsOf(review, actor.Principal));

    /// <summary>The steps that whoever reads a card may take; none where several people read.</summary>
    public IReadOnlyList<ReviewStep> StepsFor(Review review, Viewer viewer)
    {
        if (viewer.Person == default) return [];
        if (viewer.Person == actor.Id) return StepsOf(review, actor.Principal, actor.Kind);
        return people.Find(viewer.Person) is { } person ? StepsOf(review, principals.Of(person), person.Kind) : [];
    }

    private ReviewStep[] StepsOf(Review review, Principal who, string kindOfActor)
    {
        if (kindOfActor is not ActorKind.Person) return [];
        var facts = FactsOf(review, who);
        return [.. All.Where(step => ReviewLife.Machine.May(who, step, review.State, facts))];
    }

    private ReviewFacts FactsOf(Review review, Principal who)
    {
        var part = who.Person == default ? null : ReviewPeople.Find(session, review.Number, who.Person);
        return new(
            viewers.FactsOf(ReviewKind.Definition, who, review.Number), part is not null, part?.AnsweredAt is not null,
            part?.DeclinedAt is not null);
    }

    /// <summary>Whether the review has no such step any more, or the one who acts took it already.</summary>
    private bool IsPast(Review review, ReviewStep step) => !ReviewLife.Machine.Has(review.State, step)
        || (step is ReviewStep.Decline && FactsOf(review, actor.Principal) is { TakesPart: true });

    private static string Past(Review review, ReviewStep step) => step switch
    {
        ReviewStep.Decline when review.State is ReviewState.Collecting => ReviewTexts.AnsweredAlready,
        ReviewStep.Answer when review.ShownAt is not null => Wording.Say(ReviewTexts.TooLate, review.Label),
        _ => Wording.Say(ReviewTexts.PastThat, review.Label, ReviewWording.Of(review.State)),
    };
}
