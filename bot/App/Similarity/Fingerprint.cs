using System.Runtime.InteropServices;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Similarity;

/// <summary>One term of a record and how much it says there, 1 to <see cref="Fingerprint.Full"/>.</summary>
internal readonly record struct WeightedTerm(string Term, int Weight);

/// <summary>
/// What a record is compared and found by: its terms, each with a weight that grows with how often it stands in the title and at the
/// beginning of the text, more slowly with each time (BM25F). Fields are measured against a usual length instead of the average of all
/// records, so a weight depends on its own record alone: it is kept with the record and never computed again because others arrived.
/// Weights are whole numbers, so that every database adds them up to the same sum.
/// </summary>
internal sealed record Fingerprint(IReadOnlyList<WeightedTerm> Terms)
{
    /// <summary>Goes up with every change of terms or weights; fingerprints of different versions must not be compared.</summary>
    public const int Version = 4;

    /// <summary>The weight that a term comes nearer to with each time.</summary>
    public const int Full = 255;

    /// <summary>
    /// How much of a text has a say in likeness, in words. What follows is mostly logs: found by search, at the least weight.
    /// </summary>
    public const int WordsWeighed = 200;

    /// <summary>k1 of BM25: a word that stands this often weighs half of <see cref="Full"/>. In the literature 1.2 to 2.</summary>
    private const double Saturation = 2;

    /// <summary>b of BM25. 0: a word counts the same in a long field; 1: half in one twice as long. In the literature 0.75.</summary>
    private const double LengthMatters = 0.75;

    /// <summary>
    /// Of how many terms of the title, and of the text, the <see cref="Pieces"/> count as well: short texts need them, long ones have words
    /// enough in common.
    /// </summary>
    private const int TermsInPieces = 40;

    /// <summary>What a piece says, compared with a word.</summary>
    private const double OfPieces = 0.4;

    /// <summary>How many different words a short question has at most.</summary>
    private const int ShortWords = 20;

    private static readonly Field Title = new(Times: 3, UsualLength: 10);
    private static readonly Field Beginning = new(Times: 1, UsualLength: 80);

    /// <summary>Whether it is that of a sentence or two.</summary>
    public bool IsShort => Terms.Count(term => !Pieces.Is(term.Term)) <= ShortWords;

    /// <summary>
    /// Reads a record, or what is known of one so far; the title or the text may be empty. A title that was taken from the text says
    /// nothing that the text does not, and counts no more than it.
    /// </summary>
    public static Fingerprint Of(string title, string text)
    {
        var (frequencies, pieces) = (NewFrequencies(), NewFrequencies());
        var composed = Folding.Compose(text);
        var words = Words.OfComposed(composed, WordsWeighed, out var read);
        var titled = Words.Of(title);
        if (CollectionsMarshal.AsSpan(words).IndexOf(CollectionsMarshal.AsSpan(titled)) < 0) Count(Title, titled);
        Count(Beginning, words);
        foreach (var term in Words.OfComposed(composed[read..])) frequencies.TryAdd(term, 0);
        var weighed = frequencies.Select(term => new WeightedTerm(term.Key, Weight(term.Value)))
            .Concat(pieces.Select(piece => new WeightedTerm(piece.Key, Weight(piece.Value, OfPieces))));
        return new([.. weighed.OrderBy(term => term.Term, StringComparer.Ordinal)]);

        void Count(Field field, List<string> terms)
        {
            field.Count(terms, terms.Count, frequencies);
            field.Count(Pieces.Of(terms.Take(TermsInPieces)), terms.Count, pieces);
        }
    }

    private static Dictionary<string, double> NewFrequencies() => new(StringComparer.Ordinal);

    private static int Weight(double frequency, double share = 1) =>
        Math.Max(1, (int)Math.Round(share * Full * frequency / (Saturation + frequency)));

    /// <param name="Times">What a word here counts, compared with one in the text.</param>
    /// <param name="UsualLength">In terms.</param>
    private sealed record Field(double Times, double UsualLength)
    {
        public void Count(IEnumerable<string> terms, int termsOfField, Dictionary<string, double> frequencies)
        {
            var length = termsOfField / UsualLength;
            foreach (var term in terms)
            {
                frequencies[term] = frequencies.GetValueOrDefault(term) + Times / (1 - LengthMatters + LengthMatters * length);
            }
        }
    }
}
