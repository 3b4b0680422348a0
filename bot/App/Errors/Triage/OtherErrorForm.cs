using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>The answer of a form that asks for another error.</summary>
/// <param name="SameAs">The label of the other error, as it was typed.</param>
/// <param name="Suggested">The number of one of those that were suggested, which goes before what was typed.</param>
internal sealed record SameAsAnswer(string? SameAs = null, long? Suggested = null)
{
    /// <summary>The number of the other error; null for what is no label.</summary>
    public long? Number => Suggested ?? (SameAs is null ? null : ErrorKind.Labels.Read(SameAs));
}

/// <summary>The words of a form that asks for another error.</summary>
/// <param name="Heading">With the number of the error as <c>{0}</c>.</param>
/// <param name="Missing">What is said where nothing was chosen.</param>
/// <param name="OfItself">What is said where the error itself was named.</param>
internal sealed record OtherErrorWords(string Heading, string Explanation, string Label, string Missing, string OfItself, string Submit)
{
    /// <summary>The button of a suggestion, with its number as <c>{0}</c>; null for that of the same thing.</summary>
    public string? Suggestion { get; init; }
}

/// <summary>A form that asks for another error: one press for one of the most similar ones, or its number.</summary>
internal static class OtherErrorForm
{
    /// <summary>The form.</summary>
    public static Form<SameAsAnswer> Of(long number, TriagePresent present, OtherErrorWords words)
    {
        var heading = Say(words.Heading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Title),
                Hint(words.Explanation),
                present.Similar is [] ? null : Group([
                    Subheading(TriageTexts.DuplicateSuggested),
                    .. present.Similar.SelectMany(
                        report => SimilarReports.Line(report, nameof(SameAsAnswer.Suggested), words.Suggestion))]),
                // Not required in the client: the press of a suggestion leaves it empty.
                Line(nameof(SameAsAnswer.SameAs), words.Label) with { Placeholder = ErrorKind.Labels.Of(12) }),
            answer => Problems.None
                .When(answer.Number is null, nameof(SameAsAnswer.SameAs),
                    string.IsNullOrWhiteSpace(answer.SameAs) ? words.Missing : ErrorTexts.SameAsUnreadable)
                .When(answer.Number == number, nameof(SameAsAnswer.SameAs), words.OfItself))
        {
            Submit = words.Submit,
            MainInput = nameof(SameAsAnswer.SameAs),
        };
    }
}
