using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Greeting;
using Improvement.Bot.Samples;
using Improvement.Bot.Search;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Development.Gallery;

/// <summary>
/// Text from people that looks like markup, a mention or a function, or is written in another direction: it comes out as it was written.
/// </summary>
internal static class AwkwardSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("awkward-report", "Report form with awkward text, also in teams and similar reports", () => ReportSamples.Begun(
            Text(data),
            [new(new(1), data.Awkward[0]), new(new(2), data.Awkward[6])],
            [.. data.Awkward.Take(3).Select((title, i) => new SimilarReport(i + 1, title, GalleryData.Now, 1))]).Card),
        new("awkward-reporter", "What the reporter keeps, with awkward text", () => ErrorCards.ForReporter(Record(data))),
        new(
            "awkward-withdrawn", "The same, withdrawn",
            () => ErrorCards.ForReporter(Record(data) with { State = ErrorState.Withdrawn, WithdrawnBecause = data.Awkward[1] })),
        new("awkward-triage", "In the triage channel, with awkward text", () => ErrorCards.ForTriage(Record(data))),
        new(
            "awkward-status", "Everything about one with awkward text",
            () => ErrorStatus.Of(Record(data), [new(GalleryData.Now, data.Awkward[3], "witnessed", Text(data))], FiledSamples.AnyReader)),
        new(
            "awkward-edit", "Edit form with awkward text",
            () => ChangeSamples.Begun(EditError.Dialog, ChangeSamples.Present(Record(data))).Card),
        new(
            "awkward-witness-form", "Form of somebody who met the same thing, with an awkward title",
            () => ChangeSamples.Begun(WitnessReport.Dialog, ChangeSamples.Present(Record(data))).Card),
        new(
            "awkward-list", "A list with an awkward title each",
            () => MyCommand.List(ListSamples.Page(ListSamples.Items(data.Awkward, data))).ToCard()),
        new(
            "awkward-found", "Reports found for awkward words",
            () => FindCommand.Results(
                new([ErrorKind.Definition]), new(new() { Words = [data.Awkward[1]], Phrases = [data.Awkward[0]] }, []), FoundPage.Empty)),
        new("awkward-not-understood", "An answer to awkward words", () => GreetingCards.NotUnderstood(Text(data))),
        new(
            "awkward-welcome", "The one message in a team, added by somebody with an awkward name",
            () => GreetingCards.Shared(isTriage: true, data.Awkward[3])),
        new(
            "awkward-offer", "Another form is to begin with awkward text",
            () =>
                DialogCards.OfferToDrop(
                    ReportSamples.Begun(Text(data), [], []).Journal, ReportError.Dialog, ReportError.Given(Text(data)))),
    ];

    private static string Text(GalleryData data) => string.Join('\n', data.Awkward);

    private static ErrorRecord Record(GalleryData data) => data.Complete with
    {
        Title = data.Awkward[2], Story = Text(data), ReporterName = data.Awkward[3], TeamName = data.Awkward[0], HitWords = data.Awkward[1],
        ObjectName = data.Awkward[4], ObjectVersion = data.Awkward[5], Expected = data.Awkward[6], Actual = data.Awkward[7],
        ImmediateAction = Text(data), Evidence = data.Awkward[2],
    };
}
