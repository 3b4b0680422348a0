using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Reviews.Cards;

/// <summary>The buttons of reviews, and their presses.</summary>
internal static class ReviewButtons
{
    /// <summary>The verbs of the presses.</summary>
    public const string Begin = "review.begin", Answer = "review.answer", Decline = "review.decline", Cancel = "review.cancel",
        Close = "review.close", Read = "review.read", Page = "review.page", Keep = "review.keep", Report = "review.report",
        Act = "review.act";

    /// <summary>The members of the data that say what a review is to be about, and in which team.</summary>
    public const string AboutKind = "about-kind", AboutNumber = "about", Team = "team";

    /// <summary>The member of the data that names a question.</summary>
    public const string Question = "question";

    /// <summary>The member of the data that has the id of the part of whoever answered.</summary>
    public const string Part = "part";

    /// <summary>The button that begins one about a record.</summary>
    /// <param name="team">The team that looks back, where that is another one than the team of the record.</param>
    public static ExecuteAction BeginAbout(ReviewSubject about, TeamId? team) => team is { } of
        ? ExecuteAction.Of(ReviewTexts.LookBack, Begin, (AboutKind, about.Kind), (AboutNumber, about.Number), (Team, of.Value))
        : ExecuteAction.Of(ReviewTexts.LookBack, Begin, (AboutKind, about.Kind), (AboutNumber, about.Number));

    /// <summary>A button of one review.</summary>
    /// <param name="below">Whether its form comes below the card, which stays.</param>
    public static ExecuteAction Of(Review review, string title, string verb, bool below = false) => below
        ? ExecuteAction.Of(title, verb, (ReviewKind.Name, review.Number), (RecordsSlice.Below, true))
        : ExecuteAction.Of(title, verb, (ReviewKind.Name, review.Number));

    /// <summary>The button that shows all answers to a question.</summary>
    public static ExecuteAction ReadAll(Review review, ReviewQuestion question) => ExecuteAction.Of(
        ReviewTexts.ReadAll, Read, (ReviewKind.Name, review.Number), (Question, question.ToString()));

    /// <summary>A button that makes something of an answer.</summary>
    public static ExecuteAction Follow(ReviewAnswer answer, string title, string verb) =>
        ExecuteAction.Of(title, verb, (Part, answer.Part));
}
