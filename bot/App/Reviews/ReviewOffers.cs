using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews;

/// <summary>
/// Where a review is offered: on an error of minor harm or worse that is closed, and in a team that works by a pattern or has given it up.
/// Where there is one already, the button leads to it.
/// </summary>
internal static class ReviewOffers
{
    /// <summary>The severity from which on a review is offered.</summary>
    private const int LeastSeverity = 3;

    /// <summary>On errors.</summary>
    public static LessonOffer OfErrors { get; } = new(
        "error", (services, over) => over is { IsClosed: true, Severity: >= LeastSeverity } ? Button(services, over) : null);

    /// <summary>On patterns, for a team that took one over.</summary>
    public static LessonOffer OfReplications { get; } = new(
        "pattern", (services, over) => over is { IsClosed: true, Team: not null } ? Button(services, over) : null);

    private static ExecuteAction Button(IServiceProvider services, Lesson over)
    {
        var about = new ReviewSubject(over.Record.Kind.Name, over.Record.Number);
        if (ReviewRows.About(services.GetRequiredService<Session>(), about, over.Team) is not { } review)
        {
            return ReviewButtons.BeginAbout(about, over.Team);
        }

        var label = ReviewKind.Definition.Labels.Of(review);
        return CommandButton.Staying(Wording.Say(ReviewTexts.OpenReview, label), $"/{StatusCommand.Name} {label}");
    }
}
