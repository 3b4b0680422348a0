using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Improvements;

/// <summary>What would change a rank: where the candidate would stand if it were known that a factor is at one of its limits.</summary>
/// <param name="Factor">One factor.</param>
/// <param name="Value">What it would be known to be.</param>
/// <param name="Place">The place that it would have then, from 1.</param>
internal sealed record WhatIf(RankFactors Factor, double Value, int Place);

/// <summary>Why a candidate stands where it does.</summary>
internal static class RankExplanation
{
    private static readonly RankFactors[] All =
        [RankFactors.Effort, RankFactors.Works, RankFactors.Hours, RankFactors.Expected];

    /// <summary>
    /// What would change its rank, the factors that somebody can find out first; none where it stands where it does whatever they are.
    /// </summary>
    public static IReadOnlyList<WhatIf> WhatWouldChange(RankedCandidate ranked, IReadOnlyList<RankedCandidate> list) =>
        [.. All.SelectMany(factor => Limits(ranked, factor, list)).Where(would => would.Place != ranked.Place)];

    /// <summary>The candidates next to it of which the data do not say which is worth more, as the card says: about equal.</summary>
    public static IReadOnlyList<RankedCandidate> AboutEqual(RankedCandidate ranked, IReadOnlyList<RankedCandidate> list) =>
    [
        .. list.Where(other => Math.Abs(other.Place - ranked.Place) is 1)
            .Where(other => other.Candidate.MustNotWait == ranked.Candidate.MustNotWait && other.Value.IsAboutEqualTo(ranked.Value)),
    ];

    private static IEnumerable<WhatIf> Limits(RankedCandidate ranked, RankFactors which, IReadOnlyList<RankedCandidate> list)
    {
        var factor = ranked.Candidate.Factor(which);
        foreach (var limit in (double[])[factor.Lower, factor.Upper])
        {
            var known = ranked.Candidate.With(which, new RankFactor(limit, limit, limit));
            var place = RankOrder.PlaceOf(
                known with { Assumed = known.Assumed & ~which }, ranked.Decision?.Place ?? RankPlace.ByValue, list);
            yield return new(which, limit, place);
        }
    }
}
