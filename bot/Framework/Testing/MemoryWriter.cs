using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Framework.Testing;

/// <summary>One transaction in memory.</summary>
internal sealed class MemoryWriter(MemoryTables tables, DateTimeOffset now) : ITurnWriter
{
    private readonly List<OutboxRow> _added = [];

    /// <summary>The tables as this transaction leaves them.</summary>
    public MemoryTables Tables { get; private set; } = tables;

    /// <summary>The rows that it added to the outbox.</summary>
    public IReadOnlyList<OutboxRow> Added => _added;

    public void MarkSeen(ActivityKey key) => Tables = Tables with { Seen = Tables.Seen.Add(key) };

    public void Save(SavedDialog dialog)
    {
        var stored = StoredVersionOf(dialog);
        if (Tables.DialogIn(dialog.Conversation, dialog.Person) is { } other && other.Journal.Id != dialog.Journal.Id) throw Lost(dialog);

        // Written and read back, as a database would, so that nothing lives on that is not in the JSON.
        var kept = dialog with
        {
            Journal = Journal.FromJson(dialog.Journal.ToJson()),
            CardActivity = dialog.IsMoved ? null : dialog.CardActivity ?? stored?.CardActivity,
            IsMoved = false,
            Version = dialog.Version + 1,
        };
        Tables = Tables with { Dialogs = Tables.Dialogs.SetItem(dialog.Journal.Id, kept) };
    }

    public void End(SavedDialog dialog)
    {
        if (StoredVersionOf(dialog) is null) throw Lost(dialog);
        Tables = Tables with { Dialogs = Tables.Dialogs.Remove(dialog.Journal.Id) };
    }

    public void Enqueue(OutboxRow row)
    {
        if (row.Kind is OutboxKind.Show
            && Tables.Rows.Values.FirstOrDefault(waiting => waiting.Kind is OutboxKind.Show && waiting.Place == row.Place) is { } same)
        {
            Tables = Tables with { Rows = Tables.Rows.SetItem(same.Id, same with { Revision = same.Revision + 1 }) };
            return;
        }

        var added = row with { Id = Tables.LastId + 1, Created = now, Revision = 0, Attempts = 0, NotBefore = null };
        Tables = Tables with { Rows = Tables.Rows.Add(added.Id, added), LastId = added.Id };
        _added.Add(added);
    }

    public void SendAgain(string conversation, params IReadOnlyList<string> people)
    {
        foreach (var (row, _, fate) in Tables.Parked.Values
            .Where(aside => aside.Fate.ComesBack && IsFor(aside.Row.To, conversation, people))
            .OrderBy(aside => aside.Row.Id).ToList())
        {
            Tables = Tables with { Parked = Tables.Parked.Remove(row.Id) };
            Enqueue(row);
        }
    }

    private static bool IsFor(Address to, string conversation, IReadOnlyList<string> people) =>
        to.Conversation is { } known ? Address.ChannelOf(known) == conversation : to.Person is { } person && people.Contains(person);

    public Place PlaceOf(string subject, string view, Address to, string? activityId = null)
    {
        var place = Tables.PlaceOf(subject, view, to) ?? new(Tables.LastId + 1, subject, view, to, null);
        if (activityId is not null) place = place with { ActivityId = activityId };
        Tables = Tables with { Places = Tables.Places.SetItem(place.Id, place), LastId = Math.Max(Tables.LastId, place.Id) };
        return place;
    }

    public IReadOnlyList<Place> PlacesOf(string subject) => [.. Tables.Places.Values.Where(place => place.Subject == subject)];

    private SavedDialog? StoredVersionOf(SavedDialog dialog)
    {
        var stored = Tables.Dialogs.GetValueOrDefault(dialog.Journal.Id);
        return (stored?.Version ?? 0) == dialog.Version ? stored : throw Lost(dialog);
    }

    private static RaceLostException Lost(SavedDialog dialog) => new($"dialog {dialog.Journal.Id}");
}
