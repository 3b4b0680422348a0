using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Report;

/// <summary>Offers reports that may be the same thing. Nothing is merged without a tap; going on files a new one.</summary>
internal static class SimilarReports
{
    /// <summary>How many are offered at most.</summary>
    public const int AtMost = 3;

    /// <summary>The part of a card that offers them.</summary>
    public static Container Offer(IReadOnlyList<SimilarReport> similar) =>
        Group(
            [
                Subheading(ErrorTexts.SimilarHeading), Hint(ErrorTexts.SimilarHint),
                .. similar.SelectMany(report => Line(report))]) with { Style = ContainerStyle.Emphasis };

    /// <summary>The question that is asked when they turn up only after the story was written.</summary>
    /// <param name="similar">None where the person may no longer see any of them.</param>
    public static Form<SameOrNew> Question(IReadOnlyList<SimilarReport> similar) => new(similar is []
        ? Card(ErrorTexts.SimilarGone, Text(ErrorTexts.SimilarGone))
        : Card(
            ErrorTexts.SimilarHeading, Heading(ErrorTexts.SimilarHeading), Hint(ErrorTexts.SimilarHint),
            Group([.. similar.SelectMany(report => Line(report))])))
    {
        Submit = ErrorTexts.ItIsNew,
    };

    /// <summary>The question that is asked when the chosen one can no longer be joined; what was written is not lost.</summary>
    public static Form<SameOrNew> Closed(string refusal) =>
        new(Card(refusal, Text(refusal), Hint(ErrorTexts.ReportInstead))) { Submit = ErrorTexts.ItIsNew };

    /// <summary>One of them with the button that says that it is the same.</summary>
    /// <param name="input">The input that the button answers with its number.</param>
    /// <param name="title">
    /// The words of the button, with the number in the place of {0}; null for those that say that it is the same.
    /// </param>
    public static IEnumerable<Element> Line(SimilarReport report, string input = nameof(ErrorReport.Same), string? title = null)
    {
        yield return Text(Say(ErrorTexts.SimilarLine, report.Number, report.Title)) with { Spacing = Spacing.Medium };
        if (report is { ReportedAt: { } at, Reports: { } reports })
        {
            yield return Hint(Say(reports is 1 ? ErrorTexts.SimilarOnce : ErrorTexts.SimilarTimes, Moment.Day(at), reports));
        }
        yield return Buttons(new AnswerWith(input, report.Number.ToString(CultureInfo.InvariantCulture))
        {
            Title = Say(title ?? ErrorTexts.SameThing, report.Number),
        });
    }
}
