namespace Improvement.Bot.Feedback.Results;

/// <summary>
/// Which sets of people can be told of by adding and subtracting what is told of others. People are taken together who are in the same of
/// the sets told of; a set can be worked out if its indicator is a combination of theirs (the "tracker" of Denning, 1979).
/// </summary>
internal static class DerivableSets
{
    /// <summary>Kinds of people at most; sets are tried one by one.</summary>
    public const int MostKinds = 18;

    private const double Nothing = 1e-9;

    /// <summary>People in the smallest set below a size that can be worked out and has anybody in it; null for none.</summary>
    /// <param name="sizes">People of each kind.</param>
    /// <param name="told">The sets that are told of, each by the kinds that are in it.</param>
    /// <param name="below">Sets of so many people and more are not looked for.</param>
    public static int? Smallest(IReadOnlyList<int> sizes, IReadOnlyList<IReadOnlySet<int>> told, int below)
    {
        var kinds = Merged(sizes, told);
        if (kinds.Count > MostKinds) throw new ArgumentException("There are too many kinds of people to try all sets.", nameof(sizes));
        var basis = Basis([.. told.Select(set => kinds.Select(kind => set.Contains(kind.First) ? 1.0 : 0).ToArray())]);
        int? smallest = null;
        for (var mask = 1; mask < 1 << kinds.Count; mask++)
        {
            var people = 0;
            for (var at = 0; at < kinds.Count; at++) people += (mask >> at & 1) * kinds[at].People;
            if (people > 0 && people < (smallest ?? below) && IsWithin(mask, kinds.Count, basis)) smallest = people;
        }
        return smallest;
    }

    /// <summary>Kinds that are in the same sets can never be told apart.</summary>
    private static List<(int First, int People)> Merged(IReadOnlyList<int> sizes, IReadOnlyList<IReadOnlySet<int>> told) =>
    [
        .. Enumerable.Range(0, sizes.Count)
            .GroupBy(kind => string.Concat(told.Select(set => set.Contains(kind) ? '1' : '0')))
            .Select(same => (same.First(), same.Sum(kind => sizes[kind]))),
    ];

    /// <summary>The sets in echelon form, each row scaled so that its first figure is 1.</summary>
    private static List<double[]> Basis(List<double[]> rows)
    {
        var basis = new List<double[]>();
        foreach (var row in rows)
        {
            Reduce(row, basis);
            var pivot = Array.FindIndex(row, value => Math.Abs(value) > Nothing);
            if (pivot < 0) continue;
            var scale = row[pivot];
            basis.Add([.. row.Select(value => value / scale)]);
        }
        return basis;
    }

    private static bool IsWithin(int mask, int kinds, List<double[]> basis)
    {
        var row = Enumerable.Range(0, kinds).Select(at => (double)(mask >> at & 1)).ToArray();
        Reduce(row, basis);
        return row.All(value => Math.Abs(value) <= Nothing);
    }

    private static void Reduce(double[] row, List<double[]> basis)
    {
        foreach (var other in basis)
        {
            var pivot = Array.FindIndex(other, value => Math.Abs(value) > Nothing);
            var factor = row[pivot];
            if (Math.Abs(factor) <= Nothing) continue;
            for (var at = 0; at < row.Length; at++) row[at] -= factor * other[at];
        }
    }
}
