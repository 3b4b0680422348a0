using Improvement.Bot.Storage;

namespace Improvement.Bot.Similarity;

/// <summary>
/// The postings of one index in the database, a few hundred to a row, so that a term that stands everywhere costs no more to extend than a
/// rare one. A record belongs to the last chunk that begins with it or before it, or else to the first.
/// </summary>
internal sealed class PostingChunks(Statements statements, string kind, long version)
{
    /// <summary>From this size on, in bytes, the next records begin a new chunk. A row then stays on one page of the database.</summary>
    private const int Full = 900;

    /// <summary>How many rows of a term are read at once at most.</summary>
    private const int MostChunks = 500;

    private static readonly Sql Chunk = Sql.Of($"SELECT first_record, records, postings FROM record_index_chunks");

    /// <summary>The last chunk of a term in a scope, which knows how many records there are; null where the term stands nowhere.</summary>
    public Answer<PostingChunk?> AskForLastOf(string term, long scope) => statements.Ask($"""
        {Chunk} WHERE kind = {kind} AND version = {version} AND term = {term} AND scope = {scope} ORDER BY first_record DESC LIMIT 1
        """, First);

    /// <summary>The records of a scope in which a term stands.</summary>
    public Answer<List<Posting>> AskForAllOf(string term, long scope) => statements.Ask(
        $"SELECT postings FROM record_index_chunks WHERE kind = {kind} AND version = {version} AND term = {term} AND scope = {scope}",
        Unpacked);

    /// <summary>
    /// The records of all scopes in which a term stands; null when there are more postings than <paramref name="most"/>, or spread over too
    /// many rows.
    /// </summary>
    public List<Posting>? Of(string term, int most)
    {
        var postings = new List<Posting>();
        var chunks = 0;
        using var rows = statements.Read($"""
            SELECT postings FROM record_index_chunks WHERE kind = {kind} AND version = {version} AND term = {term}
            ORDER BY kind, version, term, scope, first_record LIMIT {MostChunks + 1}
            """);
        while (rows.Read())
        {
            PostingList.Unpack(rows.GetBytes(0), postings);
            if (postings.Count > most || ++chunks > MostChunks) return null;
        }

        return postings;
    }

    /// <summary>
    /// Adds records that came after all that are there, in their order; those that are there already are left as they are, so that it can
    /// be repeated.
    /// </summary>
    /// <param name="last">Answer of <see cref="AskForLastOf"/>.</param>
    public void Append(string term, long scope, IReadOnlyList<Posting> postings, PostingChunk? last)
    {
        var known = last is null ? 0 : PostingList.Last(last.Packed);
        List<Posting> added = [.. postings.Where(posting => posting.Record > known)];
        if (added is []) return;

        var records = (last?.Records ?? 0) + added.Count;
        if (last is null || last.Packed.Length >= Full) Create(term, scope, records, added);
        else Save(term, scope, last with { Records = records, Packed = PostingList.Append(last.Packed, known, added) });
    }

    /// <summary>Counts more records of a scope, below 0 for fewer.</summary>
    public void Count(long scope, int more) => statements.Queue($"""
        INSERT INTO record_index_counts {NewRow.Of(("kind", kind), ("version", version), ("scope", scope), ("records", more))}
        ON CONFLICT (kind, version, scope) DO UPDATE SET records = record_index_counts.records + excluded.records
        """);

    /// <summary>Sets what a term weighs in one record; nothing when it stands there no more. Gives whether it stood there before.</summary>
    public bool Set(string term, long scope, long record, int? weight)
    {
        var chunk = Around(term, scope, record) ?? FirstOf(term, scope);
        if (chunk is null)
        {
            if (weight is { } only) Create(term, scope, 1, [new(record, only)]);
            return false;
        }

        var postings = chunk.Postings();
        var at = postings.FindIndex(posting => posting.Record >= record);
        var isThere = at >= 0 && postings[at].Record == record;
        var more = (weight is null ? 0 : 1) - (isThere ? 1 : 0);
        if (isThere) postings.RemoveAt(at);
        if (weight is { } now) postings.Insert(at < 0 ? postings.Count : at, new(record, now));
        if (more is 0 && !isThere) return false;

        if (postings is []) Delete(term, scope, chunk);
        else Save(term, scope, chunk with { Records = chunk.Records + more, Packed = PostingList.Pack(postings) });
        if (more is not 0) CountLater(term, scope, chunk, more);
        return isThere;
    }

    private PostingChunk? Around(string term, long scope, long record) => Read(statements.Read($"""
        {Chunk} WHERE kind = {kind} AND version = {version} AND term = {term} AND scope = {scope} AND first_record <= {record}
        ORDER BY first_record DESC LIMIT 1
        """));

    private PostingChunk? FirstOf(string term, long scope) => Read(statements.Read(
        $"{Chunk} WHERE kind = {kind} AND version = {version} AND term = {term} AND scope = {scope} ORDER BY first_record LIMIT 1"));

    private void Create(string term, long scope, long records, IReadOnlyList<Posting> postings) =>
        statements.Queue($"""
            INSERT INTO record_index_chunks {NewRow.Of(
                ("kind", kind), ("version", version), ("term", term), ("scope", scope), ("first_record", postings[0].Record),
                ("records", records),
                ("postings", PostingList.Pack(postings)))}
            """);

    private void Save(string term, long scope, PostingChunk chunk) => statements.Queue($"""
        UPDATE record_index_chunks SET records = {chunk.Records}, postings = {chunk.Packed}
        WHERE kind = {kind} AND version = {version} AND term = {term} AND scope = {scope} AND first_record = {chunk.First}
        """);

    private void Delete(string term, long scope, PostingChunk chunk) => statements.Queue($"""
        DELETE FROM record_index_chunks WHERE kind = {kind} AND version = {version} AND term = {term} AND scope = {scope}
            AND first_record = {chunk.First}
        """);

    private void CountLater(string term, long scope, PostingChunk chunk, int more) => statements.Execute($"""
        UPDATE record_index_chunks SET records = records + {more}
        WHERE kind = {kind} AND version = {version} AND term = {term} AND scope = {scope} AND first_record > {chunk.First}
        """);

    private static PostingChunk? Read(Rows rows)
    {
        using (rows) return First(rows);
    }

    private static PostingChunk? First(Rows rows) =>
        rows.Read() ? new(rows.GetInt64(0), rows.GetInt64(1), rows.GetBytes(2)) : null;

    private static List<Posting> Unpacked(Rows rows)
    {
        var postings = new List<Posting>();
        while (rows.Read()) PostingList.Unpack(rows.GetBytes(0), postings);
        return postings;
    }
}

/// <summary>Some hundred records in which a term stands.</summary>
/// <param name="First">The record with which it begins.</param>
/// <param name="Records">How many there are in it and in all chunks before it.</param>
/// <param name="Packed">Its postings, as they are kept.</param>
internal sealed record PostingChunk(long First, long Records, byte[] Packed)
{
    /// <summary>Its postings.</summary>
    public List<Posting> Postings()
    {
        var postings = new List<Posting>();
        PostingList.Unpack(Packed, postings);
        return postings;
    }
}
