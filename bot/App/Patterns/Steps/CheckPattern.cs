using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Steps;

/// <summary>
/// <em>Check it</em>: somebody other than its author says of each criterion whether it holds, with the evidence. Where all hold, it is
/// validated; otherwise it stays a candidate, and its owner hears what is missing.
/// </summary>
internal static class CheckPattern
{
    // chosen, as clients let nobody empty a list again
    private const string NoSeries = "none";

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = PatternDialogs.For<CriteriaFound>("check-pattern", PatternStep.Check, Form, Take);

    /// <summary>Each criterion, as far as it was checked before.</summary>
    public static Form<CriteriaFound> Form(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(PatternTexts.CheckHeading, number), [
            .. PatternDialogs.Top(PatternTexts.CheckHeading, number, shown),
            Hint(PatternTexts.CheckHint),
            .. PatternCriteria.For(shown.IsAttempt).SelectMany(criterion => Inputs(criterion, shown)),
            .. shown.Series is [] ? [] : SeriesInputs(shown),
        ]),
        found => Check(found, shown))
    {
        Submit = PatternTexts.CheckIt,
    };

    private static IEnumerable<Input> Inputs(Criterion criterion, PatternForm shown)
    {
        var found = shown.Criteria.FirstOrDefault(each => each.Criterion == criterion);
        var answer = found is null ? CriterionAnswer.NotYet : found.IsMet ? CriterionAnswer.Met : CriterionAnswer.NotMet;
        yield return Pick(
            criterion.ToString(), shown.IsAttempt ? PatternWords.OfAttempt(criterion) : PatternWords.Of(criterion),
            Enum.GetValues<CriterionAnswer>().Select(each => (each.ToString(), PatternWords.Of(each)))) with { Value = answer.ToString() };
        yield return Line($"{criterion}Evidence", PatternTexts.CriterionEvidence) with
        {
            Placeholder = PatternTexts.CriterionEvidenceHint, Value = found?.Evidence,
        };
    }

    /// <summary>The series and the week in which it can be seen, as they were tested before.</summary>
    private static IEnumerable<Element> SeriesInputs(PatternForm shown)
    {
        var before = shown.Criteria.FirstOrDefault(each => each.Criterion is Criterion.Measurable)?.Outlier;
        yield return Hint(PatternTexts.SeriesHint);
        yield return Pick(
            nameof(CriteriaFound.Series), PatternTexts.Series,
            [(NoSeries, PatternTexts.SeriesNone), .. shown.Series.Select(series => (series.Value, series.Words))]) with
        {
            Value = SeriesIn(shown, before?.Metric)?.Value ?? NoSeries,
        };
        yield return new DateInput(nameof(CriteriaFound.WorkedOn), PatternTexts.WorkedOn)
        {
            Value = before is null ? null : Wording.PlainDay(before.Week),
        };
    }

    private static TestableSeries? SeriesIn(PatternForm shown, string? metric) =>
        shown.Series.FirstOrDefault(series => series.Value == metric);

    private static Problems Check(CriteriaFound found, PatternForm shown)
    {
        var problems = Enum.GetValues<Criterion>().Aggregate(Problems.None, (sum, criterion) =>
        {
            var (answer, evidence) = found.Of(criterion);
            return sum
                .When(
                    answer is not CriterionAnswer.NotYet && string.IsNullOrWhiteSpace(evidence), $"{criterion}Evidence",
                    PatternTexts.EvidenceMissing)
                .WhenTooLong($"{criterion}Evidence", evidence);
        });
        if (found.Series is null or NoSeries) return problems;
        return problems
            .When(found.Measurable is CriterionAnswer.NotYet, nameof(CriteriaFound.Measurable), PatternTexts.MeasurableMissing)
            .When(found.WorkedOn is null, nameof(CriteriaFound.WorkedOn), PatternTexts.WorkedOnMissing)
            .When(
                found.WorkedOn is { } day && SeriesIn(shown, found.Series)?.Weeks.Contains(CalendarWeek.MondayOf(day)) is not true,
                nameof(CriteriaFound.WorkedOn), PatternTexts.WorkedOnWrong);
    }

    private static string? Take(IServiceProvider services, long number, CriteriaFound found, RequestOrigin origin)
    {
        var (change, session) = (services.GetRequiredService<PatternChange>(), services.GetRequiredService<Session>());
        var (refusal, pattern, _) = change.Allowed(number, PatternStep.Check);
        if (pattern is null) return refusal;
        var outlier = services.GetRequiredService<PatternSeries>().Test(pattern, found.Series, found.WorkedOn);
        var (all, me) = (PatternCriteria.For(pattern.IsAttempt), change.Actor.FindOrKeep()!.Value);
        foreach (var criterion in all)
        {
            var (answer, evidence) = found.Of(criterion);
            if (answer is CriterionAnswer.NotYet) PatternCriteria.Remove(session, number, criterion);
            else
            {
                PatternCriteria.Set(
                    session, pattern, criterion, answer is CriterionAnswer.Met, evidence!.Trim(), me, change.Actor.Now,
                    criterion is Criterion.Measurable ? outlier : null);
            }
        }

        if (all.All(criterion => found.Of(criterion).Answer is CriterionAnswer.Met))
        {
            return change.Take(number, PatternStep.Check, origin, each => each with
            {
                Validator = me, ReviewDueAt = change.Actor.Now.AddDays(PatternTimes.DaysToReview),
            });
        }

        change.Note(pattern, "checked", origin);
        var missing = all.Where(criterion => found.Of(criterion).Answer is not CriterionAnswer.Met).ToArray();
        change.Tell(pattern.Owner, pattern, () => Wording.Say(
            PatternTexts.CheckTold, change.Actor.Name, pattern.Label,
            string.Join(", ", missing.Select(each => pattern.IsAttempt ? PatternWords.OfAttempt(each) : PatternWords.Of(each)))));
        return null;
    }
}

/// <summary>What was found of the criteria; an attempt has fewer of them.</summary>
/// <param name="Series">A series of the team in which it can be seen, as it is written; null or none for nothing.</param>
/// <param name="WorkedOn">A day of the week in which it worked.</param>
internal sealed record CriteriaFound(
    CriterionAnswer Repeatable = CriterionAnswer.NotYet, string? RepeatableEvidence = null,
    CriterionAnswer Measurable = CriterionAnswer.NotYet, string? MeasurableEvidence = null,
    CriterionAnswer Transferable = CriterionAnswer.NotYet, string? TransferableEvidence = null,
    CriterionAnswer WithinRules = CriterionAnswer.NotYet, string? WithinRulesEvidence = null,
    string? Series = null, DateOnly? WorkedOn = null)
{
    /// <summary>What was found of one.</summary>
    public (CriterionAnswer Answer, string? Evidence) Of(Criterion criterion) => criterion switch
    {
        Criterion.Repeatable => (Repeatable, RepeatableEvidence),
        Criterion.Measurable => (Measurable, MeasurableEvidence),
        Criterion.Transferable => (Transferable, TransferableEvidence),
        _ => (WithinRules, WithinRulesEvidence),
    };
}
