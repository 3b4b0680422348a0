using System.Runtime.InteropServices;
using Improvement.Bot.Similarity;

namespace Improvement.Bot.Tests.Similarity;

/// <summary>What the store keeps about reports for finding them again, in dictionaries.</summary>
internal sealed class InMemoryReports
{
    private readonly Dictionary<string, List<Posting>> _postings = new(StringComparer.Ordinal);
    private readonly List<(long Id, Fingerprint Report, Fingerprint InShort)> _newest = [];
    private double _shownFrom = Threshold.AtFirst, _shownFromShort = Threshold.AtFirst;
    private long _learntAt;

    public int Count { get; private set; }

    /// <summary>How many postings the last look-up read.</summary>
    public int LastRead { get; private set; }

    /// <param name="title">The report as it is asked for in a sentence; null where it is one.</param>
    public void Keep(long id, Fingerprint report, Fingerprint? title = null)
    {
        foreach (var term in report.Terms)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_postings, term.Term, out _) ??= []).Add(new(id, term.Weight));
        }
        Count++;
        _newest.Add((id, report, title ?? report));
        if (_newest.Count > Threshold.MostAsked) _newest.RemoveAt(0);
        if (Threshold.IsDue(Count, _learntAt)) (_shownFrom, _shownFromShort, _learntAt) = (Learnt(), LearntInShort(), Count);
    }

    public IReadOnlyList<Similar> Like(Fingerprint asked, int most = 3, int mostPostings = LookUp.MostPostings)
    {
        var counts = LookUp.TermsToCount(asked).Where(_postings.ContainsKey).ToDictionary(term => term, term => _postings[term].Count);
        var lookUp = LookUp.Plan(asked, Count, counts, mostPostings);
        LastRead = lookUp.Terms.Sum(term => _postings[term].Count);
        return lookUp.Best(term => [_postings[term].ToArray()], most, asked.IsShort ? _shownFromShort : _shownFrom);
    }

    /// <summary>The threshold, as it would be learnt now.</summary>
    public double Learnt() => Threshold.Of([.. _newest.Select(asked => SecondBest(asked.Id, asked.Report))]);

    private double LearntInShort() => Threshold.Of([.. _newest.Select(asked => SecondBest(asked.Id, asked.InShort))]);

    private double SecondBest(long id, Fingerprint asked) =>
        Like(asked).Where(found => found.Record != id).ElementAtOrDefault(1).Likeness;
}
