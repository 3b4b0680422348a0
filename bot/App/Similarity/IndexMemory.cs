using System.Runtime.InteropServices;

namespace Improvement.Bot.Similarity;

/// <summary>What the index has of a term in a scope.</summary>
/// <param name="Records">In how many of its records the term stands.</param>
/// <param name="Postings">Which ones they are; null while nobody needed to know, as when the term stands in too many.</param>
internal sealed record IndexedTerm(long Records, ReadOnlyMemory<Posting>? Postings);

/// <summary>What the index has of a scope.</summary>
/// <param name="Records">How many of its records.</param>
/// <param name="ShownFrom">The likeness from which they are worth showing.</param>
/// <param name="ShownFromShort">The same to who asks in a sentence.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexedScope(long Records, double ShownFrom, double ShownFromShort);

/// <summary>
/// What look-ups read from the index lately, so that teams that record again and again about the same things read it once. Nothing is
/// rebuilt at start, and what grows too large is forgotten as a whole. Not safe for several threads: <see cref="RecentRecords"/> guards it.
/// </summary>
internal sealed class IndexMemory
{
    // Of 16 bytes each; a term without postings costs about as much as eight of them.
    private const int Most = 250_000;
    private const int CostOfTerm = 8;

    private readonly Dictionary<(long Scope, string Term), Remembered> _terms = [];
    private readonly Dictionary<long, IndexedScope> _scopes = [];
    private int _cost;

    /// <summary>What the index has of a term in a scope; null when that has to be read.</summary>
    public IndexedTerm? Find(long scope, string term) =>
        _terms.TryGetValue((scope, term), out var remembered) ? new(remembered.Records, remembered.Postings?.Present) : null;

    /// <summary>What the index has of a scope; null when that has to be read.</summary>
    public IndexedScope? Find(long scope) => _scopes.TryGetValue(scope, out var indexed) ? indexed : null;

    /// <summary>Remembers what was read of a scope.</summary>
    public void Put(long scope, IndexedScope all, IEnumerable<KeyValuePair<string, IndexedTerm>> terms)
    {
        if (_cost > Most) Clear();
        _scopes[scope] = all;
        foreach (var (term, indexed) in terms)
        {
            if (_terms.TryGetValue((scope, term), out var before)) _cost -= before.Cost;
            var remembered = new Remembered(indexed);
            _terms[(scope, term)] = remembered;
            _cost += remembered.Cost;
        }
    }

    /// <summary>The index has taken in more records, of which these are the terms.</summary>
    public void Extend(IEnumerable<(long Scope, long Record, Fingerprint Fingerprint)> taken)
    {
        foreach (var (scope, record, fingerprint) in taken)
        {
            if (!_scopes.TryGetValue(scope, out var indexed)) continue;
            _scopes[scope] = indexed with { Records = indexed.Records + 1 };
            foreach (var (term, weight) in fingerprint.Terms)
            {
                if (!_terms.TryGetValue((scope, term), out var remembered)) continue;
                _cost -= remembered.Cost;
                remembered.Add(new(record, weight));
                _cost += remembered.Cost;
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _terms.Clear();
        _scopes.Clear();
        _cost = 0;
    }

    private sealed class Remembered(IndexedTerm read)
    {
        public long Records { get; private set; } = read.Records;

        public PostingSeries? Postings { get; } = read.Postings is { } postings ? new(postings.ToArray()) : null;

        public int Cost => CostOfTerm + (Postings?.Count ?? 0);

        public void Add(Posting posting)
        {
            Records++;
            Postings?.Add(posting);
        }
    }
}
