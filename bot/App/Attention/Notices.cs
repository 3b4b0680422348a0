using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Attention;

/// <summary>
/// Tells people what they did not ask for, inside a commit: at once, or later, as <see cref="AttentionRule"/> says. Other slices send
/// through it.
/// </summary>
internal sealed class Notices(
    Session session, Actor actor, FactsReader facts, NoticeStore store, NoticeDelivery delivery, KnownConversations conversations,
    Languages languages)
{
    /// <summary>Tells somebody of a record, by its source.</summary>
    /// <param name="topic">Tells several messages of the source about the record apart.</param>
    public void Send(PersonId person, AttentionKind kind, NoticeSource source, RecordId record, string topic = "")
    {
        var notice = new Notice(0, kind, new(person, record, topic), source.Name);
        var verdict = VerdictOn(person, kind);
        if (verdict.Delivery is not Delivery.Now) Keep(notice, verdict);
        else if (delivery.Deliver(person, [notice]) is not []) Note(notice);
    }

    /// <summary>Says something about a record to somebody, as it was when it came up.</summary>
    /// <param name="words">Asked for in their language.</param>
    public void Say(PersonId person, AttentionKind kind, RecordId record, Func<string> words)
    {
        if (delivery.ChatOf(person) is not { } chat) return;
        var body = OutgoingActivity.Of(languages.At(chat, words)).ToJson();
        var notice = new Notice(0, kind, new(person, record, ""), Source: null) { Words = body };
        var verdict = VerdictOn(person, kind);
        if (verdict.Delivery is not Delivery.Now) Keep(notice, verdict);
        else if (delivery.Deliver(person, [notice]) is not []) Note(notice);
    }

    /// <summary>
    /// Says a line below the cards of a record in people's own chats; the card says the same to whoever does without the line.
    /// </summary>
    /// <param name="isMeant">Whether a view is one of those cards, by its name.</param>
    /// <param name="words">The line; asked for in the language of each.</param>
    public void SayBeside(RecordId record, AttentionKind kind, Func<string, bool> isMeant, Func<string> words)
    {
        foreach (var place in session.Writer.PlacesOf(record.Kind.Subject(record.Number)).Where(place => isMeant(place.View)))
        {
            SayBeside(record, kind, place, words);
        }
    }

    private void SayBeside(RecordId record, AttentionKind kind, Place place, Func<string> words)
    {
        var body = OutgoingActivity.Of(languages.At(place.To, words)).ToJson();
        if (conversations.PersonAt(place.To) is not { } person)
        {
            delivery.SayBeside(place, body);
            return;
        }

        var notice = new Notice(0, kind, new(person, record, ""), Source: null) { Place = place.Id, Words = body };
        var verdict = VerdictOn(person, kind);
        if (verdict.Delivery is not Delivery.Now)
        {
            Keep(notice, verdict);
            return;
        }

        delivery.SayBeside(place, body);
        Note(notice);
    }

    private Verdict VerdictOn(PersonId person, AttentionKind kind) =>
        AttentionRule.Of(kind, facts.Of(person, kind, actor.Now), actor.Now);

    private void Keep(Notice notice, Verdict verdict)
    {
        if (verdict.Delivery is not Delivery.Muted) store.Add(notice, actor.Now, verdict.At, sentAt: null);
    }

    private void Note(Notice notice)
    {
        if (notice.Kind.Counts) store.Add(notice with { Words = null }, actor.Now, dueAt: null, sentAt: actor.Now);
    }
}
