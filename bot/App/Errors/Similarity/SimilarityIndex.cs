using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Similarity;

/// <summary>
/// The reports of the database by what they say: those that an index has by its postings, the recent ones by their own text.
/// </summary>
internal sealed class SimilarityIndex(Session session, RecentReports recent, Indexing indexing)
{
    /// <summary>
    /// A search reads so many postings at most; the words for which they do not suffice are looked for in the reports themselves.
    /// </summary>
    private const int MostPostings = 40_000;

    /// <summary>The reports of each scope that are most like a text, best first within a scope.</summary>
    public IReadOnlyList<Similar> LikeThis(IReadOnlyList<long> scopes, Fingerprint asked, int most)
    {
        var terms = LookUp.TermsToCount(asked);
        var indexes = IndexSpans.Of(session.Statements);
        var view = recent.View(session, indexes, scopes, terms);
        if (view.Waiting >= Indexing.BatchSize) indexing.Wanted.Give();
        var spans = indexes.UpTo(view.IndexedTo);
        return [.. scopes.SelectMany(scope => LikeThis(scope, asked, terms, spans, view, most))];
    }

    /// <summary>
    /// The reports in which all of some terms may stand: those that an index knows to have them, and those that none knows yet. Null where
    /// that would be too many to say: the terms stand nearly everywhere, or an index has far to go.
    /// </summary>
    public HashSet<long>? Having(IReadOnlyList<string> terms)
    {
        var indexes = IndexSpans.Of(session.Statements);
        var candidates = EditedReports.All(session.Statements).Keys.ToHashSet();
        foreach (var span in indexes.All)
        {
            if (Having(terms, span) is not { } having) return null;
            candidates.UnionWith(having);
        }

        var waiting = 0;
        using var rows = session.Statements.Read(
            $"SELECT id FROM errors WHERE id > {indexes.To} ORDER BY id LIMIT {RecentReports.Most + 1}");
        while (rows.Read())
        {
            if (++waiting > RecentReports.Most) return null;
            candidates.Add(rows.GetInt64(0));
        }

        return candidates;
    }

    /// <summary>The longest words first, as they are the rarest as a rule.</summary>
    private HashSet<long>? Having(IReadOnlyList<string> terms, IndexSpan span)
    {
        var (chunks, left) = (Chunks(span), MostPostings);
        HashSet<long>? having = null;
        foreach (var term in terms.OrderByDescending(term => term.Length))
        {
            if (left <= 0 || having is { Count: 0 }) break;
            var postings = chunks.Of(term, left);
            left -= postings?.Count ?? MostPostings / 4;
            if (postings is null) continue;
            var these = postings.Select(posting => posting.Report).Where(span.Has);
            if (having is null) having = [.. these];
            else having.IntersectWith(these);
        }

        return having;
    }

    private IReadOnlyList<Similar> LikeThis(
        long scope, Fingerprint asked, IReadOnlyList<string> terms, IReadOnlyList<IndexSpan> spans, RecentView view, int most)
    {
        var known = view.Scopes[scope];
        var (indexedReports, isAsViewed) = known.IndexedReports is { } remembered ? (remembered, true) : CountAll(scope, spans);
        var reports = indexedReports + known.RecentReports;
        if (reports is 0) return [];

        var read = new Dictionary<string, IndexedTerm>(StringComparer.Ordinal);
        var at = new Dictionary<string, int>(terms.Count, StringComparer.Ordinal);
        var standIn = new Dictionary<string, int>(terms.Count, StringComparer.Ordinal);
        for (var i = 0; i < terms.Count; i++)
        {
            var indexed = known.Indexed[i] ?? (read[terms[i]] = CountOf(terms[i], scope, spans));
            at[terms[i]] = i;
            standIn[terms[i]] = (int)indexed.Reports + known.Recent[i].Length;
        }

        var best = LookUp.Plan(asked, reports, standIn).Best(
            term => Postings(term, scope, spans, view, known.Indexed[at[term]], known.Recent[at[term]], read), most);
        if (isAsViewed && (read.Count > 0 || known.IndexedReports is null)) recent.Remember(view, scope, indexedReports, read);
        return best;
    }

    /// <summary>How many reports of a scope the indexes have, and whether they had taken in no more by then.</summary>
    private (long Reports, bool IsAsViewed) CountAll(long scope, IReadOnlyList<IndexSpan> spans)
    {
        var most = 0L;
        var isAsViewed = true;
        foreach (var span in spans)
        {
            using var rows = session.Statements.Read($"""
                SELECT folded_to, (SELECT reports FROM similarity_counts
                    WHERE similarity_counts.version = similarity_indexes.version AND scope = {scope})
                FROM similarity_indexes WHERE version = {span.Version}
                """);
            if (!rows.Read()) continue;
            isAsViewed &= rows.GetInt64(0) == span.To;
            most = Math.Max(most, rows.NumberOrNull(1) ?? 0);
        }

        return (most, isAsViewed);
    }

    /// <summary>In how many reports a term stands; where one chunk says all about it, also in which.</summary>
    private IndexedTerm CountOf(string term, long scope, IReadOnlyList<IndexSpan> spans)
    {
        if (spans is [var only])
        {
            if (Chunks(only).LastOf(term, scope) is not { } last) return new(0, ReadOnlyMemory<Posting>.Empty);
            var postings = last.Postings();
            Posting[] complete = [.. postings.Where(posting => only.Has(posting.Report))];
            return new(last.Reports - postings.Count + complete.Length, postings.Count == last.Reports ? complete : null);
        }

        return new(spans.Max(span => Chunks(span).LastOf(term, scope)?.Reports ?? 0), null);
    }

    private IReadOnlyList<ReadOnlyMemory<Posting>> Postings(
        string term, long scope, IReadOnlyList<IndexSpan> spans, RecentView view, IndexedTerm? remembered, ReadOnlyMemory<Posting> recents,
        Dictionary<string, IndexedTerm> read)
    {
        var indexed = remembered ?? read[term];
        if (indexed.Postings is null) read[term] = indexed = indexed with { Postings = AllOf(term, scope, spans) };
        var postings = indexed.Postings.GetValueOrDefault();
        return [view.Edited.Count is 0 ? postings : Unedited(postings, view), recents];
    }

    private Posting[] AllOf(string term, long scope, IReadOnlyList<IndexSpan> spans) =>
        [.. spans.SelectMany(span => Chunks(span).Of(term, scope).Where(posting => span.Has(posting.Report)))];

    private static Posting[] Unedited(ReadOnlyMemory<Posting> postings, RecentView view) =>
        [.. postings.ToArray().Where(posting => !view.IsEdited(posting.Report))];

    private PostingChunks Chunks(IndexSpan span) => new(session.Statements, span.Version);
}
