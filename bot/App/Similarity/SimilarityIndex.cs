using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Similarity;

/// <summary>
/// The records of the database by what they say: those that an index has by its postings, the recent ones by their own text.
/// </summary>
internal sealed class SimilarityIndex(Session session, RecentRecordsOfKinds remembered, Indexing indexing)
{
    /// <summary>
    /// A search reads so many postings at most; the words for which they do not suffice are looked for in the records themselves.
    /// </summary>
    private const int MostPostings = 40_000;

    /// <summary>The records of each scope that are most like a text, best first within a scope.</summary>
    public IReadOnlyList<Similar> LikeThis(RecordKind kind, IReadOnlyList<long> scopes, Fingerprint asked, int most) =>
        LikeThis(Ask(kind), scopes, asked, most);

    /// <summary>Asks for what a look-up begins with, in the round trip of what is asked next.</summary>
    public IndexQuestion Ask(RecordKind kind) =>
        new(kind, IndexSpans.Ask(session.Statements, kind), remembered.Of(kind).AskForNewer(session));

    /// <inheritdoc cref="LikeThis(RecordKind, IReadOnlyList{long}, Fingerprint, int)"/>
    /// <param name="question">Was asked in this scope just now.</param>
    public IReadOnlyList<Similar> LikeThis(IndexQuestion question, IReadOnlyList<long> scopes, Fingerprint asked, int most)
    {
        var (terms, kind, indexes) = (LookUp.TermsToCount(asked), question.Kind, question.Indexes.Value);
        var view = remembered.Of(kind).View(session, indexes, question.Newer, scopes, terms);
        if (view.Waiting >= Indexing.BatchSize) indexing.Wanted.Give();
        var spans = indexes.UpTo(view.IndexedTo);
        return [.. scopes.SelectMany(scope => LikeThis(kind, scope, asked, terms, spans, view, most))];
    }

    /// <summary>
    /// The records in which all of some terms may stand: those that an index knows to have them, and those that none knows yet. Null where
    /// that would be too many to say: the terms stand nearly everywhere, or an index has far to go.
    /// </summary>
    public HashSet<long>? Having(RecordKind kind, IReadOnlyList<string> terms)
    {
        var indexes = IndexSpans.Ask(session.Statements, kind).Value;
        HashSet<long> candidates = indexes.HasEdits ? [.. EditedRecords.All(session.Statements, kind).Keys] : [];
        foreach (var span in indexes.All)
        {
            if (Having(kind, terms, span) is not { } having) return null;
            candidates.UnionWith(having);
        }

        var waiting = 0;
        using var rows = session.Statements.Read(
            $"SELECT id FROM {kind.Access.Table.Table} WHERE id > {indexes.To} ORDER BY id LIMIT {RecentRecords.Most + 1}");
        while (rows.Read())
        {
            if (++waiting > RecentRecords.Most) return null;
            candidates.Add(rows.GetInt64(0));
        }

        return candidates;
    }

    /// <summary>
    /// Tells that a record is about to say something else, in the transaction that changes it, so that it is found by its new words and no
    /// more by its old ones.
    /// </summary>
    /// <param name="revision">The version of the record that says the old words.</param>
    /// <param name="scope">The scope in which it stands, where it is about to stand in another one; null where that stays.</param>
    public void Changed(RecordId record, long revision, string title, string text, long? scope = null) =>
        EditedRecords.Keep(session.Statements, record.Kind, record.Number, revision, title, text, scope);

    /// <summary>The longest words first, as they are the rarest as a rule.</summary>
    private HashSet<long>? Having(RecordKind kind, IReadOnlyList<string> terms, IndexSpan span)
    {
        var (chunks, left) = (Chunks(kind, span), MostPostings);
        HashSet<long>? having = null;
        foreach (var term in terms.OrderByDescending(term => term.Length))
        {
            if (left <= 0 || having is { Count: 0 }) break;
            var postings = chunks.Of(term, left);
            left -= postings?.Count ?? MostPostings / 4;
            if (postings is null) continue;
            var these = postings.Select(posting => posting.Record).Where(span.Has);
            if (having is null) having = [.. these];
            else having.IntersectWith(these);
        }

        return having;
    }

    private IReadOnlyList<Similar> LikeThis(
        RecordKind kind, long scope, Fingerprint asked, IReadOnlyList<string> terms, IReadOnlyList<IndexSpan> spans, RecentView view,
        int most)
    {
        var known = view.Scopes[scope];
        var (whole, isAsViewed) = known.IndexedScope is { } indexedScope ? (indexedScope, true) : ReadScope(kind, scope, spans);
        // what has come from another scope is counted in this one as soon as the index has heard of it
        var records = Math.Max(whole.Records + known.RecentRecords, known.Recent.Select(found => found.Length).DefaultIfEmpty().Max());
        if (records is 0) return [];

        var read = new Dictionary<string, IndexedTerm>(StringComparer.Ordinal);
        var at = new Dictionary<string, int>(terms.Count, StringComparer.Ordinal);
        var standIn = new Dictionary<string, int>(terms.Count, StringComparer.Ordinal);
        // All terms of which nothing is known are asked for before the first is answered, as are all postings below.
        Func<IndexedTerm>?[] counts =
            [.. terms.Select((term, i) => known.Indexed[i] is null ? AskForCountOf(kind, term, scope, spans) : null)];
        for (var i = 0; i < terms.Count; i++)
        {
            var indexed = known.Indexed[i] ?? (read[terms[i]] = counts[i]!());
            at[terms[i]] = i;
            standIn[terms[i]] = (int)indexed.Records + known.Recent[i].Length;
        }

        var plan = LookUp.Plan(asked, records, standIn);
        var shownFrom = asked.IsShort ? whole.ShownFromShort : whole.ShownFrom;
        List<(string Term, Func<Posting[]> All)> unread =
            [.. plan.Terms.Where(term => Indexed(term).Postings is null).Select(term => (term, AskForAllOf(kind, term, scope, spans)))];
        foreach (var (term, all) in unread) read[term] = Indexed(term) with { Postings = all() };
        var best = plan.Best(term => Postings(view, Indexed(term), known.Recent[at[term]]), most, shownFrom);
        if (isAsViewed && (read.Count > 0 || known.IndexedScope is null)) remembered.Of(kind).Remember(view, scope, whole, read);
        return best;

        IndexedTerm Indexed(string term) => read.GetValueOrDefault(term) ?? known.Indexed[at[term]]!;
    }

    /// <summary>What the indexes have of a scope, and whether they had taken in no more by then.</summary>
    private (IndexedScope Whole, bool IsAsViewed) ReadScope(RecordKind kind, long scope, IReadOnlyList<IndexSpan> spans)
    {
        var scopeRead = new IndexedScope(0, Threshold.AtFirst, Threshold.AtFirst);
        var isAsViewed = true;
        foreach (var span in spans)
        {
            using var rows = session.Statements.Read($"""
                SELECT i.folded_to, c.records, c.shown_from, c.shown_from_short FROM record_indexes i
                LEFT JOIN record_index_counts c ON c.kind = i.kind AND c.version = i.version AND c.scope = {scope}
                WHERE i.kind = {kind.Name} AND i.version = {span.Version}
                """);
            if (!rows.Read()) continue;
            isAsViewed &= rows.GetInt64(0) == span.To;
            scopeRead = scopeRead with { Records = Math.Max(scopeRead.Records, rows.NumberOrNull(1) ?? 0) };
            if (span.Version != Fingerprint.Version) continue;
            scopeRead = scopeRead with
            {
                ShownFrom = Learning.Read(rows.NumberOrNull(2)),
                ShownFromShort = Learning.Read(rows.NumberOrNull(3)),
            };
        }

        return (scopeRead, isAsViewed);
    }

    /// <summary>In how many records a term stands; where one chunk says all about it, also in which.</summary>
    private Func<IndexedTerm> AskForCountOf(RecordKind kind, string term, long scope, IReadOnlyList<IndexSpan> spans)
    {
        Answer<PostingChunk?>[] asked = [.. spans.Select(span => Chunks(kind, span).AskForLastOf(term, scope))];
        return () => spans is [var only] ? CountOf(asked[0].Value, only) : new(asked.Max(last => last.Value?.Records ?? 0), null);
    }

    private static IndexedTerm CountOf(PostingChunk? last, IndexSpan only)
    {
        if (last is null) return new(0, ReadOnlyMemory<Posting>.Empty);
        var postings = last.Postings();
        Posting[] complete = [.. postings.Where(posting => only.Has(posting.Record))];
        return new(last.Records - postings.Count + complete.Length, postings.Count == last.Records ? complete : null);
    }

    private static IReadOnlyList<ReadOnlyMemory<Posting>> Postings(RecentView view, IndexedTerm indexed, ReadOnlyMemory<Posting> recents)
    {
        var postings = indexed.Postings.GetValueOrDefault();
        return [view.Edited.Count is 0 ? postings : Unedited(postings, view), recents];
    }

    private Func<Posting[]> AskForAllOf(RecordKind kind, string term, long scope, IReadOnlyList<IndexSpan> spans)
    {
        List<(IndexSpan Span, Answer<List<Posting>> Postings)> asked =
            [.. spans.Select(span => (span, Chunks(kind, span).AskForAllOf(term, scope)))];
        return () => [.. asked.SelectMany(each => each.Postings.Value.Where(posting => each.Span.Has(posting.Record)))];
    }

    private static Posting[] Unedited(ReadOnlyMemory<Posting> postings, RecentView view) =>
        [.. postings.ToArray().Where(posting => !view.IsEdited(posting.Record))];

    private PostingChunks Chunks(RecordKind kind, IndexSpan span) => new(session.Statements, kind.Name, span.Version);
}
