using System.Collections.Immutable;

namespace Improvement.Bot.Feedback.Results;

/// <summary>
/// Which counts of a group are told exactly, which as a band, and which not at all. Whoever knows these rules and what they let through
/// still cannot tell, below <see cref="ReleasePolicy.FewestForExtremes"/> answers, that all or none gave an answer, nor anywhere whether
/// a small count is one or two.
/// </summary>
internal static class CountRule
{
    /// <summary>The largest count that is told as a band only.</summary>
    public const int Small = 2;

    /// <summary>Counts that are left beside the favourable ones, from which on they are told apart at all.</summary>
    private const int FewestToSplit = 6;

    /// <summary>A count by itself: near none and near all it becomes a band.</summary>
    /// <param name="count">The count.</param>
    /// <param name="all">Answers of the group; the score threshold or more.</param>
    public static Figure One(int count, int all)
    {
        if (all < ReleasePolicy.FewestForExtremes)
        {
            return count <= Small ? new(0, Small) : count >= all - Small ? new(all - Small, all) : Figure.Exactly(count);
        }
        if (count is 0 || count == all) return Figure.Exactly(count);
        return count <= Small ? new(1, Small) : count >= all - Small ? new(all - Small, all - 1) : Figure.Exactly(count);
    }

    /// <summary>Counts that add up to the answers of a group, of which the first matters most; null for what is not told.</summary>
    /// <param name="counts">The favourable ones first.</param>
    /// <param name="all">Their sum; the score threshold or more.</param>
    public static ImmutableArray<Figure?> Scale(IReadOnlyList<int> counts, int all)
    {
        var first = One(counts[0], all);
        var rest = counts.Skip(1).ToArray();
        if (rest.Length is 1) return [first, first.RestOf(all)];
        if (first.IsExact) return [first, .. Split(rest, all - counts[0], all)];
        return first.High <= Small ? [first, .. Coarse(rest, first.RestOf(all))] : [first, .. rest.Select(_ => (Figure?)null)];
    }

    /// <summary>Counts that add up to a known sum; null for what is not told.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="sum">Their sum, which is told as well.</param>
    /// <param name="all">Answers of the group.</param>
    public static ImmutableArray<Figure?> Split(IReadOnlyList<int> counts, int sum, int all) =>
        counts.All(count => IsPlain(count, all))
            ? [.. counts.Select(count => (Figure?)Figure.Exactly(count))]
            : Coarse(counts, Figure.Exactly(sum));

    /// <summary>
    /// The steps of answers that are told together: exactly or not at all. From <see cref="ReleasePolicy.FewestForExtremes"/> answers on.
    /// </summary>
    public static bool MayShowSteps(IReadOnlyList<int> counts, int all) =>
        all >= ReleasePolicy.FewestForExtremes && counts.All(count => IsPlain(count, all));

    private static bool IsPlain(int count, int all) => count > Small || (count is 0 && all >= ReleasePolicy.FewestForExtremes);

    /// <summary>
    /// "Two or fewer", or more than that. Not at all where the sum is so small that the bands would give the counts away; that depends on
    /// the sum alone, so that the absence of bands says nothing.
    /// </summary>
    private static ImmutableArray<Figure?> Coarse(IReadOnlyList<int> counts, Figure sum)
    {
        if (sum.Low < Math.Max(FewestToSplit, ((Small + 1) * (counts.Count - 1)) + Small)) return [.. counts.Select(_ => (Figure?)null)];
        var (small, large) = (counts.Count(count => count <= Small), counts.Count(count => count > Small));
        Figure more = new(
            Math.Max(Small + 1, large is 1 ? sum.Low - (Small * small) : 0), sum.High - ((Small + 1) * (large - 1)));
        return [.. counts.Select(count => (Figure?)(count <= Small ? new(0, Small) : more))];
    }
}
