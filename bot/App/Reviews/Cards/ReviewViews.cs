using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews.Cards;

/// <summary>The views of a review that stay current wherever they stand, and its status.</summary>
internal static class ReviewViews
{
    /// <summary>Lines of history shown, the newest.</summary>
    private const int HistoryShown = 12;

    /// <summary>In the own chat of whoever takes part.</summary>
    public const string Own = "review-own";

    /// <summary>In a channel.</summary>
    public const string Shared = "review-shared";

    /// <summary>All of it, with its history and what its reader may do.</summary>
    public static Card Whole(RecordLook<Review> look, CardAction? back) => ReviewCards.Of(SightOf(look) with
    {
        History = RecordHistory.Of(look.Services.GetRequiredService<Session>(), ReviewKind.Id(look.Record.Number), HistoryShown),
        Back = back,
    });

    /// <summary>A view for somebody who sees all of it or its outline.</summary>
    public static Card Draw(RecordLook<Review> look) => look.Viewer.Level is AccessLevel.Everything
        ? ReviewCards.Of(SightOf(look))
        : ReviewCards.Outline(look.Record, back: null);

    /// <summary>A review in a list, with its answers once they are shown; of one of another team, number, title and state.</summary>
    public static RecordLine LineOf(RecordLook<Review> look)
    {
        var (services, review, viewer) = look;
        var state = ReviewWording.Of(review.State);
        if (viewer.Level is not AccessLevel.Everything) return new(ReviewKind.Id(review.Number), review.Title, state, "");
        string?[] hint = [state, review.TeamName, Moment.Day(review.CreatedAt)];
        var answers = ReviewPeople.Answers(services.GetRequiredService<Session>(), review.Number);
        return new(
            ReviewKind.Id(review.Number), review.Title, string.Join(" · ", hint.OfType<string>()),
            string.Join('\n', answers.Select(answer => answer.Words.Text)));
    }

    /// <summary>What a card shows of it to whoever sees all of it.</summary>
    public static ReviewSight SightOf(RecordLook<Review> look)
    {
        var (services, review, viewer) = look;
        var (session, follow) = (services.GetRequiredService<Session>(), services.GetRequiredService<ReviewFollow>());
        var about = review.About is { } subject
            ? services.GetRequiredService<RecordKinds>().Named(subject.Kind)?.Labels.Of(subject.Number)
            : null;
        return new(
            review, about, ReviewPeople.Of(session, review.Number), services.GetRequiredService<ReviewGuard>().StepsFor(review, viewer))
        {
            Reader = viewer.Person,
            Answers = ReviewPeople.Answers(session, review.Number),
            Results = [.. ReviewPeople.Results(session, review.Number).Select(made => (made, follow.LabelOf(made)))],
            Own = review.State is ReviewState.Cancelled && viewer.Person != default
                ? ReviewPeople.Own(session, review.Number, viewer.Person)
                : null,
        };
    }
}
