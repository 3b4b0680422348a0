using System.Collections.Immutable;

namespace Improvement.Bot.Feedback.Results;

/// <summary>Which groups of the breakdown are not told of, given the answers of each to one item.</summary>
/// <param name="sizes">Answers by segment.</param>
/// <param name="threshold">Answers from which on a group is told of.</param>
/// <returns>The segments that are hidden.</returns>
internal delegate ImmutableHashSet<int> HideRule(IReadOnlyDictionary<int, int> sizes, int threshold);

/// <summary>
/// What is told of the groups of the one breakdown. The whole is told too, so that every group left out can be worked out from the others
/// unless it is left out together with enough people.
/// </summary>
internal static class GroupRule
{
    /// <summary>Draws of bands at most; the first few do nearly always.</summary>
    private const int MostDraws = 1000;

    /// <summary>
    /// Groups below the threshold, and then the next smallest, until two or more are hidden that have the threshold together (complementary
    /// suppression). Of groups of one size those with the higher numbers are hidden first, whatever they answered.
    /// </summary>
    public static ImmutableHashSet<int> Hide(IReadOnlyDictionary<int, int> sizes, int threshold)
    {
        var hidden = sizes.Where(group => group.Value < threshold).Select(group => group.Key).ToHashSet();
        foreach (var (segment, _) in sizes.OrderBy(group => group.Value).ThenByDescending(group => group.Key))
        {
            if (hidden.Count is 0 || (hidden.Count > 1 && hidden.Sum(each => sizes[each]) >= threshold)) break;
            hidden.Add(segment);
        }
        return [.. hidden];
    }

    /// <summary>
    /// The favourable answers of the groups that are told of, each as a band of three counts around the true one, drawn once. Bands that,
    /// together with the whole, would give away a small count, or that all or none of a small group were favourable, are drawn again. So
    /// everything that fits what is told can be true; a fixed rule cannot keep that, as its exceptions speak. Null where no draw does.
    /// </summary>
    /// <param name="whole">The favourable answers of everybody, as they are told.</param>
    /// <param name="all">Answers of everybody.</param>
    /// <param name="groups">Favourable answers and answers of each group that is told of.</param>
    /// <param name="draw">Draws a number from 0 to below another, by a source that nobody can foretell.</param>
    public static ImmutableArray<Figure>? Favourable(
        Figure whole, int all, IReadOnlyList<(int Count, int Of)> groups, Func<int, int> draw)
    {
        var hidden = all - groups.Sum(group => group.Of);
        int[] sizes = hidden is 0 ? [.. groups.Select(group => group.Of)] : [.. groups.Select(group => group.Of), hidden];
        for (var drawn = 0; drawn < MostDraws; drawn++)
        {
            ImmutableArray<Figure> told = [.. groups.Select(group => Band(group.Count, group.Of, draw))];
            if (Keeps(whole, all, hidden is 0 ? told : [.. told, new(0, hidden)], sizes)) return told;
        }
        return null;
    }

    private static Figure Band(int count, int all, Func<int, int> draw)
    {
        var (first, last) = (Math.Max(0, count - CountRule.Small), Math.Min(count, all - CountRule.Small));
        var low = first + draw(last - first + 1);
        return new(low, low + CountRule.Small);
    }

    /// <summary>Whether no group is given away by the limits that the sum and the bands of the others leave to it.</summary>
    private static bool Keeps(Figure whole, int all, ImmutableArray<Figure> told, int[] sizes)
    {
        // All or none of everybody, where that may be told, says the same of every group whatever is told of them.
        if (whole.IsExact && (whole.Low is 0 || whole.Low == all)) return true;
        var (low, high) = (told.Sum(each => each.Low), told.Sum(each => each.High));
        return Enumerable.Range(0, told.Length).All(at => IsVague(
            Math.Max(told[at].Low, whole.Low - (high - told[at].High)), Math.Min(told[at].High, whole.High - (low - told[at].Low)),
            sizes[at]));
    }

    /// <summary>Whether what can be worked out of a group leaves more than one count, or one that may be told.</summary>
    private static bool IsVague(int low, int high, int all) => high > low || CountRule.One(low, all).IsExact;
}
