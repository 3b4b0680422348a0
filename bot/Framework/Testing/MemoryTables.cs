using System.Collections.Immutable;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Framework.Testing;

/// <summary>
/// Tables of the stores in memory. Immutable: a transaction works on a copy, which takes the place of the original when it commits.
/// </summary>
internal sealed record MemoryTables
{
    public ImmutableDictionary<string, SavedDialog> Dialogs { get; init; } = ImmutableDictionary<string, SavedDialog>.Empty;
    public ImmutableHashSet<ActivityKey> Seen { get; init; } = [];
    public ImmutableSortedDictionary<long, Place> Places { get; init; } = ImmutableSortedDictionary<long, Place>.Empty;
    public ImmutableSortedDictionary<long, OutboxRow> Rows { get; init; } = ImmutableSortedDictionary<long, OutboxRow>.Empty;
    public ImmutableSortedDictionary<long, (OutboxRow Row, string Problem, Fate Fate)> Parked { get; init; } =
        ImmutableSortedDictionary<long, (OutboxRow, string, Fate)>.Empty;
    public ImmutableDictionary<string, Delivery> Cards { get; init; } = ImmutableDictionary<string, Delivery>.Empty;
    public ImmutableList<(Address Address, string Reason)> OutOfReach { get; init; } = [];
    public long LastId { get; init; }

    /// <summary>The dialog that a person has open in a conversation.</summary>
    public SavedDialog? DialogIn(string conversation, string person) =>
        Dialogs.Values.FirstOrDefault(dialog => dialog.Person == person && dialog.Conversation == conversation);

    /// <summary>The place whose message this is.</summary>
    public Place? PlaceAt(string conversation, string activityId) =>
        Places.Values
            .FirstOrDefault(place => place.ActivityId == activityId && Address.ChannelOf(place.To.Conversation ?? "") == conversation);

    /// <summary>The place of a view of a record; one that was asked for by person is found by its personal chat as well.</summary>
    public Place? PlaceOf(string subject, string view, Address to) =>
        Places.Values.FirstOrDefault(place => place.Subject == subject && place.View == view && IsSame(place.To, to));

    private static bool IsSame(Address place, Address to) =>
        place.Thread == to.Thread || (to.Conversation is null && place.Person == to.Person && !place.IsShared);
}
