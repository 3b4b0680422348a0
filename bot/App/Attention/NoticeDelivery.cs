using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Attention;

/// <summary>Sends unasked messages, inside a commit; what is not true any more is left out.</summary>
internal sealed class NoticeDelivery(
    Session session, Actor actor, Teams teams, KnownConversations conversations, RecordPlaces places,
    IEnumerable<NoticeSource> sources, IServiceProvider services)
{
    /// <summary>Sends what somebody is told at once: the sentences as one card, each card of a record by itself.</summary>
    /// <returns>Those that were sent; the others are no longer true, or the bot cannot write to their person.</returns>
    public IReadOnlyList<Notice> Deliver(PersonId person, IReadOnlyList<Notice> notices)
    {
        if (ChatOf(person) is not { } chat) return [];
        var sent = notices.Where(IsTrue).ToList();
        foreach (var notice in sent.Where(notice => SourceOf(notice) is { View: not null }))
        {
            places.Show(notice.Subject.Record, SourceOf(notice)!.View!, chat);
        }

        foreach (var notice in sent.Where(notice => notice.Words is not null)) SayWords(notice, chat);
        if (sent.Where(notice => SourceOf(notice) is { View: null, Line: not null }).ToList() is { Count: > 0 } told)
        {
            places.Say(chat, () => NoticeCards.Of([.. told.Select(LineOf)]));
        }

        return sent;
    }

    /// <summary>Says a line below a card.</summary>
    public void SayBeside(Place place, byte[] words) =>
        session.Writer.Enqueue(new(OutboxKind.SayInThread, place.To) { Place = place.Id, Body = words });

    /// <summary>What somebody reads of one that is told by a sentence, in the language of the moment; null for any other.</summary>
    public NoticeLine? LineIfTrue(Notice notice) =>
        SourceOf(notice) is { Line: not null } && IsTrue(notice) ? LineOf(notice) : null;

    private NoticeLine LineOf(Notice notice) => new(notice.Subject.Record, SourceOf(notice)!.Line!(services, notice.Subject));

    private bool IsTrue(Notice notice) =>
        notice.Source is null
            ? notice.Place is null || PlaceOf(notice) is not null
            : SourceOf(notice)?.IsTrue(services, notice.Subject) is true;

    private void SayWords(Notice notice, Address chat)
    {
        if (PlaceOf(notice) is { } place) SayBeside(place, notice.Words!);
        else session.Writer.Enqueue(new(OutboxKind.Say, chat) { Body = notice.Words });
    }

    private Place? PlaceOf(Notice notice) => notice.Place is { } id
        ? session.Writer.PlacesOf(notice.Subject.Record.Kind.Subject(notice.Subject.Record.Number)).FirstOrDefault(place => place.Id == id)
        : null;

    private NoticeSource? SourceOf(Notice notice) => sources.FirstOrDefault(source => source.Name == notice.Source);

    /// <summary>The own chat of somebody; null where the bot cannot write to them.</summary>
    // whoever was never spoken to is reached by way of a team; all teams of a tenant have the same connector
    public Address? ChatOf(PersonId person) => conversations.PersonalChat(
        person,
        actor.ServiceUrl ?? UrlOf(teams.Of(person)) ?? UrlOf(teams.All()));

    private static string? UrlOf(IEnumerable<Team> teams) => teams.Select(team => team.ServiceUrl).FirstOrDefault(url => url is not null);
}
