using Improvement.Bot.Errors;
using Improvement.Bot.Improvements;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Tests.Improvements;

/// <summary>Candidates by chance, many of which have factors of the same mean.</summary>
internal static class AnyCandidate
{
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    public static List<Candidate> List(Random random, int count) =>
        [.. Enumerable.Range(1, count).Select(number => Of(random, number))];

    public static Dictionary<RecordId, RankDecision> Decisions(Random random, IEnumerable<Candidate> candidates) => candidates
        .Where(_ => random.Next(4) is 0)
        .ToDictionary(candidate => candidate.Record, candidate => new RankDecision(
            candidate.Record, random.Next(2) is 0 ? RankPlace.First : RankPlace.Last, "because", null, "Lea", Now));

    public static Candidate Of(Random random, long number)
    {
        var assumed = (RankFactors)random.Next(16);
        return new(new(ErrorKind.Definition, number), new TeamId(1), Now.AddDays(-random.Next(3)))
        {
            Expected = Factor(random, assumed.HasFlag(RankFactors.Expected)),
            Hours = Factor(random, assumed.HasFlag(RankFactors.Hours)),
            Works = Factor(random, assumed.HasFlag(RankFactors.Works)),
            Effort = Factor(random, assumed.HasFlag(RankFactors.Effort)),
            Assumed = assumed,
            SourceOf = _ => "",
            MustNotWait = random.Next(4) is 0,
            State = "Accepted",
        };
    }

    private static RankFactor Factor(Random random, bool isAssumed)
    {
        var mean = Math.Pow(2, random.Next(3));
        return isAssumed ? RankFactor.Of(mean) : new(mean, mean / (1 + random.NextDouble()), mean * (1 + random.NextDouble()));
    }
}
