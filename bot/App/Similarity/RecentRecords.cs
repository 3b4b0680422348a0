using System.Runtime.InteropServices;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Similarity;

/// <summary>
/// What a process knows of the records without asking the database: the terms of those that no index has taken in yet, and of those that it
/// knows by an old text, so that filing writes nothing but the record itself; and what look-ups read from the index lately. Recent records
/// are read once, when somebody looks for them, and become part of what is remembered of the index when it has them. Safe for several
/// threads.
/// </summary>
/// <param name="kind">The kind of record.</param>
internal sealed class RecentRecords(RecordKind kind)
{
    /// <summary>
    /// How many are kept at most; should an index fall further behind, the oldest of them are found when it has caught up.
    /// </summary>
    public const int Most = 2 * Indexing.BatchSize;

    // Longer than a commit may take: whoever files beside others may commit after somebody with a higher number.
    private static readonly TimeSpan MissingFor = TimeSpan.FromMinutes(1);

    private const int MostMissing = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Recent> _records = [];
    private readonly Dictionary<(long Scope, string Term), PostingSeries> _postings = [];
    private readonly Dictionary<long, int> _counts = [];
    private readonly IndexMemory _index = new();

    // The numbers up to _newest that nobody had lately, each with the moment at which that was noticed.
    private readonly Dictionary<long, TimeSpan> _missing = [];

    // Of the records after the last indexed one, those up to _unread are not known here; those up to _newest were looked at.
    private long _after, _unread, _newest;
    private long _editsTaken, _generation;
    private int _unfolded;
    private bool _hadEdits;

    /// <summary>Asks for what <see cref="View"/> reads, as far as that can be told before it is known how far the indexes are.</summary>
    public NewerRecords AskForNewer(Session session)
    {
        lock (_gate)
        {
            return new(_newest is 0 ? null : RecordText.AskForNewestAfter(session.Statements, kind, _newest, [.. _missing.Keys], Most));
        }
    }

    /// <summary>Brings them up to what is committed, and gives what is known of some terms in some scopes.</summary>
    /// <param name="indexes">How far the indexes are.</param>
    /// <param name="newer">Was asked after that.</param>
    public RecentView View(
        Session session, IndexSpans indexes, NewerRecords newer, IReadOnlyList<long> scopes, IReadOnlyList<string> terms)
    {
        if (session.IsWriting)
        {
            throw new InvalidOperationException(
                "What is not committed yet must not be remembered; look for similar records before writing.");
        }
        lock (_gate)
        {
            var edited = indexes.HasEdits ? EditedRecords.All(session.Statements, kind) : [];
            // Without edits, now or the last time, only an index that has come further makes any outdated.
            var mayBeOutdated = edited.Count > 0 || _hadEdits;
            _hadEdits = edited.Count > 0;
            Follow(indexes);
            if (indexes.To > _after
                || _records.Count > Most
                || (mayBeOutdated && _records.Values.Any(recent => IsOutdated(recent, edited))))
            {
                ForgetUnneeded(Math.Max(indexes.To, _after), edited);
            }
            _newest = Math.Max(_newest, _after);
            foreach (var (missing, noticed) in _missing)
            {
                if (missing <= _after || Uptime - noticed > MissingFor) _missing.Remove(missing);
            }

            foreach (var record in edited.Keys.Where(record => record <= _newest && !_records.ContainsKey(record)))
            {
                Add(RecordText.Of(session.Statements, kind, record));
            }
            ReadNew(session, newer);

            return new(
                _generation, _after, edited.Keys, _unfolded + edited.Count, scopes.ToDictionary(scope => scope, scope => Of(scope, terms)));
        }
    }

    /// <summary>Remembers what a look-up read from the index, unless that has changed since.</summary>
    public void Remember(RecentView view, long scope, IndexedScope all, IEnumerable<KeyValuePair<string, IndexedTerm>> terms)
    {
        lock (_gate)
        {
            if (view.Generation == _generation) _index.Put(scope, all, terms);
        }
    }

    /// <summary>
    /// Keeps what is remembered of the index as it is by now. Edits that were taken in, or a second index, are rare: then it is read again.
    /// </summary>
    private void Follow(IndexSpans indexes)
    {
        var isFurther = indexes.To > _after;
        if (indexes.EditsTaken == _editsTaken && indexes.IsOne && !isFurther) return;

        _generation++;
        var knowsAllOfThem = _unread <= _after && _newest >= indexes.To
            && !_missing.Keys.Any(missing => missing > _after && missing <= indexes.To);
        if (indexes.EditsTaken == _editsTaken && indexes.IsOne && knowsAllOfThem)
        {
            _index.Extend(
                _records.Values.Where(recent =>
                    recent.Record > _after && recent.Record <= indexes.To).Select(recent =>
                        (recent.Scope, recent.Record, recent.Fingerprint)));
        }
        else _index.Clear();
        _editsTaken = indexes.EditsTaken;
    }

    // Others may have read some of them meanwhile. Where there are too many to have been asked for all, it is not known which are needed.
    private void ReadNew(Session session, NewerRecords newer)
    {
        var before = _newest;
        var texts = newer.Texts is { Value: { Count: < Most } asked }
            ? asked.FindAll(text => text.Record > before || _missing.ContainsKey(text.Record))
            : RecordText.AskForNewestAfter(session.Statements, kind, before, [.. _missing.Keys], Most).Value;
        if (texts.Count == Most) _unread = texts[^1].Record - 1;
        foreach (var text in texts) Add(text);
        if (texts.Count is > 0 and < Most) NoteMissing(before, [.. texts.Select(text => text.Record)]);
    }

    private void NoteMissing(long before, HashSet<long> read)
    {
        for (var record = _newest - 1; record > before && _missing.Count < MostMissing; record--)
        {
            if (!read.Contains(record)) _missing[record] = Uptime;
        }
    }

    private static TimeSpan Uptime => TimeSpan.FromMilliseconds(Environment.TickCount64);

    private ScopeView Of(long scope, IReadOnlyList<string> terms)
    {
        var indexed = new IndexedTerm?[terms.Count];
        var recent = new ReadOnlyMemory<Posting>[terms.Count];
        for (var i = 0; i < terms.Count; i++)
        {
            indexed[i] = _index.Find(scope, terms[i]);
            recent[i] = _postings.TryGetValue((scope, terms[i]), out var postings) ? postings.Present : default;
        }

        return new(_index.Find(scope), _counts.GetValueOrDefault(scope), indexed, recent);
    }

    private bool IsOutdated(Recent recent, Dictionary<long, long> edited) =>
        edited.TryGetValue(recent.Record, out var before) ? recent.Revision <= before : recent.Record <= _after;

    private void ForgetUnneeded(long after, Dictionary<long, long> edited)
    {
        _after = after;
        var needed = _records.Values.Where(recent => !IsOutdated(recent, edited)).OrderByDescending(recent => recent.Record).ToList();
        if (needed.Count > Most)
        {
            // Fewer than may be kept, so that the next ones do not each make all of it new.
            const int kept = Most / 4 * 3;
            _unread = needed[kept].Record;
            needed.RemoveRange(kept, needed.Count - kept);
        }

        _records.Clear();
        _postings.Clear();
        _counts.Clear();
        _unfolded = 0;
        foreach (var recent in needed) Add(recent);
    }

    private void Add(RecordText? text)
    {
        if (text is null) return;
        _newest = Math.Max(_newest, text.Record);
        Add(new Recent(text.Record, text.Revision, text.Scope, text.Fingerprint));
    }

    private void Add(Recent recent)
    {
        _records.Add(recent.Record, recent);
        _missing.Remove(recent.Record);
        if (recent.Record > _after)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, recent.Scope, out _)++;
            _unfolded++;
        }

        foreach (var (term, weight) in recent.Fingerprint.Terms)
        {
            (
                CollectionsMarshal.GetValueRefOrAddDefault(
                    _postings, (recent.Scope, term), out _) ??= new([])).Add(new(recent.Record, weight));
        }
    }

    private sealed record Recent(long Record, long Revision, long Scope, Fingerprint Fingerprint);
}

/// <summary>What is known without the database of some terms in some scopes, at one moment.</summary>
/// <param name="Generation">Of what is remembered of the index.</param>
/// <param name="IndexedTo">The last record that is looked up in an index; a look-up that began earlier may have heard of less.</param>
/// <param name="Edited">The records of which an index knows an old text, so that its postings are not to be used.</param>
/// <param name="Waiting">How many records of all scopes wait to be taken into an index, edits among them.</param>
internal sealed record RecentView(
    long Generation, long IndexedTo, IReadOnlyCollection<long> Edited, int Waiting, IReadOnlyDictionary<long, ScopeView> Scopes)
{
    /// <summary>Whether a record's own postings replace those of an index.</summary>
    public bool IsEdited(long record) => Edited.Count > 0 && Edited.Contains(record);
}

/// <summary>What is known of some terms in one scope; the lists have one entry for each of them.</summary>
/// <param name="IndexedScope">What the index has of it as a whole; null when that has to be read.</param>
/// <param name="RecentRecords">How many came later.</param>
/// <param name="Indexed">What the index has of each term; null when that has to be read.</param>
/// <param name="Recent">In which of the later and of the edited ones each stands.</param>
internal sealed record ScopeView(
    IndexedScope? IndexedScope, int RecentRecords, IReadOnlyList<IndexedTerm?> Indexed, IReadOnlyList<ReadOnlyMemory<Posting>> Recent);
