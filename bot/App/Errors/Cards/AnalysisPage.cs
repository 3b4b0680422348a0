using Improvement.Bot.Pages;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>The root cause analysis of an error as a page: to be read whole, printed, or shown to somebody.</summary>
internal static class AnalysisPage
{
    /// <summary>The page.</summary>
    public static RecordPage Page { get; } = new("causes", ErrorKind.Definition, Draw);

    private static PageBody? Draw(IServiceProvider services, long number) =>
        ErrorRows.FindAny(services.GetRequiredService<Session>(), number) is { } error
            ? Of(error, AlsoIn.Of(services, number), services.GetRequiredService<Actor>().Zone)
            : null;

    /// <summary>The page of an error.</summary>
    /// <param name="analysis">Its analysis; null for none.</param>
    /// <param name="zone">The zone of whoever reads.</param>
    public static PageBody Of(ErrorRecord error, Analysis? analysis, TimeZoneInfo zone) => PageBody.Of(
        $"{error.Label} · {Say(AnalysisTexts.Heading, error.Title)}",
        Html.Facts(
            (ErrorTexts.FactState, ErrorWords.StateOf(error)),
            (ErrorTexts.FactSeverity, ErrorCards.SeverityOf(error)),
            (ErrorTexts.FactOwner, error.OwnerName),
            (ErrorTexts.FactTeam, error.TeamName),
            (ErrorTexts.FactReportedBy, Say(
                ErrorTexts.ReportedByAt, ErrorWords.Named(error.ReporterName, error.ReporterKind), Html.Moment(error.CreatedAt, zone))),
            (ErrorTexts.FactWhen, error.OccurredAt is { } at ? Html.Moment(at, zone) : null),
            (ErrorTexts.FactReports, ErrorCards.ReportsOf(error))),
        Html.Section(ErrorTexts.WhatHappened, Html.Paragraph(error.Story)),
        Html.Section(
            AnalysisTexts.ContextHeading,
            Html.Facts(AnalysisCards.ContextOf(analysis).Select(part => ((string Name, string? Value))(part.Heading, part.Text)))),
        Html.Section(
            AnalysisTexts.PartHeading, Html.Hint(AnalysisCards.StateOf(analysis)),
            Html.Tree((analysis?.Causes ?? []).Select(cause => (cause.Depth, Parts(cause, zone))))),
        Html.Section(
            AnalysisTexts.MissingHeading,
            analysis is null or { Causes: [] }
                ? null
                : Html.List(AnalysisChecks.Of(analysis, error.Severity).Select(AnalysisCards.WordsOf))),
        Part(AnalysisTexts.Justification, analysis?.Justification));

    private static Html?[] Parts(Cause cause, TimeZoneInfo zone) =>
    [
        Html.Paragraph(Say(AnalysisTexts.CauseLine, cause.Place, cause.Content.Text)),
        Html.Hint(string.Join(" · ", AnalysisCards.FactsOf(cause))),
        AnalysisCards.AlsoIn(cause) is { } also ? Html.Hint(also) : null,
        .. cause.Evidence.Select(evidence => Html.Linked(Say(AnalysisTexts.EvidenceLine, evidence))),
        Html.Hint(Say(AnalysisTexts.AddedBy, cause.AddedByName, Html.Moment(cause.AddedAt, zone))),
    ];

    private static Html? Part(string heading, string? words) =>
        string.IsNullOrWhiteSpace(words) ? null : Html.Section(heading, Html.Paragraph(words));
}
