using System.Text.Json;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;
using Improvement.Bot.Similarity;

namespace Improvement.Bot.Development.Gallery;

/// <summary>The form that reports an error, and the question about similar reports.</summary>
internal static class ReportSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("report-empty", "Report form without a sentence", () => Begun("", Teams(data.Team), []).Card),
        new("report-sentence", "Report form with a sentence, and what it proposes", () => Begun(data.Sentence, Teams(data.Team), []).Card),
        new(
            "report-teams", "Report form of a person in several teams",
            () => Begun(data.Sentence, Teams(data.Team, data.OtherTeam, data.ThirdTeam), []).Card),
        new("report-similar", "Report form with three similar reports", () => Begun(data.Sentence, Teams(data.Team), data.Similar).Card),
        new(
            "report-advice", "Report form with a pattern that may help",
            () => Begun(data.Sentence, Teams(data.Team), [], [new("PAT-7", data.Title, data.Note)]).Card),
        new("report-long", "Report form with a story of 3,000 characters", () => Begun(data.LongStory, Teams(data.Team), []).Card),
        new("report-complaints", "Report form that complains, also inside the folded part", () => Complaining(data).Card),
        new(
            "report-missing", "Report form that was sent without a story, by a client that checks nothing",
            () => Begun("", Teams(data.Team), []).Answer((nameof(ErrorReport.Story), ""), Bad).Card),
        new("report-back", "Report form that the person went back to", () => AskedAboutSimilar(data).Back().Card),
        new(
            "similar-question", "Similar reports that turned up after the story was typed into the form",
            () => AskedAboutSimilar(data).Card),
        new("similar-gone", "The same, drawn again when the person may no longer see any of them", () => AskedAboutSimilar(data, []).Card),
    ];

    /// <summary>The report dialog at its first question.</summary>
    public static PlayedForm Begun(
        string sentence, TeamChoice[] teams, SimilarReport[] similar, AdviceOffer[]? advice = null) => PlayedForm.Of(
        ReportError.Dialog,
        ReportError.Given(sentence),
        Look("teams", JsonSerializer.SerializeToElement(teams, ErrorsJson.Default.TeamChoiceArray)),
        Similar(similar, sentence),
        Advised(advice ?? [], sentence),
        PlayedForm.KnownNow("advice shown", JsonSerializer.SerializeToElement(advice ?? [], ErrorsJson.Default.AdviceOfferArray)),
        Shown(similar));

    private static readonly (string, string) Bad = (nameof(ErrorReport.Severity), nameof(Severity.MajorHarm));

    private static PlayedForm Complaining(GalleryData data) => Begun(data.Sentence, Teams(data.Team, data.OtherTeam), []).Answer(
        (nameof(ErrorReport.Story), data.Sentence), Bad, (nameof(ErrorReport.Team), "2"), (nameof(ErrorReport.Title), data.LongTitle),
            (nameof(ErrorReport.Time), "25:99"));

    private static PlayedForm AskedAboutSimilar(GalleryData data) => AskedAboutSimilar(data, data.Similar);

    private static PlayedForm AskedAboutSimilar(GalleryData data, SimilarReport[] shown) => PlayedForm.Of(
        ReportError.Dialog,
        null,
        Look("teams", JsonSerializer.SerializeToElement(Teams(data.Team), ErrorsJson.Default.TeamChoiceArray)),
        Similar(data.Similar, data.Sentence),
        Advised([], data.Sentence),
        Shown(shown),
        Shown(shown, "shown late"))
        .Answer((nameof(ErrorReport.Story), data.Sentence), Bad);

    private static Entry Similar(SimilarReport[] similar, string story) =>
        Look(
            "similar", JsonSerializer.SerializeToElement([.. similar.Select(report => report.Number)], ErrorsJson.Default.Int64Array),
            story);

    private static Entry Advised(AdviceOffer[] advice, string story) => Look(
        "advice",
        JsonSerializer.SerializeToElement(
            [.. advice.Select((_, i) => new AdviceFound("pattern", i + 1))], ErrorsJson.Default.AdviceFoundArray),
        story);

    private static Entry Shown(SimilarReport[] similar, string name = "shown") =>
        PlayedForm.KnownNow(name, JsonSerializer.SerializeToElement(similar, ErrorsJson.Default.SimilarReportArray));

    private static Entry Look(string name, JsonElement value, string? key = null) => PlayedForm.Known(name, value, key);

    private static TeamChoice[] Teams(params string[] names) => [.. names.Select((name, i) => new TeamChoice(new(i + 1), name))];
}
