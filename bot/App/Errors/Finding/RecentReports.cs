using System.Runtime.InteropServices;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>
/// The terms of the reports that no index has taken in yet, and of those that it knows by an old text: so filing writes nothing but the report itself. They are read from the reports, once in each process,
/// when they are looked for, and forgotten when an index has them. Safe for several threads.
/// </summary>
internal sealed class RecentReports
{
    /// <summary>How many are kept at most; should an index fall further behind, the oldest of them are found when it has caught up.</summary>
    public const int Most = 2 * Indexing.BatchSize;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Recent> _reports = [];
    private readonly Dictionary<(long Scope, string Term), List<Posting>> _postings = [];
    private readonly Dictionary<long, int> _counts = [];
    private long _after, _newest;
    private int _unfolded;
    private bool _hadEdits;

    /// <summary>Brings them up to what is committed, and gives what they have of some terms in some scopes.</summary>
    /// <param name="after">The last report that the indexes have.</param>
    public RecentView View(Session session, long after, IReadOnlyList<long> scopes, IReadOnlyCollection<string> terms)
    {
        if (session.IsWriting) throw new InvalidOperationException("What is not committed yet must not be remembered; look for similar reports before writing.");
        lock (_gate)
        {
            var edited = Edits.All(session.Statements);
            // Without edits, now or the last time, only an index that has come further makes any outdated.
            var mayBeOutdated = edited.Count > 0 || _hadEdits;
            _hadEdits = edited.Count > 0;
            if (after > _after || _reports.Count > Most || (mayBeOutdated && _reports.Values.Any(recent => IsOutdated(recent, edited)))) ForgetUnneeded(Math.Max(after, _after), edited);
            _newest = Math.Max(_newest, _after);
            foreach (var error in edited.Keys.Where(error => error <= _newest && !_reports.ContainsKey(error))) Add(ReportText.Of(session.Statements, error));
            foreach (var text in ReportText.NewestAfter(session.Statements, _newest, Most)) Add(text);

            return new(_after, edited.Keys, _unfolded + edited.Count, scopes.ToDictionary(scope => scope, scope => _counts.GetValueOrDefault(scope)), Having(scopes, terms));
        }
    }

    private Dictionary<(long Scope, string Term), Posting[]> Having(IReadOnlyList<long> scopes, IReadOnlyCollection<string> terms)
    {
        var having = new Dictionary<(long Scope, string Term), Posting[]>();
        foreach (var scope in scopes)
        {
            foreach (var term in terms)
            {
                if (_postings.TryGetValue((scope, term), out var postings)) having.Add((scope, term), [.. postings]);
            }
        }

        return having;
    }

    private bool IsOutdated(Recent recent, Dictionary<long, long> edited) =>
        edited.TryGetValue(recent.Error, out var before) ? recent.Revision <= before : recent.Error <= _after;

    private void ForgetUnneeded(long after, Dictionary<long, long> edited)
    {
        _after = after;
        var needed = _reports.Values.Where(recent => !IsOutdated(recent, edited)).OrderByDescending(recent => recent.Error).Take(Most).ToList();
        _reports.Clear();
        _postings.Clear();
        _counts.Clear();
        _unfolded = 0;
        foreach (var recent in needed) Add(recent);
    }

    private void Add(ReportText? text)
    {
        if (text is null) return;
        _newest = Math.Max(_newest, text.Error);
        Add(new Recent(text.Error, text.Revision, text.Scope, text.Fingerprint));
    }

    private void Add(Recent recent)
    {
        _reports.Add(recent.Error, recent);
        if (recent.Error > _after)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, recent.Scope, out _)++;
            _unfolded++;
        }

        foreach (var (term, weight) in recent.Fingerprint.Terms)
            (CollectionsMarshal.GetValueRefOrAddDefault(_postings, (recent.Scope, term), out _) ??= []).Add(new(recent.Error, weight));
    }

    private sealed record Recent(long Error, long Revision, long Scope, Fingerprint Fingerprint);
}

/// <summary>What the recent reports have of some terms in some scopes, at one moment.</summary>
/// <param name="After">The last report that is looked up in an index; what an index has of later ones is not complete.</param>
/// <param name="Edited">The reports of which an index knows an old text, so that its postings are not to be used.</param>
/// <param name="Waiting">How many reports of all scopes wait to be taken into an index, edits among them.</param>
/// <param name="Counts">How many reports of each scope came after it.</param>
internal sealed record RecentView(
    long After, IReadOnlyCollection<long> Edited, int Waiting, IReadOnlyDictionary<long, int> Counts, IReadOnlyDictionary<(long Scope, string Term), Posting[]> Postings)
{
    /// <summary>The postings of a term in a scope; of edited reports an index may have some, too.</summary>
    public Posting[] Of(string term, long scope) => Postings.TryGetValue((scope, term), out var postings) ? postings : [];

    /// <summary>Whether what an index has of a report is not to be used.</summary>
    public bool IsEdited(long report) => Edited.Count > 0 && Edited.Contains(report);
}
