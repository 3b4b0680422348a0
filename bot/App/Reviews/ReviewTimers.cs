using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews;

/// <summary>
/// What happens to reviews by itself: who has not answered is reminded once, the answers are shown when the time is over, and what was
/// shown long ago is closed. And what people are told of reviews unasked.
/// </summary>
internal sealed class ReviewTimers(Session session, ReviewChange change, Notices notices)
{
    /// <summary>
    /// What people are told of reviews. It is outside the messages of a week: others wait for the answers, and the time runs.
    /// </summary>
    public static AttentionKind Kind { get; } = new("review", Pace.OutsideQuietHours)
    {
        Title = () => ReviewTexts.KindTitle, Meaning = () => ReviewTexts.KindMeaning,
    };

    /// <summary>The reviews of which something is due.</summary>
    public static DueSource Due { get; } = new(
        "reviews",
        (scope, now, skip, limit) => ReviewRows.Due(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<ReviewTimers>().Handle(
            long.Parse(run.Key.Subject, CultureInfo.InvariantCulture), run.Now));

    /// <summary>Somebody is asked to answer.</summary>
    public static NoticeSource Ask { get; } = new("review-ask", (services, subject) => Awaited(services, subject) is not null)
    {
        View = ReviewViews.Own,
        Line = (services, subject) => LineOf(ReviewTexts.AskLine, Awaited(services, subject)!),
    };

    /// <summary>Somebody is reminded to answer.</summary>
    public static NoticeSource Reminder { get; } = new("review-reminder", (services, subject) => Awaited(services, subject) is not null)
    {
        Line = (services, subject) => LineOf(ReviewTexts.ReminderLine, Awaited(services, subject)!),
    };

    /// <summary>All answers can be read.</summary>
    public static NoticeSource Shown { get; } = new("review-shown", (services, subject) => Find(services, subject)?.ShownAt is not null)
    {
        Line = (services, subject) => LineOf(ReviewTexts.ShownLine, Find(services, subject)!),
    };

    /// <summary>Nobody answered, for whoever began it.</summary>
    public static NoticeSource Unanswered { get; } = new(
        "review-unanswered", (services, subject) => Find(services, subject) is { IsUnanswered: true })
    {
        Line = (services, subject) => LineOf(ReviewTexts.UnansweredLine, Find(services, subject)!),
    };

    private void Handle(long number, DateTimeOffset now)
    {
        if (ReviewRows.Find(session, number) is not { NextDueAt: { } next } review || next != now) return;
        if (review.State is ReviewState.Shown) change.Close(number);
        else if (review.State is not ReviewState.Collecting) change.Reschedule(review, dueAt: null);
        else if (now >= review.AnswersUntil) change.Finish(review);
        else
        {
            foreach (var each in ReviewPeople.Of(session, number).Where(each => each.IsWaitedFor))
            {
                notices.Send(each.Person, AttentionKind.Reminder, Reminder, ReviewKind.Id(number));
            }

            change.Reschedule(review, review.AnswersUntil);
        }
    }

    /// <summary>The review in which somebody is waited for; null where they are not, or not any more.</summary>
    private static Review? Awaited(IServiceProvider services, NoticeSubject subject) =>
        Find(services, subject) is { State: ReviewState.Collecting } review
            && ReviewPeople.Find(services.GetRequiredService<Session>(), review.Number, subject.Person) is { IsWaitedFor: true }
            ? review
            : null;

    private static Review? Find(IServiceProvider services, NoticeSubject subject) =>
        ReviewRows.Find(services.GetRequiredService<Session>(), subject.Record.Number);

    private static string LineOf(string words, Review review) => Wording.Say(words, review.Label, review.Title, review.AuthorName);
}
