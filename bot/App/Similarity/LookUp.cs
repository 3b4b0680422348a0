using System.Runtime.InteropServices;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Similarity;

/// <summary>A kept record and its likeness with the one asked about, from 0 towards 1.</summary>
/// <param name="Share">
/// How much of what the one asked about would have in common with itself it has in common with this one, 0 to 1. Of a short text that is
/// little, and of one whose words stand everywhere as well: only together with the likeness it says that they are the same.
/// </param>
/// <param name="ShownFrom">The likeness from which a record of its scope is worth showing to somebody who is reporting.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Similar(long Record, double Likeness, double Share, double ShownFrom)
{
    /// <summary>Whether it is worth showing.</summary>
    public bool IsShown => Likeness >= ShownFrom;
}

/// <summary>
/// One search for records like a given one, planned so that it stays short however many records there are. The store fetches in how many
/// records each of <see cref="TermsToCount"/> stands, plans, fetches the postings of <see cref="Terms"/>, and asks for the
/// <see cref="Best"/>.
/// </summary>
internal sealed class LookUp
{
    /// <summary>How many postings are read at most, unless asked otherwise.</summary>
    public const int MostPostings = 20_000;

    /// <summary>How many terms are worth counting, so that a long story costs no more than a short one.</summary>
    private const int MostCounted = 128;

    /// <summary>How many terms take part, the weightiest: with fewer, a long story is known by its names alone.</summary>
    private const int MostTerms = 64;

    /// <summary>How many pieces of words are counted and take part beside them.</summary>
    private const int MostPieces = 32;

    /// <summary>A doubt worth so many unknown terms at full weight: a few shared words alone make nothing alike.</summary>
    private const double Doubt = 1;

    private readonly Dictionary<string, int> _worth;
    private readonly double _own, _attainable;

    private LookUp(Dictionary<string, int> worth, double own, double doubt)
    {
        _worth = worth;
        (_own, _attainable) = (own, own + doubt);
    }

    /// <summary>The terms whose postings are to be fetched, none of them more than once.</summary>
    public IReadOnlyCollection<string> Terms => _worth.Keys;

    /// <summary>The terms of a record that may take part: the heaviest, as far as can be told before anything is counted.</summary>
    public static IReadOnlyList<string> TermsToCount(Fingerprint asked) => [.. Countable(asked).Select(term => term.Term)];

    /// <summary>Chooses the terms that say most about the asked record and that all records together do not say too often.</summary>
    /// <param name="asked">The record to find the like of.</param>
    /// <param name="records">How many records are kept.</param>
    /// <param name="standIn">In how many of them each of <see cref="TermsToCount"/> stands; absent means none.</param>
    /// <param name="mostPostings">The bound on the rows to be read.</param>
    public static LookUp Plan(Fingerprint asked, long records, IReadOnlyDictionary<string, int> standIn, int mostPostings = MostPostings)
    {
        var weightiest = Countable(asked)
            .Select(term => Asked.Of(term, records, standIn.GetValueOrDefault(term.Term)))
            .OrderByDescending(term => term.Attainable)
            .ThenBy(term => term.Term, StringComparer.Ordinal)
            .ToList();
        var doubt = Doubt * Fingerprint.Full * Fingerprint.Full * Rarity.OfUnknown(records);
        var own = Heaviest(weightiest, term => term.Term, MostTerms).Sum(term => (double)term.Attainable);
        return new(Affordable(weightiest, mostPostings), own, doubt);
    }

    /// <summary>The most alike of the records that the postings belong to, best first; of equals the newest (largest id) first.</summary>
    /// <param name="postingsOf">Gives the postings of each of <see cref="Terms"/>, in one part or several.</param>
    public IReadOnlyList<Similar> Best(
        Func<string, IReadOnlyList<ReadOnlyMemory<Posting>>> postingsOf, int most, double shownFrom = Threshold.AtFirst)
    {
        var sums = new Dictionary<long, long>();
        foreach (var (term, worth) in _worth)
        {
            foreach (var part in postingsOf(term))
            {
                sums.EnsureCapacity(part.Length);
                foreach (var posting in part.Span)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(sums, posting.Record, out _) += (long)worth * posting.Weight;
                }
            }
        }

        return [
            .. Largest(sums, most).Select(sum =>
                new Similar(sum.Record, sum.Sum / _attainable, Math.Min(1, sum.Sum / _own), shownFrom))];
    }

    /// <summary>The largest sums in order, without sorting thousands for the sake of a few.</summary>
    private static List<(long Sum, long Record)> Largest(Dictionary<long, long> sums, int most)
    {
        var largest = new List<(long Sum, long Record)>(most + 1);
        foreach (var (record, sum) in sums)
        {
            if (largest.Count == most && (most == 0 || (sum, record).CompareTo(largest[^1]) < 0)) continue;
            var at = largest.Count;
            while (at > 0 && (sum, record).CompareTo(largest[at - 1]) > 0) at--;
            largest.Insert(at, (sum, record));
            if (largest.Count > most) largest.RemoveAt(most);
        }
        return largest;
    }

    private static IEnumerable<WeightedTerm> Countable(Fingerprint asked) => Heaviest(
        asked.Terms
            .OrderByDescending(term => term.Weight * Rarity.Of(term.Term, 0, 0))
            .ThenBy(term => term.Term, StringComparer.Ordinal),
        term => term.Term,
        MostCounted);

    /// <summary>The first words, and the first pieces of words, in their order.</summary>
    private static IEnumerable<T> Heaviest<T>(IEnumerable<T> terms, Func<T, string> termOf, int mostWords)
    {
        var (words, pieces) = (mostWords, MostPieces);
        return terms.Where(term => (Pieces.Is(termOf(term)) ? pieces-- : words--) > 0);
    }

    private static Dictionary<string, int> Affordable(List<Asked> weightiest, int mostPostings)
    {
        var chosen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (cost, words, pieces) = (0L, 0, 0);
        foreach (var term in weightiest)
        {
            if (term.StandsIn is 0 || cost + term.StandsIn > mostPostings) continue;
            if (Pieces.Is(term.Term) ? pieces++ >= MostPieces : words++ >= MostTerms) continue;
            cost += term.StandsIn;
            chosen.Add(term.Term, term.Worth);
        }

        return chosen;
    }

    /// <param name="Worth">What a match adds, for each unit of its weight.</param>
    /// <param name="Attainable">What the asked record itself would add.</param>
    private readonly record struct Asked(string Term, int StandsIn, int Worth, long Attainable)
    {
        public static Asked Of(WeightedTerm term, long records, int standsIn)
        {
            var worth = (int)Math.Round(term.Weight * Rarity.Of(term.Term, records, standsIn));
            return new(term.Term, standsIn, worth, (long)worth * term.Weight);
        }
    }
}
