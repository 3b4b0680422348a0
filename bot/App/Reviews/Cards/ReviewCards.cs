using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Reviews.Cards;

/// <summary>A review as a card shows it.</summary>
/// <param name="About">The label of the record that it is about; null for none.</param>
/// <param name="Steps">What its reader may do.</param>
internal sealed record ReviewSight(
    Review Review, string? About, IReadOnlyList<Participant> People, IReadOnlyList<ReviewStep> Steps)
{
    /// <summary>Who reads it; zero where several people do.</summary>
    public PersonId Reader { get; init; }

    /// <summary>The answers; none before they are shown.</summary>
    public IReadOnlyList<ReviewAnswer> Answers { get; init; } = [];

    /// <summary>What became of them, each with its label.</summary>
    public IReadOnlyList<(ReviewResult Made, string Label)> Results { get; init; } = [];

    /// <summary>Of one that was called off, what its reader answered; null for nothing.</summary>
    public ReviewWords? Own { get; init; }

    /// <summary>What happened to it, on its status; null where that is not shown.</summary>
    public IReadOnlyList<HistoryEvent>? History { get; init; }

    /// <summary>Leads back to the list that it was opened from; null for none.</summary>
    public CardAction? Back { get; init; }
}

/// <summary>The cards of reviews.</summary>
internal static class ReviewCards
{
    /// <summary>All of it that its reader may see, with what they may do; the answers once they are shown.</summary>
    public static Card Of(ReviewSight sight)
    {
        if (sight.Answers is not []) return ReviewBoard.Of(sight);
        return Card(StatusCard.Summary(sight.Review.Label, sight.Review.Title), [.. TopOf(sight), .. OwnOf(sight), .. EndOf(sight)]);
    }

    /// <summary>What stands above the answers, or where there are none to see.</summary>
    public static IEnumerable<Element?> TopOf(ReviewSight sight)
    {
        var review = sight.Review;
        yield return StatusCard.Head(review.Label, review.Title);
        yield return Text(NextOf(sight));
        yield return Facts(
            (ReviewTexts.FactState, ReviewWording.Of(review.State)),
            (ReviewTexts.FactAbout, sight.About),
            (ReviewTexts.FactAuthor, review.AuthorName),
            (ReviewTexts.FactTeam, review.TeamName),
            (ReviewTexts.FactPeople, Names(sight.People)),
            (ReviewTexts.FactUntil, review.State is ReviewState.Collecting ? Moment.DayAndTime(review.AnswersUntil) : null),
            (ReviewTexts.FactAnswered, review.State is ReviewState.Collecting ? AnsweredOf(sight.People) : null),
            (ReviewTexts.FactWaiting, WaitingOf(sight)),
            (ReviewTexts.FactShown, review.ShownAt is { } shown ? Moment.DayAndTime(shown) : null),
            (ReviewTexts.FactVisibility, review.Restricted ? ReviewTexts.RestrictedNote : null));
        yield return StatusCard.Part(ReviewTexts.PartEnded, review.EndedBecause);
    }

    /// <summary>What stands at the end: what happened, and what can be done.</summary>
    public static IEnumerable<Element?> EndOf(ReviewSight sight)
    {
        if (sight.History is { } history)
        {
            yield return StatusCard.HistoryHeading();
            yield return StatusCard.History(
                history.Select(line => (line.At, line.Who, ReviewWording.Event(line.What), ReasonIn(line.Data))));
        }

        CardAction[] buttons = [.. ButtonsOf(sight).OfType<CardAction>()];
        if (buttons is not []) yield return Buttons(buttons);
    }

    /// <summary>Number, title and state, for somebody who sees no more.</summary>
    public static Card Outline(Review review, CardAction? back) => Card(
        StatusCard.Summary(review.Label, review.Title),
        StatusCard.Head(review.Label, review.Title),
        Facts((ReviewTexts.FactState, ReviewWording.Of(review.State))),
        Hint(ReviewTexts.RestIsForTeam),
        back is null ? null : Buttons(back));

    /// <summary>That a review stands here which may not be seen here.</summary>
    public static Card Hidden(Review review) =>
        Card(Say(ReviewTexts.HiddenSummary, review.Label), Text(Say(ReviewTexts.HiddenText, review.Label)));

    private static IEnumerable<CardAction?> ButtonsOf(ReviewSight sight)
    {
        var (review, below) = (sight.Review, sight.History is not null);
        if (sight.Steps.Contains(ReviewStep.Answer))
        {
            var title = Me(sight)?.AnsweredAt is null ? ReviewTexts.Answer : ReviewTexts.AnswerAgain;
            yield return ReviewButtons.Of(review, title, ReviewButtons.Answer, below);
        }

        if (sight.Steps.Contains(ReviewStep.Decline))
        {
            yield return ReviewButtons.Of(review, ReviewTexts.Decline, ReviewButtons.Decline);
        }

        if (sight.Steps.Contains(ReviewStep.Cancel))
        {
            yield return ReviewButtons.Of(review, ReviewTexts.Cancel, ReviewButtons.Cancel, below);
        }

        if (sight.Steps.Contains(ReviewStep.Close)) yield return ReviewButtons.Of(review, ReviewTexts.Close, ReviewButtons.Close);
        if (review.IsUnanswered && sight.Reader != default)
        {
            yield return review.About is { } about
                ? ReviewButtons.BeginAbout(about, review.Team)
                : CommandButton.Staying(ReviewTexts.BeginAgain, $"/{Steps.BeginReview.Name} {review.Title}");
        }

        if (sight.About is { } label)
        {
            yield return CommandButton.Staying(Say(ReviewTexts.OpenRecord, label), $"/{StatusCommand.Name} {label}");
        }

        yield return sight.Back;
    }

    /// <summary>What happens next, for whoever reads it.</summary>
    private static string NextOf(ReviewSight sight) => sight.Review switch
    {
        { State: ReviewState.Collecting } => Me(sight) switch
        {
            { AnsweredAt: not null } => ReviewTexts.NextAnswered,
            { DeclinedAt: not null } => ReviewTexts.NextDeclined,
            { } => ReviewTexts.NextAsked,
            null => ReviewTexts.NextCollecting,
        },
        { IsUnanswered: true } => ReviewTexts.NextUnanswered,
        { State: ReviewState.Shown } => ReviewTexts.NextShown,
        { State: ReviewState.Closed } => ReviewTexts.NextClosed,
        _ => ReviewTexts.NextCancelled,
    };

    private static Participant? Me(ReviewSight sight) =>
        sight.Reader == default ? null : sight.People.FirstOrDefault(each => each.Person == sight.Reader);

    private static string AnsweredOf(IReadOnlyList<Participant> people)
    {
        var (asked, answered) = (people.Count(each => each.DeclinedAt is null), people.Count(each => each.AnsweredAt is not null));
        return Say(ReviewTexts.AnsweredOf, answered, asked);
    }

    /// <summary>Who is waited for, for whoever began it.</summary>
    private static string? WaitingOf(ReviewSight sight) =>
        sight.Review.State is ReviewState.Collecting && sight.Reader == sight.Review.Author
            && sight.People.Where(each => each.IsWaitedFor).ToList() is { Count: > 0 } waiting
            ? Names(waiting)
            : null;

    private static string? Names(IReadOnlyList<Participant> people) =>
        people is [] ? null : string.Join(", ", people.Select(each => each.Name ?? RecordTexts.Somebody));

    private static IEnumerable<Element?> OwnOf(ReviewSight sight)
    {
        if (sight.Own is not { } own) yield break;
        yield return Hint(ReviewTexts.OwnHint);
        foreach (var question in Enum.GetValues<ReviewQuestion>())
        {
            yield return StatusCard.Part(ReviewWording.Of(question), own.Of(question));
        }
    }

    private static string? ReasonIn(string? data)
    {
        if (data is null) return null;
        using var kept = JsonDocument.Parse(data);
        return kept.RootElement.Text("reason");
    }
}
