using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;
using Improvement.Bot.Reviews.Steps;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews;

/// <summary>After-action reviews as a kind of record.</summary>
internal static class ReviewKind
{
    /// <summary>The name of the kind in events, webhooks, places and buttons.</summary>
    public const string Name = "review";

    /// <summary>Who sees what of them; whoever takes part sees all of one, whatever team they are in.</summary>
    public static Access Access { get; } = new(
        new(Sql.Of($"reviews"), Sql.Of($"author"), Sql.Of($"review_people"), Sql.Of($"review_people"), Sql.Of($"review")),
        Role.IntegrationLead);

    /// <summary>The kind.</summary>
    public static RecordKind<Review> Definition { get; } = new(Name, "REV", Access)
    {
        Find = (services, number) => ReviewRows.Find(services.GetRequiredService<Session>(), number),
        NotFound = () => ReviewTexts.NotFound,
        Beginning = new(BeginReview.Name, () => ReviewTexts.BeginReview, () => ReviewTexts.StatusReview),
        States = [.. Enum.GetValues<ReviewState>().Select(StateOf)],
        Withdrawn = [nameof(ReviewState.Cancelled)],
        Texts = ReviewPeople.Texts,
        Whole = ReviewViews.Whole,
        Outline = (look, back) => ReviewCards.Outline(look.Record, back),
        LineOf = ReviewViews.LineOf,
        Views = [ReviewViews.Own, ReviewViews.Shared],
        SharedView = ReviewViews.Shared,
        LeadView = ReviewViews.Own,
        View = (look, _) => ReviewViews.Draw(look),
        Hidden = ReviewCards.Hidden,
        Events = Choices,
        ForWebhook = ForWebhook,
    };

    /// <summary>A review by its number.</summary>
    public static RecordId Id(long number) => new(Definition, number);

    // A property, because it is asked for while the kind is made.
    private static ImmutableArray<RecordEventChoice> Choices =>
    [
        new("ReviewStarted", [("review.started", () => ReviewTexts.WebhookStarted)],
            () => ReviewTexts.EventStartedLabel, () => ReviewTexts.EventStartedTick),
        new("ReviewShown", [("review.shown", () => ReviewTexts.WebhookShown)],
            () => ReviewTexts.EventShownLabel, () => ReviewTexts.EventShownTick),
    ];

    /// <summary>What another system hears of a review: no answer, and nothing of one that only some may see.</summary>
    private static JsonObject? ForWebhook(IServiceProvider services, RecordEvent happened) =>
        ReviewRows.Find(services.GetRequiredService<Session>(), happened.RecordId) is { Restricted: false } review
            ? new JsonObject
            {
                ["number"] = review.Number, ["label"] = review.Label, ["title"] = review.Title,
                ["state"] = review.State.ToString().ToLowerInvariant(), ["team"] = review.TeamName, ["createdAt"] = review.CreatedAt,
            }
            : null;

    private static RecordState StateOf(ReviewState state) => new(state.ToString(), () => ReviewWording.Of(state))
    {
        IsOpen = state is ReviewState.Collecting or ReviewState.Shown,
        IsInUse = true,
    };
}
