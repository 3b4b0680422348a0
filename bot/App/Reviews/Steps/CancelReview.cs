using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Reviews.Steps;

/// <summary>Calls a review off before its answers are shown; nobody sees them then.</summary>
internal static class CancelReview
{
    private const int LongestReason = 2_000;

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = new(
        "cancel-review",
        new ChangeDialog<ReviewDesk, ReviewForm, WhyCancelled>(ReviewKind.Definition)
        {
            Look = (desk, number, _) => new(desk.Look(number, ReviewStep.Cancel)),
            LookAnew = (desk, number, _) => new(desk.Shown(number, ReviewStep.Cancel)),
            Ask = found => Form(found.Number, found.Present ?? new()),
            Change = (desk, found, why, origin, _) => new(desk.Cancel(found.Number, why, origin)),
            View = ReviewViews.Own,
        }.Conduct,
        ReviewsJson.Default,
        () => Card(ReviewTexts.CancelHint, Text(ReviewTexts.CancelHint)));

    /// <summary>Why.</summary>
    public static Form<WhyCancelled> Form(long number, ReviewForm shown) => new(
        Card(ReviewDesk.Titled(ReviewTexts.CancelHeading, number), [
            .. ReviewDesk.Top(ReviewTexts.CancelHeading, number, shown),
            Hint(ReviewTexts.CancelHint),
            Line(nameof(WhyCancelled.Reason), ReviewTexts.CancelReason),
        ]),
        why => ReviewDesk.TooLong(nameof(WhyCancelled.Reason), why.Reason, LongestReason))
    {
        Submit = ReviewTexts.CancelIt,
        MainInput = nameof(WhyCancelled.Reason),
    };
}

/// <summary>Why a review is called off.</summary>
internal sealed record WhyCancelled(string? Reason = null);
