using System.Numerics;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Improvements;

/// <summary>A candidate with what it is worth to act on it, and where it stands.</summary>
/// <param name="Value">Hours saved in 90 days for each hour of effort, with its interval.</param>
/// <param name="Place">Its place in the list, from 1.</param>
/// <param name="Decision">The decision of a lead that put it there; null where its value did.</param>
internal sealed record RankedCandidate(Candidate Candidate, RankValue Value, int Place, RankDecision? Decision);

/// <summary>
/// The order of the list, a total one: what must not wait before what may; of each, first what leads put first and last what they put last;
/// by the lower quartile of the value; of equal ones the one of which less is assumed, then the older one, then the smaller number.
/// </summary>
internal static class RankOrder
{
    /// <summary>The candidates in their order.</summary>
    /// <param name="decisions">The decisions of leads that hold.</param>
    public static IReadOnlyList<RankedCandidate> Of(
        IEnumerable<Candidate> candidates, IReadOnlyDictionary<RecordId, RankDecision> decisions) =>
    [
        .. candidates.Select(candidate => (candidate, Value: ValueOf(candidate), Decision: decisions.GetValueOrDefault(candidate.Record)))
            .OrderBy(each => KeyOf(each.candidate, each.Value, each.Decision?.Place ?? RankPlace.ByValue))
            .Select((each, before) => new RankedCandidate(each.candidate, each.Value, before + 1, each.Decision)),
    ];

    /// <summary>The candidates in the order that they have without any decision.</summary>
    public static IReadOnlyList<RankedCandidate> ByValue(IEnumerable<Candidate> candidates) =>
        Of(candidates, new Dictionary<RecordId, RankDecision>());

    /// <summary>Where a candidate would stand among others if it were as given.</summary>
    /// <param name="ranked">The list, the candidate as it is among them.</param>
    public static int PlaceOf(Candidate candidate, RankPlace place, IReadOnlyList<RankedCandidate> ranked)
    {
        var key = KeyOf(candidate, ValueOf(candidate), place);
        return 1 + ranked.Count(other => other.Candidate.Record != candidate.Record
            && KeyOf(other.Candidate, other.Value, other.Decision?.Place ?? RankPlace.ByValue).CompareTo(key) < 0);
    }

    /// <summary>What it is worth to act on a candidate.</summary>
    public static RankValue ValueOf(Candidate candidate) =>
        RankValue.Of(candidate.Expected, candidate.Hours, candidate.Works, candidate.Effort);

    private static (int Urgency, int Decided, double Worth, int Assumed, DateTimeOffset Since, string Kind, long Number) KeyOf(
        Candidate candidate, RankValue value, RankPlace place) =>
    (
        candidate.MustNotWait ? 0 : 1,
        place switch { RankPlace.First => 0, RankPlace.ByValue => 1, _ => 2 },
        -value.LowerQuartile,
        BitOperations.PopCount((uint)candidate.Assumed),
        candidate.Since,
        candidate.Record.Kind.Name,
        candidate.Record.Number
    );
}
