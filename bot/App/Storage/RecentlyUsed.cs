using System.Collections.Concurrent;

namespace Improvement.Bot.Storage;

/// <summary>Remembers what was last read, up to a number of entries; a forgotten entry is only read again.</summary>
/// <param name="capacity">When it is full, half of it is forgotten; 0 remembers nothing.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _entries = new();
    private int _count;

    public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) =>
        _entries.TryGetValue(key, out value);

    public void Put(TKey key, TValue value)
    {
        if (capacity is 0) return;
        if (_entries.TryAdd(key, value))
        {
            if (Interlocked.Increment(ref _count) > capacity) ForgetHalf();
        }
        else
        {
            _entries[key] = value;
        }
    }

    public void Forget(TKey key)
    {
        if (_entries.TryRemove(key, out _)) Interlocked.Decrement(ref _count);
    }

    private void ForgetHalf()
    {
        foreach (var key in _entries.Keys.Take(capacity / 2)) Forget(key);
    }
}
