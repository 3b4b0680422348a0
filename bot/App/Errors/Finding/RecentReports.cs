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
    private readonly Dictionary<string, List<RecentPosting>> _postings = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _counts = [];
    private long _after, _newest;

    /// <summary>Brings them up to what is committed, and gives what they have of some terms.</summary>
    /// <param name="after">The last report that the indexes have.</param>
    public RecentView View(Session session, long after, IReadOnlyCollection<string> terms)
    {
        if (session.IsWriting) throw new InvalidOperationException("What is not committed yet must not be remembered; look for similar reports before writing.");
        lock (_gate)
        {
            var edited = Edits.All(session.Statements);
            if (after > _after || _reports.Count > Most || _reports.Values.Any(recent => IsOutdated(recent, edited))) ForgetUnneeded(Math.Max(after, _after), edited);
            _newest = Math.Max(_newest, _after);
            foreach (var error in edited.Keys.Where(error => error <= _newest && !_reports.ContainsKey(error))) Add(ReportText.Of(session.Statements, error));
            foreach (var text in ReportText.NewestAfter(session.Statements, _newest, Most)) Add(text);

            return new(_after, edited.Keys, new Dictionary<long, int>(_counts), terms.Where(_postings.ContainsKey).ToDictionary(term => term, term => _postings[term].ToArray(), StringComparer.Ordinal));
        }
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
        if (recent.Error > _after) CollectionsMarshal.GetValueRefOrAddDefault(_counts, recent.Scope, out _)++;
        foreach (var (term, weight) in recent.Fingerprint.Terms)
            (CollectionsMarshal.GetValueRefOrAddDefault(_postings, term, out _) ??= []).Add(new(recent.Scope, new(recent.Error, weight)));
    }

    private sealed record Recent(long Error, long Revision, long Scope, Fingerprint Fingerprint);
}

/// <summary>A posting of a report that is not in an index yet.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecentPosting(long Scope, Posting Posting);

/// <summary>What the recent reports have of some terms, at one moment.</summary>
/// <param name="After">The last report that is looked up in an index; what an index has of later ones is not complete.</param>
/// <param name="Edited">The reports of which an index knows an old text, so that its postings are not to be used.</param>
/// <param name="Counts">How many reports of each scope came after it.</param>
internal sealed record RecentView(long After, IReadOnlyCollection<long> Edited, IReadOnlyDictionary<long, int> Counts, IReadOnlyDictionary<string, RecentPosting[]> Postings)
{
    /// <summary>How many reports wait to be taken into an index, edits among them.</summary>
    public int Waiting => Counts.Values.Sum() + Edited.Count;

    /// <summary>The postings of a term in a scope.</summary>
    public IEnumerable<Posting> Of(string term, long scope) => Postings.TryGetValue(term, out var postings) ? postings.Where(each => each.Scope == scope).Select(each => each.Posting) : [];

    /// <summary>In how many of them a term stands; of edited ones an index may count it, too.</summary>
    public int CountOf(string term, long scope) => Of(term, scope).Count();
}
