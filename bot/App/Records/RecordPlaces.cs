using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Records;

/// <summary>
/// Posts records outside the chat of whoever brought them in, and updates the posts: in channels, and, while a record is restricted, in
/// the personal chats of its leads. Writes in the transaction of the current commit.
/// </summary>
internal sealed class RecordPlaces(Session session, Languages languages)
{
    /// <summary>
    /// Shows a record where it belongs, now that it is new or that who may see it has changed. Shared places that show it already turn it
    /// into a note that it is hidden.
    /// </summary>
    /// <param name="shared">The channels in which it belongs.</param>
    /// <param name="leads">The own chats of those who decide about it while it is restricted.</param>
    public void Announce(RecordId record, bool restricted, IEnumerable<Address> shared, IEnumerable<Address> leads)
    {
        foreach (var address in shared)
        {
            // The channel that a restricted one was reported from is remembered: should it be shown to the team later, that channel shows
            // it too. What a place shows is decided when it is drawn.
            var place = session.Writer.PlaceOf(SubjectOf(record), record.Kind.SharedView, address);
            if (!restricted) Show(place);
        }

        if (!restricted) return;
        foreach (var address in leads) Show(record, record.Kind.LeadView, address);
    }

    /// <summary>Shows a view of a record at an address.</summary>
    public void Show(RecordId record, string view, Address address) => Show(session.Writer.PlaceOf(SubjectOf(record), view, address));

    /// <summary>Whether a record stands in a channel, or in a lead's own chat.</summary>
    public bool IsShown(RecordId record) => session.Writer.PlacesOf(SubjectOf(record)).Any(place =>
        (place.View == record.Kind.SharedView && place.ActivityId is not null) || place.View == record.Kind.LeadView);

    /// <summary>Brings all places of a record up to date, and says nothing.</summary>
    public void ShowAgain(RecordId record)
    {
        foreach (var place in session.Writer.PlacesOf(SubjectOf(record))) Show(place);
    }

    /// <summary>
    /// Brings all places of a record up to date. Shared ones also get a line in their thread, as edits are silent in Teams; a restricted
    /// record says nothing there.
    /// </summary>
    /// <param name="line">The line; asked for in the language of each place.</param>
    public void ShowAgain(RecordId record, bool restricted, Func<string> line)
    {
        foreach (var place in session.Writer.PlacesOf(SubjectOf(record)))
        {
            var isShared = place.View == record.Kind.SharedView;
            if (restricted && isShared && place.ActivityId is null) continue; // nothing stands there, so there is nothing to hide
            Show(place);
            if (!restricted && isShared) SayBeside(place, line);
        }
    }

    /// <summary>Says something at an address, in its language.</summary>
    public void Say(Address address, Func<string> words) => session.Writer.Enqueue(
        new(OutboxKind.Say, address) { Body = OutgoingActivity.Of(languages.At(address, words)).ToJson() });

    /// <summary>Says a card at an address, in its language; it stays as it is, so it tells what its reader may see in any case.</summary>
    /// <param name="fanOut">The fan-out that it belongs to; null for none.</param>
    public void Say(Address address, Func<Card> card, long? fanOut = null) => session.Writer.Enqueue(
        new(OutboxKind.Say, address) { Body = OutgoingActivity.Of(languages.At(address, card)).ToJson(), FanOut = fanOut });

    private static string SubjectOf(RecordId record) => record.Kind.Subject(record.Number);

    /// <summary>
    /// A line in the thread of a message, or below it in a chat; its view is asked at that moment whether it may be told there.
    /// </summary>
    private void SayBeside(Place place, Func<string> line)
    {
        var words = OutgoingActivity.Of(languages.At(place.To, line)).ToJson();
        session.Writer.Enqueue(new(OutboxKind.SayInThread, place.To) { Place = place.Id, Body = words });
    }

    private void Show(Place place) => session.Writer.Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id });
}
