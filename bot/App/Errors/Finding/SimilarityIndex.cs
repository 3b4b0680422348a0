using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>The reports of the database by what they say: those that an index has by its postings, the recent ones by their own text.</summary>
internal sealed class SimilarityIndex(Session session, RecentReports recent, IndexingService indexing)
{
    private const string ReportsOf = "SELECT reports FROM similarity_counts WHERE version = @version AND scope = @scope";
    private const string After = "SELECT id FROM errors WHERE id > @after";

    /// <summary>The reports of each scope that are most like a text, best first within a scope.</summary>
    public IReadOnlyList<Similar> LikeThis(IReadOnlyList<long> scopes, Fingerprint asked, int most)
    {
        var terms = LookUp.TermsToCount(asked);
        var spans = IndexSpan.Of(session.Statements);
        var view = recent.View(session, spans[^1].To, scopes, terms);
        if (view.Waiting >= Indexing.BatchSize) indexing.Wake();
        return [.. scopes.SelectMany(scope => LikeThis(scope, asked, terms, spans, view, most))];
    }

    /// <summary>The reports in which all of some terms may stand: those that an index knows to have them all, and those that none knows yet.</summary>
    public HashSet<long> Having(IReadOnlyList<string> terms)
    {
        var candidates = Edits.All(session.Statements).Keys.ToHashSet();
        var spans = IndexSpan.Of(session.Statements);
        foreach (var span in spans)
        {
            var chunks = new PostingChunks(session.Statements, span.Version);
            var having = terms.Select(term => chunks.Of(term).Select(posting => posting.Report).Where(report => IsIn(span, report)).ToHashSet());
            candidates.UnionWith(having.Aggregate((all, next) => { all.IntersectWith(next); return all; }));
        }

        using var rows = session.Statements[After].Read(spans[^1].To);
        while (rows.Read()) candidates.Add(rows.GetInt64(0));
        return candidates;
    }

    private IReadOnlyList<Similar> LikeThis(long scope, Fingerprint asked, IReadOnlyList<string> terms, IReadOnlyList<IndexSpan> spans, RecentView view, int most)
    {
        var reports = spans.Max(span => session.Statements[ReportsOf].Number(span.Version, scope) ?? 0) + view.Counts.GetValueOrDefault(scope);
        if (reports is 0) return [];

        var known = new Dictionary<string, PostingChunk?[]>(terms.Count, StringComparer.Ordinal);
        var standIn = new Dictionary<string, int>(terms.Count, StringComparer.Ordinal);
        foreach (var term in terms)
        {
            PostingChunk?[] last = [.. spans.Select(span => Chunks(span).LastOf(term, scope))];
            var count = last.Max(chunk => chunk?.Reports ?? 0) + view.Of(term, scope).Length;
            if (count is 0) continue;
            known[term] = last;
            standIn[term] = (int)count;
        }

        return LookUp.Plan(asked, reports, standIn).Best(term => Postings(term, scope, spans, known[term], view), most);
    }

    private IEnumerable<Posting> Postings(string term, long scope, IReadOnlyList<IndexSpan> spans, PostingChunk?[] last, RecentView view)
    {
        for (var i = 0; i < spans.Count; i++)
        {
            if (last[i] is not { } chunk) continue;
            foreach (var posting in Chunks(spans[i]).Of(term, scope, chunk))
            {
                if (IsIn(spans[i], posting.Report) && !view.IsEdited(posting.Report)) yield return posting;
            }
        }

        foreach (var posting in view.Of(term, scope)) yield return posting;
    }

    private PostingChunks Chunks(IndexSpan span) => new(session.Statements, span.Version);

    private static bool IsIn(IndexSpan span, long report) => report > span.After && report <= span.To;
}
