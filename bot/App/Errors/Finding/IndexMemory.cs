namespace Improvement.Bot.Errors;

/// <summary>What the index has of a term in a scope.</summary>
/// <param name="Reports">In how many of its reports the term stands.</param>
/// <param name="Postings">Which ones they are; null while nobody needed to know, as when the term stands in too many.</param>
internal sealed record IndexedTerm(long Reports, Posting[]? Postings);

/// <summary>
/// What look-ups read from the index lately, so that teams that report again and again about the same things read it once. Nothing is rebuilt at start, and what grows too large is forgotten as a whole. Not safe for
/// several threads: <see cref="RecentReports"/> guards it.
/// </summary>
internal sealed class IndexMemory
{
    // Of 16 bytes each; a term without postings costs about as much as eight of them.
    private const int Most = 250_000;
    private const int CostOfTerm = 8;

    private readonly Dictionary<(long Scope, string Term), IndexedTerm> _terms = [];
    private readonly Dictionary<long, long> _reports = [];
    private int _cost;

    /// <summary>What the index has of a term in a scope; null when that has to be read.</summary>
    public IndexedTerm? Find(long scope, string term) => _terms.GetValueOrDefault((scope, term));

    /// <summary>How many reports of a scope the index has; null when that has to be read.</summary>
    public long? ReportsOf(long scope) => _reports.TryGetValue(scope, out var reports) ? reports : null;

    /// <summary>Remembers what was read of a scope.</summary>
    public void Put(long scope, long reports, IEnumerable<KeyValuePair<string, IndexedTerm>> terms)
    {
        if (_cost > Most) Clear();
        _reports[scope] = reports;
        foreach (var (term, indexed) in terms)
        {
            if (_terms.Remove((scope, term), out var before)) _cost -= CostOf(before);
            _terms[(scope, term)] = indexed;
            _cost += CostOf(indexed);
        }
    }

    /// <summary>The index has taken in more reports, of which these are the terms.</summary>
    public void Extend(IEnumerable<(long Scope, long Report, Fingerprint Fingerprint)> taken)
    {
        var added = new Dictionary<(long Scope, string Term), List<Posting>>();
        foreach (var (scope, report, fingerprint) in taken)
        {
            if (_reports.TryGetValue(scope, out var reports)) _reports[scope] = reports + 1;
            else continue;
            foreach (var (term, weight) in fingerprint.Terms)
            {
                if (!_terms.ContainsKey((scope, term))) continue;
                if (!added.TryGetValue((scope, term), out var postings)) added[(scope, term)] = postings = [];
                postings.Add(new(report, weight));
            }
        }

        foreach (var (key, postings) in added)
        {
            var before = _terms[key];
            var extended = new IndexedTerm(before.Reports + postings.Count, before.Postings is null ? null : [.. before.Postings, .. postings]);
            _terms[key] = extended;
            _cost += CostOf(extended) - CostOf(before);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _terms.Clear();
        _reports.Clear();
        _cost = 0;
    }

    private static int CostOf(IndexedTerm term) => CostOfTerm + (term.Postings?.Length ?? 0);
}
