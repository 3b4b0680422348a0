using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>Who is who: finds people by what the channel says about them, and keeps what is new.</summary>
internal sealed class KnownPeople(Session session, PeopleCache cache, Clock clock)
{
    private readonly AskedAhead<(string? Aad, string? Channel), Person?> _asked = new(session);

    /// <summary>Asks for a person whom <see cref="Find(ObservedPerson)"/> will be asked for.</summary>
    public void AskAhead(ObservedPerson seen) =>
        _asked.Put((seen.AadObjectId, seen.ChannelUserId), PersonRows.Ask(session.Statements, seen.AadObjectId, seen.ChannelUserId));

    /// <summary>The person as known by now; null for a stranger. Writes nothing.</summary>
    public Person? Find(ObservedPerson seen)
    {
        if (cache.TryGet(seen.Key, out var known)) return known;

        if (!_asked.TryGet((seen.AadObjectId, seen.ChannelUserId), out known))
        {
            known = PersonRows.Find(session.Statements, seen.AadObjectId, seen.ChannelUserId);
        }

        if (known is not null && !session.IsWriting) cache.Put(seen.Key, known);
        return known;
    }

    /// <summary>A person by their id; null when there is none.</summary>
    public Person? Find(PersonId id) => PersonRows.Find(session.Statements, id);

    /// <summary>Several people by their ids, in the order of their ids; without those whom it does not know.</summary>
    public IReadOnlyList<Person> Find(IReadOnlyCollection<long> ids) => PersonRows.Find(session.Statements, ids);

    /// <summary>Adds the person or what is new about them; only while a commit runs.</summary>
    public Person Keep(ObservedPerson seen)
    {
        // Remembered only when read again after the commit: this transaction may still come to nothing.
        cache.Forget(seen.Key);
        if (seen.ChannelUserId is { } channelId) cache.Forget(channelId);
        return PersonRows.Keep(session.Statements, seen, clock.UtcNow);
    }
}

/// <summary>
/// The people who were last met, so that a turn costs no query for its sender. Where other processes change them as well, nobody is
/// remembered.
/// </summary>
internal sealed class PeopleCache(Database database)
{
    private readonly RecentlyUsed<string, Person> _byKey = new(database.IsShared ? 0 : 10_000);

    public bool TryGet(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Person person) =>
        _byKey.TryGet(key, out person);

    public void Put(string key, Person person) => _byKey.Put(key, person);

    public void Forget(string key) => _byKey.Forget(key);
}
