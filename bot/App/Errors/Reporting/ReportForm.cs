using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors;

/// <summary>The card that reports an error: three questions, the similar reports, and everything else folded away.</summary>
internal static class ReportForm
{
    private const string Details = "details";

    /// <summary>Name of the folded part that says what the levels of severity mean.</summary>
    public const string Levels = "levels";

    /// <summary>The form for a story that is known already, or for an empty one.</summary>
    /// <param name="story">What stands in the first field; empty for nothing.</param>
    /// <param name="teams">The teams to choose from; one or none asks nothing.</param>
    /// <param name="similar">Reports that may be the same thing.</param>
    public static Form<Report> For(string story, IReadOnlyList<TeamChoice> teams, IReadOnlyList<SimilarReport> similar) => new(
        Card(
            ErrorTexts.ReportHeading,
            Heading(ErrorTexts.ReportHeading),
            Paragraph(nameof(Report.Story), ErrorTexts.WhatHappened) with { IsRequired = true, ErrorMessage = ErrorTexts.StoryMissing, Placeholder = ErrorTexts.WhatHappenedHint, Value = story is "" ? null : story },
            similar is [] ? null : SimilarReports.Offer(similar),
            HowBad(story),
            Pick(nameof(Report.Hit), ErrorTexts.WhoWasHit, Enum.GetValues<HitWhom>().Select(whom => (whom.ToString(), ErrorWords.Of(whom)))) with { Value = nameof(HitWhom.NotKnownYet) },
            teams.Count > 1 ? Pick(nameof(Report.Team), ErrorTexts.WhichTeam, teams.Select(team => (Number(team.Id), team.Name))) with { IsRequired = true, ErrorMessage = ErrorTexts.ChooseTeam, Value = Number(teams[0].Id) } : null,
            Buttons(Unfold(ErrorTexts.MoreDetails, Details), Unfold(ErrorTexts.WhatLevelsMean, Levels)),
            LevelMeanings(),
            Folded(Details, [.. OptionalInputs(story)]),
            Line(nameof(Report.Shown), ErrorTexts.SimilarHeading) with { IsVisible = false, Value = string.Join(' ', similar.Select(report => Number(report.Number))) }),
        Check)
    {
        Submit = ErrorTexts.ReportIt,
        MainInput = nameof(Report.Story),
    };

    /// <summary>Complaints that the inputs alone cannot make; shared with the form that edits.</summary>
    public static Problems Check(Report report) => Problems.None
        .When(report.Same is null && Story.Problem(report.Story) is not null, nameof(report.Story), Story.Problem(report.Story) ?? "")
        .When(report.Title?.Length > ProposedTitle.MaxLength, nameof(report.Title), string.Format(CultureInfo.InvariantCulture, ErrorTexts.TitleTooLong, report.Title?.Length, ProposedTitle.MaxLength))
        .When(report.Time is { Length: > 0 } time && !TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out _), nameof(report.Time), ErrorTexts.TimeUnreadable)
        .Each([(nameof(report.HitWords), report.HitWords), (nameof(report.Expected), report.Expected), (nameof(report.Actual), report.Actual), (nameof(report.ImmediateAction), report.ImmediateAction), (nameof(report.Evidence), report.Evidence)], TooLong);

    /// <summary>The inputs that nobody has to look at.</summary>
    public static IEnumerable<Element> OptionalInputs(string story)
    {
        yield return WhoMaySee(Confidentiality.Normal); // first: who needs it must not miss it
        yield return Line(nameof(Report.Title), ErrorTexts.TitleLabel) with { Placeholder = ProposedTitle.From(story) is { Length: > 0 } title ? title : null };
        yield return Line(nameof(Report.HitWords), ErrorTexts.WhoExactly);
        yield return new DateInput(nameof(Report.Day), ErrorTexts.WhichDay);
        yield return new TimeInput(nameof(Report.Time), ErrorTexts.WhatTime);
        yield return Category(story);
        yield return Pick(nameof(Report.Object), ErrorTexts.WhatAbout, Enum.GetValues<ReportedObject>().Select(reported => (reported.ToString(), ErrorWords.Of(reported)))) with { Placeholder = ErrorTexts.NotSure };
        yield return Line(nameof(Report.ObjectName), ErrorTexts.ObjectName);
        yield return Line(nameof(Report.ObjectVersion), ErrorTexts.ObjectVersion);
        yield return Paragraph(nameof(Report.Expected), ErrorTexts.Expected);
        yield return Paragraph(nameof(Report.Actual), ErrorTexts.Actual);
        yield return Paragraph(nameof(Report.ImmediateAction), ErrorTexts.ImmediateAction);
        yield return Paragraph(nameof(Report.Evidence), ErrorTexts.Evidence);
    }

    /// <summary>Normal or restricted.</summary>
    public static ChoiceInput WhoMaySee(Confidentiality present) => Pick(
        nameof(Report.Confidentiality),
        ErrorTexts.WhoMaySee,
        Enum.GetValues<Confidentiality>().Select(each => (each.ToString(), ErrorWords.Of(each)))) with { Value = present.ToString() };

    private static ChoiceInput HowBad(string story)
    {
        var proposal = SeverityRules.Propose(story);
        return Pick(nameof(Report.Severity), story is "" ? ErrorTexts.HowBad : ErrorTexts.HowBadProposed, Severities()) with { IsRequired = true, ErrorMessage = ErrorTexts.ChooseSeverity, Value = proposal.Value.ToString() };
    }

    /// <summary>The six levels. Their definitions would be cut off in a list; they are folded away beside it.</summary>
    public static IEnumerable<(string Value, string Title)> Severities() => Enum.GetValues<Severity>().Select(severity => (severity.ToString(), Level(severity)));

    /// <summary>What the levels mean, folded away.</summary>
    public static Container LevelMeanings() => Folded(Levels, Facts([.. Enum.GetValues<Severity>().Select(severity => (Level(severity), (string?)ErrorWords.Means(severity)))]));

    private static string Level(Severity severity) => $"{(int)severity} · {ErrorWords.Of(severity)}";

    private static ChoiceInput Category(string story)
    {
        var proposal = KindRules.Propose(story);
        var label = proposal.Value is null ? ErrorTexts.Category : string.Format(CultureInfo.InvariantCulture, ErrorTexts.CategoryProposed, Math.Round(proposal.Confidence * 100));
        return Pick(nameof(Report.Category), label, Taxonomy.Starting.Kind.Codes.Select(code => (code, ErrorWords.Of(Taxonomy.Starting.Kind, code)))) with { Placeholder = ErrorTexts.NotSure, Value = proposal.Value };
    }

    private static string? TooLong(string? text) =>
        text?.Length > Story.MaxLength ? string.Format(CultureInfo.InvariantCulture, ErrorTexts.StoryTooLong, text.Length, Story.MaxLength) : null;

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
