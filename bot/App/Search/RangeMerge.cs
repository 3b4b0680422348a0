using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Search;

/// <summary>
/// A k-way merge of several ranges of records in the order of lists, without duplicates. Each range is read in batches by keyset pagination
/// over an index on both parts of the key, so that a page costs the same wherever it stands.
/// </summary>
internal sealed class RangeMerge
{
    private const int FirstPiece = 64, LargestPiece = 512;

    private readonly Session _session;
    private readonly RecordKinds _kinds;
    private readonly FindSpan _span;
    private readonly PriorityQueue<Piece, FindMark> _pieces;
    private FindMark? _last;

    /// <param name="most">No more than so many are ever asked for.</param>
    public RangeMerge(Session session, RecordKinds kinds, IEnumerable<VisibleRange> ranges, FindSpan span, int most)
    {
        (_session, _kinds, _span) = (session, kinds, span);
        _pieces = new(Comparer<FindMark>.Create((one, other) => span.ToOlder ? other.CompareTo(one) : one.CompareTo(other)));
        foreach (var range in ranges) Add(new(range, span.From, RangeReader.IsIndexed(range.Of) ? Math.Min(FirstPiece, most) : most));
    }

    /// <summary>The next ones; fewer than asked for only at the end.</summary>
    public List<FindMark> Next(int most)
    {
        var next = new List<FindMark>(most);
        while (next.Count < most && _pieces.TryDequeue(out var piece, out var mark))
        {
            if (mark != _last) next.Add(mark);
            _last = mark;
            piece.Pass();
            Add(piece);
        }

        return next;
    }

    private void Add(Piece piece)
    {
        if (piece.IsRead)
        {
            piece.Fill(
                RangeReader.Read(_session, piece.Range, _kinds.MarkOf(piece.Range.Kind), piece.Last, _span.ToOlder, piece.Size),
                LargestPiece);
        }
        if (piece.Head is { } head && _span.Has(head)) _pieces.Enqueue(piece, head);
    }

    /// <summary>What was read of a range last.</summary>
    private sealed class Piece(VisibleRange range, FindMark from, int size)
    {
        private List<FindMark> _marks = [];
        private int _at;
        private bool _isWhole;

        public VisibleRange Range => range;

        public FindMark Last { get; private set; } = from;

        public int Size { get; private set; } = size;

        public FindMark? Head => _at < _marks.Count ? _marks[_at] : null;

        /// <summary>Whether all of it was passed and there may be more.</summary>
        public bool IsRead => _at == _marks.Count && !_isWhole;

        public void Pass() => _at++;

        public void Fill(List<FindMark> marks, int largest)
        {
            (_marks, _at, _isWhole) = (marks, 0, marks.Count < Size);
            if (marks.Count > 0) Last = marks[^1];
            if (Size < largest) Size = Math.Min(2 * Size, largest);
        }
    }
}
