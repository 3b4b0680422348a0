namespace Improvement.Bot.Framework.Turns;

/// <summary>Lets one turn at a time into a conversation; others wait in line.</summary>
internal sealed class ConversationLocks
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Waits for the conversation; dispose what it gives to leave.</summary>
    public async ValueTask<Holder> Enter(string conversation, CancellationToken ct)
    {
        Entry entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(conversation, out entry!)) _entries[conversation] = entry = new();
            entry.Users++;
        }

        try
        {
            await entry.Gate.WaitAsync(ct);
            return new(this, conversation, entry);
        }
        catch
        {
            Leave(conversation, entry);
            throw;
        }
    }

    private void Leave(string conversation, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users > 0) return;
            _entries.Remove(conversation);
            entry.Gate.Dispose();
        }
    }

    internal readonly struct Holder(ConversationLocks locks, string conversation, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Gate.Release();
            locks.Leave(conversation, entry);
        }
    }

    internal sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);
        public int Users { get; set; }
    }
}
