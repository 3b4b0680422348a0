using System.Runtime.InteropServices;
using Improvement.Bot.Similarity;

namespace Improvement.Bot.Tests.Similarity;

/// <summary>What the store keeps about reports for finding them again, in dictionaries.</summary>
internal sealed class InMemoryReports
{
    private readonly Dictionary<string, List<Posting>> _postings = new(StringComparer.Ordinal);
    private readonly List<(long Id, Fingerprint Report)> _newest = [];
    private double _shownFrom = Threshold.AtFirst;
    private long _learntAt;

    public int Count { get; private set; }

    /// <summary>How many postings the last look-up read.</summary>
    public int LastRead { get; private set; }

    public void Keep(long id, Fingerprint report)
    {
        foreach (var term in report.Terms)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_postings, term.Term, out _) ??= []).Add(new(id, term.Weight));
        }
        Count++;
        _newest.Add((id, report));
        if (_newest.Count > Threshold.MostAsked) _newest.RemoveAt(0);
        if (Threshold.IsDue(Count, _learntAt)) (_shownFrom, _learntAt) = (Learnt(), Count);
    }

    public IReadOnlyList<Similar> Like(Fingerprint asked, int most = 3, int mostPostings = LookUp.MostPostings)
    {
        var counts = LookUp.TermsToCount(asked).Where(_postings.ContainsKey).ToDictionary(term => term, term => _postings[term].Count);
        var lookUp = LookUp.Plan(asked, Count, counts, mostPostings);
        LastRead = lookUp.Terms.Sum(term => _postings[term].Count);
        return lookUp.Best(term => [_postings[term].ToArray()], most, _shownFrom);
    }

    /// <summary>The threshold, as it would be learnt now.</summary>
    public double Learnt() => Threshold.Of(
        [.. _newest.Select(asked => Like(asked.Report).Where(found => found.Record != asked.Id).ElementAtOrDefault(1).Likeness)]);
}
