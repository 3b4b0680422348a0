using Improvement.Bot.Feedback.Items;

namespace Improvement.Bot.Feedback.Results;

/// <summary>
/// Looks at lines that are about to be stored as somebody would who adds and subtracts: no set of people that can be worked out may be
/// smaller than the threshold.
/// </summary>
internal static class ReleaseAudit
{
    /// <summary>People in the smallest set below a size that the lines tell of or give away; null for none.</summary>
    /// <param name="rows">The lines.</param>
    /// <param name="figures">The totals that they were made of.</param>
    /// <param name="items">The items of the wave.</param>
    /// <param name="below">Sets of so many people and more are not looked for.</param>
    public static int? Smallest(
        IReadOnlyCollection<ReleaseRow> rows, WaveFigures figures, IEnumerable<SurveyItem> items, int below) =>
        items.Where(item => !item.IsText).Select(item => Smallest(rows, figures, item, below)).Min();

    private static int? Smallest(IReadOnlyCollection<ReleaseRow> rows, WaveFigures figures, SurveyItem item, int below)
    {
        var segments = rows.Where(row => row.Item == item.Code && row.Answer is ReleaseRow.Answered).Select(row => row.Segment).ToList();
        int[] kinds = figures.Groups is [] ? [0] : [.. figures.Groups.Select(group => group.Segment)];
        var sizes = kinds.Select(segment => item.Kind is ItemKind.MultipleChoice
            ? figures.In(segment, item.Code, SurveyItem.Any)
            : item.Choices.Sum(answer => figures.In(segment, item.Code, answer))).ToArray();
        IReadOnlySet<int>[] told = [.. segments.Select(segment =>
            segment is 0 ? Enumerable.Range(0, kinds.Length).ToHashSet() : new HashSet<int> { Array.IndexOf(kinds, segment) })];
        return told is [] ? null : DerivableSets.Smallest(sizes, told, below);
    }
}
