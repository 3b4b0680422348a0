namespace Improvement.Bot.Similarity;

/// <summary>
/// Postings in memory that only grow at their end, so that <see cref="Present"/> can be handed out without copying: what was handed out
/// stays as it is. Whoever adds holds a lock.
/// </summary>
internal sealed class PostingSeries(Posting[] first)
{
    private Posting[] _postings = first;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; } = first.Length;

    /// <summary>Those that are there now.</summary>
    public ReadOnlyMemory<Posting> Present => _postings.AsMemory(0, Count);

    /// <summary>Adds one at the end.</summary>
    public void Add(Posting posting)
    {
        if (Count == _postings.Length) Array.Resize(ref _postings, Math.Max(4, 2 * Count));
        _postings[Count++] = posting;
    }
}
