namespace Improvement.Bot.Framework.Outbox;

/// <summary>When something was sent, as far back as the limits look. Times are ticks of one monotonic clock.</summary>
internal sealed class SendTimes
{
    private long[] _ring = new long[8];
    private int _newest = -1;
    private int _count;

    /// <summary>Nothing may be sent before this, whatever the limits say: the channel asked for it.</summary>
    public long PausedUntil { get; set; }

    /// <summary>The earliest moment at which one more may be sent.</summary>
    public long Due(IReadOnlyList<SendLimit> limits)
    {
        var due = PausedUntil;
        for (var i = 0; i < limits.Count; i++)
        {
            var limit = limits[i];
            if (_count >= limit.Count) due = Math.Max(due, Back(limit.Count - 1) + limit.Window.Ticks);
        }
        return due;
    }

    /// <summary>Notes that one is sent now.</summary>
    public void Add(long now, IReadOnlyList<SendLimit> limits)
    {
        if (_count == _ring.Length && _count < Longest(limits)) Grow();
        _newest = (_newest + 1) % _ring.Length;
        _ring[_newest] = now;
        _count = Math.Min(_count + 1, _ring.Length);
    }

    /// <summary>The last one may have arrived only now: calls take time on the way, and the limits count arrivals.</summary>
    public void Delay(long now)
    {
        if (_count > 0) _ring[_newest] = now;
    }

    /// <summary>Whether nothing noted here matters any more.</summary>
    public bool IsOver(long now, IReadOnlyList<SendLimit> limits)
    {
        var widest = 0L;
        for (var i = 0; i < limits.Count; i++) widest = Math.Max(widest, limits[i].Window.Ticks);
        return PausedUntil <= now && (_count == 0 || Back(0) + widest <= now);
    }

    private long Back(int steps) => _ring[(_newest - steps + _ring.Length) % _ring.Length];

    private void Grow()
    {
        var larger = new long[_ring.Length * 2];
        for (var i = 0; i < _count; i++) larger[_count - 1 - i] = Back(i);
        _ring = larger;
        _newest = _count - 1;
    }

    private static int Longest(IReadOnlyList<SendLimit> limits)
    {
        var longest = 0;
        for (var i = 0; i < limits.Count; i++) longest = Math.Max(longest, limits[i].Count);
        return longest;
    }
}
