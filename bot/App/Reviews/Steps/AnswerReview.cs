using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Reviews.Steps;

/// <summary>The questions, which everybody answers on their own. They may be answered anew until all answers are shown.</summary>
internal static class AnswerReview
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = new(
        "answer-review",
        new ChangeDialog<ReviewDesk, ReviewForm, ReviewWords>(ReviewKind.Definition)
        {
            Look = (desk, number, _) => new(desk.Look(number, ReviewStep.Answer)),
            LookAnew = (desk, number, _) => new(desk.Shown(number, ReviewStep.Answer)),
            Ask = found => Form(found.Number, found.Present ?? new()),
            Change = (desk, found, words, _, _) => new(desk.Answer(found.Number, words)),
            View = ReviewViews.Own,
        }.Conduct,
        ReviewsJson.Default,
        () => Card(ReviewTexts.AnswerHelp, Text(ReviewTexts.AnswerHelp)));

    /// <summary>The questions, with what was answered before.</summary>
    public static Form<ReviewWords> Form(long number, ReviewForm shown) => new(
        Card(ReviewDesk.Titled(ReviewTexts.AnswerHeading, number), [
            .. ReviewDesk.Top(ReviewTexts.AnswerHeading, number, shown),
            Hint(ReviewTexts.AnswerHint),
            shown.Until is { } until ? Hint(Wording.Say(ReviewTexts.AnswerUntil, Moment.DayAndTime(until))) : null,
            .. Enum.GetValues<ReviewQuestion>().Select(question => Paragraph(question.ToString(), ReviewWording.Of(question)) with
            {
                Value = shown.Own?.Of(question),
            }),
        ]),
        Check)
    {
        Submit = ReviewTexts.AnswerIt,
        MainInput = nameof(ReviewWords.Intended),
    };

    /// <summary>What somebody wrote and could not be taken any more, for them alone.</summary>
    public static Card SaidBack(ReviewWords words) => Card(
        ReviewTexts.SaidBack,
        [
            Text(ReviewTexts.SaidBack),
            .. Enum.GetValues<ReviewQuestion>().Select(question => StatusCard.Part(ReviewWording.Of(question), words.Of(question))),
        ]);

    private static Problems Check(ReviewWords words) => Enum.GetValues<ReviewQuestion>().Aggregate(
        Problems.None.When(words.Trimmed().Text is "", nameof(ReviewWords.Intended), ReviewTexts.OneAnswer),
        (problems, question) => problems with
        {
            All = problems.All.AddRange(ReviewDesk.TooLong(question.ToString(), words.Of(question), ReviewWords.Longest).All),
        });
}
