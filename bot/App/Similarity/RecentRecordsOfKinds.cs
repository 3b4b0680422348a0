using System.Collections.Concurrent;
using Improvement.Bot.Records;

namespace Improvement.Bot.Similarity;

/// <summary>What this process remembers of the records of each kind.</summary>
internal sealed class RecentRecordsOfKinds
{
    private readonly ConcurrentDictionary<RecordKind, RecentRecords> _kinds = [];

    /// <summary>Those of one kind.</summary>
    public RecentRecords Of(RecordKind kind) => _kinds.GetOrAdd(kind, static kind => new(kind));
}
