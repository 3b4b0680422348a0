using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Keeps what reports are compared by, beside the reports and in the same transactions, so that nothing is rebuilt at start.</summary>
internal sealed class SimilarityIndex(Session session)
{
    private const string AddPosting = "INSERT INTO similarity_postings (scope, term, error, weight) VALUES (@scope, @term, @error, @weight) ON CONFLICT DO NOTHING";
    private const string CountTerm = "INSERT INTO similarity_terms (scope, term, reports) VALUES (@scope, @term, 1) ON CONFLICT (scope, term) DO UPDATE SET reports = similarity_terms.reports + 1";
    private const string UncountTerm = "UPDATE similarity_terms SET reports = reports - 1 WHERE scope = @scope AND term = @term";
    private const string CountReport = "INSERT INTO similarity_scopes (scope, reports) VALUES (@scope, 1) ON CONFLICT (scope) DO UPDATE SET reports = similarity_scopes.reports + 1";
    private const string UncountReport = "UPDATE similarity_scopes SET reports = reports - 1 WHERE scope = @scope";
    private const string RemovePosting = "DELETE FROM similarity_postings WHERE scope = @scope AND term = @term AND error = @error";

    private const string ReportsOf = "SELECT reports FROM similarity_scopes WHERE scope = @scope";
    private const string StandsIn = "SELECT reports FROM similarity_terms WHERE scope = @scope AND term = @term";
    private const string PostingsOf = "SELECT error, weight FROM similarity_postings WHERE scope = @scope AND term = @term";

    /// <summary>The scope of a report: its team, or its reporter alone where it has none.</summary>
    public static long ScopeOf(long? team, long reporter) => team ?? -reporter;

    /// <summary>Makes a report findable.</summary>
    public void Add(long scope, long number, string title, string story)
    {
        foreach (var (term, weight) in Fingerprint.Of(title, story).Terms)
        {
            session.Statements[AddPosting].Execute(scope, term, number, weight);
            session.Statements[CountTerm].Execute(scope, term);
        }

        session.Statements[CountReport].Execute(scope);
    }

    /// <summary>Takes a report out, as it was added.</summary>
    public void Remove(long scope, long number, string title, string story)
    {
        foreach (var (term, _) in Fingerprint.Of(title, story).Terms)
        {
            if (session.Statements[RemovePosting].Execute(scope, term, number) > 0) session.Statements[UncountTerm].Execute(scope, term);
        }

        session.Statements[UncountReport].Execute(scope);
    }

    /// <summary>The reports of a scope that are most like a text, best first.</summary>
    public IReadOnlyList<Similar> LikeThis(long scope, Fingerprint asked, int most)
    {
        var reports = session.Statements[ReportsOf].Number(scope) ?? 0;
        if (reports is 0) return [];

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var term in LookUp.TermsToCount(asked))
        {
            if (session.Statements[StandsIn].Number(scope, term) is { } count and > 0) counts[term] = (int)count;
        }

        var lookUp = LookUp.Plan(asked, reports, counts);
        return lookUp.Best(lookUp.Terms.SelectMany(term => Postings(scope, term)), most);
    }

    private IEnumerable<Posting> Postings(long scope, string term)
    {
        using var rows = session.Statements[PostingsOf].Read(scope, term);
        while (rows.Read()) yield return new(term, rows.GetInt64(0), rows.GetInt32(1));
    }
}
