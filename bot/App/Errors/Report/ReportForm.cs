using System.Globalization;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Report;

/// <summary>The card that reports an error: three questions, the similar reports, and everything else folded away.</summary>
internal static class ReportForm
{
    private static readonly PerLanguage<ChoiceInput> SameAs = new(() =>
        TypeAhead(
            nameof(ErrorReport.SameAs), ErrorTexts.SameAs, RecordSuggestions.DatasetOf(ErrorKind.Definition),
                []) with { Placeholder = ErrorTexts.SameAsHint });

    private static readonly PerLanguage<Container> WhenAndWhom = new(() => Group(
        Subheading(ErrorTexts.GroupWhen),
        ErrorInputs.HitWords,
        new DateInput(nameof(ErrorReport.Day), ErrorTexts.WhichDay),
        new TimeInput(nameof(ErrorReport.Time), ErrorTexts.WhatTime)));

    private static readonly PerLanguage<Element[]> About = new(() =>
    [
        ErrorInputs.Object,
        Line(DetailText.ObjectName.Input, DetailText.ObjectName.Question()),
        Line(DetailText.ObjectVersion.Input, DetailText.ObjectVersion.Question()),
    ]);

    private static readonly PerLanguage<Container> Result = new(() => ErrorInputs.Results());

    /// <summary>The form for a story that is known already, or for an empty one.</summary>
    /// <param name="story">What stands in the first field; empty for nothing.</param>
    /// <param name="teams">The teams to choose from; one or none asks nothing.</param>
    /// <param name="similar">Reports that may be the same thing, as far as the person may see them now.</param>
    /// <param name="found">The numbers of all that were found, for those that the form no longer shows; null where it shows all of
    /// them.</param>
    /// <param name="advice">What may help; null for nothing.</param>
    /// <param name="searchesEarlier">Whether an earlier report can be looked up while typing; in a dialog of Teams, where there is no chat
    /// to search in.</param>
    public static Form<ErrorReport> For(
        string story, IReadOnlyList<TeamChoice> teams, IReadOnlyList<SimilarReport> similar, IReadOnlyList<long>? found = null,
        bool searchesEarlier = false, IReadOnlyList<AdviceOffer>? advice = null)
    {
        var (severity, category) = (ErrorInputs.SeverityFor(story), ErrorInputs.CategoryFor(story));
        return new(
            Asking(
                story, teams, similar, found ?? [.. similar.Select(report => report.Number)], severity, category,
                searchesEarlier ? Earlier(similar) : null,
                advice ?? []),
            Check)
        {
            Submit = ErrorTexts.ReportIt,
            MainInput = nameof(ErrorReport.Story),
            Renew = ProposedAgain.OfReport,
        };
    }

    private static Card Asking(
        string story, IReadOnlyList<TeamChoice> teams, IReadOnlyList<SimilarReport> similar, IReadOnlyList<long> found,
        ChoiceInput severity, ChoiceInput category, ChoiceInput? earlier, IReadOnlyList<AdviceOffer> advice) =>
        Card(ErrorTexts.ReportHeading, [
            Heading(ErrorTexts.ReportHeading),
            Paragraph(nameof(ErrorReport.Story), ErrorTexts.WhatHappened) with
            {
                IsRequired = true, ErrorMessage = ErrorTexts.StoryMissing, Placeholder = ErrorTexts.WhatHappenedHint,
                Value = story is "" ? null : story,
            },
            similar is [] ? null : SimilarReports.Offer(similar),
            advice is [] ? null : AdviceCards.InForm(advice),
            severity,
            ErrorInputs.Hit with { Value = nameof(HitWhom.NotKnownYet) },
            teams.Count > 1
                ? Pick(
                    nameof(ErrorReport.Team), ErrorTexts.WhichTeam,
                    teams.Select(team => (Number(team.Id.Value), team.Name))) with { IsRequired = true,
                    ErrorMessage = ErrorTexts.ChooseTeam,
                    Value = Number(teams[0].Id.Value) }
                : null,
            ErrorInputs.Folds,
            ErrorInputs.LevelMeanings,
            Optional(story, category, earlier),
            Line(nameof(ErrorReport.Shown), ErrorTexts.SimilarHeading) with
            {
                IsVisible = false, Value = string.Join(' ', found.Select(Number)),
            },
            .. ErrorInputs.Proposed(severity.Value, category.Value)]);

    /// <summary>Complaints that the inputs alone cannot make; shared with the form that edits.</summary>
    public static Problems Check(ErrorReport report) => ErrorInputs.Raised(report.IsRaised, report.Severity)
        .When(report.Known is null && Story.Problem(report.Story) is not null, nameof(report.Story), Story.Problem(report.Story) ?? "")
        .When(report.SameAs is { Length: > 0 } && report.Known is null, nameof(report.SameAs), ErrorTexts.SameAsUnreadable)
        .When(
            report.Title?.Length > ProposedTitle.MaxLength, nameof(report.Title),
            Say(ErrorTexts.TitleTooLong, report.Title?.Length, ProposedTitle.MaxLength))
        .When(
            report.Time is { Length: > 0 } time && !TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out _), nameof(report.Time),
            ErrorTexts.TimeUnreadable)
        .Each(DetailText.All.Select(text => (text.Input, text.Of(report))), TooLong);

    /// <summary>What nobody has to look at, in groups. Who may see it stands first: who needs it must not miss it.</summary>
    private static Container Optional(string story, ChoiceInput category, ChoiceInput? earlier) => Folded(
        ErrorInputs.Details,
        Group(
            Subheading(ErrorTexts.GroupReport), ErrorInputs.Confidentiality with { Value = nameof(Confidentiality.Normal) }, earlier,
            Title(story)),
        WhenAndWhom.Value,
        Group([Subheading(ErrorTexts.GroupAbout), category, .. About.Value]),
        Result.Value);

    private static ChoiceInput Earlier(IReadOnlyList<SimilarReport> similar) =>
        SameAs.Value with
        {
            Choices = [.. similar.Select(report => RecordSuggestions.ChoiceOf(ErrorKind.Definition, (report.Number, report.Title)))],
        };

    private static TextInput Title(string story) =>
        Line(nameof(ErrorReport.Title), ErrorTexts.TitleLabel) with
        {
            Placeholder = ProposedTitle.From(story) is { Length: > 0 } title ? title : null,
        };

    private static string? TooLong(string? text) =>
        text?.Length > Story.MaxLength ? Say(ErrorTexts.StoryTooLong, text.Length, Story.MaxLength) : null;

    private static Problems Each(this Problems problems, IEnumerable<(string Input, string? Text)> texts, Func<string?, string?> complaint)
    {
        foreach (var (input, text) in texts)
        {
            if (complaint(text) is { } message) problems = problems.Add(input, message);
        }

        return problems;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
