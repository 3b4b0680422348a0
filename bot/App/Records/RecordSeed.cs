namespace Improvement.Bot.Records;

/// <summary>Words in a record with which a record of another kind is begun.</summary>
/// <param name="Kind">The stable name of the kind of the record that has them.</param>
/// <param name="Part">Which words of it, as its slice names them.</param>
internal sealed record RecordSeed(string Kind, long Number, string Part)
{
    /// <summary>Whether only some may see the record, so that what is made of it is for few as well.</summary>
    public bool IsRestricted { get; init; }
}

/// <summary>
/// Hears of each record that was made of words in a record of a kind, in the transaction that makes it; the slice of that kind registers
/// one. A dialog carries the seed, so that the listener checks what whoever acts may see.
/// </summary>
/// <param name="Kind">The stable name of the kind.</param>
internal sealed record SeedListener(string Kind, Action<IServiceProvider, RecordSeed, RecordId> Hear);

/// <summary>Tells a slice what became of words in its records.</summary>
internal sealed class RecordSeeds(IEnumerable<SeedListener> listeners, IServiceProvider services)
{
    /// <summary>Tells what was made of some words; only while a commit runs.</summary>
    public ValueTask<bool> Tell(RecordSeed from, RecordId made)
    {
        foreach (var listener in listeners.Where(each => each.Kind == from.Kind)) listener.Hear(services, from, made);
        return new(true);
    }
}
