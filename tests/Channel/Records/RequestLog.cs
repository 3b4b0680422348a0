using System.Collections;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Every request of the bot, in the order of arrival. Reading gives a copy, so it may grow meanwhile.</summary>
public sealed class RequestLog : IEnumerable<ReceivedRequest>
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedRequest> _all = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>What had its effect: sends, edits and deletions, each with a status of 2xx or an answer that was lost.</summary>
    public IEnumerable<ReceivedRequest> Done => this.Where(r => r.Done);

    /// <summary>What was addressed to a conversation or to any of its threads.</summary>
    public IEnumerable<ReceivedRequest> In(Conversation conversation) =>
        this.Where(r => r.ConversationId is { } id && Threads.Base(id) == conversation.Id);

    /// <summary>Forgets what was received so far.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _all.Clear();
        }
    }

    /// <inheritdoc />
    public IEnumerator<ReceivedRequest> GetEnumerator()
    {
        List<ReceivedRequest> copy;
        lock (_gate)
        {
            copy = [.. _all];
        }

        return copy.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ReceivedRequest Add(Func<int, ReceivedRequest> make)
    {
        lock (_gate)
        {
            var request = make(_all.Count + 1);
            _all.Add(request);
            return request;
        }
    }
}

/// <summary>Ids of threads: <c>channel;messageid=root</c>.</summary>
internal static class Threads
{
    private const string Mark = ";messageid=";

    public static string Base(string id) => id.IndexOf(';') is var at and >= 0 ? id[..at] : id;

    public static string? Root(string id) =>
        id.IndexOf(Mark, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? id[(at + Mark.Length)..] : null;
}
