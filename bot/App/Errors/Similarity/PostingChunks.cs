using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Similarity;

/// <summary>
/// The postings of one index in the database, a few hundred to a row, so that a term that stands everywhere costs no more to extend than a
/// rare one. A report belongs to the last chunk that begins with it or before it, or else to the first.
/// </summary>
internal sealed class PostingChunks(Statements statements, long version)
{
    /// <summary>From this size on, in bytes, the next reports begin a new chunk. A row then stays on one page of the database.</summary>
    private const int Full = 900;

    /// <summary>How many rows of a term are read at once at most.</summary>
    private const int MostChunks = 500;

    private static readonly Sql Chunk = Sql.Of($"SELECT first_error, reports, postings FROM similarity_chunks");

    /// <summary>The last chunk of a term in a scope, which knows how many reports there are; null where the term stands nowhere.</summary>
    public PostingChunk? LastOf(string term, long scope) => Read(statements.Read($"""
        {Chunk} WHERE version = {version} AND term = {term} AND scope = {scope} ORDER BY first_error DESC LIMIT 1
        """));

    /// <summary>The reports of a scope in which a term stands.</summary>
    public List<Posting> Of(string term, long scope) => Unpacked(statements.Read(
        $"SELECT postings FROM similarity_chunks WHERE version = {version} AND term = {term} AND scope = {scope}"));

    /// <summary>
    /// The reports of all scopes in which a term stands; null when there are more postings than <paramref name="most"/>, or spread over too
    /// many rows.
    /// </summary>
    public List<Posting>? Of(string term, int most)
    {
        var postings = new List<Posting>();
        var chunks = 0;
        using var rows = statements.Read($"""
            SELECT postings FROM similarity_chunks WHERE version = {version} AND term = {term}
            ORDER BY version, term, scope, first_error LIMIT {MostChunks + 1}
            """);
        while (rows.Read())
        {
            PostingList.Unpack(rows.GetBytes(0), postings);
            if (postings.Count > most || ++chunks > MostChunks) return null;
        }

        return postings;
    }

    /// <summary>
    /// Adds reports that came after all that are there, in their order; those that are there already are left as they are, so that it can
    /// be repeated.
    /// </summary>
    public void Append(string term, long scope, IReadOnlyList<Posting> postings)
    {
        var last = LastOf(term, scope);
        var known = last is null ? 0 : PostingList.Last(last.Packed);
        List<Posting> added = [.. postings.Where(posting => posting.Report > known)];
        if (added is []) return;

        var reports = (last?.Reports ?? 0) + added.Count;
        if (last is null || last.Packed.Length >= Full) Create(term, scope, reports, added);
        else Save(term, scope, last with { Reports = reports, Packed = PostingList.Append(last.Packed, known, added) });
    }

    /// <summary>Sets what a term weighs in one report; nothing when it stands there no more.</summary>
    public void Set(string term, long scope, long error, int? weight)
    {
        var chunk = Around(term, scope, error) ?? FirstOf(term, scope);
        if (chunk is null)
        {
            if (weight is { } only) Create(term, scope, 1, [new(error, only)]);
            return;
        }

        var postings = chunk.Postings();
        var at = postings.FindIndex(posting => posting.Report >= error);
        var isThere = at >= 0 && postings[at].Report == error;
        var more = (weight is null ? 0 : 1) - (isThere ? 1 : 0);
        if (isThere) postings.RemoveAt(at);
        if (weight is { } now) postings.Insert(at < 0 ? postings.Count : at, new(error, now));
        if (more is 0 && !isThere) return;

        if (postings is []) Delete(term, scope, chunk);
        else Save(term, scope, chunk with { Reports = chunk.Reports + more, Packed = PostingList.Pack(postings) });
        if (more is not 0) CountLater(term, scope, chunk, more);
    }

    private PostingChunk? Around(string term, long scope, long error) => Read(statements.Read($"""
        {Chunk} WHERE version = {version} AND term = {term} AND scope = {scope} AND first_error <= {error}
        ORDER BY first_error DESC LIMIT 1
        """));

    private PostingChunk? FirstOf(string term, long scope) => Read(statements.Read(
        $"{Chunk} WHERE version = {version} AND term = {term} AND scope = {scope} ORDER BY first_error LIMIT 1"));

    private void Create(string term, long scope, long reports, IReadOnlyList<Posting> postings) =>
        statements.Execute($"""
            INSERT INTO similarity_chunks {NewRow.Of(
                ("version", version), ("term", term), ("scope", scope), ("first_error", postings[0].Report), ("reports", reports),
                ("postings", PostingList.Pack(postings)))}
            """);

    private void Save(string term, long scope, PostingChunk chunk) => statements.Execute($"""
        UPDATE similarity_chunks SET reports = {chunk.Reports}, postings = {chunk.Packed}
        WHERE version = {version} AND term = {term} AND scope = {scope} AND first_error = {chunk.First}
        """);

    private void Delete(string term, long scope, PostingChunk chunk) => statements.Execute($"""
        DELETE FROM similarity_chunks WHERE version = {version} AND term = {term} AND scope = {scope} AND first_error = {chunk.First}
        """);

    private void CountLater(string term, long scope, PostingChunk chunk, int more) => statements.Execute($"""
        UPDATE similarity_chunks SET reports = reports + {more}
        WHERE version = {version} AND term = {term} AND scope = {scope} AND first_error > {chunk.First}
        """);

    private static PostingChunk? Read(Rows rows)
    {
        using (rows)
        {
            return rows.Read() ? new(rows.GetInt64(0), rows.GetInt64(1), rows.GetBytes(2)) : null;
        }
    }

    private static List<Posting> Unpacked(Rows rows)
    {
        var postings = new List<Posting>();
        using (rows)
        {
            while (rows.Read()) PostingList.Unpack(rows.GetBytes(0), postings);
        }

        return postings;
    }
}

/// <summary>Some hundred reports in which a term stands.</summary>
/// <param name="First">The report with which it begins.</param>
/// <param name="Reports">How many there are in it and in all chunks before it.</param>
/// <param name="Packed">Its postings, as they are kept.</param>
internal sealed record PostingChunk(long First, long Reports, byte[] Packed)
{
    /// <summary>Its postings.</summary>
    public List<Posting> Postings()
    {
        var postings = new List<Posting>();
        PostingList.Unpack(Packed, postings);
        return postings;
    }
}
