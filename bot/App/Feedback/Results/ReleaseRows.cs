using System.Collections.Immutable;
using System.Security.Cryptography;
using Improvement.Bot.Feedback.Items;

namespace Improvement.Bot.Feedback.Results;

/// <summary>Makes of the totals of a wave the lines that may be stored and shown, and nothing else.</summary>
/// <param name="figures">The totals.</param>
/// <param name="policy">The policy frozen at the launch.</param>
/// <param name="hide">Which groups are hidden; <see cref="GroupRule.Hide"/>.</param>
internal sealed class ReleaseRows(WaveFigures figures, ReleasePolicy policy, HideRule hide)
{
    /// <summary>The lines of some items; none at all where too few people answered.</summary>
    public ImmutableArray<ReleaseRow> Of(ImmutableArray<SurveyItem> items) =>
        figures.Responded < policy.ScoreThreshold ? [] : [.. items.SelectMany(item => item.IsText ? Text(item) : Counted(item))];

    private IEnumerable<ReleaseRow> Text(SurveyItem item)
    {
        if (figures.Responded < policy.TextThreshold) yield break;
        yield return Row(item, ReleaseRow.Written, Figure.Exactly(figures.Written.GetValueOrDefault(item.Code)));
    }

    private IEnumerable<ReleaseRow> Counted(SurveyItem item)
    {
        var all = AnsweredBy(item, answer => figures.Of(item.Code, answer));
        if (all < policy.ScoreThreshold) yield break;
        yield return Row(item, ReleaseRow.Answered, Figure.Exactly(all));
        var parts = Parts(item, all);
        foreach (var row in parts.OfType<ReleaseRow>()) yield return row;
        foreach (var row in Steps(item, all, parts)) yield return row;
        if (item.AllowsDontKnow)
        {
            yield return Row(item, SurveyItem.DontKnow, DontKnow(figures.Of(item.Code, SurveyItem.DontKnow)));
        }
        foreach (var row in Driver(item)) yield return row;
        foreach (var row in Groups(item, all)) yield return row;
    }

    /// <summary>The answers taken together; null for what is not told.</summary>
    private ImmutableArray<ReleaseRow?> Parts(SurveyItem item, int all)
    {
        var counts = item.Parts.Select(part => Count(item, part)).ToArray();
        ImmutableArray<Figure?> told = item switch
        {
            { Kind: ItemKind.MultipleChoice } => [.. counts.Select(count => (Figure?)CountRule.One(count, all))],
            { Favourable: [] } => CountRule.Split(counts, all, all),
            _ => CountRule.Scale(counts, all),
        };
        return [.. item.Parts.Zip(told, (part, figure) => figure is { } known ? Row(item, part.Code, known) : null)];
    }

    /// <summary>The single steps of a scale, of each part that is told exactly and holds no small count.</summary>
    private IEnumerable<ReleaseRow> Steps(SurveyItem item, int all, ImmutableArray<ReleaseRow?> parts) =>
        from part in item.Parts.Zip(parts)
        where part.First.Answers.Length > 1 && part.Second is { Number: not null }
        let counts = part.First.Answers.Select(answer => figures.Of(item.Code, answer)).ToArray()
        where CountRule.MayShowSteps(counts, all)
        from step in part.First.Answers.Zip(counts)
        select Row(item, step.First, Figure.Exactly(step.Second));

    /// <summary>Of the groups only how many answered, and how many of these favourably.</summary>
    private IEnumerable<ReleaseRow> Groups(SurveyItem item, int all)
    {
        if (figures.Groups is [] || item.Favourable is []) yield break;
        var sizes = figures.Groups.ToDictionary(
            group => group.Segment, group => AnsweredBy(item, answer => figures.In(group.Segment, item.Code, answer)));
        var hidden = hide(sizes, policy.ScoreThreshold);
        var told = sizes.Keys.Where(segment => !hidden.Contains(segment)).Order().ToArray();
        var counts = told.Select(segment =>
            (item.Favourable.Sum(answer => figures.In(segment, item.Code, answer)), sizes[segment])).ToList();
        var whole = CountRule.One(Count(item, item.Parts[0]), all);
        if (told is [] || GroupRule.Favourable(whole, all, counts, RandomNumberGenerator.GetInt32) is not { } favourable)
        {
            yield break;
        }
        foreach (var (segment, figure) in told.Zip(favourable))
        {
            yield return ReleaseRow.Of(item.Code, segment, ReleaseRow.Answered, Figure.Exactly(sizes[segment]));
            yield return ReleaseRow.Of(item.Code, segment, ItemPart.Favourable, figure);
        }
    }

    private IEnumerable<ReleaseRow> Driver(SurveyItem item)
    {
        if (figures.Responded < Drivers.Fewest || !figures.WithOutcome.TryGetValue(item.Code, out var table)) yield break;
        if (Drivers.StrengthOf(table) is { } strength) yield return new(item.Code, 0, ReleaseRow.Driver, strength, null);
    }

    /// <summary>How many gave an answer that counts in shares.</summary>
    private static int AnsweredBy(SurveyItem item, Func<string, int> count) =>
        item.Kind is ItemKind.MultipleChoice ? count(SurveyItem.Any) : item.Choices.Sum(count);

    private int Count(SurveyItem item, ItemPart part) => part.Answers.Sum(answer => figures.Of(item.Code, answer));

    private static Figure DontKnow(int count) => count <= CountRule.Small ? new(0, CountRule.Small) : Figure.Exactly(count);

    private static ReleaseRow Row(SurveyItem item, string answer, Figure figure) => ReleaseRow.Of(item.Code, 0, answer, figure);
}
