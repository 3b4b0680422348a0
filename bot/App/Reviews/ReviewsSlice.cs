using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;
using Improvement.Bot.Reviews.Steps;

namespace Improvement.Bot.Reviews;

/// <summary>
/// After-action reviews: several people answer the same questions on their own, read the answers side by side, and make something of what
/// is to be kept and changed.
/// </summary>
internal static class ReviewsSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services
            .AddScoped<ReviewGuard>()
            .AddScoped<ReviewChange>()
            .AddScoped<ReviewStart>()
            .AddScoped<ReviewDesk>()
            .AddScoped<ReviewFollow>()
            .AddScoped<ReviewTimers>()
            .AddSingleton(ReviewTimers.Kind)
            .AddSingleton(ReviewTimers.Due)
            .AddSingleton(ReviewTimers.Ask)
            .AddSingleton(ReviewTimers.Reminder)
            .AddSingleton(ReviewTimers.Shown)
            .AddSingleton(ReviewTimers.Unanswered)
            .AddSingleton(ReviewFollow.Listener)
            .AddSingleton(ReviewOffers.OfErrors)
            .AddSingleton(ReviewOffers.OfReplications),
        Routes = (routes, _) => routes.MapReviews(),
        Kinds = [ReviewKind.Definition],
        Samples = say => [new("reviews", ReviewTexts.GroupSamples, [.. ReviewSamples.Of(say)])],
    };

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapReviews(this BotRoutes routes) => routes
        .Command(BeginReview.Name, BeginReview.Dialog, BeginReview.Given)
        .Press(ReviewButtons.Begin, BeginReview.FromRecord)
        .Form(ReviewButtons.Answer, AnswerReview.Dialog)
        .Form(ReviewButtons.Cancel, CancelReview.Dialog)
        .Press(ReviewButtons.Decline, ReviewPress.Decline)
        .Press(ReviewButtons.Close, ReviewPress.Close)
        .Press(ReviewButtons.Read, ReviewPress.Read)
        .Press(ReviewButtons.Page, ReviewPress.Turn, reads: true)
        .Press(ReviewButtons.Keep, FollowReview.Keep)
        .Press(ReviewButtons.Report, FollowReview.Report)
        .Dialog(MakeAction.Dialog)
        .Press(ReviewButtons.Act, FollowReview.Act);

    private static BotRoutes Form(this BotRoutes routes, string verb, DialogDefinition dialog) =>
        routes.Dialog(dialog).ChangePress(verb, ReviewKind.Definition, dialog);
}
