using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews;

/// <summary>
/// Takes a step in the life of a review, inside a commit: checks it, writes it, notes it, and shows it wherever it stands. Who answered is
/// noted nowhere but with the answer itself.
/// </summary>
internal sealed class ReviewChange(
    Session session, Actor actor, ReviewGuard guard, RecordPlaces places, RecordEvents events, Notices notices, SimilarityIndex index)
{
    /// <summary>
    /// Keeps what the one who acts answers; gives why not, or null. Where nobody is waited for any more, all answers are shown.
    /// </summary>
    public string? Answer(long number, ReviewWords words)
    {
        actor.FindOrKeep();
        var (refusal, review) = guard.Allowed(number, ReviewStep.Answer);
        if (review is null) return refusal;
        var part = ReviewPeople.Find(session, number, actor.Id!.Value)!;
        ReviewPeople.Answer(session, part.Part, words.Trimmed(), actor.Now);
        Note(review, part.AnsweredAt is null ? "answered" : "answer-changed", ActorKind.Person);
        GoOn(review);
        return null;
    }

    /// <summary>Notes that the one who acts cannot take part; gives why not, or null.</summary>
    public string? Decline(long number)
    {
        actor.FindOrKeep();
        var (refusal, review) = guard.Allowed(number, ReviewStep.Decline);
        if (review is null) return refusal;
        ReviewPeople.Decline(session, ReviewPeople.Find(session, number, actor.Id!.Value)!.Part, actor.Now);
        Note(review, "declined", ActorKind.Person);
        GoOn(review);
        return null;
    }

    /// <summary>Calls it off; gives why not, or null.</summary>
    public string? Cancel(long number, string? reason, RequestOrigin origin)
    {
        actor.FindOrKeep();
        var (refusal, review) = guard.Allowed(number, ReviewStep.Cancel);
        if (review is null) return refusal;
        events.Append(
            ReviewKind.Definition.Reference(number, review.Team), "cancelled", origin, EventData.Of(("reason", reason)));
        Write(review, review with { State = ReviewState.Cancelled, EndedBecause = reason, NextDueAt = null });
        return null;
    }

    /// <summary>Closes it for the one who acts, who may be the bot; gives why not, or null.</summary>
    public string? Close(long number)
    {
        actor.FindOrKeep();
        var (refusal, review) = guard.Allowed(number, ReviewStep.Close);
        if (review is null) return refusal;
        events.Append(ReviewKind.Definition.Reference(number, review.Team), "closed");
        Write(review, review with { State = ReviewState.Closed, NextDueAt = null });
        return null;
    }

    /// <summary>Notes what became of an answer, and shows it beside the answer.</summary>
    public void Follow(Review review, ReviewResult made, RequestOrigin? origin)
    {
        if (!ReviewPeople.Add(session, made, actor.Id, actor.Now)) return;
        events.Append(
            ReviewKind.Definition.Reference(review.Number, review.Team), "followed", origin,
            EventData.Of(("made-kind", made.Kind), ("made", made.Number)));
        Write(review, review);
    }

    /// <summary>The time is over, or nobody is waited for: shows the answers; where there are none, the review ends.</summary>
    public void Finish(Review review)
    {
        var people = ReviewPeople.Of(session, review.Number);
        if (people.All(each => each.AnsweredAt is null))
        {
            Note(review, "ended", ActorKind.Bot);
            Write(review, review with { State = ReviewState.Closed, NextDueAt = null });
            Tell(review.Author, ReviewTimers.Unanswered, review);
            return;
        }

        index.Changed(ReviewKind.Id(review.Number), review.Version, review.Title, "");
        Note(review, "shown", ActorKind.Bot);
        Write(review, review with
        {
            State = ReviewState.Shown, ShownAt = actor.Now, NextDueAt = actor.Now.AddDays(ReviewTimes.DaysToClose),
        });
        foreach (var each in people) Tell(each.Person, ReviewTimers.Shown, review);
    }

    /// <summary>Writes when it is due next, and nothing else.</summary>
    public void Reschedule(Review review, DateTimeOffset? dueAt)
    {
        if (!ReviewRows.Set(session, review with { NextDueAt = dueAt })) throw new RaceLostException(review.Label);
    }

    private void GoOn(Review review)
    {
        if (ReviewPeople.Of(session, review.Number).Any(each => each.IsWaitedFor)) Write(review, review);
        else Finish(review);
    }

    private void Tell(PersonId person, NoticeSource source, Review review)
    {
        if (person != actor.Id) notices.Send(person, ReviewTimers.Kind, source, ReviewKind.Id(review.Number));
    }

    private void Write(Review before, Review after)
    {
        if (!ReviewRows.Set(session, after)) throw new RaceLostException(before.Label);
        places.ShowAgain(ReviewKind.Id(after.Number));
    }

    /// <summary>Notes that something happened, and not who did it.</summary>
    private void Note(Review review, string what, string kindOfActor) => RecordEventRows.Append(
        session.Statements, new(ReviewKind.Name, review.Number, what, actor.Now, kindOfActor) { Team = review.Team?.Value });
}
