using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Reviews;

/// <summary>What the steps of a review ask about it, for one person.</summary>
/// <param name="TakesPart">Whether the person was asked to answer.</param>
/// <param name="HasAnswered">Whether they did.</param>
/// <param name="HasDeclined">Whether they said that they cannot take part.</param>
internal sealed record ReviewFacts(AccessFacts Access, bool TakesPart, bool HasAnswered, bool HasDeclined);

/// <summary>The life of a review: the states, the steps, and who may take each.</summary>
internal static class ReviewLife
{
    /// <summary>The table.</summary>
    public static StateMachine<ReviewState, ReviewStep, ReviewFacts> Machine { get; } = new(
        ReviewState.Collecting,
        [
            new(ReviewState.Collecting, ReviewStep.Answer, ReviewState.Collecting, (_, review) => review.TakesPart),
            new(ReviewState.Collecting, ReviewStep.Decline, ReviewState.Collecting, (_, review) => review.TakesPart)
            {
                Guard = review => review is { HasAnswered: false, HasDeclined: false },
            },
            new(ReviewState.Collecting, ReviewStep.Cancel, ReviewState.Cancelled, BeganOrLeads),
            new(ReviewState.Collecting, ReviewStep.Show, ReviewState.Shown, (who, _) => who.IsBot),
            new(ReviewState.Collecting, ReviewStep.End, ReviewState.Closed, (who, _) => who.IsBot),
            new(ReviewState.Shown, ReviewStep.Follow, ReviewState.Shown, SeesAll),
            new(ReviewState.Shown, ReviewStep.Close, ReviewState.Closed, (who, review) => who.IsBot || BeganOrLeads(who, review)),
        ],
        [
            new(ReviewState.Collecting, "until when answers are waited for"),
            new(ReviewState.Shown, "28 days"),
        ]);

    /// <summary>Whether the bot alone takes a step.</summary>
    public static bool IsForBot(ReviewStep step) => step is ReviewStep.Show or ReviewStep.End;

    private static bool BeganOrLeads(Principal who, ReviewFacts review) =>
        (who.Person != default && review.Access.Author == who.Person)
            || who.IsAdministrator || who.LeadsRecordsOf(review.Access.Team, ReviewKind.Access.LeadRole);

    private static bool SeesAll(Principal who, ReviewFacts review) =>
        who.Person != default && ReviewKind.Access.Of(who, review.Access) is AccessLevel.Everything;
}
